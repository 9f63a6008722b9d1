import { countOrders } from "#app/db/order-counts.ts";
import { findOrderPage } from "#app/db/order-list.ts";
import { findNeighbours, type Listed } from "#app/db/order-neighbours.ts";
import { readOrderRows } from "#app/db/order-rows.ts";
import { readOrder } from "#app/db/orders.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { type OrderId, toOrderId } from "#app/domain/ids.ts";
import { BadCursor, readCursor, writeCursor } from "./order-cursor.ts";
import { orderFilter } from "./order-filter.server.ts";
import type { OrderListQuery } from "./order-list.ts";
import type { OrderNeighbours } from "./order-neighbours.ts";
import { shopBadges, standing } from "./standing.ts";

/** The orders before and after one in a list, and the list's page that holds it. Null: no such order. Throws `NotAllowed`. */
export async function orderNeighbours(
  deps: { readonly db: Database },
  caller: Caller,
  id: OrderId,
  query: OrderListQuery,
): Promise<OrderNeighbours | null> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => {
    const order = await readOrder(reading, id);
    if (order === null) return null;
    const { timezone } = await standing(reading);
    const filter = await orderFilter(reading, query, timezone, await shopBadges(reading));
    const list = { filter, sort: query.sort, descending: query.descending, cells: await countOrders(reading) };
    const around = await findNeighbours(reading, list, id);
    if (around === null) return null;
    const { previous, next } = around;
    const rows = await readOrderRows(
      reading,
      [previous, next].flatMap((hit) => (hit ? [hit.row] : [])),
    );
    const named = (hit: typeof next) => {
      const row = rows.find((one) => one.row === hit?.row);
      return row ? { id: toOrderId(row.id), number: row.number } : null;
    };
    const held = await holds(reading, caller, query, list, order.row);
    // Else the page that begins with the order.
    const cursor = held ? query.cursor : previous && writeCursor(caller.workspace, query, previous);
    return { previous: named(previous), next: named(next), list: { ...query, cursor } };
  });
}

/** Whether the list's page at the query's cursor holds the row. A cursor of another list holds nothing. */
async function holds(
  reading: Reading,
  { workspace }: Caller,
  query: OrderListQuery,
  list: Listed,
  row: number,
): Promise<boolean> {
  try {
    const after = query.cursor === null ? null : readCursor(workspace, query, query.cursor);
    const page = await findOrderPage(reading, { ...list, after, limit: query.limit });
    return page.some((hit) => hit.row === row);
  } catch (error) {
    if (error instanceof BadCursor) return false;
    throw error;
  }
}
