import { expect, test } from "vitest";
import couponOrder from "./fixtures/order-coupons.json" with { type: "json" };
import feeOrder from "./fixtures/order-fees.json" with { type: "json" };
import variationOrder from "./fixtures/order-variation-line.json" with { type: "json" };
import productRecorded from "./fixtures/product-simple.json" with { type: "json" };
import refundRecorded from "./fixtures/refund-create.json" with { type: "json" };
import variationRecorded from "./fixtures/variation.json" with { type: "json" };
import webhookRecorded from "./fixtures/webhook-create.json" with { type: "json" };
import { openTrialShop } from "./trial-shop.ts";

/** Every path of keys in a value with the kind of value it leads to, in the order in which they stand; list items fold into one. */
function shapeOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shapeOf(item, `${path}[]`)))];
  if (typeof value !== "object" || value === null) return [`${path}: ${value === null ? "null" : typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

const named = "Nachbar, Tür 2";

async function orderLike(o: { fees?: boolean; coupons?: boolean; variation?: boolean }) {
  const shop = openTrialShop({ currency: "EUR" });
  const customer = shop.sandbox.truth() && (await shop.many("/customers"))[0];
  return shop.one("POST", "/orders", {
    customer_id: customer?.id,
    set_paid: true,
    status: o.fees ? "completed" : "processing",
    payment_method: "bacs",
    payment_method_title: "Havale",
    customer_note: named,
    billing: customer?.billing,
    shipping: customer?.shipping,
    line_items: o.variation ? [{ sku: "KUPA-01-1", quantity: 2 }] : [{ sku: "TABAK-6", quantity: 3 }],
    shipping_lines: [{ method_id: "flat_rate", method_title: "Standart kargo", total: "4.90", instance_id: "1" }],
    fee_lines: o.fees ? [{ name: "Gift wrap", total: "2.50" }] : [],
    coupon_lines: o.coupons ? [{ code: "yaz10" }] : [],
  });
}

test("an order has the keys of the recorded orders, in their order and of their kind, at every level", async () => {
  expect(shapeOf(await orderLike({ coupons: true }))).toEqual(shapeOf(couponOrder));
  expect(shapeOf(await orderLike({ fees: true }))).toEqual(shapeOf(feeOrder));
});

test("a line of a variation names its parent, its attribute and its picture as the recorded one does", async () => {
  const { line_items } = await orderLike({ variation: true });
  const [recorded] = variationOrder.line_items;
  expect(shapeOf(line_items[0])).toEqual(shapeOf({ ...recorded, taxes: recorded?.taxes }));
  expect(line_items[0]).toMatchObject({ parent_name: "Seramik kupa", name: "Seramik kupa - Mavi", sku: "KUPA-01-1" });
  expect(line_items[0].meta_data[0]).toMatchObject({ key: "renk", display_key: "Renk", display_value: "Mavi" });
});

test("refunds, goods, variations and webhooks have the recorded keys", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({
    action: "place",
    payment: "bacs",
    status: "processing",
    lines: [{ sku: "TABAK-6" }],
  });
  const [line] = (await shop.one("GET", `/orders/${order}`)).line_items;
  const refund = await shop.one("POST", `/orders/${order}/refunds`, {
    api_refund: false,
    reason: "x",
    line_items: [{ id: line.id, quantity: 1, refund_total: 24.9 }],
  });
  expect(shapeOf(refund)).toEqual(
    shapeOf({ ...refundRecorded, line_items: refundRecorded.line_items.map(pictureKind) }),
  );
  const [product] = await shop.many("/products?sku=TABAK-6");
  expect(shapeOf(product)).toEqual(shapeOf({ ...productRecorded, related_ids: [] }));
  const [mug] = await shop.many("/products?sku=KUPA-01");
  const [variation] = await shop.many(`/products/${mug?.id}/variations`);
  expect(shapeOf(variation)).toEqual(shapeOf(variationRecorded));
  const hook = { topic: "order.created", delivery_url: "http://tek.test/hook", secret: "s", name: "n" };
  expect(shapeOf(await shop.one("POST", "/webhooks", hook))).toEqual(shapeOf(webhookRecorded));
});

test("a line keeps its name when its product is deleted, and loses its product, SKU and picture; its date stays", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place", lines: [{ sku: "TABAK-6" }] });
  const before = await shop.one("GET", `/orders/${order}`);
  await shop.world.advance(60_000);
  await shop.call("DELETE", `/products/${before.line_items[0].product_id}?force=true`);
  const after = await shop.one("GET", `/orders/${order}`);
  expect(after.date_modified).toBe(before.date_modified);
  expect(after.line_items[0]).toMatchObject({
    name: "Çini tabak",
    product_id: 0,
    sku: null,
    global_unique_id: null,
    image: { id: 0, src: "" },
  });
});

test("an answer is written as PHP writes JSON: slashes and letters beyond ASCII are escaped", async () => {
  const shop = openTrialShop();
  const request = new Request(`${shop.options.origin}/wp-json/wc/v3/products?sku=TABAK-6`, {
    headers: { authorization: `Basic ${btoa(`${shop.options.key}:${shop.options.secret}`)}` },
  });
  const text = await (await shop.sandbox.handle(request)).text();
  expect(text).toContain('"name":"\\u00c7ini tabak"');
  expect(text).toContain('"permalink":"https:\\/\\/127.0.0.1:4501\\/product\\/cini-tabak\\/"');
});

function pictureKind<T extends { image: { id: unknown; src: string } }>(line: T): T {
  return { ...line, image: { id: String(line.image.id), src: line.image.src } };
}
