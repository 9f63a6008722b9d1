import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "tek-sandbox-"));
const port = 36_400 + (process.pid % 500) * 2;
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts one stand-in as `npm run sandbox` does, and waits until it said everything. */
async function begin(...args: string[]): Promise<{ said: string; end(): Promise<void> }> {
  const child = spawn(process.execPath, ["demo/sandbox.ts", ...args, "--folder", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  let said = "";
  for await (const piece of child.stdout) {
    said += String(piece);
    if (said.includes("Everything is kept in")) break;
  }
  return {
    said,
    async end() {
      child.kill("SIGTERM");
      await gone;
      running.delete(child);
    },
  };
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });

describe("A stand-in alone", () => {
  it("shopify: answers with the token it printed, has its page, and goes on where it was", async () => {
    const origin = `http://127.0.0.1:${port}`;
    const first = await begin("shopify", "--port", String(port), "--orders", "12");
    const token = /X-Shopify-Access-Token: (\S+)/.exec(first.said)?.[1] ?? "";
    const count = async () => {
      const answer = await post(
        `${origin}/admin/api/2026-10/graphql.json`,
        { query: "{ ordersCount { count } }" },
        { "x-shopify-access-token": token },
      );
      return (await answer.json()).data;
    };
    expect(await count()).toEqual({ ordersCount: { count: 12 } });
    expect(await (await fetch(`${origin}/admin/orders`)).text()).toContain("Orders (12)");
    expect((await post(`${origin}/_sandbox/act`, { action: "place" })).status).toBe(200);
    await first.end();
    const second = await begin("shopify", "--port", String(port), "--orders", "12");
    expect(await count()).toEqual({ ordersCount: { count: 13 } });
    await second.end();
  });

  it("woocommerce: refuses a stranger as WooCommerce does, has its page, and goes on where it was", async () => {
    const origin = `http://127.0.0.1:${port + 1}`;
    const first = await begin("woocommerce", "--port", String(port + 1), "--orders", "9");
    expect(first.said).toMatch(/consumer key +ck_/);
    const orders = async () => (await (await fetch(`${origin}/_sandbox/state`)).json()).orders.length;
    expect(await orders()).toBe(9);
    expect((await fetch(`${origin}/wp-json/wc/v3/orders`)).status).toBe(401);
    expect((await fetch(origin)).headers.get("content-type")).toContain("text/html");
    expect((await post(`${origin}/_sandbox/act`, { action: "place" })).status).toBe(200);
    await first.end();
    const second = await begin("woocommerce", "--port", String(port + 1));
    expect(await orders()).toBe(10);
    await second.end();
  });

  it("tells what it can do, and refuses what it does not know with a sentence", async () => {
    const run = (...args: string[]) =>
      new Promise<{ code: number | null; said: string }>((done) => {
        const child = spawn(process.execPath, ["demo/sandbox.ts", ...args], { stdio: ["ignore", "pipe", "pipe"] });
        let said = "";
        child.stdout.on("data", (piece) => {
          said += String(piece);
        });
        child.stderr.on("data", (piece) => {
          said += String(piece);
        });
        child.once("exit", (code) => done({ code, said }));
      });
    expect(await run("--help")).toMatchObject({ code: 0, said: expect.stringContaining("npm run sandbox -- shopify") });
    expect(await run("magento")).toMatchObject({ code: 1, said: expect.stringContaining("--folder") });
    expect(await run("shopify", "--port", "many")).toMatchObject({
      code: 1,
      said: expect.stringContaining('--port takes a whole number up to 65535, not "many"'),
    });
  });
});
