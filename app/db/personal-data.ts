import { and, asc, eq, inArray } from "drizzle-orm";
import type { ExternalId, OrderId, ShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { OrderPeople } from "#app/domain/orders/snapshot.ts";
import type { Reading } from "./scope.ts";

/** A personal value as an order held it from a moment on. */
export interface HeldValue {
  readonly role: keyof OrderPeople;
  readonly current: boolean;
  readonly value: OrderPeople[keyof OrderPeople];
  readonly since: Instant;
}

/** Every personal value that an order ever had and that was not erased, the oldest first. */
export async function readHeldValues({ q, t, workspace }: Reading, order: OrderId): Promise<readonly HeldValue[]> {
  const { orderPeople: people } = t;
  const { role, current, value, since } = people;
  const rows = await q
    .select({ role, current, value, since })
    .from(people)
    .where(and(eq(people.workspace, workspace), eq(people.order, order)))
    .orderBy(asc(since), asc(people.id));
  return rows.flatMap((row) => (row.value === null ? [] : [{ ...row, since: toInstant(row.since) }]));
}

/** The bodies that were set aside of these records, as they came. */
export async function readSetAside(
  { q, t, workspace }: Reading,
  shop: ShopId,
  records: readonly ExternalId[],
): Promise<readonly { readonly id: string; readonly body: string }[]> {
  if (records.length === 0) return [];
  const { quarantine } = t;
  const rows = await q
    .select({ id: quarantine.externalId, body: quarantine.body })
    .from(quarantine)
    .where(
      and(eq(quarantine.workspace, workspace), eq(quarantine.shop, shop), inArray(quarantine.externalId, [...records])),
    )
    .orderBy(asc(quarantine.externalId));
  return rows.flatMap(({ id, body }) => (body === null ? [] : [{ id, body: body.toString("utf8") }]));
}
