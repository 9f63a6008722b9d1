import { and, desc, eq, gt, inArray, lt, lte, not, notInArray, or, sql } from "drizzle-orm";
import { type ExternalId, type ShopId, toExternalId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import {
  type Distance,
  distances,
  endedFulfillments,
  endedPayments,
  openStates,
} from "#app/domain/sync/when-to-reread.ts";
import type { Reading, Writing } from "./scope.ts";

/** An order that was not read for longer than its age allows. */
export interface StaleOrder {
  readonly id: ExternalId;
  readonly version: string;
  readonly placedAt: Instant;
}

/** The orders of a shop that are due to be read again at `now`, the newest first; those that the shop does not show are left out. */
export async function staleOrders(
  reading: Reading,
  shop: ShopId,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<readonly StaleOrder[]> {
  const stale: StaleOrder[] = [];
  for (const distance of distances) {
    const left = limit - stale.length;
    if (left > 0) stale.push(...(await staleBy(reading, shop, distance, now, left)));
  }
  return stale.toSorted((a, b) => b.placedAt - a.placedAt);
}

async function staleBy(
  reading: Reading,
  shop: ShopId,
  { watch, quietFrom, quietBelow, every }: Distance,
  now: Instant,
  limit: number,
): Promise<readonly StaleOrder[]> {
  const { q, t, workspace } = reading;
  const { orders } = t;
  const ended = and(
    inArray(orders.paymentState, [...endedPayments]),
    inArray(orders.fulfillmentState, [...endedFulfillments]),
  );
  const watched =
    watch === "open"
      ? and(inArray(orders.state, [...openStates]), not(ended ?? sql`false`))
      : or(notInArray(orders.state, [...openStates]), ended);
  const rows = await q
    .select({ id: orders.externalId, version: orders.version, placedAt: orders.placedAt })
    .from(orders)
    .where(
      and(
        eq(orders.workspace, workspace),
        eq(orders.shop, shop),
        watched,
        gt(orders.updatedAt, now - quietBelow),
        // The shop's clock may run ahead of ours: what it dates in our future is young.
        quietFrom === 0 ? undefined : lte(orders.updatedAt, now - quietFrom),
        lte(orders.lastReadAt, now - every),
        // Said so that no index on it is taken for a way to a few rows: nearly every order is shown.
        notInArray(orders.presence, ["missing", "hidden", "deleted"]),
      ),
    )
    .orderBy(orders.lastReadAt, desc(orders.row))
    .limit(limit);
  return rows.map((row) => ({ id: toExternalId(row.id), version: row.version, placedAt: toInstant(row.placedAt) }));
}

/**
 * When the last order of each page of the shop's newest orders was placed, for so many pages; the page that reaches the shop's oldest
 * order ends at the beginning of time.
 */
export async function pageEdges(
  { q, t, workspace }: Reading,
  shop: ShopId,
  { pageSize, pages }: { readonly pageSize: number; readonly pages: number },
): Promise<readonly Instant[]> {
  const { orders } = t;
  const edges: Instant[] = [];
  for (let page = 1; page <= pages; page++) {
    const [last] = await q
      .select({ placedAt: orders.placedAt })
      .from(orders)
      .where(and(eq(orders.workspace, workspace), eq(orders.shop, shop)))
      .orderBy(desc(orders.placedAt), desc(orders.row))
      .offset(page * pageSize - 1)
      .limit(1);
    edges.push(toInstant(last?.placedAt ?? 0));
    if (!last) break;
  }
  return edges;
}

/** The shop shows these orders as we hold them: those that are still watched count as read. */
export async function touchCompared(
  writing: Writing,
  shop: ShopId,
  ids: readonly ExternalId[],
  at: Instant,
): Promise<void> {
  if (ids.length === 0) return;
  const { q, t, workspace } = writing;
  const { orders } = t;
  const watchedFor = Math.max(...distances.filter(({ watch }) => watch === "ended").map((one) => one.quietBelow));
  await q
    .update(orders)
    .set({ lastReadAt: at })
    .where(
      and(
        eq(orders.workspace, workspace),
        eq(orders.shop, shop),
        inArray(orders.externalId, [...ids]),
        or(inArray(orders.state, [...openStates]), gt(orders.updatedAt, at - watchedFor)),
        lt(orders.lastReadAt, at),
      ),
    );
}
