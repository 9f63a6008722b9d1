import { and, desc, eq, isNull } from "drizzle-orm";
import { type ExternalId, type ShopId, toExternalId, toShopId } from "#app/domain/ids.ts";
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
