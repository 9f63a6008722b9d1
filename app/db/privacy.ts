import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { type ExternalId, type OrderId, type ShopId, toExternalId, toOrderId, toShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import { instantOrNull } from "./order-from-rows.ts";
import type { Reading, Writing } from "./scope.ts";

/** What a platform asked on behalf of a person or a shop. It names orders and nobody, and outlives the shop. */
export interface PrivacyRequest {
  readonly id: string;
  readonly shop: ShopId;
  readonly platform: string;
  readonly kind: "customer-data" | "customer-erase" | "shop-erase";
  /** The shop's ids of the orders that it is about. */
  readonly orders: readonly ExternalId[];
  readonly receivedAt: Instant;
  readonly doneAt: Instant | null;
  /** How many orders it reached; null until it is done. */
  readonly reached: number | null;
}

/** Notes a request; one that stands open already with the same words is the same one, told again. */
export async function notePrivacyRequest(
  writing: Writing,
  request: Omit<PrivacyRequest, "doneAt" | "reached">,
): Promise<void> {
  const { q, t, workspace } = writing;
  const open = await openPrivacyRequests(writing, request.shop);
  const words = request.orders.toSorted().join();
  if (open.some(({ kind, orders }) => kind === request.kind && orders.toSorted().join() === words)) return;
  await q.insert(t.privacyRequests).values({ ...request, workspace });
}

/** The requests of a shop that are not done yet. */
export async function openPrivacyRequests(
  { q, t, workspace }: Reading,
  shop: ShopId,
): Promise<readonly PrivacyRequest[]> {
  const { privacyRequests: requests } = t;
  const rows = await q
    .select()
    .from(requests)
    .where(and(eq(requests.workspace, workspace), eq(requests.shop, shop), isNull(requests.doneAt)));
  return rows.map(requestOf);
}

/** Every request that the workspace ever got, the newest first. */
export async function listPrivacyRequests({ q, t, workspace }: Reading): Promise<readonly PrivacyRequest[]> {
  const { privacyRequests: requests } = t;
  const rows = await q
    .select()
    .from(requests)
    .where(eq(requests.workspace, workspace))
    .orderBy(desc(requests.receivedAt), desc(requests.id));
  return rows.map(requestOf);
}

/** The orders of a shop whose people asked to be forgotten: what a later read shows of them is not kept either. */
export async function forgottenOrders({ q, t, workspace }: Reading, shop: ShopId): Promise<ReadonlySet<ExternalId>> {
  const { privacyRequests: requests } = t;
  const rows = await q
    .select({ orders: requests.orders })
    .from(requests)
    .where(and(eq(requests.workspace, workspace), eq(requests.shop, shop), eq(requests.kind, "customer-erase")));
  return new Set(rows.flatMap(({ orders }) => orders.map(toExternalId)));
}

/** The same for every shop of the workspace; a shop that nobody asks to forget anybody in is not in the answer. */
export async function forgottenByShop({ q, t, workspace }: Reading): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { privacyRequests: requests } = t;
  const rows = await q
    .select({ shop: requests.shop, orders: requests.orders })
    .from(requests)
    .where(and(eq(requests.workspace, workspace), eq(requests.kind, "customer-erase")));
  const byShop = Map.groupBy(rows, ({ shop }) => shop);
  return new Map([...byShop].map(([shop, told]) => [shop, new Set(told.flatMap(({ orders }) => orders))]));
}

/** Which of these orders we hold, by number. */
export async function heldOf(
  { q, t, workspace }: Reading,
  shop: ShopId,
  orders: readonly ExternalId[],
): Promise<readonly { readonly id: OrderId; readonly number: string }[]> {
  if (orders.length === 0) return [];
  const { id, number, externalId, placedAt } = t.orders;
  const rows = await q
    .select({ id, number })
    .from(t.orders)
    .where(and(eq(t.orders.workspace, workspace), eq(t.orders.shop, shop), inArray(externalId, [...orders])))
    .orderBy(placedAt, id);
  return rows.map((row) => ({ id: toOrderId(row.id), number: row.number }));
}

export async function readPrivacyRequest({ q, t, workspace }: Reading, id: string): Promise<PrivacyRequest | null> {
  const { privacyRequests: requests } = t;
  const [row] = await q
    .select()
    .from(requests)
    .where(and(eq(requests.workspace, workspace), eq(requests.id, id)));
  return row ? requestOf(row) : null;
}

/** When the requests were received that wait for a person: what somebody wants to be told, no program gives out. */
export async function waitingForOwner({ q, t, workspace }: Reading): Promise<readonly Instant[]> {
  const { privacyRequests: requests } = t;
  const rows = await q
    .select({ receivedAt: requests.receivedAt })
    .from(requests)
    .where(and(eq(requests.workspace, workspace), eq(requests.kind, "customer-data"), isNull(requests.doneAt)))
    .orderBy(requests.receivedAt);
  return rows.map(({ receivedAt }) => toInstant(receivedAt));
}

/** False when it was done already. */
export async function finishPrivacyRequest(
  { q, t, workspace }: Writing,
  id: string,
  { reached, at }: { readonly reached: number; readonly at: Instant },
): Promise<boolean> {
  const { privacyRequests: requests } = t;
  const finished = await q
    .update(requests)
    .set({ doneAt: at, reached })
    .where(and(eq(requests.workspace, workspace), eq(requests.id, id), isNull(requests.doneAt)))
    .returning({ id: requests.id });
  return finished.length > 0;
}

function requestOf(row: Schema["privacyRequests"]["$inferSelect"]): PrivacyRequest {
  return {
    id: row.id,
    shop: toShopId(row.shop),
    platform: row.platform,
    kind: row.kind,
    orders: row.orders.map(toExternalId),
    receivedAt: toInstant(row.receivedAt),
    doneAt: instantOrNull(row.doneAt),
    reached: row.reached,
  };
}
