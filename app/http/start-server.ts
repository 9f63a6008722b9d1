import type { RequestListener } from "node:http";
import { type Config, ConfigError, listeningAt } from "#app/config.server.ts";
import { seconds } from "#app/domain/instant.ts";
import type { Tek } from "#app/load-context.ts";
import { type FolderHold, holdFolder } from "#app/ports/folder-hold.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { CreateRuntime } from "#app/runtime-contract.ts";
import { createApp } from "./create-app.ts";
import { type Listening, listen } from "./listen.ts";
import type { Pages } from "./pages.ts";
import { readServerFile, removeServerFile, writeServerFile } from "./server-file.ts";

export interface ServerParts {
  readonly config: Config;
  readonly ports: Ports;
  readonly createRuntime: CreateRuntime;
  openPages(tek: Tek): Promise<Pages>;
  readonly pid: number;
}

export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Takes nothing new, ends the streams, lets the rest come to its end, and closes the database. Safe to call twice. */
  stop(): Promise<void>;
}

/** How long answers under way may take once the drain began. */
const patience = seconds(10);

/**
 * Takes the data folder and the port, builds the runtime and opens the doors. Whatever it took is given back in reverse, at the end
 * and also when a step fails. Throws `ConfigError` for a folder or a port that another process holds.
 */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const taken: (() => unknown)[] = [];
  const giveBack = async () => {
    for (const release of taken.splice(0).reverse()) await release();
  };
  try {
    const url = await open(parts, taken);
    let stopped: Promise<void> | undefined;
    return {
      url,
      stop() {
        stopped ??= giveBack();
        return stopped;
      },
    };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function open({ ports, pid, createRuntime, openPages, ...parts }: ServerParts, taken: (() => unknown)[]) {
  const { log, timers } = ports;
  const hold = takeFolder(parts.config);
  if (hold) taken.push(() => hold.release());
  const front = createFront();
  const listening = await takePort(parts.config, front.handle);
  const config = listeningAt(parts.config, listening.port);
  const closing = new AbortController();
  // Until the runtime is there, its end is only the port's.
  let end = () => listening.close(timers, 0);
  taken.push(() => end());
  const runtime = await createRuntime(ports, config);
  end = async () => {
    await listening.close(timers, patience);
    await runtime.drain();
    log.info("server-stopped");
  };
  const pages = config.workers === "only" ? null : await openPages(runtime.tek);
  if (pages) taken.push(() => pages.close());
  taken.push(() => {
    log.info("server-stops");
    closing.abort();
  });

  const commandToken = Buffer.from(ports.chance.bytes(32)).toString("base64url");
  front.open(
    createApp({ runtime, ports, config, pages: pages?.router ?? null, commandToken, closing: closing.signal }),
  );
  const url = `http://${reachable(config.host)}:${listening.port}`;
  if (hold) {
    taken.push(() => removeServerFile(config.dataDir, pid));
    writeServerFile(config.dataDir, { pid, url, token: commandToken });
  }
  await runtime.start();
  log.info("server-started", { url, database: config.database.kind, workers: runtime.workers() });
  return url;
}

function takeFolder({ database, dataDir }: Config): FolderHold | null {
  if (database.kind === "postgres") return null;
  const hold = holdFolder(dataDir);
  if (hold) return hold;
  const holder = readServerFile(dataDir);
  const who = holder ? `the server at ${holder.url} (process ${holder.pid})` : "another tek process";
  throw new ConfigError(
    "DATA_DIR",
    `(${dataDir}) is held by ${who}, and an SQLite database belongs to one process: stop that one, or set DATA_DIR to a folder of its own.`,
  );
}

async function takePort({ host, port }: Config, handle: RequestListener): Promise<Listening> {
  try {
    return await listen(handle, host, port);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE")
      throw new ConfigError(
        "PORT",
        `(${port}) is taken by another process on ${host}: stop it, or set PORT to a free one.`,
      );
    if (code === "EACCES")
      throw new ConfigError("PORT", `(${port}) may not be opened by this user: set PORT to one from 1024 up.`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new ConfigError(
        "HOST",
        `("${host}") is no address of this machine: set HOST to one that is, such as 127.0.0.1.`,
      );
    throw error;
  }
}

/** The port is taken before the database is opened; who asks in between is told to come again. */
function createFront(): { readonly handle: RequestListener; open(to: RequestListener): void } {
  let inner: RequestListener = (_request, response) => {
    response.writeHead(503, { "retry-after": "1", connection: "close" }).end();
  };
  return {
    handle: (request, response) => inner(request, response),
    open(to) {
      inner = to;
    },
  };
}

function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
