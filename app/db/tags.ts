import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type OrderId, type ShopId, toOrderId, toShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { OwnTag } from "#app/domain/orders/own-tags.ts";
import { insertRows } from "./insert-rows.ts";
import type { Reading, Writing } from "./scope.ts";

/** Beyond this many different tags of one kind nobody chooses from a list. */
const mostTags = 2000;

/** The different tags that orders of the workspace bear in their shops, as the shops spell them. */
export async function shopTagWords(reading: Reading): Promise<readonly string[]> {
  const { workspace, tag } = reading.t.orderTags;
  return await different(reading, {
    from: sql`${reading.t.orderTags}`,
    workspace: sql`${workspace}`,
    word: sql`${tag}`,
  });
}

/** The different tags that were given in Tek, each as somebody wrote it. */
export async function ownTagWords(reading: Reading): Promise<readonly string[]> {
  const { workspace, folded, tag } = reading.t.ownTags;
  const from = sql`${reading.t.ownTags}`;
  const written = sql`(select ${tag} from ${from} where ${workspace} = ${reading.workspace} and ${folded} = word limit 1)`;
  return await different(reading, { from, workspace: sql`${workspace}`, word: sql`${folded}`, written });
}

/** Leaps through the index from one word to the next: what it costs is the number of words, not of orders. */
async function different(
  reading: Reading,
  { from, workspace, word, written = sql`word` }: { from: SQL; workspace: SQL; word: SQL; written?: SQL },
): Promise<readonly string[]> {
  const least = (beyond: SQL) =>
    sql`select min(${word}) from ${from} where ${workspace} = ${reading.workspace}${beyond}`;
  const rows = await reading.rows(sql`with recursive leap(word) as (
    select (${least(sql``)})
    union all
    select (${least(sql` and ${word} > leap.word`)}) from leap where leap.word is not null
  ) select ${written} as found from leap where word is not null limit ${mostTags}`);
  return rows.map(({ found }) => String(found));
}

/** Which of these orders the workspace has, with their shops and our tags, as they stand for a change. */
export async function readForTagging(
  { q, t, workspace }: Reading,
  orders: readonly OrderId[],
): Promise<readonly { readonly id: OrderId; readonly shop: ShopId; readonly tags: readonly OwnTag[] }[]> {
  if (orders.length === 0) return [];
  const { ownTags } = t;
  const held = await q
    .select({ id: t.orders.id, shop: t.orders.shop })
    .from(t.orders)
    .where(and(eq(t.orders.workspace, workspace), inArray(t.orders.id, [...orders])));
  const found = await q
    .select({ order: ownTags.order, tag: ownTags.tag, folded: ownTags.folded })
    .from(ownTags)
    .where(and(eq(ownTags.workspace, workspace), inArray(ownTags.order, [...orders])))
    // In the key's own order: else SQLite walks the index of all our tags to have them sorted.
    .orderBy(asc(ownTags.order), asc(ownTags.folded));
  const byOrder = Map.groupBy(found, ({ order }) => order);
  return held.map(({ id, shop }) => ({
    id: toOrderId(id),
    shop: toShopId(shop),
    tags: (byOrder.get(id) ?? []).map(({ tag, folded }) => ({ tag, folded })),
  }));
}

/** Gives an order these tags beside those that it has; none of them may be there already. */
export async function addOwnTags(
  writing: Writing,
  order: OrderId,
  tags: readonly OwnTag[],
  addedAt: Instant,
): Promise<void> {
  const rows = tags.map(({ tag, folded }) => ({ workspace: writing.workspace, order, tag, folded, addedAt }));
  await insertRows(writing, "ownTags", rows);
}

export async function removeOwnTags(
  { q, t, workspace }: Writing,
  order: OrderId,
  folded: readonly string[],
): Promise<void> {
  if (folded.length === 0) return;
  const { ownTags } = t;
  await q
    .delete(ownTags)
    .where(and(eq(ownTags.workspace, workspace), eq(ownTags.order, order), inArray(ownTags.folded, [...folded])));
}

/** Countries of the orders that were placed last, by their codes. */
export async function recentCountries({ rows, t, workspace }: Reading, among: number): Promise<readonly string[]> {
  const { orders } = t;
  const last = sql`select ${orders.country} as code from ${orders} where ${orders.workspace} = ${workspace} order by ${orders.placedAt} desc, ${orders.row} desc limit ${among}`;
  const found = await rows(sql`select distinct code from (${last}) as lately where code is not null order by code`);
  return found.map(({ code }) => String(code));
}

/** Our tags of these orders as they were written, each order's from A. */
export async function readOwnTags(
  { q, t, workspace }: Reading,
  orders: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (orders.length === 0) return new Map();
  const { ownTags } = t;
  const found = await q
    .select({ order: ownTags.order, tag: ownTags.tag })
    .from(ownTags)
    .where(and(eq(ownTags.workspace, workspace), inArray(ownTags.order, [...orders])))
    .orderBy(asc(ownTags.order), asc(ownTags.folded));
  const byOrder = Map.groupBy(found, ({ order }) => order);
  return new Map([...byOrder].map(([order, tags]) => [order, tags.map(({ tag }) => tag)]));
}
