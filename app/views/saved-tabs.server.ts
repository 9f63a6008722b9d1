import type { OrderCell } from "#app/db/order-counts.ts";
import { countMatching } from "#app/db/order-list.ts";
import { toldByCounts } from "#app/db/order-list-path.ts";
import { listSavedViews } from "#app/db/saved-views.ts";
import type { Reading } from "#app/db/scope.ts";
import { queryFromAddress } from "./order-address.ts";
import { orderFilter } from "./order-filter.server.ts";
import type { SavedTab, ShopBadge } from "./order-list.ts";

/** Where the cells do not tell, a view is counted so far. */
const countedUpTo = 1000;

/** The saved views with how many orders are in each. */
export async function savedTabs(
  reading: Reading,
  now: { readonly timezone: string; readonly shops: readonly ShopBadge[]; readonly cells: readonly OrderCell[] },
): Promise<readonly SavedTab[]> {
  const tabs: SavedTab[] = [];
  for (const view of await listSavedViews(reading)) {
    const query = queryFromAddress(new URLSearchParams(view.query));
    const filter = await orderFilter(reading, query, now.timezone, now.shops);
    const count = await countMatching(reading, filter, now.cells, countedUpTo);
    const more = count > countedUpTo && !toldByCounts(filter);
    tabs.push({ ...view, count: more ? countedUpTo : count, more });
  }
  return tabs;
}
