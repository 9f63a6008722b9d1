import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import pg from "pg";
import { openDatabase } from "#app/db/open.ts";
import type { Database } from "#app/db/scope.ts";
import type { Caller } from "#app/domain/caller.ts";
import { days, plus } from "#app/domain/instant.ts";
import { tagOrders } from "#app/flows/tag-orders.ts";
import { exportText } from "#app/views/export-orders.ts";
import { defaultQuery } from "#app/views/order-address.ts";
import { matchingOrders } from "#app/views/order-list.server.ts";
import { startPostgresCluster } from "../tests/engines/postgres-cluster.ts";
import { quietLog } from "../tests/engines/quiet-log.ts";
import { fillWithOrders } from "../tests/views/fill-with-orders.ts";
import { newestPlacedAt, spellings } from "../tests/views/many-orders.ts";
import { listQuestions } from "./list-questions.ts";
import { quantile } from "./quantile.ts";

/**
 * How long the list takes at 100,000 orders, on both engines, against the same question at 1,000 and against a plain scan by LIKE: whole
 * answers of the views, as screens get them. Milliseconds. Also sees that every spelling of a Turkish name finds the same orders.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    orders: { type: "string", default: "100000" },
    engine: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
  },
});
const few = 1000;
const goalMs = 100;
const [atMost, within] = [50, 4000];
const scanName = "plain scan by LIKE";
const clock = { now: () => plus(newestPlacedAt, days(1)) };

type Times = ReadonlyMap<string, { readonly times: readonly number[]; readonly found: number }>;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tek-list-"));
  try {
    if (values.engine.includes("sqlite"))
      await measureEngine("sqlite", (name) => ({ url: null, file: join(folder, `${name}.db`) }));
    if (!values.engine.includes("postgres")) return;
    const cluster = await startPostgresCluster();
    try {
      for (const name of ["small", "large"]) await cluster.run(`CREATE DATABASE ${name} TEMPLATE template0`);
      await measureEngine("postgres", (name) => ({ url: cluster.urlOf(name), file: "" }));
    } finally {
      await cluster.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureEngine(
  engine: string,
  placeOf: (name: "small" | "large") => { readonly url: string | null; readonly file: string },
): Promise<void> {
  const small = await measureAt(engine, placeOf("small"), few);
  const large = await measureAt(engine, placeOf("large"), Number(values.orders));
  for (const [name, { times, found }] of large) {
    const against = quantile(small.get(name)?.times ?? [], 0.5);
    const [best, p50, p99] = [Math.min(...times), quantile(times, 0.5), quantile(times, 0.99)];
    say({ engine, name, found, best, p50, p99, n: times.length, ratio: p50 / against });
  }
}

async function measureAt(
  engine: string,
  place: { readonly url: string | null; readonly file: string },
  many: number,
): Promise<Times> {
  const db = await openDatabase({ ...place, ports: { log: quietLog } });
  try {
    const began = performance.now();
    const filled = await fillWithOrders(db, many);
    note(engine, `${many} orders taken in at ${Math.round((many / (performance.now() - began)) * 1000)} a second`);
    const tagged = await matchingOrders({ db }, filled.caller, { ...defaultQuery, tab: "unpaid" }, 200);
    await tagOrders({ db, clock }, filled.caller, { orders: tagged, add: ["Acil"], remove: [] });
    if (place.url !== null) await settle(place.url);
    const times = new Map<string, { times: number[]; found: number }>();
    for (const { name, ask } of await listQuestions({ ...filled, db, clock, many })) times.set(name, await timed(ask));
    times.set(scanName, await timed(() => scan(db)));
    if (many > few) await seeSpellings(engine, db, filled.caller);
    if (many > few) await measureExport(engine, db, filled.caller, many);
    return times;
  } finally {
    await db.close();
  }
}

async function timed(ask: () => Promise<number>): Promise<{ times: number[]; found: number }> {
  const found = await ask();
  const times: number[] = [];
  const end = performance.now() + within;
  while (times.length < atMost && (times.length < 5 || performance.now() < end)) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return { times, found };
}

/** What the server does by itself a minute later. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("VACUUM (ANALYZE)");
  await client.end();
}

/** What search would be without an index of words: it reads every name, and knows no Turkish letters. */
const scan = (db: Database): Promise<number> =>
  db.readGlobal("health", async ({ rows }) => {
    const [found] = await rows(sql`select count(*) as n from order_customers where lower(name) like ${"%ışıl%"}`);
    return Number(found?.n);
  });

/** Throws where two ways to write a name find different orders. */
async function seeSpellings(engine: string, db: Database, caller: Caller): Promise<void> {
  const found = new Set<string>();
  for (const search of spellings) {
    const orders = await matchingOrders({ db }, caller, { ...defaultQuery, search }, Number(values.orders));
    found.add(orders.join());
    note(engine, `${search} finds ${orders.length} orders`);
  }
  if (found.size !== 1) throw new Error(`Spellings of one name find different orders: ${spellings.join(", ")}`);
}

/** The whole list as CSV, its pieces thrown away as a slow reader would take them: memory must not grow with it. */
async function measureExport(engine: string, db: Database, caller: Caller, many: number): Promise<void> {
  globalThis.gc?.();
  const [began, before] = [performance.now(), process.memoryUsage().rss];
  let [bytes, pieces, highest] = [0, 0, before];
  for await (const piece of exportText({ db }, caller, { format: "csv", shop: null, query: defaultQuery })) {
    bytes += Buffer.byteLength(piece);
    if (++pieces % 500 === 0) highest = Math.max(highest, process.memoryUsage().rss);
  }
  const perSecond = Math.round((many / (performance.now() - began)) * 1000);
  const [size, grown] = [bytes, highest - before].map((n) => Math.round(n / 1e6));
  note(engine, `export of ${pieces - 1} orders: ${perSecond} a second, ${size} MB, memory grown by ${grown} MB`);
}

function note(engine: string, text: string): void {
  if (values.json) console.log(JSON.stringify({ bench: "list", engine, note: text }));
  else console.log(`${engine.padEnd(9)} ${text}`);
}

interface Said {
  readonly engine: string;
  readonly name: string;
  readonly found: number;
  /** On a machine that is busy otherwise this one tells most. */
  readonly best: number;
  readonly p50: number;
  readonly p99: number;
  readonly n: number;
  /** To the same at 1,000 orders. */
  readonly ratio: number;
}

function say({ engine, name, found, best, p50, p99, n, ratio }: Said): void {
  const [least, middle, worst] = [best, p50, p99].map((ms) => Number(ms.toFixed(1)));
  const against = `${few} orders`;
  if (values.json)
    console.log(
      JSON.stringify({
        bench: "list",
        engine,
        name,
        found,
        n,
        best: least,
        p50: middle,
        p99: worst,
        against,
        ratio: Number(ratio.toFixed(1)),
      }),
    );
  else
    console.log(
      `${engine.padEnd(9)} ${name.padEnd(28)} best ${String(least).padStart(6)} ms   p50 ${String(middle).padStart(7)} ms   p99 ${String(worst).padStart(7)} ms   ×${ratio.toFixed(1)} of ${against}   (${found} found, n ${n}, load ${loadavg()[0]?.toFixed(1)})${p50 > goalMs && name !== scanName ? `   over ${goalMs} ms` : ""}`,
    );
}

await main();
