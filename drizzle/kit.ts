import * as p from "drizzle-orm/pg-core";
import * as s from "drizzle-orm/sqlite-core";

/**
 * Makes columns for either dialect, so that the schema is written once. The SQLite types are the contract; the PostgreSQL kit honours
 * them at run time. Few columns differ: flags, bytes, big integers. Instants are integers and JSON is text in both.
 */
export type Kit = typeof sqliteKit;
export type Dialect = "sqlite" | "postgres";
export type Column = s.AnySQLiteColumn;

export const sqliteKit = {
  table: s.sqliteTable,
  text: (name?: string) => (name ? s.text(name) : s.text()),
  /** One of a closed set of words. */
  oneOf: <const T extends readonly [string, ...string[]]>(values: T) => s.text({ enum: values }),
  count: () => s.integer({ mode: "number" }),
  /** Integer minor units of a currency that stands beside it. */
  minor: () => s.integer({ mode: "number" }),
  flag: () => s.integer({ mode: "boolean" }),
  instant: () => s.integer({ mode: "number" }),
  json: <T>() => s.text({ mode: "json" }).$type<T>(),
  bytes: () => s.blob({ mode: "buffer" }),
  /** A number that the database gives each new row: for search and cursors only, never an identity. */
  row: () => s.integer({ mode: "number" }).primaryKey({ autoIncrement: true }),
  /** The identity of a table that has a `row`. */
  identity: (name: string) => s.uniqueIndex(name),
  index: s.index,
  uniqueIndex: s.uniqueIndex,
  primaryKey: s.primaryKey,
  foreignKey: s.foreignKey,
};

const big = () => p.bigint({ mode: "number" });
/** Byte order, as SQLite compares: the server's locale must not decide an order or an equality. */
const text = p.customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const bytes = p.customType<{ data: Buffer }>({ dataType: () => "bytea" });
const jsonText = p.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value),
});

const postgres = {
  table: p.pgTable,
  text: (name?: string) => (name ? text(name) : text()),
  oneOf: () => text(),
  count: () => p.integer(),
  minor: big,
  flag: () => p.boolean(),
  instant: big,
  json: () => jsonText(),
  bytes: () => bytes(),
  row: () => big().generatedAlwaysAsIdentity().unique(),
  identity: (name: string) => ({
    on: (...columns: [p.AnyPgColumn, ...p.AnyPgColumn[]]) => p.primaryKey({ name, columns }),
  }),
  index: p.index,
  uniqueIndex: p.uniqueIndex,
  primaryKey: p.primaryKey,
  foreignKey: p.foreignKey,
};

/** The one cast between dialects in the code base. */
export const postgresKit: Kit = postgres as unknown as Kit;
