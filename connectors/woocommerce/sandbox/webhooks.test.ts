import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import recorded from "./fixtures/errors.json" with { type: "json" };
import { openTrialShop, type TrialShop } from "./trial-shop.ts";

const hour = 3_600_000;
const topicsOf = (shop: TrialShop) =>
  shop.world.sent.flatMap(({ request }) => request.headers.get("x-wc-webhook-topic") ?? []);
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8");

async function listening(
  topics = ["order.created", "order.updated", "order.deleted", "order.restored", "product.updated"],
) {
  const shop = openTrialShop();
  for (const topic of topics)
    await shop.call("POST", "/webhooks", {
      topic,
      delivery_url: `http://tek.test/${topic}`,
      secret: `s3cret-${topic}`,
    });
  shop.world.sent.length = 0;
  return shop;
}

/** A paid order of one plate; its deliveries are through. */
async function settledOrder(shop: TrialShop): Promise<number> {
  const { order } = shop.sandbox.act({
    action: "place",
    payment: "iyzico",
    status: "processing",
    lines: [{ sku: "TABAK-6" }],
  });
  await shop.world.advance(hour);
  shop.world.sent.length = 0;
  return order;
}

test("creating a webhook knocks with its id before the answer, and is active even when nobody opens", async () => {
  const shop = openTrialShop();
  shop.world.answer = () => Promise.reject(new Error("refused"));
  const hook = { topic: "order.created", delivery_url: "http://tek.test/hook", secret: "s" };
  const made = await shop.call("POST", "/webhooks", hook);
  expect([made.status, made.body]).toMatchObject([201, { status: "active", topic: "order.created" }]);
  expect(JSON.stringify(made.body)).not.toContain("secret");
  const [ping] = shop.world.sent;
  expect(ping?.body).toBe("webhook_id=1");
  expect(ping?.request.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  expect(ping?.request.headers.get("x-wc-webhook-topic")).toBeNull();
});

test("a delivery carries the recorded headers and is signed over its raw body", async () => {
  const shop = await listening(["order.updated"]);
  shop.sandbox.act({ action: "place", person: 2 });
  await shop.world.advance(hour);
  const [{ request, body } = { request: new Request("http://none.test"), body: "" }] = shop.world.sent;
  const expected = Object.fromEntries(
    fixture("order.updated.headers.txt")
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, name = "", value = ""] = /^(User-Agent|Accept|Content-Type|X-WC-[\w-]+): (.*)$/i.exec(line) ?? [];
        return name ? [[name.toLowerCase(), value]] : [];
      }),
  );
  expect([...request.headers.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const name of ["user-agent", "accept", "content-type", "x-wc-webhook-resource", "x-wc-webhook-event"])
    expect(request.headers.get(name)).toBe(expected[name]);
  expect(request.headers.get("x-wc-webhook-source")).toBe("https://127.0.0.1:4501/");
  expect(request.headers.get("x-wc-webhook-delivery-id")).toMatch(/^[0-9a-f]{32}$/);
  const signature = createHmac("sha256", "s3cret-order.updated").update(body).digest("base64");
  expect(request.headers.get("x-wc-webhook-signature")).toBe(signature);
  expect(Object.keys(JSON.parse(body))).toEqual(Object.keys(JSON.parse(fixture("order.updated.body"))));
  expect(body).toMatch(/^\{"id":\d+,"parent_id":0,/);
  expect(body).toContain("\\u00c7a\\u011flar");
});

test("one new order rings created and updated, each once", async () => {
  const shop = await listening(["order.created", "order.updated"]);
  shop.sandbox.act({ action: "place" });
  await shop.world.advance(hour);
  expect(topicsOf(shop).sort()).toEqual(["order.created", "order.updated"]);
});

test("quick updates fold into one delivery, which shows the order as it is when it leaves", async () => {
  const shop = await listening(["order.updated"]);
  const id = await settledOrder(shop);
  shop.sandbox.act({ action: "edit", order: id, note: "eins" });
  shop.sandbox.act({ action: "edit", order: id, note: "zwei" });
  shop.sandbox.act({ action: "complete", order: id });
  await shop.world.advance(hour);
  expect(shop.world.sent).toHaveLength(1);
  expect(JSON.parse(shop.world.sent[0]?.body ?? "")).toMatchObject({ status: "completed", customer_note: "zwei" });
});

test("two deliveries of one webhook in one second share their delivery id", async () => {
  const shop = await listening(["order.updated"]);
  for (let i = 0; i < 40; i++) shop.sandbox.act({ action: "place" });
  await shop.world.advance(hour);
  const ids = shop.world.sent.map(({ request }) => request.headers.get("x-wc-webhook-delivery-id"));
  expect(ids).toHaveLength(40);
  expect(new Set(ids).size).toBeLessThan(5);
});

