import { expect, test } from "vitest";
import { noFaults } from "../../contract/sandbox/faults.ts";
import { memoryJournal } from "../../contract/sandbox/journal.ts";
import { createWooSandbox } from "./sandbox.ts";
import { openTrialShop, type TrialShop } from "./trial-shop.ts";
import { createTrialWorld } from "./trial-world.ts";

async function control(shop: TrialShop, path: string, body?: unknown) {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await shop.sandbox.handle(new Request(`${shop.options.origin}/_sandbox/${path}`, init));
  return { status: response.status, body: await response.json() };
}

/** A shop with a past, a webhook, faults and a busy hour behind it. */
async function busyShop() {
  const shop = openTrialShop();
  shop.sandbox.lay({ orders: 60, days: 30 });
  await shop.call("POST", "/webhooks", { topic: "order.updated", delivery_url: "http://tek.test/", secret: "s" });
  shop.world.answer = () => new Response(null, { status: 500 });
  for (let i = 0; i < 120; i++) {
    shop.sandbox.act({ action: "random" });
    await shop.world.advance(30_000);
  }
  shop.sandbox.act({ action: "delete", order: shop.sandbox.act({ action: "place" }).order });
  shop.sandbox.setFaults({ webhookDropped: 0.25 });
  return shop;
}

test("a shop that is opened again from its journal is the same shop and goes on counting", async () => {
  const shop = await busyShop();
  const before = shop.sandbox.truth();
  expect(before.deleted.length).toBeGreaterThan(0);
  expect(Object.keys(before.refunds).length).toBeGreaterThan(0);
  const again = createWooSandbox(shop.options);
  expect(again.truth()).toEqual(before);
  const newest = Math.max(...before.orders.map((order) => Number(order.id)), ...before.deleted);
  expect(again.act({ action: "place" }).order).toBeGreaterThan(newest);
});

test("the same world makes the same shop", async () => {
  const [one, two] = [await busyShop(), await busyShop()];
  expect(one.sandbox.truth()).toEqual(two.sandbox.truth());
  const other = openTrialShop({ world: createTrialWorld({ seed: 7 }) });
  other.sandbox.lay({ orders: 60, days: 30 });
  expect(other.sandbox.truth().orders).not.toEqual(one.sandbox.truth().orders);
});

test("what an answer told is in the journal: no half of an operation is ever read back", async () => {
  const journal = memoryJournal();
  const shop = openTrialShop({ journal });
  const entries = () => [...journal.read()].length;
  const before = entries();
  await shop.call("POST", "/orders", { status: "processing", line_items: [{ sku: "TABAK-6" }] });
  expect(entries()).toBe(before + 1);
  await shop.call("GET", "/orders");
  expect(entries()).toBe(before + 1);
});

test("history is laid over the days before now and rings nothing", async () => {
  const shop = openTrialShop();
  await shop.call("POST", "/webhooks", { topic: "order.updated", delivery_url: "http://tek.test/", secret: "s" });
  shop.world.sent.length = 0;
  expect(await control(shop, "lay", { orders: 50, days: 10 })).toEqual({ status: 200, body: { laid: 50 } });
  await shop.world.advance(3_600_000);
  expect(shop.world.sent).toEqual([]);
  const dates = shop.sandbox.truth().orders.map((order) => Date.parse(`${order.date_created_gmt}Z`));
  expect(Math.min(...dates)).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 13, 9));
  expect(Math.max(...dates)).toBeLessThanOrEqual(Date.UTC(2026, 10, 23, 9));
  expect(new Set(shop.sandbox.truth().orders.map(({ status }) => status)).size).toBeGreaterThan(2);
});

test("after its history a shop has something of everything, and shoppers buy what is there", () => {
  const shop = openTrialShop();
  shop.sandbox.lay({ orders: 400, days: 60 });
  const counts = () => shop.sandbox.truth().products.flatMap((p) => (p.manage_stock ? [Number(p.stock_quantity)] : []));
  expect(Math.min(...counts())).toBeGreaterThan(0);
  for (let i = 0; i < 100; i++) shop.sandbox.act({ action: "place" });
  expect(Math.min(...counts())).toBeGreaterThan(-5);
});

test("an order can be placed as asked, also into the past", async () => {
  const shop = openTrialShop();
  const placedAt = Date.UTC(2026, 9, 1, 12);
  const asked = {
    action: "place",
    person: "max.weber@example.test",
    currency: "EUR",
    payment: "bacs",
    placedAt,
    lines: [{ sku: "VAZO-02", quantity: 2 }],
  };
  const { body } = await control(shop, "act", asked);
  expect(await shop.one("GET", `/orders/${body.order}`)).toMatchObject({
    currency: "EUR",
    status: "on-hold",
    payment_method: "bacs",
    date_created_gmt: "2026-10-01T12:00:00",
    date_modified_gmt: "2026-10-01T12:00:00",
    billing: { last_name: "Weber" },
    line_items: [{ sku: "VAZO-02", quantity: 2 }],
  });
});

