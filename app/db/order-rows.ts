import { and, eq, inArray, sql } from "drizzle-orm";
import type { OrderPeople } from "#app/domain/orders/snapshot.ts";
import type { Reading } from "./scope.ts";

/** What is in the parcel: the first line that is still to be had, all units, and how many lines. `taken`: what was, nothing is left. */
export interface Goods {
  readonly title: string;
  readonly picture: string | null;
  readonly quantity: number;
  readonly lines: number;
  readonly taken: boolean;
}

export interface ListedPerson {
  readonly order: string;
  readonly role: keyof OrderPeople;
  readonly value: OrderPeople[keyof OrderPeople];
}

export type ListedOrder = Awaited<ReturnType<typeof readOrderRows>>[number];

/** The list's columns of these rows, in no particular order. */
export async function readOrderRows({ q, t, workspace, dialect }: Reading, rows: readonly number[]) {
  if (rows.length === 0) return [];
  const { orders } = t;
  // Without statistics SQLite would rather walk an index of the whole workspace than look rows up; a plus keeps it from that.
  const plainly = dialect === "sqlite" ? sql`+${orders.workspace}` : orders.workspace;
  return await q
    .select({
      row: orders.row,
      id: orders.id,
      shop: orders.shop,
      externalId: orders.externalId,
      number: orders.number,
      placedAt: orders.placedAt,
      updatedAt: orders.updatedAt,
      status: orders.status,
      state: orders.state,
      source: orders.source,
      country: orders.country,
      shopCurrency: orders.shopCurrency,
      presentmentCurrency: orders.presentmentCurrency,
      paymentState: orders.paymentState,
      paymentMethod: orders.paymentMethod,
      paymentTitle: orders.paymentTitle,
      fulfillmentState: orders.fulfillmentState,
      totalShop: orders.totalShop,
      totalPresentment: orders.totalPresentment,
      derivedTotalShop: orders.derivedTotalShop,
      derivedTotalPresentment: orders.derivedTotalPresentment,
      presence: orders.presence,
    })
    .from(orders)
    .where(and(sql`${plainly} = ${workspace}`, inArray(orders.row, [...rows])));
}

/**
 * The goods of these orders. Units that an edit or a refund took away do not count; where nothing is left, it is
 * what was ordered.
 */
export async function readGoods({ q, t, workspace }: Reading, orders: readonly string[]): Promise<Map<string, Goods>> {
  if (orders.length === 0) return new Map();
  const { orderLines: lines } = t;
  const within = and(eq(lines.workspace, workspace), inArray(lines.order, [...orders]));
  const left = sql`${lines.currentQuantity} > 0`;
  const sums = q
    .select({
      order: sql<string>`${lines.order}`.as("sum_order"),
      first: sql<number>`coalesce(min(case when ${left} then ${lines.position} end), min(${lines.position}))`.as(
        "first",
      ),
      left: sql<number>`sum(case when ${left} then ${lines.currentQuantity} else 0 end)`.as("left_units"),
      leftLines: sql<number>`sum(case when ${left} then 1 else 0 end)`.as("left_lines"),
      ordered: sql<number>`sum(${lines.quantity})`.as("ordered_units"),
      orderedLines: sql<number>`count(*)`.as("ordered_lines"),
    })
    .from(lines)
    .where(within)
    .groupBy(lines.order)
    .as("sums");
  const found = await q
    .select({
      order: lines.order,
      title: lines.title,
      picture: lines.picture,
      left: sql`${sums.left}`.mapWith(Number),
      leftLines: sql`${sums.leftLines}`.mapWith(Number),
      ordered: sql`${sums.ordered}`.mapWith(Number),
      orderedLines: sql`${sums.orderedLines}`.mapWith(Number),
    })
    .from(sums)
    // SQLite keeps the order of a cross join; in another it would read every line of the workspace.
    .crossJoin(lines)
    .where(and(eq(lines.workspace, workspace), eq(lines.order, sums.order), eq(lines.position, sums.first)));
  return new Map(
    found.map(({ order, title, picture, ...units }) => [
      order,
      units.leftLines > 0
        ? { title, picture, quantity: units.left, lines: units.leftLines, taken: false }
        : { title, picture, quantity: units.ordered, lines: units.orderedLines, taken: true },
    ]),
  );
}

/** The tags of these orders, each order's in the platform's order. */
export async function readTags(
  { q, t, workspace }: Reading,
  orders: readonly string[],
): Promise<Map<string, string[]>> {
  if (orders.length === 0) return new Map();
  const { orderTags } = t;
  const found = await q
    .select({ order: orderTags.order, tag: orderTags.tag })
    .from(orderTags)
    .where(and(eq(orderTags.workspace, workspace), inArray(orderTags.order, [...orders])))
    .orderBy(orderTags.order, orderTags.position);
  const tags = new Map<string, string[]>();
  for (const { order, tag } of found) tags.set(order, [...(tags.get(order) ?? []), tag]);
  return tags;
}

/** Who bought and where it goes, as it stands now; withheld and erased values included. */
export async function readPeople(
  { q, t, workspace }: Reading,
  orders: readonly string[],
): Promise<readonly ListedPerson[]> {
  if (orders.length === 0) return [];
  const { orderPeople: people } = t;
  return await q
    .select({ order: people.order, role: people.role, value: people.value })
    .from(people)
    .where(
      and(
        eq(people.workspace, workspace),
        inArray(people.order, [...orders]),
        inArray(people.role, ["customer", "shipping", "billing"]),
        eq(people.current, true),
      ),
    );
}
