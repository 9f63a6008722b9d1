import { inArray } from "drizzle-orm";
import { ensureFeeds } from "#app/db/feeds.ts";
import { insertRows } from "#app/db/insert-rows.ts";
import { orderToRows } from "#app/db/order-to-rows.ts";
import type { Database, Writing } from "#app/db/scope.ts";
import { putSearchTokens, searchHash } from "#app/db/search-index.ts";
import { insertShop } from "#app/db/shops.ts";
import { type Caller, mintCaller, rights } from "#app/domain/caller.ts";
import { type OrderId, type ShopId, toExternalId, toOrderId, type WorkspaceId } from "#app/domain/ids.ts";
import { days, plus } from "#app/domain/instant.ts";
import { searchTokens } from "#app/domain/orders/search-tokens.ts";
import { isWithheld, type OrderPeople, type OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import { foldText } from "#app/domain/text.ts";
import { createIds } from "#app/ports/ids.ts";
import { seededChance } from "../engine/world.ts";
import { addShop, newShop, shopId } from "../engines/one-shop.ts";
import { manyOrder, newestPlacedAt } from "./many-orders.ts";

export interface Filled {
  readonly workspace: WorkspaceId;
  readonly caller: Caller;
  readonly shops: readonly [ShopId, ShopId];
}

const atOnce = 250;
const readAt = plus(newestPlacedAt, days(1));

/**
 * Puts many orders into a database with two shops, the newest first as an import does, with the rows and tokens that absorbing makes
 * of them; but a statement a table for many orders, since PostgreSQL would take minutes. Without a timeline and bodies.
 */
export async function fillWithOrders(db: Database, many: number): Promise<Filled> {
  const { workspace, shop } = await addShop(db, 1);
  const other = { platform: "woocommerce", currency: "EUR", externalId: toExternalId("https://shop-2.example") };
  const second = { ...newShop(2), ...other };
  await db.transact(workspace, async (writing) => {
    await insertShop(writing, second);
    await ensureFeeds(writing, second.id, newestPlacedAt);
  });
  const shops = [shop, shopId(2)] as const;
  const ids = createIds({ now: () => readAt }, seededChance(3));
  for (let first = 0; first < many; first += atOnce) {
    const orders = Array.from({ length: Math.min(atOnce, many - first) }, (_, i) => {
      const { snapshot } = manyOrder(first + i, many);
      return { id: toOrderId(ids.next()), shop: snapshot.currency.shop === "EUR" ? shops[1] : shops[0], snapshot };
    });
    await db.transact(workspace, (writing) => put(writing, orders, ids.next));
  }
  return { workspace, shops, caller: mintCaller(workspace, { kind: "command-line" }, rights) };
}

interface Laid {
  readonly id: OrderId;
  readonly shop: ShopId;
  readonly snapshot: OrderSnapshot;
}

async function put(writing: Writing, laid: readonly Laid[], nextId: () => string): Promise<void> {
  const { q, t, workspace } = writing;
  const rows = laid.map(({ id, shop, snapshot }) => {
    const tokens = searchTokens(snapshot);
    const read = { readBeganAt: readAt, contentHash: snapshot.version, firstReadAt: readAt, lastReadAt: readAt };
    const facts = { ...read, searchHash: searchHash(tokens), presence: "shown" as const };
    const { order, ...parts } = orderToRows(workspace, id, snapshot);
    return { id, snapshot, tokens, parts, order: { workspace, id, shop, ...order, ...facts } };
  });
  await insertRows(
    writing,
    "orders",
    rows.map(({ order }) => order),
  );
  await insertRows(
    writing,
    "orderTags",
    rows.flatMap(({ parts }) => parts.tags),
  );
  await insertRows(
    writing,
    "orderLines",
    rows.flatMap(({ parts }) => parts.lines),
  );
  await insertRows(
    writing,
    "fulfillments",
    rows.flatMap(({ parts }) => parts.fulfillments),
  );
  const people = rows.flatMap(({ id, snapshot }) => peopleRows(workspace, id, snapshot.people, nextId));
  await insertRows(writing, "orderPeople", people);
  await insertRows(
    writing,
    "orderCustomers",
    rows.flatMap(({ id, snapshot }) => nameRows(workspace, id, snapshot.people)),
  );
  const wanted = inArray(
    t.orders.id,
    rows.map(({ id }) => id),
  );
  const found = await q.select({ id: t.orders.id, row: t.orders.row }).from(t.orders).where(wanted);
  const tokens = new Map<string, readonly string[]>(rows.map((one) => [one.id, one.tokens]));
  for (const { id, row } of found) await putSearchTokens(writing, row, tokens.get(id) ?? []);
}

const roles = ["customer", "shipping", "billing"] as const;

const peopleRows = (workspace: WorkspaceId, order: OrderId, people: OrderPeople, nextId: () => string) =>
  roles.map((role) => ({ workspace, id: nextId(), order, role, current: true, value: people[role], since: readAt }));

function nameRows(workspace: WorkspaceId, order: OrderId, { customer }: OrderPeople) {
  if (customer === null || isWithheld(customer) || customer.name === null) return [];
  return [{ workspace, order, name: customer.name, folded: foldText(customer.name) }];
}
