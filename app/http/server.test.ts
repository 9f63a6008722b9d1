import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError, loadConfig } from "#app/config.server.ts";
import { openDatabase } from "#app/db/open.ts";
import { commandLine } from "#app/doors/command-line.ts";
import { makeOwnerLink } from "#app/doors/owner-link.ts";
import type { Ports, Timers } from "#app/ports/ports.ts";
import { systemChance, systemClock, systemTimers } from "#app/ports/system.ts";
import { quietLog } from "#tests/engines/quiet-log.ts";
import { type SmallRuntime, smallRuntime } from "./fixtures/small-runtime.ts";
import { builtPages, NotBuilt } from "./pages.ts";
import { readServerFile } from "./server-file.ts";
import { type RunningServer, startServer } from "./start-server.ts";

let folder = "";
const running: RunningServer[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tek-server-"));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Timers that run when told to, not when time passes; the system's for what lies below a second's patience. */
function handTimers(): Timers & { fire(ms: number): void; waiting(): number[] } {
  const waiting = new Set<{ ms: number; run: () => void }>();
  return {
    after(ms, run) {
      const timer = { ms, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    fire(ms) {
      for (const timer of [...waiting].filter((one) => one.ms === ms)) {
        waiting.delete(timer);
        timer.run();
      }
    },
    waiting: () => [...waiting].map(({ ms }) => ms),
  };
}

async function serving(options: { environment?: Record<string, string>; timers?: Timers } = {}) {
  const config = loadConfig({ DATA_DIR: folder, PORT: "0", ...options.environment }, systemChance);
  const ports: Ports = {
    clock: systemClock,
    timers: options.timers ?? systemTimers({ holdsProcess: false }),
    chance: systemChance,
    network: { fetch },
    log: quietLog,
  };
  let runtime: SmallRuntime | undefined;
  const pages = express.Router().get("/orders", (_request, response) => response.send("the list"));
  const slow = { asked: Promise.withResolvers<void>(), answer: Promise.withResolvers<void>() };
  pages.get("/slow", async (_request, response) => {
    slow.asked.resolve();
    await slow.answer.promise;
    response.send("at last");
  });
  const server = await startServer({
    config,
    ports,
    pid: process.pid,
    async createRuntime(given) {
      const db = await openDatabase({ url: null, file: join(folder, "tek.db"), ports: given });
      runtime = smallRuntime(db, given);
      return runtime;
    },
    openPages: async () => ({ router: pages, close: async () => void runtime?.happened.push("pages closed") }),
  });
  running.push(server);
  if (!runtime) throw new Error("no runtime");
  return { server, runtime, ports, url: server.url, slow };
}

/** Signs a browser in by an owner link, as a person does. */
async function browserOf({ runtime, ports, url }: Awaited<ReturnType<typeof serving>>): Promise<{ cookie: string }> {
  const entered = await commandLine(runtime.db, ports, null, true);
  if (entered.kind !== "entered") throw new Error("not entered");
  const { token } = await makeOwnerLink(runtime.db, ports, entered.caller);
  const answer = await fetch(`${url}/owner/${token}`, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/orders"]);
  return { cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

describe("health", () => {
  test("says that the process lives, and that it can work", async () => {
    const { url } = await serving();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, database: true, workers: "running", draining: false },
    ]);
  });

  test("is not ready when the workers stopped, but lives", async () => {
    const { url, runtime } = await serving();
    runtime.working = "stopped";
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    runtime.working = "elsewhere";
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test("is not ready when the database does not answer", async () => {
    const { url, runtime } = await serving();
    await runtime.db.close();
    const errors: unknown[] = [];
    const original = console.error;
    console.error = (...said) => errors.push(said);
    const ready = await fetch(`${url}/readyz`);
    console.error = original;
    expect([ready.status, await ready.json()]).toMatchObject([503, { database: false }]);
    expect(errors).toHaveLength(1);
  });
});

describe("webhooks", () => {
  const ring = (url: string, path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { method: "POST", ...init });

  test("hand the bytes and headers to the inbox as they came, and its status back, without a body", async () => {
    const { url, runtime } = await serving();
    const body = Buffer.from([0xff, 0x00, 0x7b, 0x20]);
    runtime.inboxAnswer = 202;
    const answer = await ring(url, "/webhooks/woocommerce/shop-7", {
      body,
      headers: { "x-wc-webhook-topic": "order.updated" },
    });
    expect([answer.status, await answer.text()]).toEqual([202, ""]);
    const [rung] = runtime.rang;
    expect([rung?.platform, rung?.shop]).toEqual(["woocommerce", "shop-7"]);
    expect(rung?.delivery.headers.get("x-wc-webhook-topic")).toBe("order.updated");
    expect(Buffer.from(rung?.delivery.body ?? [])).toEqual(body);
  });

  test("know an address without a shop, and a body that is empty", async () => {
    const { url, runtime } = await serving();
    expect((await ring(url, "/webhooks/shopify")).status).toBe(200);
    expect(runtime.rang[0]).toMatchObject({ platform: "shopify", shop: null });
    expect(runtime.rang[0]?.delivery.body).toHaveLength(0);
  });

  test("take five mebibytes and not a byte more, and no compressed body", async () => {
    const { url, runtime } = await serving();
    const most = 5 * 1024 * 1024;
    expect((await ring(url, "/webhooks/shopify", { body: Buffer.alloc(most) })).status).toBe(200);
    expect((await ring(url, "/webhooks/shopify", { body: Buffer.alloc(most + 1) })).status).toBe(413);
    const zipped = { body: Buffer.alloc(10), headers: { "content-encoding": "gzip" } };
    expect((await ring(url, "/webhooks/shopify", zipped)).status).toBe(415);
    expect(runtime.rang).toHaveLength(1);
  });

  test("are not acknowledged when they could not be stored", async () => {
    const { url, runtime } = await serving();
    runtime.inboxAnswer = new Error("disk full");
    const original = console.error;
    console.error = () => undefined;
    const answer = await ring(url, "/webhooks/shopify", { body: "{}" });
    console.error = original;
    expect(answer.status).toBe(503);
  });

  test("answer nothing but POST", async () => {
    const { url } = await serving();
    expect((await fetch(`${url}/webhooks/shopify`)).status).toBe(405);
  });
});

/** Reads a stream by its messages. */
async function streamOf(url: string, headers: Record<string, string>) {
  const answer = await fetch(url, { headers });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const until = async (part: string): Promise<string> => {
    while (!text.includes(part)) {
      const piece = await reader?.read();
      if (!piece || piece.done) throw new Error(`ended before ${part}: ${text}`);
      text += piece.value;
    }
    return text;
  };
  const end = async () => {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) text += piece.value;
    return text;
  };
  return { answer, until, end, leave: () => reader?.cancel() };
}

describe("the live stream", () => {
  test("is refused to a stranger and for a number that is none", async () => {
    const at = await serving();
    expect((await fetch(`${at.url}/live?after=1`)).status).toBe(401);
    expect((await fetch(`${at.url}/live?after=-1`, { headers: await browserOf(at) })).status).toBe(400);
  });

  test("goes on after the number asked for, uncompressed, with an id a message", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live?after=41`, { ...(await browserOf(at)), "accept-encoding": "gzip" });
    expect(stream.answer.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(stream.answer.headers.get("content-encoding")).toBeNull();
    expect(await stream.until("caught-up")).toContain('id: 42\ndata: {"code":"caught-up"}\n\n');
    at.runtime.say({ number: 43, data: { order: "o" } });
    expect(await stream.until("id: 43")).toContain('id: 43\ndata: {"order":"o"}\n\n');
    await stream.leave();
  });

  test("goes on after the last number that a reader who comes again has seen", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live?after=1`, { ...(await browserOf(at)), "last-event-id": "99" });
    await stream.until("id: 100");
    await stream.leave();
  });

  test("gives a sign of life every fifteen seconds, and ends after ten minutes so that the reader is asked anew", async () => {
    const timers = handTimers();
    const at = await serving({ timers });
    const stream = await streamOf(`${at.url}/live`, await browserOf(at));
    await stream.until("caught-up");
    timers.fire(15_000);
    await stream.until(": still here");
    timers.fire(600_000);
    await stream.end();
    expect(timers.waiting()).toEqual([]);
  });

  test("lets go of a reader that takes nothing for two signs of life", async () => {
    const timers = handTimers();
    const at = await serving({ timers });
    const { cookie } = await browserOf(at);
    const { hostname, port } = new URL(at.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /live HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${cookie}\r\n\r\n`);
    await new Promise((resolve) => socket.once("data", resolve));
    socket.pause();
    const large = "x".repeat(16 * 1024 * 1024);
    at.runtime.say({ number: 2, data: large });
    at.runtime.say({ number: 3, data: large });
    await settledWhen(() => {
      timers.fire(15_000);
      return at.runtime.openStreams() === 0;
    });
    socket.destroy();
  });

  test("is closed on our side when its reader goes away", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live`, await browserOf(at));
    await stream.until("caught-up");
    expect(at.runtime.openStreams()).toBe(1);
    await stream.leave();
    await settledWhen(() => at.runtime.openStreams() === 0);
  });
});

/** Lets the event loop turn until something holds; the test's own time limit ends it otherwise. */
async function settledWhen(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe("the owner link", () => {
  test("signs in once; then it is a page that says what to do, in the reader's language", async () => {
    const at = await serving();
    const entered = await commandLine(at.runtime.db, at.ports, null, true);
    if (entered.kind !== "entered") throw new Error("not entered");
    const { token } = await makeOwnerLink(at.runtime.db, at.ports, entered.caller);
    const address = `${at.url}/owner/${token}`;
    expect((await fetch(address, { method: "HEAD" })).status).toBe(204);
    const first = await fetch(address, { redirect: "manual" });
    expect(first.headers.getSetCookie()[0]).toMatch(
      /^tek_sign_in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const again = await fetch(address, { redirect: "manual", headers: { "accept-language": "tr-TR,tr;q=0.9" } });
    expect([again.status, again.headers.getSetCookie()]).toEqual([401, []]);
    expect(await again.text()).toContain("Bu bağlantı kullanılamaz");
    expect(again.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("the command's door", () => {
  const post = (url: string, token: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/_command`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ act: "list-shops", workspace: null }),
    });

  test("opens with the token of server.json, which only its owner can read", async () => {
    const at = await serving();
    await browserOf(at);
    const file = readServerFile(folder);
    expect(statSync(join(folder, "server.json")).mode & 0o777).toBe(0o600);
    const answer = await post(at.url, file?.token ?? "");
    expect(JSON.parse((await answer.text()).trim())).toMatchObject({
      kind: "result",
      result: { what: "shops", shops: [{ name: "Berlin store" }] },
    });
  });

  test("is not there for a wrong token, nor through a proxy", async () => {
    const at = await serving();
    const token = readServerFile(folder)?.token ?? "";
    expect((await post(at.url, `${token}x`)).status).toBe(404);
    expect((await post(at.url, "")).status).toBe(404);
    expect((await post(at.url, token, { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
  });

  test("takes nothing but a command", async () => {
    const at = await serving();
    const token = readServerFile(folder)?.token ?? "";
    const answer = await fetch(`${at.url}/_command`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ act: "drop-everything" }),
    });
    expect(answer.status).toBe(400);
  });
});

describe("start and end", () => {
  test("pages answer behind everything else, and unknown paths are 404", async () => {
    const { url } = await serving();
    expect(await (await fetch(`${url}/orders`)).text()).toBe("the list");
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });

  test("a drain ends the streams, then the workers, and the folder is free again", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live`, await browserOf(at));
    await stream.until("caught-up");
    expect(at.runtime.happened).toEqual(["start"]);
    await at.server.stop();
    await stream.end();
    expect(at.runtime.openStreams()).toBe(0);
    expect(at.runtime.happened).toEqual(["start", "pages closed", "drain"]);
    expect(readServerFile(folder)).toBeNull();
    await expect(fetch(`${at.url}/healthz`)).rejects.toThrow();
    await (await serving()).server.stop();
  });

  test("an answer under way is given before the database closes", async () => {
    const { url, slow, server, runtime } = await serving();
    const answer = fetch(`${url}/slow`).then((response) => response.text());
    await slow.asked.promise;
    const stopped = server.stop();
    await settledWhen(() => runtime.happened.includes("pages closed"));
    expect(runtime.happened).not.toContain("drain");
    slow.answer.resolve();
    expect(await answer).toBe("at last");
    await stopped;
    expect(runtime.happened).toContain("drain");
  });

  test("an answer that does not come to its end within ten seconds of a drain is cut", async () => {
    const timers = handTimers();
    const { url, slow, server } = await serving({ timers });
    const answer = fetch(`${url}/slow`);
    answer.catch(() => undefined);
    await slow.asked.promise;
    const stopped = server.stop();
    await settledWhen(() => timers.waiting().includes(10_000));
    timers.fire(10_000);
    await expect(answer).rejects.toThrow();
    await stopped;
  });

  test("a second server on the same folder is refused with a sentence, and leaves the first one alone", async () => {
    const { url } = await serving();
    const refused = serving();
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(
      /^DATA_DIR \(.*\) is held by the server at http:\/\/127\.0\.0\.1:\d+ \(process \d+\)/,
    );
    expect(readServerFile(folder)?.url).toBe(url);
  });

  test("a port that is taken is refused with a sentence, and the folder is given back", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const address = blocker.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    await expect(serving({ environment: { PORT: port } })).rejects.toThrow(/^PORT \(\d+\) is taken by another process/);
    await new Promise((resolve) => blocker.close(resolve));
    await serving({ environment: { PORT: port } });
  });

  test("a host that is not this machine's is refused with a sentence", async () => {
    await expect(serving({ environment: { HOST: "203.0.113.7" } })).rejects.toThrow(
      /^HOST \("203\.0\.113\.7"\) is no address/,
    );
  });

  test("a runtime that cannot be built gives folder and port back", async () => {
    const config = loadConfig({ DATA_DIR: folder, PORT: "0" }, systemChance);
    const ports = {
      clock: systemClock,
      timers: systemTimers(),
      chance: systemChance,
      network: { fetch },
      log: quietLog,
    };
    const broken = { config, ports, pid: process.pid, createRuntime: () => Promise.reject(new Error("no database")) };
    const openPages = () => Promise.reject(new Error("not reached"));
    await expect(startServer({ ...broken, openPages })).rejects.toThrow("no database");
    await serving();
  });

  test("a signed-in cookie is marked secure as soon as browsers come by https", async () => {
    const at = await serving({ environment: { PUBLIC_URL: "https://tek.example.com" } });
    expect((await browserOf(at)).cookie).toMatch(/^__Host-tek_sign_in=/);
  });

  test("screens that were never built are a sentence", async () => {
    const { runtime } = await serving();
    await expect(builtPages(folder, runtime.tek)).rejects.toThrow(NotBuilt);
    expect(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")).toContain(
      '"build": "remix vite:build"',
    );
  });
});
