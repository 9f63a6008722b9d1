import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { ShopId } from "#app/domain/ids.ts";
import { dropSettledDeliveries } from "./deliveries.ts";
import type { Writing } from "./scope.ts";

/** Deletes at most `limit` orders of a shop with everything that hangs on them, their timelines too; answers how many. */
export async function deleteOrders({ q, t, workspace }: Writing, shop: ShopId, limit: number): Promise<number> {
  const { orders, events } = t;
  const found = await q
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.workspace, workspace), eq(orders.shop, shop)))
    .limit(limit);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await q.delete(events).where(and(eq(events.workspace, workspace), inArray(events.order, ids)));
  await q.delete(orders).where(and(eq(orders.workspace, workspace), inArray(orders.id, ids)));
  return ids.length;
}

/**
 * How far a shop was read, what was to be read and what could not be: forgotten, so that its next import begins anew. What it rang and
 * nobody heard yet stays, with the turn in which it is heard: it may be somebody's wish to be forgotten.
 */
export async function forgetReading(writing: Writing, shop: ShopId): Promise<void> {
  const { q, t, workspace } = writing;
  for (const table of [t.feeds, t.quarantine])
    await q.delete(table).where(and(eq(table.workspace, workspace), eq(table.shop, shop)));
  const { jobs } = t;
  const ofReading = notInArray(jobs.queue, ["turn", "inbox"]);
  await q.delete(jobs).where(and(eq(jobs.workspace, workspace), eq(jobs.shop, shop), ofReading));
  await dropSettledDeliveries(writing, shop);
}
