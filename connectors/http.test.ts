import { describe, expect, it } from "vitest";
import { plus, toInstant } from "../app/domain/instant.ts";
import type { LogFacts, Network } from "../app/ports/ports.ts";
import { Fault } from "./contract/fault.ts";
import { createIo, type IoOptions, redact } from "./http.ts";
import { createPacer } from "./pacer.ts";

const at = toInstant(Date.UTC(2026, 0, 1));
const clock = { now: () => at };
const request = () => new Request("https://shop.example.test/orders");

function world(fetch: Network["fetch"], more: Partial<IoOptions> = {}) {
  const lines: [string, LogFacts | undefined][] = [];
  const io = createIo({
    network: { fetch },
    clock,
    log: { info: (event, facts) => lines.push([event, facts]), warn() {}, error() {} },
    pacer: createPacer({ requests: { unit: "requests", burst: 2, perSecond: 1, owner: "account" } }, clock),
    priority: "person",
    secrets: ["ck_secret", "p&ss"],
    signal: new AbortController().signal,
    platform: "test",
    shop: "shop-1",
    ...more,
  });
  return { io, lines };
}

const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Fault) return outcome;
  throw new Error(`Expected a Fault, got ${String(outcome)}`);
};

describe("an adapter's fetch", () => {
  it("refuses what the budget cannot pay now, without sending it", async () => {
    let sent = 0;
    const { io } = world(async () => {
      sent++;
      return new Response("ok");
    });
    await io.fetch(request(), { budget: "requests", cost: 2 });
    const fault = await faultOf(io.fetch(request()));
    expect([fault.kind, fault.facts.retryAt, fault.facts.budget]).toEqual(["throttled", plus(at, 1000), "requests"]);
    expect(sent).toBe(1);
  });

  it("hands over status, headers and the whole body, and follows no redirect", async () => {
    let mode = "";
    const { io } = world(async (sent) => {
      mode = sent.redirect;
      return new Response("moved", { status: 301, headers: { location: "https://elsewhere.example.test/" } });
    });
    const response = await io.fetch(request());
    expect([response.status, response.headers.get("location"), await response.text()]).toEqual([
      301,
      "https://elsewhere.example.test/",
      "moved",
    ]);
    expect(mode).toBe("manual");
  });

  it("sends method and body on", async () => {
    const { io } = world(async (sent) => new Response(`${sent.method} ${await sent.text()}`));
    const response = await io.fetch(new Request("https://shop.example.test/", { method: "POST", body: "çay" }));
    expect(await response.text()).toBe("POST çay");
  });

  it("stops reading an answer beyond the cap", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    const { io } = world(async () => new Response(endless), { capBytes: 10_000 });
    const fault = await faultOf(io.fetch(request()));
    expect([fault.kind, fault.facts.code]).toEqual(["unreadable", "network.too-long"]);
    expect(pulled).toBeLessThan(20);
  });

  it("makes a network that fails, also in the midst of a body, unreachable and shows no secret of the cause", async () => {
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10));
        controller.error(new Error("reset while sending ck_secret"));
      },
    });
    const { io } = world(async () => new Response(cut));
    const fault = await faultOf(io.fetch(request()));
    expect([fault.kind, fault.facts.code]).toEqual(["unreachable", "network.unreachable"]);
    expect(String(fault.cause)).toContain("***");
    expect(String(fault.cause)).not.toContain("ck_secret");
  });

  it("gives up a request that never answers when its time is over, even if the network does not listen", async () => {
    let ring = () => {};
    const timers = {
      after(_ms: number, run: () => void) {
        ring = run;
        return () => {};
      },
    };
    const { io } = world(() => new Promise<Response>(() => {}), { timers });
    const pending = faultOf(io.fetch(request()));
    ring();
    const fault = await pending;
    expect([fault.kind, fault.facts.code]).toEqual(["unreachable", "network.timeout"]);
  });

  it("stops when the engine stops, and tells the network", async () => {
    const stop = new AbortController();
    let told = false;
    const waits = (sent: Request) => {
      sent.signal.addEventListener("abort", () => {
        told = true;
      });
      return new Promise<Response>(() => {});
    };
    const { io } = world(waits, { signal: stop.signal });
    const pending = faultOf(io.fetch(request()));
    stop.abort();
    expect((await pending).facts.code).toBe("network.stopped");
    expect(told).toBe(true);
  });

  it("holds the whole budget for as long as Retry-After says", async () => {
    const { io } = world(async () => new Response("", { status: 429, headers: { "retry-after": "30" } }));
    await io.fetch(request());
    expect((await faultOf(io.fetch(request()))).facts.retryAt).toBe(plus(at, 30_000));
  });
});

describe("a note", () => {
  it("carries platform and shop, and no secret in any form", () => {
    const { io, lines } = world(async () => new Response());
    io.note("odd", { url: "https://x.test/?k=ck_secret&p=p%26ss", count: 2 });
    expect(lines).toEqual([
      ["odd", { url: "https://x.test/?k=***&p=***", count: 2, platform: "test", shop: "shop-1" }],
    ]);
  });

  it("leaves a text alone where a secret is empty", () => {
    expect(redact("abc", [""])).toBe("abc");
  });
});
