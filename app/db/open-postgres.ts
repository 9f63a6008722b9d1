import { DrizzleQueryError, type SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Log } from "#app/ports/ports.ts";
import { postgresKit } from "#drizzle/kit.ts";
import { defineSchema } from "#drizzle/schema/define-schema.ts";
import { errorCodes } from "./constraint.ts";
import { createListeners } from "./listeners.ts";
import { appliedHashes, migrationsTable, missingStatements } from "./migrate.ts";
import { createNotifications } from "./open-postgres-notifications.ts";
import type { Database, Queries } from "./scope.ts";
import { createTransactionGuard } from "./transaction-guard.ts";

interface Connection {
  readonly client: pg.PoolClient;
  broken: boolean;
  readonly q: Queries;
  rows(statement: SQL): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** A pool of connections; any number of processes may share the server. */
export async function openPostgres(url: string, log: Log): Promise<Database> {
  const settings: pg.ClientConfig = { connectionString: url, application_name: "tek", types: ownTypes };
  await migrateServer(settings);
  const pool = new pg.Pool({
    ...settings,
    max: 10,
    connectionTimeoutMillis: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  let closed = false;
  pool.on("error", (error) => {
    if (!closed) log.error("db.connection-lost", error);
  });
  const listeners = createListeners(log);
  const guard = createTransactionGuard();
  const notifications = await createNotifications(settings, log, listeners.tell);
  const t = defineSchema(postgresKit);
  const base = { t, dialect: "postgres" } as const;
  const connected = createConnections(pool);

  const reading = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    guard.mustBeOutside();
    return await connected((c) => inTransaction(c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work));
  };
  const writing = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    guard.mustBeOutside();
    notifications.revive();
    for (let attempt = 1; ; attempt++) {
      try {
        return await connected((connection) =>
          inTransaction(connection, "BEGIN", async () => {
            // Those that met in a circle go one after the other from then on, so that they do not meet again.
            if (attempt > 1) await lockName(connection, "tek:again");
            return await guard.inside(() => work(connection));
          }),
        );
      } catch (error) {
        if (attempt === 8 || !errorCodes(error).some((code) => mayRunAgain.has(code))) throw error;
      }
    }
  };
  return {
    dialect: "postgres",
    read: (workspace, work) => reading(({ q, rows }) => work({ ...base, q, rows, workspace })),
    readGlobal: (reason, work) => reading(({ q, rows }) => work({ ...base, q, rows, reason })),
    async transact(workspace, work, alone = []) {
      let announced = false;
      const announce = () => {
        announced = true;
      };
      const result = await writing(async (connection) => {
        const { client, q, rows } = connection;
        announced = false;
        for (const name of [...new Set(alone)].sort()) await lockName(connection, `${workspace}:${name}`);
        const result = await work({ ...base, q, rows, workspace, writing: true, announce });
        if (announced) await notifications.notify(client, workspace);
        return result;
      });
      if (announced) listeners.tell(workspace);
      return result;
    },
    transactGlobal: (reason, work) => writing(({ q, rows }) => work({ ...base, q, rows, reason, writing: true })),
    onCommit: listeners.add,
    async scrub() {
      guard.mustBeOutside();
      await pool.query(
        "VACUUM order_people, order_customers, order_raw, order_search, orders, events, deliveries, quarantine",
      );
    },
    async ping() {
      notifications.revive();
      await pool.query("SELECT 1");
    },
    async close() {
      closed = true;
      await notifications.close();
      if (!pool.ended) await pool.end();
    },
  };
}

/** serialization_failure and deadlock_detected. */
const mayRunAgain: ReadonlySet<string> = new Set(["40001", "40P01"]);

/** Held until the transaction ends. */
async function lockName({ client }: Connection, name: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
}

async function inTransaction<T>(
  connection: Connection,
  begin: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { client } = connection;
  await client.query(begin);
  try {
    const result = await work(connection);
    const { command } = await client.query("COMMIT");
    // PostgreSQL answers ROLLBACK, without an error, when a statement failed and its error was caught.
    if (command !== "COMMIT") throw new Error("A statement of this transaction failed, so nothing of it was kept");
    return result;
  } catch (error) {
    // Where even this fails the connection is broken: the pool is given it back as such, and the first error is the one that tells.
    connection.broken = await client.query("ROLLBACK").then(
      () => false,
      () => true,
    );
    throw withoutValues(error);
  }
}

/** The driver's own error: drizzle's repeats every bound value in its message, and values may be people's. */
function withoutValues(error: unknown): unknown {
  return error instanceof DrizzleQueryError && error.cause ? error.cause : error;
}

/** Lends connections of the pool, each with its own query builder. */
function createConnections(pool: pg.Pool) {
  const known = new WeakMap<pg.PoolClient, Connection>();
  return async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    const connection = known.get(client) ?? connectionOn(client);
    known.set(client, connection);
    try {
      return await work(connection);
    } finally {
      client.release(connection.broken);
    }
  };
}

function connectionOn(client: pg.PoolClient): Connection {
  // drizzle hands the driver's global parsers along with each query; ours are this pool's.
  const query = (config: pg.QueryConfig, values?: unknown[]) => client.query({ ...config, types: ownTypes }, values);
  const q = drizzle(Object.assign(Object.create(client), { query }), { casing: "snake_case" });
  return {
    client,
    broken: false,
    // The one cast of this engine: the builders that our type leaves are the same.
    q: q as unknown as Queries,
    rows: async (statement) => (await q.execute(statement)).rows,
  };
}

const int8 = 20;

/** Big integers as numbers. One that a number cannot hold is refused rather than rounded. */
const ownTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 && format !== "binary" ? exactNumber : pg.types.getTypeParser(oid, format),
};

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A stored integer is beyond 2^53");
  return value;
}

/** Processes that start together migrate one after the other; the later ones find nothing left to do. */
async function migrateServer(settings: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const { rows } = await client.query("SHOW server_encoding");
    if (rows[0]?.server_encoding !== "UTF8") throw new Error("The PostgreSQL database must have the encoding UTF8");
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('tek:migrate', 0))");
    await client.query(migrationsTable);
    const applied = await client.query<{ hash: string }>(appliedHashes);
    for (const statement of missingStatements(
      "postgres",
      applied.rows.map((row) => row.hash),
    ))
      await client.query(statement);
    await client.query("COMMIT");
  } finally {
    // Ends an open transaction too.
    await client.end();
  }
}
