import { and, asc, eq, sql } from "drizzle-orm";
import { type ShopId, toOrderId } from "#app/domain/ids.ts";
import { readOrders, type StoredOrder } from "./orders.ts";
import type { Reading } from "./scope.ts";

/** Where a page of an export ended. */
export interface ExportPosition {
  readonly placedAt: number;
  readonly row: number;
}

export interface ExportPage {
  /** Whole orders, the ones placed first first. */
  readonly found: readonly StoredOrder[];
  /** Null after the last page. */
  readonly next: ExportPosition | null;
}

/** Up to `limit` whole orders of the workspace, or of one shop of it, from a position on. */
export async function exportPage(
  reading: Reading,
  shop: ShopId | null,
  after: ExportPosition | null,
  limit: number,
): Promise<ExportPage> {
  const { q, t, workspace } = reading;
  const { id, row, placedAt } = t.orders;
  const keys = await q
    .select({ id, row, placedAt })
    .from(t.orders)
    .where(
      and(
        eq(t.orders.workspace, workspace),
        shop === null ? undefined : eq(t.orders.shop, shop),
        after === null ? undefined : sql`(${placedAt}, ${row}) > (${after.placedAt}, ${after.row})`,
      ),
    )
    .orderBy(asc(placedAt), asc(row))
    .limit(limit);
  const orders = new Map(
    (
      await readOrders(
        reading,
        keys.map((key) => toOrderId(key.id)),
      )
    ).map((order) => [order.row, order]),
  );
  const last = keys.at(-1);
  return {
    found: keys.flatMap((key) => orders.get(key.row) ?? []),
    next: last === undefined || keys.length < limit ? null : { placedAt: last.placedAt, row: last.row },
  };
}
