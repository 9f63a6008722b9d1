import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { afterAll, beforeAll, expect, it } from "vitest";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import { createWooSandbox, type WooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { seeded } from "#demo/random.ts";
import { wooShops } from "#demo/shops.ts";
import { differences } from "../oracle/facts.ts";
import { exported, factsOfTek } from "../oracle/tek-facts.ts";
import { factsOfWoo, wooTruth } from "../oracle/woocommerce-truth.ts";

const run = promisify(execFile);
const [told] = wooShops;
let folder = "";
let shop: WooSandbox;
let served: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tek-cli-"));
  const made = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  writeFileSync(join(folder, "cert.pem"), made.cert);
  const place = { handle: async (_: Request) => new Response(null, { status: 503 }) };
  served = await serve((request) => place.handle(request), { tls: { key: made.private, cert: made.cert } });
  const world = { now: () => Date.now(), chance: seeded(5), after: () => () => {}, send: async () => new Response() };
  shop = createWooSandbox({ ...told, world, journal: memoryJournal(), origin: served.origin });
  shop.lay({ orders: 130, days: 60 });
  place.handle = (request) => shop.handle(request);
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

/** As typed in a terminal; no server runs. */
async function tek(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const env = {
    ...process.env,
    DATA_DIR: join(folder, "data"),
    NODE_EXTRA_CA_CERTS: join(folder, "cert.pem"),
    LOG_LEVEL: "error",
  };
  try {
    const { stdout, stderr } = await run(process.execPath, ["app/cli/main.ts", ...args], { env, maxBuffer: 1 << 28 });
    return { code: 0, output: stdout, errors: stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, output: failed.stdout, errors: failed.stderr };
  }
}

it("connects a WooCommerce shop by https and exports its orders, with nothing else running", async () => {
  const connected = await tek(
    "shops",
    "connect",
    "woocommerce",
    "--url",
    served.origin,
    "--key",
    told.key,
    "--secret",
    told.secret,
  );
  expect(connected.errors + connected.output).toContain(told.name);
  expect(connected.code).toBe(0);

  const ndjson = await tek("orders", "export", "--format", "ndjson");
  const orders = ndjson.output
    .split("\n")
    .filter(Boolean)
    .map((line) => exported.parse(JSON.parse(line)));
  const truth = factsOfWoo(wooTruth.parse(shop.truth()));
  expect(orders.length).toBe(truth.size);
  expect(orders.flatMap((order) => differences(order.id, truth.get(order.id), factsOfTek(order)))).toEqual([]);

  const csv = await tek("orders", "export", "--format", "csv");
  const lines = orders.reduce((sum, order) => sum + Math.max(1, order.lines.length), 0);
  expect(csv.output.trimEnd().split("\r\n").length).toBeGreaterThanOrEqual(lines + 1);
  expect(csv.output).toMatch(/^\uFEFF?shop,platform,/);
});

it("says what is wrong with a key, and that plain http must be asked for", async () => {
  const wrong = await tek(
    "shops",
    "connect",
    "woocommerce",
    "--url",
    served.origin,
    "--key",
    told.key,
    "--secret",
    "cs_0000000000000000000000000000000000000000",
  );
  expect(wrong.code).toBe(1);
  expect(wrong.errors).toMatch(/key|secret/i);
  const plain = await tek(
    "shops",
    "connect",
    "woocommerce",
    "--url",
    "http://127.0.0.1:9",
    "--key",
    told.key,
    "--secret",
    told.secret,
  );
  expect(plain.code).not.toBe(0);
  expect(plain.errors).toContain("--allow-http");
});
