import { type SQL, sql } from "drizzle-orm";
import type { AlongTheWay, OrderFilter } from "./order-list-path.ts";
import type { Reading } from "./scope.ts";

/**
 * The rows that the tags, the amount or the countries leave, where one of them leaves no more than `most`: then they lead, and nothing
 * is walked through. Null where none of them is asked for, or each leaves more: then a page of the walk meets enough of them.
 */
export async function fewRows(
  reading: Reading,
  { along, placed }: Pick<OrderFilter, "along" | "placed">,
  most: number,
): Promise<readonly number[] | null> {
  const { tags, amount, countries } = along;
  const found =
    (tags && (await few(reading, tagged(reading, tags, most + 1), most))) ??
    (amount && (await few(reading, ofAmount(reading, amount, most + 1), most))) ??
    (countries && (await few(reading, inCountries(reading, countries, placed, most + 1), most)));
  return found;
}

async function few(reading: Reading, some: SQL | null, most: number): Promise<readonly number[] | null> {
  if (some === null) return [];
  const found = await reading.rows(some);
  return found.length > most ? null : [...new Set(found.map(({ found_row }) => Number(found_row)))];
}

/** Null where no order can have one of them. */
function tagged({ t, workspace }: Reading, { own, shop }: NonNullable<AlongTheWay["tags"]>, limit: number): SQL | null {
  const { orders, orderTags, ownTags } = t;
  const ours = sql`select ${ownTags.order} as tagged from ${ownTags} where ${ownTags.workspace} = ${workspace} and ${ownTags.folded} in ${own}`;
  const shops = sql`select ${orderTags.order} as tagged from ${orderTags} where ${orderTags.workspace} = ${workspace} and ${orderTags.tag} in ${shop}`;
  const lists = [...(own.length > 0 ? [ours] : []), ...(shop.length > 0 ? [shops] : [])];
  if (lists.length === 0) return null;
  const either = sql`(select tagged from (${sql.join(lists, sql` union all `)}) as either limit ${limit}) as tags`;
  // SQLite keeps the order of a cross join: the tagged ones lead, and the other orders are not looked at.
  return sql`select ${orders.row} as found_row from ${either} cross join ${orders} where ${orders.workspace} = ${workspace} and ${orders.id} = tagged`;
}

/** Of any currency. */
function ofAmount(reading: Reading, { from, to }: NonNullable<AlongTheWay["amount"]>, limit: number): SQL {
  const { orders } = reading.t;
  const bounds = andAlso(within(orders.totalShop, { from, to }));
  return sql`select ${orders.row} as found_row from ${through(reading, "orders_total")} where ${orders.workspace} = ${reading.workspace}${bounds} limit ${limit}`;
}

function inCountries(
  reading: Reading,
  countries: readonly string[],
  { from, before }: OrderFilter["placed"],
  limit: number,
): SQL | null {
  if (countries.length === 0) return null;
  const { orders } = reading.t;
  const bounds = andAlso(within(orders.placedAt, { from, to: before === null ? null : before - 1 }));
  return sql`select ${orders.row} as found_row from ${through(reading, "orders_country_placed")} where ${orders.workspace} = ${reading.workspace} and ${orders.country} in ${countries}${bounds} limit ${limit}`;
}

type Column = Reading["t"]["orders"]["totalShop" | "placedAt"];

/** The conditions of a range, both ends included; null: open. */
export const within = (
  column: Column,
  { from, to }: { readonly from: number | null; readonly to: number | null },
): readonly SQL[] => [
  ...(from === null ? [] : [sql`${column} >= ${from}`]),
  ...(to === null ? [] : [sql`${column} <= ${to}`]),
];

const andAlso = (conditions: readonly SQL[]): SQL => sql.join(conditions.map((one) => sql` and ${one}`));

/** Said to SQLite, whose planner has no statistics. */
const through = ({ t, dialect }: Reading, index: string): SQL =>
  dialect === "sqlite" ? sql`${t.orders} indexed by ${sql.identifier(index)}` : sql`${t.orders}`;
