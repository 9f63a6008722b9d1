import { describe, expect, it } from "vitest";
import { toExternalId } from "../../app/domain/ids.ts";
import { toInstant } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import type { Store } from "../contract/port.ts";
import { createIo } from "../http.ts";
import { createPacer } from "../pacer.ts";
import { wooCommerce } from "./index.ts";
import { recordedText } from "./recordings.ts";

const now = toInstant(Date.UTC(2026, 10, 23, 12));
const keys = { key: `ck_${"a".repeat(40)}`, secret: `cs_${"b".repeat(40)}` };

type Answers = Readonly<Record<string, (request: Request, times: number) => Response | Promise<Response>>>;

/** A site that answers by path below `wc/v3/`; the statuses are there unless told otherwise. */
function site(url: string, answers: Answers) {
  const seen: Request[] = [];
  const notes: string[] = [];
  const clock = { now: () => now };
  const counts = new Map<string, number>();
  const all: Answers = { "orders/statuses": () => new Response(recordedText("store/statuses.json")), ...answers };
  const io = createIo({
    network: {
      async fetch(request) {
        seen.push(request);
        const path = new URL(request.url).pathname.replace(/^.*\/wp-json\/(wc\/v3\/)?/, "");
        const times = (counts.get(path) ?? 0) + 1;
        counts.set(path, times);
        const answer = all[path];
        if (!answer) throw new Error(`Nothing answers ${path}`);
        return answer(request, times);
      },
    },
    clock,
    log: { info: (event) => notes.push(event), warn() {}, error() {} },
    pacer: createPacer(wooCommerce.budgets, clock),
    priority: "person",
    secrets: [],
    signal: new AbortController().signal,
    platform: "woocommerce",
    shop: "s",
  });
  const store: Store = wooCommerce.open(wooCommerce.account.parse({ url, ...keys, allowHttp: true }), io);
  return { store, seen, notes, io };
}

const order = recordedText("orders/guest-processing.json");
const partly = recordedText("orders/partial-refunds.json");
const partlyRefunds = recordedText("refunds/partial-refunds.json");
const page = (...orders: string[]) =>
  new Response(`[${orders.join(",")}]`, { headers: { "x-wp-total": String(orders.length) } });