test("every act does what its name says, and one that is not allowed is a 409 with its reason", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place", payment: "bacs", lines: [{ sku: "TABAK-6", quantity: 2 }] });
  const read = () => shop.one("GET", `/orders/${order}`);
  const done = { status: 200, body: { done: true, order } };
  expect(
    await control(shop, "act", {
      action: "edit",
      order,
      quantity: 3,
      add: { sku: "VAZO-02" },
      fee: { name: "x", total: "5.00" },
      note: "n",
    }),
  ).toMatchObject(done);
  expect(await read()).toMatchObject({
    customer_note: "n",
    line_items: [{ quantity: 3, total: "1035.00" }, { sku: "VAZO-02" }],
  });
  expect(await control(shop, "act", { action: "pay", order })).toMatchObject(done);
  expect(await read()).toMatchObject({ status: "processing", date_paid_gmt: "2026-11-23T09:00:00" });
  expect(await control(shop, "act", { action: "pay", order })).toEqual({
    status: 409,
    body: { done: false, error: `order ${order} is processing` },
  });
  await control(shop, "act", { action: "refund", order });
  expect((await read()).refunds).toMatchObject([{ total: "-414.00", total_tax: "-69.00" }]);
  await control(shop, "act", { action: "delete-refund", order });
  expect((await read()).refunds).toEqual([]);
  await control(shop, "act", { action: "hold", order });
  await control(shop, "act", { action: "complete", order });
  expect((await read()).date_completed).not.toBeNull();
  await control(shop, "act", { action: "refund", order, full: true });
  expect((await read()).status).toBe("refunded");
  await control(shop, "act", { action: "trash", order });
  await control(shop, "act", { action: "untrash", order });
  expect((await read()).status).toBe("refunded");
  await control(shop, "act", { action: "delete", order });
  expect(shop.sandbox.truth().deleted).toEqual([order]);
  expect(await control(shop, "act", { action: "note", order })).toMatchObject({ status: 409 });
  expect(await control(shop, "act", { action: "dance" })).toMatchObject({ status: 400 });
  const unknown = { action: "place", lines: [{ sku: "NONE-1" }] };
  expect(await control(shop, "act", unknown)).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining("NONE-1") },
  });
});

test("faults hit the API and leave the control calls alone", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place" });
  await control(shop, "faults", { tooManyRequests: 1 });
  const slow = await shop.call("GET", "/orders");
  expect([slow.status, slow.headers.get("retry-after")]).toEqual([429, "2"]);
  await control(shop, "faults", { tooManyRequests: 0, serverError: 1 });
  const broken = await shop.call("GET", `/orders/${order}`);
  expect([broken.status, broken.headers.get("content-type")]).toEqual([502, "text/html; charset=UTF-8"]);
  expect((await control(shop, "state")).body.faults).toMatchObject({ serverError: 1 });
  expect(await control(shop, "faults", { serverError: 2 })).toMatchObject({ status: 400 });
});

test("the faults that are on are told, whatever they are", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ timeoutBefore: 1, serverError: 0.5 });
  expect(await control(shop, "faults")).toEqual({
    status: 200,
    body: { ...noFaults, timeoutBefore: 1, serverError: 0.5 },
  });
});

test("some broken answers come after their write was done", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place" });
  shop.sandbox.setFaults({ serverError: 1 });
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const { status } = await shop.call("PUT", `/orders/${order}`, { customer_note: `try ${i}` });
    const written = shop.sandbox.truth().orders[0]?.customer_note === `try ${i}`;
    seen.add(`${status} ${written ? "written" : "not written"}`);
  }
  expect([...seen].sort()).toEqual(["502 not written", "504 written"]);
});

test("deliveries are dropped and doubled as the faults say", async () => {
  const shop = openTrialShop();
  await shop.call("POST", "/webhooks", { topic: "order.created", delivery_url: "http://tek.test/", secret: "s" });
  const sentFor = async (faults: { webhookDropped?: number; webhookDoubled?: number }) => {
    shop.sandbox.setFaults(faults);
    shop.world.sent.length = 0;
    shop.sandbox.act({ action: "place" });
    await shop.world.advance(60_000);
    return shop.world.sent.map(({ body }) => body);
  };
  expect(await sentFor({ webhookDropped: 1 })).toEqual([]);
  const [first, second, ...more] = await sentFor({ webhookDropped: 0, webhookDoubled: 1 });
  expect([second, more]).toEqual([first, []]);
});

test("latency holds an answer back by the world's clock", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ latencyMs: 5000 });
  let answered = false;
  const call = shop.call("GET", "/orders").then(() => {
    answered = true;
  });
  await shop.world.advance(4999);
  expect(answered).toBe(false);
  await shop.world.advance(1);
  await call;
  expect(answered).toBe(true);
});

test("the clock is moved where the world allows it, and refused where it does not", async () => {
  const shop = openTrialShop();
  const before = shop.world.now();
  expect(await control(shop, "clock", { advanceMs: 3_600_000 })).toEqual({
    status: 200,
    body: { now: before + 3_600_000 },
  });
  const { advance: _none, ...fixed } = createTrialWorld();
  const still = { ...shop, sandbox: createWooSandbox({ ...shop.options, journal: memoryJournal(), world: fixed }) };
  expect(await control(still, "clock", { advanceMs: 1 })).toMatchObject({ status: 409 });
});

test("the shop tells who it is: index, status and settings", async () => {
  const shop = openTrialShop();
  const index = await shop.sandbox.handle(new Request(`${shop.options.origin}/wp-json/`));
  expect(await index.json()).toMatchObject({
    name: "Deneme Dükkânı",
    gmt_offset: 3,
    timezone_string: "Europe/Istanbul",
  });
  expect(await shop.one("GET", "/system_status")).toMatchObject({
    environment: { version: "11.0.1", home_url: shop.options.origin },
    settings: { currency: "TRY", number_of_decimals: 2, HPOS_enabled: true },
  });
  const general = await shop.many("/settings/general");
  expect(general.find(({ id }) => id === "woocommerce_currency")).toMatchObject({ value: "TRY" });
  const statuses = await shop.many("/orders/statuses");
  expect(statuses.map(({ slug }) => slug)).toContain("checkout-draft");
});
