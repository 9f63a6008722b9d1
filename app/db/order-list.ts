import { type SQL, sql } from "drizzle-orm";
import { within } from "./few-rows.ts";
import { type OrderCell, type OrderCriteria, sumCells } from "./order-counts.ts";
import {
  type AlongTheWay,
  type Leg,
  type ListSort,
  type OrderFilter,
  type Path,
  pathFor,
  toldByCounts,
} from "./order-list-path.ts";
import type { Reading } from "./scope.ts";
import { matchingRows } from "./search-index.ts";

/** Where a page ended: its last sort key, and what settles equal keys. */
export interface Position {
  readonly key: number | string;
  readonly tie: number | string;
  /** Of a list by customer: already among the orders that have no customer's name. */
  readonly nameless: boolean;
}

export interface OrderHit extends Position {
  readonly row: number;
}

export interface OrderSlice {
  readonly filter: OrderFilter;
  readonly sort: ListSort;
  readonly descending: boolean;
  /** The last hit of the page before. */
  readonly after: Position | null;
  readonly limit: number;
  /** The workspace's counts: they tell which index finds the page with the least reading. */
  readonly cells: readonly OrderCell[];
}

/**
 * One page of a list: rows and sort keys only, by keyset, so that page 1,000 costs what page 1 costs. Sorted by customer, orders without
 * a name come last in either direction, by the date that they were placed.
 */
export async function findOrderPage(reading: Reading, slice: OrderSlice): Promise<readonly OrderHit[]> {
  if (slice.sort !== "customer") return await pageOf(reading, slice, byColumn(reading, slice.sort));
  const inNameless = slice.after?.nameless ?? false;
  const named = inNameless ? [] : await pageOf(reading, slice, byCustomer(reading));
  if (named.length >= slice.limit) return named;
  const rest = { ...slice, after: inNameless ? slice.after : null, limit: slice.limit - named.length };
  return [...named, ...(await pageOf(reading, { ...rest, sort: "placed" }, withoutCustomer(reading)))];
}

/** How many orders pass the filter: exact where the counts tell; else counted no further than `cap` + 1. */
export async function countMatching(
  reading: Reading,
  filter: OrderFilter,
  cells: readonly OrderCell[],
  cap: number,
): Promise<number> {
  if (toldByCounts(filter)) return sumCells(cells, filter.all);
  const path = pathFor({ filter, sort: "placed", limit: cap, cells });
  if (path.legs.length === 0) return 0;
  const legs = path.legs.map(
    (leg) => sql`select 1 as one from ${ordersThrough(reading, path)} where ${allOf(passes(reading, filter, leg))}`,
  );
  const some = sql`(select one from (${union(legs)}) as legs limit ${cap + 1}) as hits`;
  const [found] = await reading.q.select({ count: sql`count(*)`.mapWith(Number) }).from(some);
  return found?.count ?? 0;
}

/** What a list is sorted by, and where it stands. */
interface Order {
  readonly key: SQL;
  readonly tie: SQL;
  readonly text: boolean;
  readonly nameless: boolean;
  readonly from: (path: Path) => SQL;
  readonly where: readonly SQL[];
}

function byColumn(reading: Reading, sort: Exclude<ListSort, "customer">): Order {
  const { orders } = reading.t;
  const column = { placed: orders.placedAt, updated: orders.updatedAt, total: orders.totalShop }[sort];
  const from = (path: Path) => ordersThrough(reading, path);
  return { key: sql`${column}`, tie: sql`${orders.row}`, text: false, nameless: false, from, where: [] };
}

function byCustomer(reading: Reading): Order {
  const { orders, orderCustomers } = reading.t;
  return {
    key: sql`${orderCustomers.folded}`,
    tie: sql`${orderCustomers.order}`,
    text: true,
    nameless: false,
    // SQLite keeps the order of a cross join: the first table leads.
    from: (path) =>
      path.through === "customers"
        ? sql`${orderCustomers} cross join ${orders}`
        : sql`${ordersThrough(reading, path)} cross join ${orderCustomers}`,
    where: [sql`${orderCustomers.workspace} = ${reading.workspace}`, sql`${orderCustomers.order} = ${orders.id}`],
  };
}

function withoutCustomer(reading: Reading): Order {
  const { orders, orderCustomers: c } = reading.t;
  const name = sql`select 1 from ${c} where ${c.workspace} = ${orders.workspace} and ${c.order} = ${orders.id}`;
  return { ...byColumn(reading, "placed"), nameless: true, where: [sql`not exists (${name})`] };
}