describe("a request", () => {
  it("goes below the sub-folder with basic auth over https, its query once and without keys", async () => {
    const { store, seen } = site("https://shop.example.test/tr/magaza", { orders: () => page(order) });
    await store.orders.changedSince(store.orders.from(now));
    const request = seen.at(-1);
    const url = new URL(request?.url ?? "");
    expect(url.pathname).toBe("/tr/magaza/wp-json/wc/v3/orders");
    expect(url.searchParams.getAll("status")).toEqual([
      "pending,processing,on-hold,completed,cancelled,refunded,failed,trash",
    ]);
    expect(url.searchParams.get("modified_after")).toBe("2026-11-23T11:59:59");
    expect(request?.headers.get("authorization")).toBe(`Basic ${btoa(`${keys.key}:${keys.secret}`)}`);
    expect(request?.url).not.toMatch(/ck_|cs_|oauth/);
    expect(request?.redirect).toBe("manual");
  });

  it("is signed with OAuth over http, each time anew, and never carries the secret", async () => {
    const { store, seen } = site("http://127.0.0.1:4501", { "orders/56": () => new Response(order) });
    await store.orders.one(toExternalId("56"));
    await store.orders.one(toExternalId("56"));
    const nonces = seen.map(({ url }) => new URL(url).searchParams.getAll("oauth_nonce"));
    expect(nonces.map((n) => n.length)).toEqual([1, 1]);
    expect(nonces[0]).not.toEqual(nonces[1]);
    for (const { url, headers } of seen) {
      expect(url).not.toContain("cs_");
      expect(headers.has("authorization")).toBe(false);
    }
  });

  it("repeats no part of its query over http, where the official client has it twice", async () => {
    const { store, seen } = site("http://127.0.0.1:4501", { orders: () => page(order) });
    await store.orders.changedSince(store.orders.from(now));
    const names = [...new URL(seen.at(-1)?.url ?? "").searchParams.keys()];
    expect(names).toContain("oauth_signature");
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it("that writes and is cut off leaves us unsure; one that reads does not", async () => {
    const cut = () => Promise.reject(new TypeError("fetch failed"));
    const { store } = site("https://shop.example.test", {
      webhooks: (request) => (request.method === "GET" ? Response.json([]) : cut()),
      "orders/56": cut,
    });
    const { doorbells } = store;
    if (doorbells?.by !== "api") throw new Error("WooCommerce has doorbells");
    await expect(doorbells.ensure("https://tek.example.test/x", "s")).rejects.toMatchObject({ kind: "unsure" });
    await expect(store.orders.one(toExternalId("56"))).rejects.toMatchObject({ kind: "unreachable" });
  });

  it("asks for the shop's own statuses, and does without where the site is too old to list them", async () => {
    const own =
      '[{"slug":"processing","name":"x"},{"slug":"kargoda","name":"Kargoda"},{"slug":"checkout-draft","name":"Draft"}]';
    const modern = site("https://shop.example.test", {
      orders: () => page(),
      "orders/statuses": () => new Response(own),
    });
    await modern.store.orders.history(modern.store.orders.beginning());
    expect(new URL(modern.seen.at(-1)?.url ?? "").searchParams.get("status")).toBe("processing,kargoda,trash");
    const none = JSON.stringify({ code: "rest_no_route", message: "No route", data: { status: 404 } });
    const old = site("https://shop.example.test", {
      orders: () => page(),
      "orders/statuses": () => new Response(none, { status: 404 }),
    });
    await old.store.orders.history(old.store.orders.beginning());
    expect(new URL(old.seen.at(-1)?.url ?? "").searchParams.get("status")).toMatch(/^pending,.*failed,trash$/);
  });
});

describe("a page", () => {
  it("sets an order aside that cannot be read, with its body, and keeps the others", async () => {
    const broken = order.replace('"id": 56,', '"id": 57,').replace('"currency": "EUR"', '"currency": "jeton"');
    const undated = '{"id":58,"status":"processing"}';
    const { store } = site("https://shop.example.test", { orders: () => page(order, broken, undated, "null") });
    const { items, unreadable } = await store.orders.changedSince(store.orders.from(toInstant(0)));
    expect(items.map(({ snapshot }) => snapshot.id)).toEqual(["56"]);
    expect(unreadable?.map(({ id, code }) => [id, code])).toEqual([
      ["58", "woocommerce.order-undated"],
      [null, "woocommerce.order-undated"],
      ["57", "woocommerce.currency-unknown"],
    ]);
    expect(unreadable?.at(-1)?.body).toBe(broken.trim());
  });

  it("keeps each order's body as it came", async () => {
    const { store } = site("https://shop.example.test", { orders: () => page(order) });
    const { items } = await store.orders.history(store.orders.beginning());
    expect(items[0]?.raw).toEqual({ format: "wc/v3/order", body: order.trim() });
  });

  it("is read behind PHP notices, and says so in the log", async () => {
    const noise = "<br />\n<b>Deprecated</b>: foo[0] in <b>x.php</b><br />\n";
    const orders = () => new Response(`${noise}[${order}]`, { headers: { "x-wp-total": "1" } });
    const { store, notes } = site("https://shop.example.test", { orders });
    expect((await store.orders.history(store.orders.beginning())).items).toHaveLength(1);
    expect(notes).toContain("woocommerce.noise-before-json");
  });

  it("that is no list keeps its body", async () => {
    const { store } = site("https://shop.example.test", { orders: () => new Response('{"hello":1}') });
    const error: unknown = await store.orders.history(store.orders.beginning()).catch((e: unknown) => e);
    if (!(error instanceof Fault)) throw error;
    expect([error.kind, error.facts.body]).toEqual(["unreadable", '{"hello":1}']);
  });

  it("trusts the shop's clock for what has settled: an order of a second that still runs there is read again", async () => {
    const fresh = order.replace(/"date_modified_gmt": "[^"]*"/, '"date_modified_gmt": "2026-11-23T11:00:00"');
    const answer = () =>
      new Response(`[${fresh}]`, { headers: { date: "Mon, 23 Nov 2026 11:00:00 GMT", "x-wp-total": "1" } });
    const { store } = site("https://shop.example.test", { orders: answer });
    const from = store.orders.from(toInstant(Date.UTC(2026, 10, 23, 10)));
    const behind = await store.orders.changedSince(from);
    expect([behind.items.length, behind.next.at, behind.more]).toEqual([1, Date.UTC(2026, 10, 23, 11), false]);
  });
});

describe("a single order", () => {
  const listed: { id: number }[] = JSON.parse(partlyRefunds);

  it("is read with its refunds, and both bodies are kept", async () => {
    const { store } = site("https://shop.example.test", {
      "orders/114": () => new Response(partly),
      "orders/114/refunds": () => new Response(partlyRefunds),
    });
    const reading = await store.orders.one(toExternalId("114"));
    expect(reading?.snapshot.refunds).toHaveLength(5);
    expect(Object.keys(JSON.parse(reading?.raw.body ?? ""))).toEqual(["order", "refunds"]);
  });

  it("is read again while it and its refunds do not agree", async () => {
    const { store, seen } = site("https://shop.example.test", {
      "orders/114": () => new Response(partly),
      "orders/114/refunds": (_r, times) => new Response(times === 1 ? JSON.stringify(listed.slice(1)) : partlyRefunds),
    });
    const reading = await store.orders.one(toExternalId("114"));
    expect(reading?.snapshot.refunds.map(({ lines }) => lines.length)).toEqual([1, 0, 1, 1, 1]);
    expect(seen).toHaveLength(4);
  });

  it("is not withheld for ever when they never agree", async () => {
    const { store, seen, notes } = site("https://shop.example.test", {
      "orders/114": () => new Response(partly),
      "orders/114/refunds": () => new Response(JSON.stringify(listed.slice(1))),
    });
    const reading = await store.orders.one(toExternalId("114"));
    expect(reading?.snapshot.refunds.find(({ id }) => id === "123")).toMatchObject({
      amount: { shop: { minor: 50 } },
      lines: [],
    });
    expect(seen).toHaveLength(6);
    expect(notes).toContain("woocommerce.refunds-disagree");
  });

  it("with more refunds than a page holds is read to the last", async () => {
    const ids = Array.from({ length: 130 }, (_, i) => 1000 + i);
    const heads = ids.map((id) => ({ id, reason: "", total: "-0.10" }));
    const many = JSON.stringify({ ...JSON.parse(partly), refunds: heads });
    const { store } = site("https://shop.example.test", {
      "orders/114": () => new Response(many),
      "orders/114/refunds": (request) => {
        const from = (Number(new URL(request.url).searchParams.get("page")) - 1) * 100;
        return Response.json(
          ids.slice(from, from + 100).map((id) => ({ ...listed[0], id, amount: "0.10", line_items: [] })),
        );
      },
    });
    const reading = await store.orders.one(toExternalId("114"));
    expect([reading?.snapshot.refunds.length, reading?.snapshot.totals.refunded.shop.minor]).toEqual([130, 1300]);
    expect(JSON.parse(reading?.raw.body ?? "").refunds).toHaveLength(130);
  });

  it("that nobody could have is not asked for", async () => {
    const { store, seen } = site("https://shop.example.test", {});
    expect(await store.orders.one(toExternalId("../settings"))).toBeNull();
    expect(seen).toEqual([]);
  });
});

describe("the site", () => {
  const answers = {
    "": () => new Response(recordedText("store/index.json")),
    "settings/general": () => new Response(recordedText("store/settings-general.json")),
    "webhooks/0": () =>
      Response.json({ code: "woocommerce_rest_shop_webhook_invalid_id", message: "" }, { status: 400 }),
  };

  it("says who it is, and nobody's key is sent to find out", async () => {
    const { store, seen } = site("https://shop.example.test", answers);
    expect(await store.whoami()).toEqual({
      externalId: "127.0.0.1:8801",
      name: "Connector Test Store",
      currency: "EUR",
      timezone: "Europe/Istanbul",
      adminUrl: "http://127.0.0.1:8801/wp-admin/",
      missingScopes: [],
    });
    expect(seen[0]?.headers.has("authorization")).toBe(false);
  });

  it("without WooCommerce's API says so", async () => {
    const bare = recordedText("store/index.json").replaceAll("wc/v3", "wc/v9");
    const { store } = site("https://shop.example.test", { ...answers, "": () => new Response(bare) });
    const error: unknown = await store.whoami().catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: "unreachable", facts: { code: "woocommerce.no-plugin" } });
  });
});
