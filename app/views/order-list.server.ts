import { countOrders, type OrderCell, sumCells } from "#app/db/order-counts.ts";
import { countMatching, findOrderPage, type OrderHit, type Position } from "#app/db/order-list.ts";
import { toldByCounts } from "#app/db/order-list-path.ts";
import { readGoods, readOrderRows, readPeople, readTags } from "#app/db/order-rows.ts";
import { forgottenByShop } from "#app/db/privacy.ts";
import { readColumns } from "#app/db/saved-views.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import { readOwnTags } from "#app/db/tags.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { type OrderId, toOrderId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";
import { BadCursor, readCursor, writeCursor } from "./order-cursor.ts";
import { orderFilter } from "./order-filter.server.ts";
import type { OrderListQuery, OrderListView, OrderRow, OrderTab, ShopBadge } from "./order-list.ts";
import { orderRow } from "./order-row.ts";
import { tabCriteria } from "./order-tabs.ts";
import { savedTabs } from "./saved-tabs.server.ts";
import { badgeFinder, shopBadges, standing } from "./standing.ts";

const mostRows = 250;
const countedUpTo = 1000;

/**
 * One page of orders that match the query, the counts of the tabs, and how many match. All of it is of one moment; what happens later
 * comes through the live stream, from `upTo` on.
 *
 * Throws `NotAllowed`; a RangeError when `from` or `to` is no day.
 */
export async function orderList(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  query: OrderListQuery,
): Promise<OrderListView> {
  mustHave(caller, "orders.read");
  const after = cursorOf(caller, query);
  const limit = Math.min(Math.max(1, Math.trunc(query.limit)), mostRows);
  return await deps.db.read(caller.workspace, async (reading) => {
    const { upTo, timezone } = await standing(reading);
    const cells = await countOrders(reading);
    const connected = await listShops(reading);
    const shops = connected.map(({ id, platform, name }) => ({ id, platform, name }));
    const filter = await orderFilter(reading, query, timezone, shops);
    const { sort, descending } = query;
    // One more than the page holds tells whether there is a next page.
    const hits = await findOrderPage(reading, { filter, sort, descending, after, limit: limit + 1, cells });
    const page = hits.slice(0, limit);
    const last = page.at(-1);
    const whole = after === null && hits.length <= limit;
    const found = whole ? hits.length : await countMatching(reading, filter, cells, countedUpTo);
    const more = found > countedUpTo && !toldByCounts(filter);
    return {
      rows: await rowsOf(reading, page, shops),
      restarted: query.cursor !== null && after === null,
      next: last && hits.length > limit ? writeCursor(caller.workspace, query, last) : null,
      counts: countsOf(cells),
      matching: { count: more ? countedUpTo : found, more },
      views: await savedTabs(reading, { timezone, shops, cells }),
      columns: caller.actor.kind === "person" ? await readColumns(reading, caller.actor.id) : null,
      shops,
      channels: channelsOf(cells),
      currencies: [...new Set(connected.map(({ currency }) => currency))].sort(),
      upTo,
      now: deps.clock.now(),
      timezone,
    };
  });
}

/** The orders that match the query, in the list's order, no more than `most`. Throws `NotAllowed`. */
export async function matchingOrders(
  { db }: { readonly db: Database },
  caller: Caller,
  query: OrderListQuery,
  most: number,
): Promise<readonly OrderId[]> {
  mustHave(caller, "orders.read");
  return await db.read(caller.workspace, async (reading) => {
    const { timezone } = await standing(reading);
    const filter = await orderFilter(reading, query, timezone, await shopBadges(reading));
    const { sort, descending } = query;
    const cells = await countOrders(reading);
    const hits = await findOrderPage(reading, { filter, sort, descending, after: null, limit: most, cells });
    const rows = await readOrderRows(
      reading,
      hits.map(({ row }) => row),
    );
    const ids = new Map(rows.map(({ row, id }) => [row, toOrderId(id)]));
    return hits.flatMap(({ row }) => ids.get(row) ?? []);
  });
}

/** Addresses are kept and shared, and lists change: a cursor that leads nowhere leads to the first page. */
function cursorOf(caller: Caller, query: OrderListQuery): Position | null {
  if (query.cursor === null) return null;
  try {
    return readCursor(caller.workspace, query, query.cursor);
  } catch (error) {
    if (error instanceof BadCursor) return null;
    throw error;
  }
}

const channelsOf = (cells: readonly OrderCell[]) => [...new Set(cells.flatMap(({ source }) => source ?? []))].sort();

function countsOf(cells: readonly OrderCell[]): Record<OrderTab, number> {
  const of = (tab: OrderTab) => sumCells(cells, [tabCriteria[tab]]);
  return {
    all: of("all"),
    open: of("open"),
    unpaid: of("unpaid"),
    "to-send": of("to-send"),
    refunded: of("refunded"),
    cancelled: of("cancelled"),
  };
}

async function rowsOf(
  reading: Reading,
  hits: readonly OrderHit[],
  shops: readonly ShopBadge[],
): Promise<readonly OrderRow[]> {
  const orders = await readOrderRows(
    reading,
    hits.map((hit) => hit.row),
  );
  const ids = orders.map((order) => order.id);
  const goods = await readGoods(reading, ids);
  const tags = await readTags(reading, ids);
  const ownTags = await readOwnTags(reading, ids);
  const people = Map.groupBy(await readPeople(reading, ids), (person) => person.order);
  const badgeOf = badgeFinder(shops);
  const forgotten = await forgottenByShop(reading);
  const byRow = new Map(orders.map((order) => [order.row, order]));
  return hits.flatMap((hit) => {
    const order = byRow.get(hit.row);
    if (!order) return [];
    const parts = {
      goods: goods.get(order.id) ?? null,
      tags: tags.get(order.id) ?? [],
      ownTags: ownTags.get(order.id) ?? [],
      people: people.get(order.id) ?? [],
      forgotten: forgotten.get(order.shop)?.has(order.externalId) ?? false,
    };
    return [orderRow(order, badgeOf(order.shop), parts)];
  });
}
