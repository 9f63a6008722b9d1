import { type ChildProcess, execFile, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { promisify } from "node:util";
import type { Instant } from "#app/domain/instant.ts";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import { createShopifySandbox, type ShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { createWooSandbox, type WooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { openCallback } from "#demo/callback.ts";
import { connectShops } from "#demo/connect.ts";
import { shopifyWithTek, wooShops } from "#demo/shops.ts";
import { createTownClock } from "./town-clock.ts";

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
  /** Every token that Shopify's stand-in handed out, and every secret that Tek gave to a webhook. */
  overheard(): readonly string[];
  /** The folder in which the server keeps its key, and its database where that is SQLite. */
  readonly folder: string;
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

  const clock = createTownClock(clockFile);
  const ears = new Set<() => void>();
  const asked = { shopify: 0, woo: 0 };
  const hear = (shop: keyof typeof asked, { url }: Request) => {
    if (/^\/(admin\/(api|oauth)|wp-json)\//.test(new URL(url).pathname)) asked[shop]++;
    for (const ear of ears) ear();
    ears.clear();
  };
  const town = { handle: async (_: Request) => new Response(null, { status: 503 }) };
  const overheard = new Set<string>();
  const shopifyServed = await serve(async (request) => {
    hear("shopify", request);
    const answer = await town.handle(request);
    if (request.url.endsWith("/oauth/access_token")) note(overheard, await answer.clone().text(), /"(shp\w+)"/g);
    return answer;
  });
  served.push(shopifyServed);
  const shop = createShopifySandbox({
    ...shopifyWithTek,
    world: clock.world(seed),
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
    const at = await serve(async (request) => {
      hear("woo", request);
      note(overheard, await request.clone().text(), /"secret":"([^"]+)"/g);
      return place.handle(request);
    });
    served.push(at);
    const sandbox = createWooSandbox({
      ...told,
      world: clock.world(seed + 1 + i),
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
    SHOPIFY_API_KEY: shopifyWithTek.apiKey,
    SHOPIFY_API_SECRET: shopifyWithTek.apiSecret,
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
    overheard: () => [...overheard],
    folder: join(folder, "tek"),
    heard: () => new Promise((told) => ears.add(told)),
    advance: clock.advance,
    now: clock.now,
    file: join(folder, "tek", "tek.db"),
    async close() {
      await stop("SIGTERM");
      for (const sandbox of [shop, ...woo]) sandbox.close();
      for (const one of [...served, callback]) await one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function note(heard: Set<string>, text: string, pattern: RegExp): void {
  for (const [, secret] of text.matchAll(pattern)) if (secret) heard.add(secret);
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
