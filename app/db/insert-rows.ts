import { getTableColumns, sql } from "drizzle-orm";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import type { Queries, Writing } from "./scope.ts";

type Name = keyof Schema;

/** Runs one prepared statement; `$inferInsert` keys by name. */
type Insert = (row: Readonly<Record<string, unknown>>) => Promise<unknown>;

const prepared = new WeakMap<Queries, Map<Name, Insert>>();

/**
 * Inserts rows of one table. A key that a row lacks is NULL: not for tables whose columns have defaults. On SQLite through a statement
 * that is built once a connection, since building costs more than running it; on PostgreSQL in one statement for all rows, since there
 * round trips cost most.
 */
export async function insertRows<Table extends Name>(
  { q, t, dialect }: Writing,
  name: Table,
  rows: readonly Schema[Table]["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  if (dialect === "postgres") {
    const table: Schema[Name] = t[name];
    await q.insert(table).values([...rows]);
    return;
  }
  const known = prepared.get(q) ?? new Map<Name, Insert>();
  prepared.set(q, known);
  const insert = known.get(name) ?? prepareInsert(q, t[name]);
  known.set(name, insert);
  for (const row of rows) await insert(row);
}

function prepareInsert(q: Queries, table: Schema[Name]): Insert {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key !== "row");
  // As SQL, so that drizzle passes what it is given: it would encode a missing value as JSON's null.
  const holders = Object.fromEntries(columns.map(([key]) => [key, sql`${sql.placeholder(key)}`]));
  const statement = q.insert(table).values(holders).prepare();
  return async (row) => {
    const values = columns.map(([key, column]) => {
      const value = row[key] ?? null;
      return [key, value === null ? null : column.mapToDriverValue(value)];
    });
    await statement.execute(Object.fromEntries(values));
  };
}
