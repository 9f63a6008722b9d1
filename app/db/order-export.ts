import { toOrderId } from "#app/domain/ids.ts";
import type { OrderCell } from "./order-counts.ts";
import { findOrderPage, type Position } from "./order-list.ts";
import type { OrderFilter } from "./order-list-path.ts";
import { readOrderRows } from "./order-rows.ts";
import { readOrders, type StoredOrder } from "./orders.ts";
import type { Reading } from "./scope.ts";

export interface ExportPage {
  /** Whole orders, the ones placed first first. */
  readonly found: readonly StoredOrder[];
  /** Null after the last page. */
  readonly next: Position | null;
}

/** Up to `limit` whole orders that pass the filter, from a position on. */
export async function exportPage(
  reading: Reading,
  slice: { readonly filter: OrderFilter; readonly cells: readonly OrderCell[] },
  after: Position | null,
  limit: number,
): Promise<ExportPage> {
  const hits = await findOrderPage(reading, { ...slice, sort: "placed", descending: false, after, limit });
  const rows = await readOrderRows(
    reading,
    hits.map(({ row }) => row),
  );
  const whole = await readOrders(
    reading,
    rows.map(({ id }) => toOrderId(id)),
  );
  const orders = new Map(whole.map((order) => [order.row, order]));
  return {
    found: hits.flatMap(({ row }) => orders.get(row) ?? []),
    next: hits.length < limit ? null : (hits.at(-1) ?? null),
  };
}
