import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import type { SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import type { Log } from "#app/ports/ports.ts";
import { sqliteKit } from "#drizzle/kit.ts";
import { defineSchema } from "#drizzle/schema/define-schema.ts";
import { createListeners } from "./listeners.ts";
import { appliedHashes, migrationsTable, missingStatements } from "./migrate.ts";
import type { Database, Queries } from "./scope.ts";
import { createTransactionGuard, type TransactionGuard } from "./transaction-guard.ts";

interface Connection {
  readonly client: Sqlite.Database;
  readonly q: Queries;
  rows(statement: SQL): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** One writer, through which writes queue, and as many readers as reads overlap. */
export async function openSqlite(file: string, log: Log): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  migrateFile(file);
  const listeners = createListeners(log);
  const guard = createTransactionGuard();
  const t = defineSchema(sqliteKit);
  const base = { t, dialect: "sqlite" } as const;
  const writer = connect(file);
  const { reading, settled, closeReaders } = createReaders(file, guard);
  let closed = false;
  let tail: Promise<unknown> = Promise.resolve();

  const inQueue: Queue = (work) => {
    if (closed) throw new Error("The database is closed");
    guard.mustBeOutside();
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };
  const inTurn: Queue = (work) =>
    inQueue(() => inTransaction(writer.client, "BEGIN IMMEDIATE", () => guard.inside(work)));
  const { q, rows } = writer;
  return {
    dialect: "sqlite",
    read: (workspace, work) => reading(({ q, rows }) => work({ ...base, q, rows, workspace })),
    readGlobal: (reason, work) => reading(({ q, rows }) => work({ ...base, q, rows, reason })),
    async transact(workspace, work) {
      let announced = false;
      const announce = () => {
        announced = true;
      };
      const result = await inTurn(() => work({ ...base, q, rows, workspace, writing: true, announce }));
      if (announced) listeners.tell(workspace);
      return result;
    },
    transactGlobal: async (reason, work) => await inTurn(() => work({ ...base, q, rows, reason, writing: true })),
    onCommit: listeners.add,
    async scrub() {
      await forgetWords(writer.client, inTurn);
      await emptyLog(writer.client, inQueue, settled);
    },
    ping: () => reading(async ({ client }) => void client.prepare("SELECT 1").get()),
    async close() {
      closed = true;
      await tail;
      await closeReaders();
      if (writer.client.open) writer.client.close();
    },
  };
}

/** Work that waits for its place among the writes. */
type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Deleted rows keep their words in older segments of the index: all segments become one, a piece at a time, so that writes go on between. */
async function forgetWords(client: Sqlite.Database, inTurn: Queue): Promise<void> {
  const merge = client.prepare("INSERT INTO order_search(order_search, rank) VALUES ('merge', ?)");
  const changes = client.prepare("SELECT total_changes()").pluck();
  // Negative begins the merging of all, and less than two changes say that it is done (sqlite.org/fts5.html, "The 'merge' Command").
  for (let pages = -500, more = true; more; pages = 500)
    more = await inTurn(async () => {
      const before = Number(changes.get());
      merge.run(pages);
      return Number(changes.get()) - before >= 2;
    });
}

/** A reader that is still at work keeps the log from being emptied, so it is waited for. Rests where readers never end. */
async function emptyLog(client: Sqlite.Database, inQueue: Queue, settled: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    await settled();
    const isEmpty = await inQueue(async () => {
      client.pragma("busy_timeout = 0");
      const [told] = client.prepare<[], { busy: number }>("PRAGMA wal_checkpoint(TRUNCATE)").all();
      client.pragma(`busy_timeout = ${pragmas.busy_timeout}`);
      return told?.busy === 0;
    });
    if (isEmpty) return;
  }
}

async function inTransaction<T>(client: Sqlite.Database, begin: string, work: () => Promise<T>): Promise<T> {
  client.exec(begin);
  try {
    const result = await work();
    client.exec("COMMIT");
    return result;
  } catch (error) {
    if (client.inTransaction) client.exec("ROLLBACK");
    throw error;
  }
}