test("the trash rings deleted with the bare id, taking it out by hand rings restored, by PUT nothing", async () => {
  const shop = await listening();
  const id = await settledOrder(shop);
  const rung = async (work: () => unknown) => {
    shop.world.sent.length = 0;
    await work();
    await shop.world.advance(hour);
    return shop.world.sent.map(({ request, body }) => [request.headers.get("x-wc-webhook-topic"), body.slice(0, 12)]);
  };
  expect(await rung(() => shop.call("DELETE", `/orders/${id}`))).toEqual([
    ["order.deleted", `{"id":${id}}`.slice(0, 12)],
  ]);
  expect(await rung(() => shop.sandbox.act({ action: "untrash", order: id }))).toMatchObject(
    [["order.restored", /./]].map(() => ["order.restored", expect.any(String)]),
  );
  await rung(() => shop.call("DELETE", `/orders/${id}`));
  expect(await rung(() => shop.call("PUT", `/orders/${id}`, { status: "processing" }))).toEqual([]);
  expect((await shop.one("GET", `/orders/${id}`)).status).toBe("processing");
});

test("a note, a deleted refund and a deletion for good are silent", async () => {
  const shop = await listening();
  const id = await settledOrder(shop);
  const refund = await shop.one("POST", `/orders/${id}/refunds`, { amount: "1.00", api_refund: false });
  await shop.world.advance(hour);
  expect(topicsOf(shop)).toEqual(["order.updated"]);
  shop.world.sent.length = 0;
  await shop.call("POST", `/orders/${id}/notes`, { note: "x" });
  await shop.call("DELETE", `/orders/${id}/refunds/${refund.id}?force=true`);
  await shop.call("DELETE", `/orders/${id}?force=true`);
  await shop.world.advance(hour);
  expect(shop.world.sent).toEqual([]);
});

test("a variation with stock of its own rings with its own id, one under its parent's stock with the parent's", async () => {
  const shop = await listening(["product.updated"]);
  const [mug, rug] = [(await shop.many("/products?sku=KUPA-01-1"))[0], (await shop.many("/products?sku=HALI-80"))[0]];
  await shop.call("POST", "/orders", {
    status: "processing",
    line_items: [{ sku: "KUPA-01-1" }, { sku: "HALI-80-1" }],
  });
  await shop.world.advance(hour);
  const bodies = shop.world.sent.map(({ body }) => JSON.parse(body)).sort((a, b) => a.id - b.id);
  expect(bodies).toMatchObject([
    { id: mug?.id, type: "variation", parent_id: mug?.parent_id },
    { id: rug?.id, type: "variable", stock_quantity: 39 },
  ]);
});

test("a webhook is not tried again, and is disabled on the seventh failure in a row", async () => {
  const shop = await listening(["order.updated"]);
  shop.world.answer = () => new Response("no", { status: 500 });
  const id = await settledOrder(shop);
  const status = async () => (await shop.one("GET", "/webhooks/1")).status;
  for (let failures = 1; failures < 6; failures++) {
    shop.sandbox.act({ action: "touch", order: id });
    await shop.world.advance(hour);
  }
  expect([shop.world.sent.length, await status()]).toEqual([5, "active"]);
  shop.sandbox.act({ action: "touch", order: id });
  await shop.world.advance(hour);
  expect(await status()).toBe("disabled");
  shop.sandbox.act({ action: "touch", order: id });
  await shop.world.advance(hour);
  expect(shop.world.sent).toHaveLength(6);
});

test("a disabled webhook that is set active is disabled again by its next failure; a success forgets them", async () => {
  const shop = await listening(["order.updated"]);
  shop.world.answer = () => new Response("no", { status: 500 });
  const { order } = shop.sandbox.act({ action: "place" });
  const touch = async () => {
    shop.sandbox.act({ action: "touch", order });
    await shop.world.advance(hour);
    return (await shop.one("GET", "/webhooks/1")).status;
  };
  for (let i = 0; i < 7; i++) await touch();
  await shop.call("PUT", "/webhooks/1", { status: "active" });
  expect(await touch()).toBe("disabled");
  await shop.call("PUT", "/webhooks/1", { status: "active" });
  shop.world.answer = () => new Response(null, { status: 302, headers: { location: "/elsewhere" } });
  expect(await touch()).toBe("active");
  shop.world.answer = () => new Response("no", { status: 500 });
  expect(await touch()).toBe("active");
});

test("bad topics and trashing a webhook are refused as recorded", async () => {
  const shop = await listening(["order.updated"]);
  const topic = await shop.call("POST", "/webhooks", { topic: "order.published", delivery_url: "http://tek.test/x" });
  expect({ status: topic.status, body: topic.body }).toEqual(recorded["400-webhook-bad-topic"]);
  const trash = await shop.call("DELETE", "/webhooks/1");
  expect({ status: trash.status, body: trash.body }).toEqual(recorded["501-webhook-delete-without-force"]);
  expect((await shop.call("DELETE", "/webhooks/1?force=true")).status).toBe(200);
  expect(await shop.many("/webhooks")).toEqual([]);
});

test("idle resolves when the last delivery is through", async () => {
  const shop = await listening(["order.updated"]);
  shop.sandbox.act({ action: "place" });
  let idle = false;
  const waiting = shop.sandbox.idle().then(() => {
    idle = true;
  });
  await Promise.resolve();
  expect(idle).toBe(false);
  await shop.world.advance(hour);
  await waiting;
  expect(shop.world.sent).toHaveLength(1);
});
