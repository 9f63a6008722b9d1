import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Fault } from "#connectors/contract/fault.ts";
import { createLog, type LogOptions } from "./log.ts";
import { createNetwork, isPublicAddress } from "./network.ts";
import { systemTimers } from "./system.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function listen(answer: (request: IncomingMessage, body: string) => string): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    response.writeHead(302, { location: "/elsewhere" }).end(answer(request, body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

describe("the network", () => {
  test("does not follow a redirect", async () => {
    const origin = await listen(() => "moved");
    const answer = await createNetwork({ shopifyStandIn: null, privateNetwork: true }).fetch(new Request(origin));
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/elsewhere"]);
  });

  test("brings a Shopify shop's requests to the stand-in with body, headers and the shop's name", async () => {
    const origin = await listen(
      (q, body) => `${q.headers["x-forwarded-host"]} ${q.method} ${q.url} ${q.headers["x-token"]} ${body}`,
    );
    const network = createNetwork({ shopifyStandIn: origin, privateNetwork: false });
    const request = new Request("https://demo.myshopify.com/admin/api?x=1", {
      method: "POST",
      headers: { "x-token": "t" },
      body: "asked",
    });
    expect(await (await network.fetch(request)).text()).toBe("demo.myshopify.com POST /admin/api?x=1 t asked");
  });

  test.each([
    "http://127.0.0.1:9/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://①②⑦.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://localhost/",
  ])("refuses %s where private addresses are refused", async (address) => {
    const network = createNetwork({ shopifyStandIn: null, privateNetwork: false });
    await expect(network.fetch(new Request(address))).rejects.toMatchObject({ cause: { code: "private-address" } });
  });

  test("knows public addresses from private ones", () => {
    expect(
      ["93.184.216.34", "2606:4700::1", "172.32.0.1", "::ffff:8.8.8.8"].filter((a) => !isPublicAddress(a)),
    ).toEqual([]);
    expect(["100.64.0.1", "64:ff9b::7f00:1", "fd00::1", "0.0.0.0", "224.0.0.1", "::"].filter(isPublicAddress)).toEqual(
      [],
    );
  });
});

describe("the log", () => {
  const logged = (write: (log: ReturnType<typeof createLog>) => void, options: Partial<LogOptions> = {}) => {
    const lines: string[] = [];
    write(createLog({ level: "info", secrets: [], to: { write: (line) => void lines.push(line) }, ...options }));
    return lines.join("");
  };

  test("is a JSON line with the event and its facts", () => {
    expect(JSON.parse(logged((log) => log.info("shop-read", { orders: 3, shop: "s" })))).toMatchObject({
      level: "info",
      event: "shop-read",
      orders: 3,
      shop: "s",
      time: expect.any(Number),
    });
  });

  test("holds an error's name, code and frames, but never its message, nor its cause's", () => {
    const error = new TypeError("token eyJhbGciOi.J9.x of Ayşe", {
      cause: Object.assign(new Error("for ayse@example.com"), { code: "ECONNRESET" }),
    });
    const line = logged((log) => log.error("read-failed", error));
    expect(JSON.parse(line).error).toMatchObject({ name: "TypeError", cause: { name: "Error", code: "ECONNRESET" } });
    expect(JSON.parse(line).error.stack).toContain("ports.test.ts");
    expect(line).not.toMatch(/Ayşe|example\.com|eyJ/);
  });

  test("knows a fault by its code", () => {
    const line = logged((log) => log.error("x", new Fault("throttled", { code: "too-many-requests" })));
    expect(JSON.parse(line).error).toMatchObject({ name: "Fault", code: "too-many-requests" });
  });

  test("masks what looks like a credential, and every secret that it was told", () => {
    const facts = {
      a: "https://u:pa55word@h/?consumer_secret=cs_0123456789abcdef",
      b: "Bearer abc.def.ghi",
      c: "shpat_0123abcd",
      d: "/owner/abcdefgh",
      e: "ends with s3cr3t-of-app",
      f: "ayse@example.com",
    };
    const line = logged((log) => log.warn("x", facts), { secrets: ["s3cr3t-of-app"] });
    expect(line).not.toMatch(/pa55word|0123456789abcdef|abc\.def|0123abcd|abcdefgh|s3cr3t|ayse/);
  });

  test("throws nothing at a thing that is no error", () => {
    expect(JSON.parse(logged((log) => log.error("x", "secret text"))).error).toEqual({ name: "string" });
  });
});

test("a timer that was cancelled never runs, and one that waits longer than Node can does not run at once", async () => {
  const ran: string[] = [];
  const timers = systemTimers({ holdsProcess: false });
  timers.after(1, () => ran.push("cancelled"))();
  stops.push(timers.after(2 ** 40, () => ran.push("long")));
  await new Promise<void>((done) => timers.after(5, done));
  expect(ran).toEqual([]);
});
