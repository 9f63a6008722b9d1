import { expect, test } from "vitest";
import recorded from "./fixtures/errors.json" with { type: "json" };
import { openTrialShop, type TrialShop } from "./trial-shop.ts";

const stockOf = async (shop: TrialShop, sku = "TABAK-6") =>
  (await shop.many(`/products?sku=${sku}`))[0]?.stock_quantity;

/** A processing order of three plates (345.00 each and 20 % tax) and what the shelf held before it. */
async function threePlates(payment = "bacs") {
  const shop = openTrialShop();
  const before = await stockOf(shop);
  const order = await shop.one("POST", "/orders", {
    status: "processing",
    payment_method: payment,
    line_items: [{ sku: "TABAK-6", quantity: 3 }],
  });
  return { shop, before, order, id: order.id, line: order.line_items[0].id };
}

test("a refunded unit goes back on the shelf unless api_restock says no; restock_items says nothing", async () => {
  const { shop, before, id, line } = await threePlates();
  const one = { api_refund: false, line_items: [{ id: line, quantity: 1, refund_total: 345 }] };
  await shop.call("POST", `/orders/${id}/refunds`, { ...one, restock_items: false });
  expect(await stockOf(shop)).toBe(before - 2);
  await shop.call("POST", `/orders/${id}/refunds`, { ...one, api_restock: false });
  expect(await stockOf(shop)).toBe(before - 2);
});

test("a quantity above the ordered is accepted and its restock is capped", async () => {
  const { shop, before, id, line } = await threePlates();
  const answer = await shop.call("POST", `/orders/${id}/refunds`, {
    api_refund: false,
    line_items: [{ id: line, quantity: 5, refund_total: 1 }],
  });
  expect(answer.status).toBe(201);
  expect(await stockOf(shop)).toBe(before);
});

test("cancelling after a partial refund also restores the units that were refunded without restock", async () => {
  const { shop, before, id, line } = await threePlates();
  const one = { id: line, quantity: 1, refund_total: 1 };
  await shop.call("POST", `/orders/${id}/refunds`, { api_refund: false, api_restock: false, line_items: [one] });
  await shop.call("PUT", `/orders/${id}`, { status: "cancelled" });
  expect(await stockOf(shop)).toBe(before);
});

test("the amount may be left out; the lines and their taxes make it", async () => {
  const { shop, id, line } = await threePlates();
  const refund = await shop.one("POST", `/orders/${id}/refunds`, {
    api_refund: false,
    line_items: [{ id: line, quantity: 1, refund_total: "345.00", refund_tax: [{ id: 1, refund_total: "69.00" }] }],
  });
  expect(refund.amount).toBe("414.00");
  expect(refund.line_items[0]).toMatchObject({ quantity: -1, total: "-345.00", total_tax: "-69.00" });
  const order = await shop.one("GET", `/orders/${id}`);
  expect(order.refunds).toEqual([{ id: refund.id, reason: "", total: "-414.00", total_tax: "-69.00" }]);
  expect([order.total, order.line_items[0].quantity]).toEqual(["1242.00", 3]);
});

test("a refund of all that is left turns the order to refunded, and its type is full", async () => {
  const { shop, id } = await threePlates();
  const refund = await shop.one("POST", `/orders/${id}/refunds`, { amount: "1242.00", api_refund: false });
  expect(refund.meta_data).toMatchObject([{ key: "_refund_type", value: "full" }]);
  expect((await shop.one("GET", `/orders/${id}`)).status).toBe("refunded");
  expect(await shop.many(`/orders/${id}/refunds`)).toHaveLength(1);
});

test("status refunded makes a refund of the rest without lines and without restock", async () => {
  const { shop, before, id } = await threePlates();
  await shop.call("POST", `/orders/${id}/refunds`, { amount: "42.00", api_refund: false });
  await shop.call("PUT", `/orders/${id}`, { status: "refunded" });
  const [newest] = await shop.many(`/orders/${id}/refunds`);
  expect(newest).toMatchObject({ amount: "1200.00", reason: "Order fully refunded.", line_items: [] });
  expect(await stockOf(shop)).toBe(before - 3);
});

test("too high a sum and a gateway that cannot pay back answer 500 with data as a number", async () => {
  const { shop, id } = await threePlates();
  const high = await shop.call("POST", `/orders/${id}/refunds`, { amount: "9999", api_refund: false });
  expect({ status: high.status, body: high.body }).toEqual(recorded["500-refund-amount-too-high"]);
  const gateway = await shop.call("POST", `/orders/${id}/refunds`, { amount: "1.00" });
  expect({ status: gateway.status, body: gateway.body }).toEqual(recorded["500-refund-gateway-without-refunds"]);
  const card = await threePlates("iyzico");
  expect(await card.shop.one("POST", `/orders/${card.id}/refunds`, { amount: "1.00" })).toMatchObject({
    refunded_payment: true,
  });
});

test("an unknown line id makes an empty refund; a deleted refund takes no restock back", async () => {
  const { shop, before, id, line } = await threePlates();
  const empty = await shop.call("POST", `/orders/${id}/refunds`, {
    api_refund: false,
    line_items: [{ id: 987654, quantity: 1 }],
  });
  expect([empty.status, empty.body]).toMatchObject([201, { amount: "0.00", line_items: [] }]);
  const made = await shop.one("POST", `/orders/${id}/refunds`, {
    api_refund: false,
    line_items: [{ id: line, quantity: 3, refund_total: 1 }],
  });
  expect((await shop.call("DELETE", `/orders/${id}/refunds/${made.id}`)).status).toBe(501);
  expect((await shop.call("DELETE", `/orders/${id}/refunds/${made.id}?force=true`)).status).toBe(200);
  expect(await stockOf(shop)).toBe(before);
});

test("refund ids share the orders' sequence, are no orders, and are listed for all orders with their parent", async () => {
  const { shop, id } = await threePlates();
  const refund = await shop.one("POST", `/orders/${id}/refunds`, { amount: "1.00", api_refund: false });
  expect(refund.id).toBe(id + 1);
  expect((await shop.call("GET", `/orders/${refund.id}`)).status).toBe(404);
  expect(await shop.many("/refunds")).toMatchObject([{ id: refund.id, parent_id: id }]);
});
