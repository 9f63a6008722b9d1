import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** A real PostgreSQL server on 127.0.0.1 that lives in a temporary folder and forgets everything when it stops. */
export interface PostgresCluster {
  urlOf(database: string): string;
  /** Runs one statement in the maintenance database. */
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * In a process of its own: the library that brings the server ends the process it lives in with code 0, and a test run that failed
 * would look green. Detached, so that Ctrl+C reaches the run only and the server still ends in order.
 */
export async function startPostgresCluster(): Promise<PostgresCluster> {
  const file = fileURLToPath(new URL("./postgres-process.ts", import.meta.url));
  const keeper = spawn(process.execPath, [file], { stdio: "pipe", detached: true });
  const complaint = text(keeper.stderr);
  const ended = once(keeper, "close");
  const [port] = await Promise.race([
    once(createInterface(keeper.stdout), "line"),
    ended.then(async () => Promise.reject(new Error(await complaint))),
  ]);
  const urlOf = (database: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`;
  return {
    urlOf,
    async run(statement) {
      const client = new pg.Client(urlOf("postgres"));
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
    async stop() {
      keeper.stdin.end();
      const [code] = await ended;
      if (code !== 0) throw new Error(`PostgreSQL did not stop in order:\n${await complaint}`);
    },
  };
}
