import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import { type ExternalId, type OrderId, type ShopId, toExternalId, toOrderId, toShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { searchTokens } from "#app/domain/orders/search-tokens.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import { insertRows } from "./insert-rows.ts";
import { instantOrNull, orderFromRows } from "./order-from-rows.ts";
import { readParts, writeParts } from "./order-parts.ts";
import { type PeopleIds, readPeopleOf, writePeople } from "./order-people.ts";
import { type RawBody, type UnknownField, writeRaw } from "./order-raw.ts";
import { orderToRows } from "./order-to-rows.ts";
import { one, type Reading, type Writing } from "./scope.ts";
import { putSearchTokens, searchHash } from "./search-index.ts";

export type Presence = Schema["orders"]["$inferSelect"]["presence"];

/** One order as we hold it: what its shop said last, and what we know about that. */
export interface StoredOrder {
  readonly id: OrderId;
  /** For search and cursors. */
  readonly row: number;
  readonly shop: ShopId;
  readonly snapshot: OrderSnapshot;
  /** The snapshot's. */
  readonly updatedAt: Instant;
  /** The rows of its people as they stand now. */
  readonly people: PeopleIds;
  readonly presence: Presence;
  readonly missingSince: Instant | null;
  readonly readBeganAt: Instant;
  readonly contentHash: string;
  readonly behindUpdatedAt: Instant | null;
  readonly behindRound: number | null;
  readonly searchHash: string;
  readonly firstReadAt: Instant;
  readonly lastReadAt: Instant;
}

/** What one read of an order brought. */
export interface OrderRead {
  readonly snapshot: OrderSnapshot;
  /** An id for each person that there is: the one before where the value is the one before. */
  readonly people: PeopleIds;
  readonly contentHash: string;
  readonly readBeganAt: Instant;
  /** Now. */
  readonly at: Instant;
  /** Null for a body that may not be kept. */
  readonly raw: RawBody | null;
  readonly unknown: readonly UnknownField[];
}

/** The orders of a shop that the platform calls so, in one read for all of them. */
export async function findOrders(
  reading: Reading,
  shop: ShopId,
  externalIds: readonly ExternalId[],
): Promise<ReadonlyMap<ExternalId, StoredOrder>> {
  if (externalIds.length === 0) return new Map();
  const { q, t } = reading;
  const rows = await q
    .select()
    .from(t.orders)
    .where(named(reading, shop, externalIds));
  const stored = await withParts(reading, rows);
  return new Map(stored.map((order) => [order.snapshot.id, order]));
}

export async function readOrder(reading: Reading, id: OrderId): Promise<StoredOrder | null> {
  const [order] = await readOrders(reading, [id]);
  return order ?? null;
}

/** Those of these orders that the workspace has, in no particular order. */
export async function readOrders(reading: Reading, ids: readonly OrderId[]): Promise<readonly StoredOrder[]> {
  if (ids.length === 0) return [];
  const { q, t, workspace } = reading;
  const { orders } = t;
  const wanted = and(eq(orders.workspace, workspace), inArray(orders.id, [...ids]));
  const rows = await q.select().from(orders).where(wanted);
  return await withParts(reading, rows);
}

async function withParts(
  reading: Reading,
  rows: readonly Schema["orders"]["$inferSelect"][],
): Promise<readonly StoredOrder[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => toOrderId(row.id));
  const [partsOf, peopleOf] = [await readParts(reading, ids), await readPeopleOf(reading, ids)];
  return rows.map((order) => {
    const id = toOrderId(order.id);
    const people = peopleOf(id);
    return {
      id,
      row: order.row,
      shop: toShopId(order.shop),
      snapshot: orderFromRows({ order, ...partsOf(id) }, people.values),
      updatedAt: toInstant(order.updatedAt),
      people: people.ids,
      presence: order.presence,
      missingSince: instantOrNull(order.missingSince),
      readBeganAt: toInstant(order.readBeganAt),
      contentHash: order.contentHash,
      behindUpdatedAt: instantOrNull(order.behindUpdatedAt),
      behindRound: order.behindRound,
      searchHash: order.searchHash,
      firstReadAt: toInstant(order.firstReadAt),
      lastReadAt: toInstant(order.lastReadAt),
    };
  });
}

/** Stores an order that was read for the first time. Throws a unique constraint when the shop's order is held already. */
export async function insertOrder(
  writing: Writing,
  { id, shop, ...read }: OrderRead & { readonly id: OrderId; readonly shop: ShopId },
): Promise<void> {
  const { q, t, workspace } = writing;
  const { order, ...parts } = orderToRows(workspace, id, read.snapshot);
  const tokens = searchTokens(read.snapshot);
  const facts = {
    ...readFacts(read),
    searchHash: searchHash(tokens),
    firstReadAt: read.at,
    presence: "shown",
  } as const;
  await insertRows(writing, "orders", [{ workspace, id, shop, ...order, ...facts }]);
  await writeParts(writing, id, null, parts);
  await writePeople(writing, id, null, { ids: read.people, values: read.snapshot.people }, read.at);
  if (read.raw) await writeRaw(writing, id, { ...read.raw, unknown: read.unknown, readAt: read.at }, false);
  const found = await q.select({ row: t.orders.row }).from(t.orders).where(itself(writing, id));
  await putSearchTokens(writing, one(found, `order ${id}`).row, tokens);
}

