import { type ChildProcess, execFile, fork } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { promisify } from "node:util";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import type { World } from "#connectors/contract/sandbox/world.ts";
import { createShopifySandbox, type ShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { createWooSandbox, type WooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { openCallback } from "#demo/callback.ts";
import { connectShops } from "#demo/connect.ts";
import { seeded } from "#demo/random.ts";
import { shopify, wooShops } from "#demo/shops.ts";

const run = promisify(execFile);

/** A whole town on this machine: stand-in shops in the test's process, and the real server in a process of its own. */
export interface Town {
  readonly shopify: ShopifySandbox;
  readonly woo: readonly WooSandbox[];
  readonly at: { readonly tek: string; readonly shopify: string; readonly woo: readonly string[] };
  /** Runs `tek …` as an operator would and answers what it printed. */
  tek(...args: string[]): Promise<string>;
  /** Starts the server and waits until it is ready. */
  start(): Promise<void>;
  /** kill -9, at once. */
  kill(): Promise<void>;
  /** Moves the clock of everybody. */
  advance(ms: number): Promise<void>;
  now(): Instant;
  /** Resolves when the next request of Tek reaches any of the shops. */
  heard(): Promise<void>;
  /** How many requests reached the API of Shopify's stand-in, and those of the WooCommerce ones. */
  asked(): { readonly shopify: number; readonly woo: number };
  /** The SQLite file of the server, where it keeps one. */
  readonly file: string;
  close(): Promise<void>;
}

export interface TownOptions {
  readonly seed: number;
  /** PostgreSQL's address; without one the server keeps an SQLite file. */
  readonly databaseUrl?: string;
  /** Orders that the shops have before Tek comes. */
  readonly orders: number;
  /** With PostgreSQL: so many processes of their own do the work, and the web process does none. */
  readonly workers?: number;
  /** Tek begins without a shop and without a workspace, and is not installed in Shopify's. */
  readonly unlinked?: boolean;
  /** Takes whatever the server's processes print; else it goes where the test's own output goes. */
  printed?(text: string): void;
  /** The server's log level. */
  readonly logLevel?: string;
}

export async function buildTown(options: TownOptions): Promise<Town> {
  const { seed, databaseUrl, orders, workers = 0, unlinked = false, printed } = options;
  const folder = mkdtempSync(join(tmpdir(), "tek-town-"));
  const clockFile = join(folder, "clock");
  const served: Served[] = [];
  const tekPort = await freePort();
  const tekAt = `http://127.0.0.1:${tekPort}`;

  const timers = createTimers(clockFile);
  const advance = async (ms: number) => {
    writeFileSync(clockFile, String(offsetIn(clockFile) + ms));
    timers.moved();
  };
  const ears = new Set<() => void>();
  const asked = { shopify: 0, woo: 0 };
  const hear = (shop: keyof typeof asked, { url }: Request) => {
    if (/^\/(admin\/(api|oauth)|wp-json)\//.test(new URL(url).pathname)) asked[shop]++;
    for (const ear of ears) ear();
    ears.clear();
  };
  const town = { handle: async (_: Request) => new Response(null, { status: 503 }) };
  const shopifyServed = await serve((request) => {
    hear("shopify", request);
    return town.handle(request);
  });
  served.push(shopifyServed);
  const shop = createShopifySandbox({
    ...shopify,
    // By a button of its admin, too.
    world: { ...world(clockFile, timers, seed), advance },
    journal: memoryJournal(),
    appUrl: tekAt,
    origin: shopifyServed.origin,
    seed: { orders, days: 40 },
    installed: !unlinked,
  });
  town.handle = (request) => shop.handle(request);
  const woo: WooSandbox[] = [];
  const wooAt: string[] = [];
  for (const [i, told] of wooShops.entries()) {
    const place = { handle: async (_: Request) => new Response(null, { status: 503 }) };
    const at = await serve((request) => {
      hear("woo", request);
      return place.handle(request);
    });
    served.push(at);
    const sandbox = createWooSandbox({
      ...told,
      world: world(clockFile, timers, seed + 1 + i),
      journal: memoryJournal(),
      origin: at.origin,
    });
    sandbox.lay({ orders, days: 40 });
    place.handle = (request) => sandbox.handle(request);
    woo.push(sandbox);
    wooAt.push(at.origin);
  }

  const callback = await openCallback({ tek: tekAt });
  // The stand-in shops live in this process: they trust the callback's certificate, as shops trust those of the internet.
  setDefaultCACertificates([...getCACertificates("default"), callback.certificate]);

  const at = { tek: tekAt, shopify: shopifyServed.origin, woo: wooAt };
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    DEMO_CLOCK_FILE: clockFile,
    DATA_DIR: join(folder, "tek"),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl, TEK_KEY: Buffer.alloc(32, 7).toString("base64") } : {}),
    PORT: String(tekPort),
    PUBLIC_URL: tekAt,
    CALLBACK_URL: callback.origin,
    SHOPIFY_API_KEY: shopify.apiKey,
    SHOPIFY_API_SECRET: shopify.apiSecret,
    SHOPIFY_STAND_IN: at.shopify,
    LOG_LEVEL: options.logLevel ?? process.env.LOG_LEVEL ?? "error",
  };
  const processes: ChildProcess[] = [];
  let connected = unlinked;
  const tek = async (...args: string[]) => {
    const { stdout } = await run(process.execPath, ["--import", "./demo/world-clock.ts", "app/cli/main.ts", ...args], {
      env: environment,
      maxBuffer: 1 << 28,
    });
    return stdout;
  };
  const begin = (extra: Readonly<Record<string, string>>) => {
    const child = fork("server.ts", [], {
      env: { ...environment, ...extra },
      execArgv: ["--import", "./demo/world-clock.ts"],
      stdio: ["ignore", printed ? "pipe" : "inherit", printed ? "pipe" : "inherit", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => printed?.(String(piece)));
    processes.push(child);
    return child;
  };
  const stop = async (signal: NodeJS.Signals) => {
    await Promise.all(
      processes.splice(0).map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = new Promise((done) => child.once("exit", done));
        child.kill(signal);
        await gone;
      }),
    );
  };
  return {
    shopify: shop,
    woo,
    at,
    tek,
    async start() {
      const web = begin(workers > 0 ? { WORKERS: "none" } : {});
      for (let i = 0; i < workers; i++) begin({ WORKERS: "only", PORT: "0" });
      await ready(`${tekAt}/readyz`, web);
      if (!connected) await connectShops({ at, environment });
      connected = true;
    },
    kill: () => stop("SIGKILL"),
    asked: () => ({ ...asked }),
    heard: () => new Promise((told) => ears.add(told)),
    advance,
    now: () => toInstant(Date.now() + offsetIn(clockFile)),
    file: join(folder, "tek", "tek.db"),
    async close() {
      await stop("SIGTERM");
      for (const sandbox of [shop, ...woo]) sandbox.close();
      for (const one of [...served, callback]) await one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const offsetIn = (file: string) => (existsSync(file) ? Number(readFileSync(file, "utf8")) : 0);

/** The town's clock is the machine's, shifted by what stands in the file that the server's process follows too. */
function world(clockFile: string, timers: Timers, seed: number): World {
  return {
    now: () => Date.now() + offsetIn(clockFile),
    chance: seeded(seed),
    after: timers.after,
    send: (request) => fetch(request, { redirect: "manual", signal: AbortSignal.timeout(10_000) }),
  };
}

interface Timers {
  readonly after: World["after"];
  /** The clock was moved: what is due by now runs at once, and the rest comes sooner. */
  moved(): void;
}

function createTimers(clockFile: string): Timers {
  const armed = new Set<{ arm(): void }>();
  return {
    after(ms, run) {
      const dueAt = Date.now() + offsetIn(clockFile) + ms;
      let handle: NodeJS.Timeout | undefined;
      const timer = {
        arm() {
          clearTimeout(handle);
          const left = dueAt - Date.now() - offsetIn(clockFile);
          handle = setTimeout(ring, Math.min(Math.max(left, 0), 2 ** 31 - 1));
        },
      };
      const ring = () => {
        armed.delete(timer);
        run();
      };
      armed.add(timer);
      timer.arm();
      return () => {
        armed.delete(timer);
        clearTimeout(handle);
      };
    },
    moved() {
      for (const timer of armed) timer.arm();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = await serve(async () => new Response());
  const port = Number(new URL(probe.origin).port);
  await probe.close();
  return port;
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`The server ended with ${server.exitCode} before it was ready`);
}
