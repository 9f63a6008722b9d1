import { expect, test } from "vitest";
import { openTrialShop, type TrialShop } from "./trial-shop.ts";

const billing = { email: "isil@example.test", first_name: "Işıl", country: "TR" };
const line_items = [{ sku: "TABAK-6", quantity: 2 }];
const place = (shop: TrialShop, more: object) => shop.one("POST", "/orders", { billing, line_items, ...more });
const kinds = (shop: TrialShop) => shop.sandbox.truth().mails.map(({ kind }) => kind);

test("an order on its way is mailed of once a step, and the shopkeeper is told once that it is new", async () => {
  const shop = openTrialShop();
  const { id } = await place(shop, { status: "on-hold", payment_method: "bacs" });
  await shop.call("PUT", `/orders/${id}`, { status: "processing" });
  await shop.call("PUT", `/orders/${id}`, { status: "completed" });
  await shop.call("PUT", `/orders/${id}`, { status: "completed" });
  expect(kinds(shop)).toEqual([
    "new_order",
    "customer_on_hold_order",
    "customer_processing_order",
    "customer_completed_order",
  ]);
  const { mails } = shop.sandbox.truth();
  expect(mails.map(({ to, orderId }) => [to, orderId])).toEqual([
    ["admin@example.test", id],
    ["isil@example.test", id],
    ["isil@example.test", id],
    ["isil@example.test", id],
  ]);
});

test("a cancelled order is told to the shopkeeper only, a failed one to both, a pending one that is cancelled to nobody", async () => {
  const shop = openTrialShop();
  const first = await place(shop, { status: "processing" });
  await shop.call("PUT", `/orders/${first.id}`, { status: "cancelled" });
  const second = await place(shop, { status: "pending" });
  await shop.call("PUT", `/orders/${second.id}`, { status: "cancelled" });
  const third = await place(shop, { status: "pending" });
  await shop.call("PUT", `/orders/${third.id}`, { status: "failed" });
  expect(kinds(shop)).toEqual([
    "new_order",
    "customer_processing_order",
    "cancelled_order",
    "customer_failed_order",
    "failed_order",
  ]);
});

test("refunds, a note for the customer and the order's details are mailed; a note of the shop's own is not", async () => {
  const shop = openTrialShop();
  const { id } = await place(shop, { status: "completed" });
  const before = kinds(shop).length;
  await shop.call("POST", `/orders/${id}/refunds`, { amount: "1.00", api_refund: false });
  await shop.call("PUT", `/orders/${id}`, { status: "refunded" });
  await shop.call("POST", `/orders/${id}/notes`, { note: "intern" });
  await shop.call("POST", `/orders/${id}/notes`, { note: "Kargoda", customer_note: true });
  await shop.call("POST", `/orders/${id}/actions/send_order_details`);
  expect(kinds(shop).slice(before)).toEqual([
    "customer_partially_refunded_order",
    "customer_refunded_order",
    "customer_note",
    "customer_invoice",
  ]);
});

test("nobody is mailed where there is no address, and history that is laid mails nobody", async () => {
  const shop = openTrialShop();
  await shop.one("POST", "/orders", { line_items, status: "completed" });
  expect(kinds(shop)).toEqual(["new_order"]);
  shop.sandbox.lay({ orders: 10, days: 5 });
  expect(kinds(shop)).toEqual(["new_order"]);
});