/** Puts what was read in place of what we held: only what differs is written. Presence stays as it is. */
export async function replaceOrder(writing: Writing, before: StoredOrder, read: OrderRead): Promise<void> {
  const { workspace } = writing;
  const { order: _, ...old } = orderToRows(workspace, before.id, before.snapshot);
  const { order, ...parts } = orderToRows(workspace, before.id, read.snapshot);
  const tokens = searchTokens(read.snapshot);
  const hash = searchHash(tokens);
  await change(writing, before.id, { ...order, ...readFacts(read), searchHash: hash });
  await writeParts(writing, before.id, old, parts);
  await writePeople(writing, before.id, before.people, { ids: read.people, values: read.snapshot.people }, read.at);
  if (read.raw) await writeRaw(writing, before.id, { ...read.raw, unknown: read.unknown, readAt: read.at }, true);
  if (hash !== before.searchHash) await putSearchTokens(writing, before.row, tokens);
}

const readFacts = ({ readBeganAt, contentHash, at }: OrderRead) => ({
  readBeganAt,
  contentHash,
  lastReadAt: at,
  behindUpdatedAt: null,
  behindRound: null,
});

/** The shop answered with the state that we hold; being behind is over. */
export async function touchRead(
  writing: Writing,
  id: OrderId,
  { readBeganAt, at }: { readonly readBeganAt: Instant; readonly at: Instant },
): Promise<void> {
  const { orders } = writing.t;
  const later = sql`case when ${orders.readBeganAt} > ${readBeganAt} then ${orders.readBeganAt} else ${readBeganAt} end`;
  await change(writing, id, { readBeganAt: later, lastReadAt: at, behindUpdatedAt: null, behindRound: null });
}

export async function setPresence(
  writing: Writing,
  id: OrderId,
  next: { readonly presence: Presence; readonly missingSince: Instant | null },
): Promise<void> {
  await change(writing, id, next);
}

/** The shop showed an older state than ours; `round`: of the sweep that saw it first. */
export async function setBehind(
  writing: Writing,
  id: OrderId,
  { updatedAt, round }: { readonly updatedAt: Instant; readonly round: number | null },
): Promise<void> {
  await change(writing, id, { behindUpdatedAt: updatedAt, behindRound: round });
}

type Columns = Parameters<ReturnType<Writing["q"]["update"]>["set"]>[0];

async function change(writing: Writing, id: OrderId, columns: Columns): Promise<void> {
  const { orders } = writing.t;
  const changed = await writing.q.update(orders).set(columns).where(itself(writing, id)).returning({ row: orders.row });
  one(changed, `order ${id}`);
}

const itself = ({ t, workspace }: Reading, id: OrderId) => and(eq(t.orders.workspace, workspace), eq(t.orders.id, id));

/** What a sweep compares, of those of these ids that we hold. */
export async function findVersions(
  reading: Reading,
  shop: ShopId,
  externalIds: readonly ExternalId[],
): Promise<ReadonlyMap<ExternalId, { readonly version: string; readonly presence: Presence }>> {
  if (externalIds.length === 0) return new Map();
  const { q, t } = reading;
  const { externalId, version, presence } = t.orders;
  const rows = await q
    .select({ externalId, version, presence })
    .from(t.orders)
    .where(named(reading, shop, externalIds));
  return new Map(rows.map((row) => [toExternalId(row.externalId), { version: row.version, presence: row.presence }]));
}

/** Notes that a sweep's round saw these ids; those that we do not hold are passed over. */
export async function markSeen(
  writing: Writing,
  shop: ShopId,
  externalIds: readonly ExternalId[],
  round: number,
): Promise<void> {
  if (externalIds.length === 0) return;
  const { q, t, workspace } = writing;
  const found = await q
    .select({ id: t.orders.id })
    .from(t.orders)
    .where(named(writing, shop, externalIds));
  if (found.length === 0) return;
  await q
    .insert(t.orderSeen)
    .values(found.map(({ id }) => ({ workspace, order: id, round })))
    .onConflictDoUpdate({ target: [t.orderSeen.workspace, t.orderSeen.order], set: { round } });
}

/** Orders of a shop that count as shown, were held before the sweep began, and that its round did not see; the oldest first. */
export async function unseen(
  { q, t, workspace }: Reading,
  shop: ShopId,
  sweep: { readonly round: number; readonly firstReadBefore: Instant; readonly limit: number },
): Promise<readonly ExternalId[]> {
  const { orders, orderSeen } = t;
  const seen = q
    .select({ one: sql`1` })
    .from(orderSeen)
    .where(and(eq(orderSeen.workspace, workspace), eq(orderSeen.order, orders.id), eq(orderSeen.round, sweep.round)));
  const rows = await q
    .select({ id: orders.externalId })
    .from(orders)
    .where(
      and(
        eq(orders.workspace, workspace),
        eq(orders.shop, shop),
        inArray(orders.presence, ["shown", "missing"]),
        lt(orders.firstReadAt, sweep.firstReadBefore),
        notExists(seen),
      ),
    )
    .orderBy(orders.row)
    .limit(sweep.limit);
  return rows.map(({ id }) => toExternalId(id));
}

const named = ({ t, workspace }: Reading, shop: ShopId, externalIds: readonly ExternalId[]) =>
  and(eq(t.orders.workspace, workspace), eq(t.orders.shop, shop), inArray(t.orders.externalId, [...externalIds]));
