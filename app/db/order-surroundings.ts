import { and, count, eq } from "drizzle-orm";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { UnknownField } from "./order-raw.ts";
import type { StoredOrder } from "./orders.ts";
import type { Reading } from "./scope.ts";

/** What we did not understand of an order, and how it came: its format, size in bytes and date; without the body. Null when it was erased. */
export async function readUnknownFields(
  { q, t, workspace }: Reading,
  order: StoredOrder,
): Promise<{
  readonly format: string;
  readonly size: number;
  readonly readAt: Instant;
  readonly unknown: readonly UnknownField[];
} | null> {
  const { orderRaw } = t;
  const [raw] = await q
    .select({ format: orderRaw.format, size: orderRaw.size, readAt: orderRaw.readAt, unknown: orderRaw.unknown })
    .from(orderRaw)
    .where(and(eq(orderRaw.workspace, workspace), eq(orderRaw.order, order.id)));
  return raw ? { ...raw, readAt: toInstant(raw.readAt) } : null;
}

/** Whether a read of the order waits or is under way. */
export async function readWaits({ q, t, workspace }: Reading, order: StoredOrder): Promise<boolean> {
  const { jobs } = t;
  const mine = and(eq(jobs.shop, order.shop), eq(jobs.key, order.snapshot.id));
  const [marks] = await q
    .select({ n: count() })
    .from(jobs)
    .where(and(eq(jobs.workspace, workspace), eq(jobs.queue, "look"), mine));
  return (marks?.n ?? 0) > 0;
}