async function pageOf(reading: Reading, slice: OrderSlice, order: Order): Promise<readonly OrderHit[]> {
  const { filter, after } = slice;
  const path = pathFor(slice);
  if (path.legs.length === 0) return [];
  const way = sql.raw(slice.descending ? "desc" : "asc");
  const sorted = sql`order by hit_key ${way}, hit_tie ${way}`;
  const beyond = sql.raw(slice.descending ? "<" : ">");
  const page = after === null ? [] : [sql`(${order.key}, ${order.tie}) ${beyond} (${after.key}, ${after.tie})`];
  // SQLite merges legs that an index holds in order; PostgreSQL would read and sort each of them whole. In another order than the
  // index's it is better left alone: for the bound it would walk the sort's index and filter.
  const bounded = reading.dialect === "postgres" && slice.sort === "placed";
  const legs = path.legs.map((leg) => {
    const columns = sql`${reading.t.orders.row} as hit_row, ${order.key} as hit_key, ${order.tie} as hit_tie`;
    const where = allOf([...passes(reading, filter, leg), ...order.where, ...page]);
    const found = sql`select ${columns} from ${order.from(path)} where ${where}`;
    return bounded ? sql`(${found} ${sorted} limit ${slice.limit})` : found;
  });
  const word = order.text ? String : Number;
  const hits = await reading.q
    .select({
      row: sql`hit_row`.mapWith(Number),
      key: sql`hit_key`.mapWith((value: unknown): number | string => word(value)),
      tie: sql`hit_tie`.mapWith((value: unknown): number | string => word(value)),
    })
    .from(sql`(${union(legs)}) as hits`)
    .orderBy(sql`hit_key ${way}`, sql`hit_tie ${way}`)
    .limit(slice.limit);
  return hits.map((hit) => ({ ...hit, nameless: order.nameless }));
}

/** On SQLite the index is said: without statistics its planner takes one that has to sort. PostgreSQL knows its numbers. */
function ordersThrough({ t, dialect }: Reading, { through }: Path): SQL {
  if (dialect === "postgres" || through === "customers") return sql`${t.orders}`;
  if (through === "found-rows") return sql`${t.orders} not indexed`;
  return sql`${t.orders} indexed by ${sql.identifier(through.index)}`;
}

function passes(reading: Reading, { all, placed, rows, along }: OrderFilter, leg: Leg): readonly SQL[] {
  const { orders } = reading.t;
  const columns = {
    shop: orders.shop,
    state: orders.state,
    payment: orders.paymentState,
    method: orders.paymentMethod,
    fulfillment: orders.fulfillmentState,
    presence: orders.presence,
    source: orders.source,
  };
  const where = [sql`${orders.workspace} = ${reading.workspace}`];
  if (leg !== null) where.push(sql`${columns[leg.facet]} = ${leg.word}`);
  if (placed.from !== null) where.push(sql`${orders.placedAt} >= ${placed.from}`);
  if (placed.before !== null) where.push(sql`${orders.placedAt} < ${placed.before}`);
  if (rows !== null) where.push(sql`${orders.row} in ${rows}`);
  for (const criteria of all) {
    for (const facet of words) {
      const list = criteria[facet];
      if (list !== undefined && facet !== leg?.facet) where.push(oneOf(sql`${columns[facet]}`, list));
    }
    const { either } = criteria;
    if (either) {
      where.push(
        sql`(${oneOf(sql`${columns.payment}`, either.payment)} or ${oneOf(sql`${columns.method}`, either.method)})`,
      );
    }
  }
  return [...where, ...passesAlong(reading, along)];
}

function passesAlong(reading: Reading, { amount, tags, countries, search }: AlongTheWay): readonly SQL[] {
  const { orders } = reading.t;
  const where: SQL[] = [];
  if (amount !== null)
    where.push(sql`${orders.shopCurrency} = ${amount.currency}`, ...within(orders.totalShop, amount));
  if (countries !== null) where.push(oneOf(sql`${orders.country}`, countries));
  if (search !== null) where.push(sql`${orders.row} in (${matchingRows(reading, search)})`);
  if (tags !== null) where.push(isTagged(reading, tags));
  return where;
}

/** SQLite asks for each order that it meets; PostgreSQL is many times faster when it joins a list of all that have one. */
function isTagged({ t, workspace, dialect }: Reading, { own, shop }: NonNullable<AlongTheWay["tags"]>): SQL {
  const { orders, orderTags, ownTags } = t;
  const ours = sql`from ${ownTags} where ${ownTags.workspace} = ${workspace} and ${oneOf(sql`${ownTags.folded}`, own)}`;
  const shops = sql`from ${orderTags} where ${orderTags.workspace} = ${workspace} and ${oneOf(sql`${orderTags.tag}`, shop)}`;
  if (dialect === "postgres")
    return sql`${orders.id} in (select ${ownTags.order} ${ours} union all select ${orderTags.order} ${shops})`;
  return sql`(exists (select 1 ${ours} and ${ownTags.order} = ${orders.id}) or exists (select 1 ${shops} and ${orderTags.order} = ${orders.id}))`;
}

const words = [
  "shop",
  "state",
  "payment",
  "method",
  "fulfillment",
  "presence",
  "source",
] as const satisfies readonly Exclude<keyof OrderCriteria, "either">[];

const oneOf = (column: SQL, list: readonly string[]): SQL => (list.length > 0 ? sql`${column} in ${list}` : sql`1 = 0`);
const allOf = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);
const union = (legs: readonly SQL[]): SQL => sql.join([...legs], sql` union all `);
