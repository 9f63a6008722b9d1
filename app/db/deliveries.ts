import { and, asc, eq, inArray, isNotNull, lt, notInArray } from "drizzle-orm";
import { type DeliveryId, type ShopId, toDeliveryId, toShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { instantOrNull } from "./order-from-rows.ts";
import type { Reading, Writing } from "./scope.ts";

/** One doorbell as it came. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly shop: ShopId;
  readonly topic: string;
  /** The platform's; not unique. */
  readonly deliveryId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly receivedAt: Instant;
  readonly handledAt: Instant | null;
}

export async function insertDelivery(
  { q, t, workspace }: Writing,
  delivery: Omit<Delivery, "handledAt">,
): Promise<void> {
  await q.insert(t.deliveries).values({ ...delivery, workspace });
}

export async function readDelivery({ q, t, workspace }: Reading, id: DeliveryId): Promise<Delivery | null> {
  const [row] = await q
    .select()
    .from(t.deliveries)
    .where(and(eq(t.deliveries.workspace, workspace), eq(t.deliveries.id, id)));
  if (!row) return null;
  const { workspace: _, ...delivery } = row;
  return {
    ...delivery,
    id: toDeliveryId(row.id),
    shop: toShopId(row.shop),
    receivedAt: toInstant(row.receivedAt),
    handledAt: instantOrNull(row.handledAt),
  };
}

export async function markHandled({ q, t, workspace }: Writing, id: DeliveryId, at: Instant): Promise<void> {
  await q
    .update(t.deliveries)
    .set({ handledAt: at })
    .where(and(eq(t.deliveries.workspace, workspace), eq(t.deliveries.id, id)));
}

/** Removes what a shop rang and was followed, or set aside: what waits in the inbox may still be heard. */
export async function dropSettledDeliveries({ q, t, workspace }: Writing, shop: ShopId): Promise<void> {
  const { deliveries, jobs } = t;
  const waits = q
    .select({ id: jobs.key })
    .from(jobs)
    .where(and(eq(jobs.workspace, workspace), eq(jobs.queue, "inbox"), eq(jobs.shop, shop)));
  await q
    .delete(deliveries)
    .where(and(eq(deliveries.workspace, workspace), eq(deliveries.shop, shop), notInArray(deliveries.id, waits)));
}

export async function removeDelivery({ q, t, workspace }: Writing, id: DeliveryId): Promise<void> {
  await q.delete(t.deliveries).where(and(eq(t.deliveries.workspace, workspace), eq(t.deliveries.id, id)));
}

/** Removes at most `limit` handled deliveries that were received before a moment; answers how many. */
export async function pruneDeliveries({ q, t, workspace }: Writing, before: Instant, limit: number): Promise<number> {
  const { deliveries } = t;
  const old = q
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.workspace, workspace), lt(deliveries.receivedAt, before), isNotNull(deliveries.handledAt)))
    .limit(limit);
  const pruned = await q
    .delete(deliveries)
    .where(and(eq(deliveries.workspace, workspace), inArray(deliveries.id, old)))
    .returning({ id: deliveries.id });
  return pruned.length;
}

/** When the oldest of a shop's handled deliveries was received; null when it has none. */
export async function oldestHandled({ q, t, workspace }: Reading, shop: ShopId): Promise<Instant | null> {
  const { deliveries } = t;
  const [row] = await q
    .select({ at: deliveries.receivedAt })
    .from(deliveries)
    .where(and(eq(deliveries.workspace, workspace), eq(deliveries.shop, shop), isNotNull(deliveries.handledAt)))
    .orderBy(asc(deliveries.receivedAt))
    .limit(1);
  return instantOrNull(row?.at ?? null);
}
