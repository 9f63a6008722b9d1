import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { openDatabase } from "#app/db/open.ts";
import { type PostgresCluster, startPostgresCluster } from "./postgres-cluster.ts";
import { quietLog } from "./quiet-log.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where test files ask for a PostgreSQL database. */
    readonly databasesUrl: string;
  }
}

/**
 * One PostgreSQL server a run, started when the first test asks for a database and stopped at the end: a run without such a test pays
 * nothing. POST gives the url of a fresh, migrated database (POST /empty: of an empty one); DELETE /<name> drops it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<PostgresCluster> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const make = async (template: string): Promise<string> => {
    cluster ??= startWithTemplate();
    const { run, urlOf } = await cluster;
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    await run(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return urlOf(name);
  };
  const drop = async (name: string): Promise<string> => {
    if (!cluster || !/^test_[0-9a-f]{32}$/.test(name)) throw new Error(`No such database: ${name}`);
    await (await cluster).run(`DROP DATABASE ${name} WITH (FORCE)`);
    return "";
  };
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? "";
    const work = turn.then(() =>
      request.method === "DELETE" ? drop(name) : make(name === "empty" ? "template0" : "tek"),
    );
    turn = work.catch(() => undefined);
    work.then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No address");
  project.provide("databasesUrl", `http://127.0.0.1:${address.port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await turn;
    await (await cluster)?.stop();
  };
}

async function startWithTemplate(): Promise<PostgresCluster> {
  const cluster = await startPostgresCluster();
  await cluster.run("CREATE DATABASE tek TEMPLATE template0");
  const database = await openDatabase({ url: cluster.urlOf("tek"), file: "", ports: { log: quietLog } });
  await database.close();
  return cluster;
}
