import Sqlite from "better-sqlite3";
import type { SQL } from "drizzle-orm";
import { drizzle as onSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as onPostgres } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import pg from "pg";
import type { Queries, Reading } from "#app/db/scope.ts";
import type { WorkspaceId } from "#app/domain/ids.ts";
import { postgresKit, sqliteKit } from "#drizzle/kit.ts";
import { defineSchema } from "#drizzle/schema/define-schema.ts";
import type { Place } from "../engines/describe-on-both-engines.ts";

interface Statement {
  readonly query: string;
  readonly params: unknown[];
}

/** A statement as it was sent, and how the engine would find its rows: a line a step. */
export interface Plan {
  readonly query: string;
  readonly steps: readonly string[];
}

export interface Explainer {
  readonly reading: Reading;
  /** The plans of all statements that `work` sends, after they were sent. */
  plansOf(work: () => Promise<unknown>): Promise<readonly Plan[]>;
  close(): Promise<void>;
}

/** Reads a database over a connection of its own that writes down every statement, the hand-written ones too. */
export async function openExplainer(place: Place, workspace: WorkspaceId): Promise<Explainer> {
  const sent: Statement[] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => void sent.push({ query, params }) };
  const engine = place.url === null ? onFile(place.file, logger, sent) : await onServer(place.url, logger, sent);
  const { explain, close, ...statements } = engine;
  return {
    reading: { ...statements, workspace },
    close,
    async plansOf(work) {
      sent.splice(0);
      await work();
      const plans: Plan[] = [];
      for (const statement of sent.splice(0)) plans.push({ query: statement.query, steps: await explain(statement) });
      return plans;
    },
  };
}

interface Logger {
  logQuery(query: string, params: unknown[]): void;
}

type Engine = Omit<Reading, "workspace"> & {
  explain(statement: Statement): Promise<readonly string[]>;
  close(): Promise<void>;
};

function onFile(file: string, logger: Logger, sent: Statement[]): Engine {
  const client = new Sqlite(file);
  const dialect = new SQLiteSyncDialect({ casing: "snake_case" });
  return {
    // As in app/db/open-sqlite.ts: our type is the asynchronous one, and every builder of this one can be awaited.
    q: onSqlite(client, { casing: "snake_case", logger }) as unknown as Queries,
    t: defineSchema(sqliteKit),
    dialect: "sqlite",
    rows: async (statement: SQL) => {
      const { sql, params } = dialect.sqlToQuery(statement);
      sent.push({ query: sql, params });
      return client.prepare<unknown[], Record<string, unknown>>(sql).all(...params);
    },
    explain: async ({ query, params }) =>
      client
        .prepare<unknown[], { detail: string }>(`explain query plan ${query}`)
        .all(...params)
        .map(({ detail }) => detail),
    close: async () => void client.close(),
  };
}

async function onServer(url: string, logger: Logger, sent: Statement[]): Promise<Engine> {
  const client = new pg.Client(url);
  await client.connect();
  // What the server does by itself a minute after many rows came.
  await client.query("VACUUM (ANALYZE)");
  // It reads small tables whole whatever indexes they have; so it shows where it could not do otherwise.
  await client.query("SET enable_seqscan = off");
  const dialect = new PgDialect({ casing: "snake_case" });
  const numbers = { getTypeParser: (oid: number) => (oid === 20 ? Number : pg.types.getTypeParser(oid)) };
  const run = async (text: string, values: unknown[]) => (await client.query({ text, values, types: numbers })).rows;
  return {
    q: onPostgres(client, { casing: "snake_case", logger }) as unknown as Queries,
    t: defineSchema(postgresKit),
    dialect: "postgres",
    rows: async (statement: SQL) => {
      const { sql, params } = dialect.sqlToQuery(statement);
      sent.push({ query: sql, params });
      return await run(sql, params);
    },
    explain: async ({ query, params }) =>
      (await run(`explain ${query}`, params)).map((line: Record<string, unknown>) => String(line["QUERY PLAN"])),
    close: async () => await client.end(),
  };
}
