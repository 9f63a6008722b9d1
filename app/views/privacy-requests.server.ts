import { heldOf, listPrivacyRequests } from "#app/db/privacy.ts";
import type { Database } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { privacyDueAt } from "#app/domain/privacy.ts";
import type { Clock } from "#app/ports/ports.ts";
import type { PrivacyRequestRow, PrivacyRequestsView } from "./privacy-requests.ts";
import { standing } from "./standing.ts";

/** What platforms asked of this workspace in the name of people and shops, the newest first: shown with the shops. */
export async function privacyRequests(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
): Promise<PrivacyRequestsView> {
  mustHave(caller, "shops.manage");
  return await deps.db.read(caller.workspace, async (reading) => {
    const { upTo, timezone } = await standing(reading);
    const shops = new Map((await listShops(reading)).map((shop) => [shop.id, shop]));
    const requests: PrivacyRequestRow[] = [];
    for (const { orders, shop: of, ...request } of await listPrivacyRequests(reading)) {
      const shop = shops.get(of);
      requests.push({
        ...request,
        dueAt: privacyDueAt(request.receivedAt),
        shop: shop ? { id: shop.id, platform: shop.platform, name: shop.name } : null,
        orders: await heldOf(reading, of, orders),
      });
    }
    return { requests, upTo, now: deps.clock.now(), timezone };
  });
}