/** Each read has a connection to itself while it lasts, so that all its statements see one moment. */
function createReaders(file: string, guard: TransactionGuard) {
  const idle: Connection[] = [];
  const busy = new Set<Promise<unknown>>();
  let closed = false;
  const reading = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    if (closed) throw new Error("The database is closed");
    guard.mustBeOutside();
    const connection = idle.pop() ?? connect(file, "query-only");
    const running = inTransaction(connection.client, "BEGIN", () => work(connection));
    busy.add(running);
    try {
      return await running;
    } finally {
      busy.delete(running);
      if (closed || idle.length >= 4) connection.client.close();
      else idle.push(connection);
    }
  };
  const settled = async () => void (await Promise.allSettled(busy));
  const closeReaders = async () => {
    closed = true;
    await Promise.allSettled(busy);
    for (const { client } of idle.splice(0)) client.close();
  };
  return { reading, settled, closeReaders };
}

const pragmas = {
  journal_mode: "wal",
  // better-sqlite3 falls back to NORMAL whenever it opens a file that is in WAL mode already: what was acknowledged could be lost.
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  journal_size_limit: 64 * 1024 * 1024,
  trusted_schema: 0,
  // Deleted bytes are overwritten with zeros: people are erased, not only forgotten.
  secure_delete: 1,
} as const;

const dialect = new SQLiteSyncDialect({ casing: "snake_case" });

function connect(file: string, mode: "query-only" | "read-write" = "read-write"): Connection {
  const client = new Sqlite(file);
  for (const [name, value] of Object.entries(pragmas)) {
    client.pragma(`${name} = ${value}`);
    const held = client.pragma(name, { simple: true });
    if (held !== value) throw new Error(`SQLite did not take ${name} = ${value} for ${file}: it says ${String(held)}`);
  }
  if (mode === "query-only") client.pragma("query_only = ON");
  reuseStatements(client);
  const q = drizzle(client, { casing: "snake_case" });
  return {
    client,
    // The one cast of this engine: our type is the asynchronous one, and every builder of this one can be awaited.
    q: q as unknown as Queries,
    rows: async (statement) => {
      const { sql, params } = dialect.sqlToQuery(statement);
      const compiled = client.prepare<unknown[], Record<string, unknown>>(sql);
      if (compiled.reader) return compiled.all(...params);
      compiled.run(...params);
      return [];
    },
  };
}

/** drizzle compiles each query anew; equal texts share one compiled statement instead. Statements end before they are used again. */
function reuseStatements(client: Sqlite.Database): void {
  const compile = client.prepare.bind(client);
  const known = new Map<string, Sqlite.Statement>();
  const reuse = (source: string) => {
    const statement = known.get(source) ?? compile(source);
    known.delete(source);
    known.set(source, statement);
    for (const [oldest] of known) {
      if (known.size <= 300) break;
      known.delete(oldest);
    }
    return statement.reader ? statement.raw(false) : statement;
  };
  Object.defineProperty(client, "prepare", { value: reuse });
}

/**
 * On a connection of its own: a generated table rebuild drops the old table, and with foreign keys on that deletes every row that
 * refers to it. They are checked before the commit instead.
 */
function migrateFile(file: string): void {
  const client = new Sqlite(file);
  try {
    mustBeSafe(client);
    client.pragma("busy_timeout = 60000");
    client.pragma("journal_mode = WAL");
    client.pragma("synchronous = FULL");
    client.pragma("foreign_keys = OFF");
    const run = client.transaction(() => {
      client.exec(migrationsTable);
      const applied = client.prepare(appliedHashes).pluck().all();
      for (const statement of missingStatements("sqlite", applied)) client.exec(statement);
      const [broken] = client.prepare("PRAGMA foreign_key_check").all();
      if (broken)
        throw new Error(`A migration left a row without the row that it refers to: ${JSON.stringify(broken)}`);
    });
    run.immediate();
  } finally {
    client.close();
  }
}

/** Older ones can corrupt a file that two connections write (sqlite.org/wal.html, "the WAL-reset bug"). */
function mustBeSafe(client: Sqlite.Database): void {
  const version = String(client.prepare("SELECT sqlite_version()").pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major * 1_000_000 + minor * 1000 + patch >= 3_051_003) return;
  throw new Error(`SQLite ${version} can corrupt its file; 3.51.3 or newer is needed`);
}
