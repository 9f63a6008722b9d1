import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { ExternalId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { searchTokens } from "#app/domain/orders/search-tokens.ts";
import { withoutPeople } from "#app/domain/orders/without-people.ts";
import type { StoredOrder } from "./orders.ts";
import type { Writing } from "./scope.ts";
import { putSearchTokens, searchHash } from "./search-index.ts";
import { readShop, type ShopRow } from "./shops.ts";

/**
 * Takes the people out of orders: every value that they ever had, the name that lists sort by, the body as it came, and the words under
 * which search finds them. The orders stay. Answers which of them had something to forget.
 */
export async function erasePeople(
  writing: Writing,
  orders: readonly StoredOrder[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  if (orders.length === 0) return new Set();
  const { q, t, workspace } = writing;
  const { orderPeople, orderCustomers, orderRaw } = t;
  const ids = orders.map(({ id }) => id);
  const theirs = and(eq(orderPeople.workspace, workspace), inArray(orderPeople.order, ids));
  const erased = await q
    .update(orderPeople)
    .set({ value: null, erasedAt: at })
    .where(and(theirs, isNull(orderPeople.erasedAt)))
    .returning({ order: orderPeople.order });
  await q
    .delete(orderCustomers)
    .where(and(eq(orderCustomers.workspace, workspace), inArray(orderCustomers.order, ids)));
  await q.delete(orderRaw).where(and(eq(orderRaw.workspace, workspace), inArray(orderRaw.order, ids)));
  for (const { id, row, snapshot } of orders) {
    const tokens = searchTokens(withoutPeople(snapshot));
    await putSearchTokens(writing, row, tokens);
    await q
      .update(t.orders)
      .set({ searchHash: searchHash(tokens) })
      .where(and(eq(t.orders.workspace, workspace), eq(t.orders.id, id)));
  }
  return new Set(erased.map(({ order }) => order));
}

/** Takes away what was kept as it came and names one of these orders: doorbells that were followed, and bodies that were set aside. */
export async function eraseBodies(writing: Writing, shop: ShopId, orders: readonly ExternalId[]): Promise<void> {
  if (orders.length === 0) return;
  const { q, t, workspace, dialect } = writing;
  const { deliveries, quarantine } = t;
  const names = (body: typeof deliveries.body | typeof quarantine.body) =>
    or(
      ...orders.map((id) =>
        dialect === "sqlite"
          ? sql`instr(${body}, ${Buffer.from(id)}) > 0`
          : sql`position(${Buffer.from(id)}::bytea in ${body}) > 0`,
      ),
    );
  await q
    .delete(deliveries)
    .where(
      and(
        eq(deliveries.workspace, workspace),
        eq(deliveries.shop, shop),
        isNotNull(deliveries.handledAt),
        names(deliveries.body),
      ),
    );
  await q
    .update(quarantine)
    .set({ body: null })
    .where(
      and(
        eq(quarantine.workspace, workspace),
        eq(quarantine.shop, shop),
        or(inArray(quarantine.externalId, [...orders]), names(quarantine.body)),
      ),
    );
}

/** Removes at most `limit` orders of a shop, whole; answers how many. */
export async function removeOrders({ q, t, workspace }: Writing, shop: ShopId, limit: number): Promise<number> {
  const { orders } = t;
  const some = q
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.workspace, workspace), eq(orders.shop, shop)))
    .limit(limit);
  const removed = await q
    .delete(orders)
    .where(and(eq(orders.workspace, workspace), inArray(orders.id, some)))
    .returning({ id: orders.id });
  return removed.length;
}

/** Removes what a shop told beside its orders: events, doorbells, and what was set aside. */
export async function removeTold({ q, t, workspace }: Writing, shop: ShopId): Promise<void> {
  for (const table of [t.events, t.deliveries, t.quarantine])
    await q.delete(table).where(and(eq(table.workspace, workspace), eq(table.shop, shop)));
}

/** Removes a shop with everything that still refers to it, and the people of its own who used Tek there. */
export async function removeShop(writing: Writing, shop: ShopId): Promise<void> {
  const { q, t, workspace } = writing;
  const row = await readShop(writing, shop);
  if (row) await removePeopleOf(writing, row);
  await q.delete(t.shops).where(and(eq(t.shops.workspace, workspace), eq(t.shops.id, shop)));
}

/**
 * Removes the people whom the platform knows by the name that the shop has there. What they did stays in the timelines, without a name;
 * who comes again is made anew by the door.
 */
export async function removePeopleOf(
  { q, t, workspace }: Writing,
  { platform, externalId }: Pick<ShopRow, "platform" | "externalId">,
): Promise<void> {
  const { members, people, listSettings } = t;
  const prefix = `${platform}:${externalId}:`;
  const gone = await q
    .delete(members)
    .where(
      and(eq(members.workspace, workspace), sql`substr(${members.externalPerson}, 1, ${prefix.length}) = ${prefix}`),
    )
    .returning({ id: members.person });
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0) return;
  await q.delete(listSettings).where(and(eq(listSettings.workspace, workspace), inArray(listSettings.person, ids)));
  // A person's id follows from the workspace: nobody else's.
  await q.delete(people).where(inArray(people.id, ids));
}
