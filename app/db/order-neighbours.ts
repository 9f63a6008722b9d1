import { and, eq } from "drizzle-orm";
import type { OrderId } from "#app/domain/ids.ts";
import { findOrderPage, type OrderHit, type OrderSlice, type Position } from "./order-list.ts";
import type { Reading } from "./scope.ts";

/** A list without a page: its filter, its order, and the counts that choose the index. */
export type Listed = Omit<OrderSlice, "after" | "limit">;

export interface Neighbours {
  readonly previous: OrderHit | null;
  readonly next: OrderHit | null;
}

/**
 * What stands before and after an order in a list, each by one step of the list's own index. An order that has left the list since
 * (it was paid, say) still has the neighbours of the place where it would stand. Null: no such order.
 */
export async function findNeighbours(reading: Reading, list: Listed, order: OrderId): Promise<Neighbours | null> {
  const at = await placeOf(reading, list, order);
  if (at === null) return null;
  const next = await stepFrom(reading, list, at);
  const back = { ...list, descending: !list.descending };
  const before = await stepFrom(reading, back, at);
  if (list.sort !== "customer") return { previous: before, next };
  // Orders without a customer's name come last in both directions, so that walking backwards does not lead from one kind to the other.
  if (!at.nameless) return { previous: before?.nameless ? null : before, next };
  const lastNamed = before ?? (await stepFrom(reading, back, null));
  return { previous: before ?? (lastNamed?.nameless ? null : lastNamed), next };
}

async function stepFrom(reading: Reading, list: Listed, after: Position | null): Promise<OrderHit | null> {
  const [hit] = await findOrderPage(reading, { ...list, after, limit: 1 });
  return hit ?? null;
}

async function placeOf({ q, t, workspace }: Reading, { sort }: Listed, order: OrderId): Promise<Position | null> {
  const { orders, orderCustomers: names } = t;
  const { row, placedAt, updatedAt, totalShop } = orders;
  const [found] = await q
    .select({ row, placed: placedAt, updated: updatedAt, total: totalShop, name: names.folded })
    .from(orders)
    .leftJoin(names, and(eq(names.workspace, workspace), eq(names.order, orders.id)))
    .where(and(eq(orders.workspace, workspace), eq(orders.id, order)));
  if (!found) return null;
  if (sort !== "customer") return { key: found[sort], tie: found.row, nameless: false };
  if (found.name !== null) return { key: found.name, tie: order, nameless: false };
  return { key: found.placed, tie: found.row, nameless: true };
}
