import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { listWorkspaces } from "#app/db/access.ts";
import { openDatabase } from "#app/db/open.ts";
import { mintCaller, rights } from "#app/domain/caller.ts";
import { exportOrders } from "#app/views/export-orders.ts";
import { addresses, portsFrom, wooShops } from "#demo/shops.ts";
import { quietLog } from "../engines/quiet-log.ts";
import { shopifyTruth } from "../oracle/shopify-truth.ts";
import { wooTruth } from "../oracle/woocommerce-truth.ts";

const folder = mkdtempSync(join(tmpdir(), "tek-demo-"));
const port = 21_400 + (process.pid % 500) * 30;
const at = addresses(portsFrom(port));
let demo: ChildProcess | null = null;
afterAll(async () => {
  await end("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the demo in a group of its own and waits for its last line. */
async function begin(): Promise<string> {
  const child = spawn(
    process.execPath,
    ["demo/main.ts", "--folder", folder, "--port", String(port), "--orders", "40", "--quiet"],
    {
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  demo = child;
  let said = "";
  for await (const piece of child.stdout) {
    said += String(piece);
    if (said.includes("Everything is kept in")) return said;
  }
  throw new Error(`The demo ended early: ${said}`);
}

/** Ends the whole group: the supervisor, the stand-ins and the server. */
async function end(signal: NodeJS.Signals): Promise<void> {
  const child = demo;
  demo = null;
  if (!child?.pid || child.exitCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  process.kill(-child.pid, signal);
  await gone;
}

async function act(origin: string, body: object): Promise<void> {
  const answer = await fetch(`${origin}/_sandbox/act`, { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

const stateOf = async (origin: string): Promise<unknown> => (await fetch(`${origin}/_sandbox/state`)).json();

/** Every order that a shop knows, as "shop number total", sorted. */
async function truth(): Promise<string[]> {
  const shopify = shopifyTruth
    .parse(await stateOf(at.shopify))
    .orders.map((o) => `Işıl Seramik ${o.name} ${o.totals.total.shop}`);
  const woo = await Promise.all(
    at.woo.map(async (origin, i) =>
      wooTruth
        .parse(await stateOf(origin))
        .orders.map((o) => `${wooShops[i]?.name} #${o.number} ${Math.round(Number(o.total) * 100)}`),
    ),
  );
  return [...shopify, ...woo.flat()].sort();
}

async function list(): Promise<string[]> {
  const db = await openDatabase({ url: null, file: join(folder, "tek", "tek.db"), ports: { log: quietLog } });
  try {
    const [workspace] = await db.readGlobal("workspaces", listWorkspaces);
    if (!workspace) return [];
    const caller = mintCaller(workspace.id, { kind: "command-line" }, rights);
    const rows: string[] = [];
    for await (const o of exportOrders({ db }, caller, null))
      rows.push(`${o.shop.name} ${o.number} ${o.totals.total.stated.shop.minor}`);
    return rows.sort();
  } finally {
    await db.close();
  }
}

it("killing and restarting the demo loses and doubles nothing", { timeout: 180_000 }, async () => {
  const first = await begin();
  expect(first).toContain(`Tek in the shop admin:  ${at.shopify}/admin`);
  for (const origin of [at.shopify, ...at.woo]) await act(origin, { action: "place" });
  await end("SIGKILL");

  await begin();
  for (const origin of [at.shopify, ...at.woo]) await act(origin, { action: "place" });
  const expected = await truth();
  let shown = await list();
  while (shown.length < expected.length) shown = await list();
  expect(shown).toEqual(expected);
});
