import { sql } from "drizzle-orm";
import { appliedHashes } from "./migrate.ts";
import type { Database, GlobalReading } from "./scope.ts";

export interface DatabaseState {
  readonly version: string;
  /** How many migrations were applied. */
  readonly migrations: number;
  /** The first thing that its own check found broken; null: it is whole. */
  readonly broken: string | null;
  /** A setting with which what was acknowledged could be lost, as "name = value"; null: none. */
  readonly careless: string | null;
}

/** What the engine says of itself. On SQLite it reads the whole file, and nothing else is read meanwhile by this process. */
export function readDatabaseState(db: Database): Promise<DatabaseState> {
  return db.readGlobal("health", async (reading) => ({
    ...(reading.dialect === "sqlite" ? await stateOfSqlite(reading) : await stateOfPostgres(reading)),
    migrations: (await reading.rows(sql.raw(appliedHashes))).length,
  }));
}

type State = Omit<DatabaseState, "migrations">;

async function stateOfSqlite(reading: GlobalReading<"health">): Promise<State> {
  // FTS5 looks for its newest segments only when it searches: a connection that searched before others wrote would miss those that
  // were merged since, and the check would call the file corrupt.
  await reading.rows(sql`SELECT rowid FROM order_search WHERE order_search MATCH 'tek' LIMIT 1`);
  const check = await textOf(reading, "PRAGMA integrity_check(1)");
  const synchronous = await textOf(reading, "PRAGMA synchronous");
  return {
    version: await textOf(reading, "SELECT sqlite_version()"),
    broken: check === "ok" ? null : check,
    careless: synchronous === "2" ? null : `synchronous = ${synchronous}`,
  };
}

async function stateOfPostgres(reading: GlobalReading<"health">): Promise<State> {
  const settings = ["fsync", "full_page_writes", "synchronous_commit"];
  const off: string[] = [];
  for (const setting of settings)
    if ((await textOf(reading, `SHOW ${setting}`)) === "off") off.push(`${setting} = off`);
  return { version: await textOf(reading, "SHOW server_version"), broken: null, careless: off[0] ?? null };
}

async function textOf({ rows }: GlobalReading<"health">, statement: string): Promise<string> {
  const [row] = await rows(sql.raw(statement));
  return String(Object.values(row ?? {})[0] ?? "");
}
