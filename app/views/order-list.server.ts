import { countOrders, type OrderCell, type OrderCriteria, sumCells } from "#app/db/order-counts.ts";
import { countMatching, findOrderPage, type OrderHit } from "#app/db/order-list.ts";
import type { OrderFilter } from "#app/db/order-list-path.ts";
import { readGoods, readOrderRows, readPeople, readTags } from "#app/db/order-rows.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { newestMatching } from "#app/db/search-index.ts";
import { dayBounds } from "#app/domain/calendar.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { searchQuery } from "#app/domain/orders/search-tokens.ts";
import type { Clock } from "#app/ports/ports.ts";
import { readCursor, writeCursor } from "./order-cursor.ts";
import type { OrderListQuery, OrderListView, OrderRow, OrderTab, ShopBadge } from "./order-list.ts";
import { orderRow } from "./order-row.ts";
import { tabCriteria } from "./order-tabs.ts";
import { badgeFinder, shopBadges, standing } from "./standing.ts";

const mostRows = 250;
const countedUpTo = 1000;
/** Search looks at the newest hits only: beyond, another word helps more than another page. */
const searchedUpTo = 1000;

/**
 * One page of orders that match the query, the counts of the tabs, and how many match. All of it is of one moment; what happens later
 * comes through the live stream, from `upTo` on.
 *
 * Throws `NotAllowed`; `BadCursor` when the cursor is none of this list; a RangeError when `from` or `to` is no day.
 */
export async function orderList(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  query: OrderListQuery,
): Promise<OrderListView> {
  mustHave(caller, "orders.read");
  const after = query.cursor === null ? null : readCursor(caller.workspace, query, query.cursor);
  const limit = Math.min(Math.max(1, Math.trunc(query.limit)), mostRows);
  return await deps.db.read(caller.workspace, async (reading) => {
    const { upTo, timezone } = await standing(reading);
    const cells = await countOrders(reading);
    const filter = await filterOf(reading, query, timezone);
    const { sort, descending } = query;
    // One more than the page holds tells whether there is a next page.
    const hits = await findOrderPage(reading, { filter, sort, descending, after, limit: limit + 1, cells });
    const page = hits.slice(0, limit);
    const last = page.at(-1);
    const found = await countMatching(reading, filter, cells, countedUpTo);
    const shops = await shopBadges(reading);
    return {
      rows: await rowsOf(reading, page, shops),
      next: last && hits.length > limit ? writeCursor(caller.workspace, query, last) : null,
      counts: countsOf(cells),
      matching: { count: Math.min(found, countedUpTo), more: found > countedUpTo },
      shops,
      upTo,
      now: deps.clock.now(),
      timezone,
    };
  });
}

/** What a query asks of the rows of its list. */
export async function filterOf(reading: Reading, query: OrderListQuery, timezone: string): Promise<OrderFilter> {
  const some = <Word>(list: readonly Word[]) => (list.length > 0 ? list : undefined);
  const chosen: OrderCriteria = {
    shop: some(query.shops),
    state: some(query.states),
    payment: some(query.payments),
    fulfillment: some(query.fulfillments),
  };
  return {
    all: [tabCriteria[query.tab], chosen],
    placed: dayBounds(query.from, query.to, timezone),
    rows: await searchedRows(reading, query.search),
  };
}

/** Null when there is nothing in the text to search for, such as a single letter: then search restricts nothing. */
async function searchedRows(reading: Reading, text: string): Promise<readonly number[] | null> {
  const words = searchQuery(text);
  return words === null ? null : await newestMatching(reading, words, searchedUpTo);
}

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
  const people = Map.groupBy(await readPeople(reading, ids), (person) => person.order);
  const badgeOf = badgeFinder(shops);
  const byRow = new Map(orders.map((order) => [order.row, order]));
  return hits.flatMap((hit) => {
    const order = byRow.get(hit.row);
    if (!order) return [];
    const parts = {
      goods: goods.get(order.id) ?? null,
      tags: tags.get(order.id) ?? [],
      people: people.get(order.id) ?? [],
    };
    return [orderRow(order, badgeOf(order.shop), parts)];
  });
}
