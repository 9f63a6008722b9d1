import { type Address, noAddress, type Order } from "./order-entities.ts";
import type { OrderInput } from "./order-input.ts";
import { applyLines, applyMeta } from "./order-lines.ts";
import { changeStatus, markPaid, saveOrder } from "./order-status.ts";
import { RestError } from "./reply.ts";
import { randomWord, type Shop } from "./shop.ts";

/** Takes a new order in, as `POST /orders` or the shop's own checkout does. Rings `order.created` and `order.updated`. */
export function createOrder(shop: Shop, input: OrderInput): Order {
  const now = shop.now();
  const order: Order = {
    id: 0,
    key: `wc_order_${randomWord(shop, 13)}`,
    status: "pending",
    currency: input.currency ?? shop.currency,
    pricesIncludeTax: shop.pricesIncludeTax,
    createdAt: now,
    modifiedAt: now,
    paidAt: null,
    completedAt: null,
    customerId: input.customer_id ?? 0,
    billing: { ...noAddress },
    shipping: { ...noAddress },
    paymentMethod: "",
    paymentTitle: "",
    transactionId: "",
    createdVia: "rest-api",
    customerNote: "",
    customerIp: "",
    customerAgent: "",
    cartHash: "",
    meta: [],
    lines: [],
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    taxLines: [],
    stockReduced: false,
    newOrderMailed: false,
  };
  applyFields(order, input);
  applyLines(shop, order, input);
  order.meta = applyMeta(shop, order.meta, input.meta_data, "meta");
  order.id = shop.state.next("post");
  if (input.status) changeStatus(shop, order, input.status);
  if (input.set_paid) markPaid(shop, order, input.transaction_id);
  shop.emit("order.created", order.id);
  saveOrder(shop, order);
  return order;
}

/** What `PUT /orders/<id>` does. Every PUT moves the modified date, even an empty one; un-trashing rings nothing (measured). */
export function updateOrder(shop: Shop, id: number, input: OrderInput): Order {
  const stored = shop.state.orders.get(id);
  if (!stored) throw new RestError(400, "woocommerce_rest_shop_order_invalid_id", "ID is invalid.");
  const order = structuredClone(stored);
  const untrashed = order.status === "trash" && input.status !== undefined;
  applyFields(order, input);
  applyLines(shop, order, input);
  order.meta = applyMeta(shop, order.meta, input.meta_data, "meta");
  if (input.set_paid) markPaid(shop, order, input.transaction_id);
  if (input.status) changeStatus(shop, order, input.status);
  if (untrashed) {
    order.modifiedAt = shop.now();
    shop.state.put({ order });
  } else saveOrder(shop, order);
  return order;
}

/** Moves an order to the trash: stock stays taken, `order.deleted` rings. Throws 410 when it lies there already. */
export function trashOrder(shop: Shop, id: number): Order {
  const before = needOrder(shop, id);
  if (before.status === "trash")
    throw new RestError(410, "woocommerce_rest_already_trashed", "The shop_order has already been deleted.");
  const order = structuredClone(before);
  const at = Math.floor(shop.now() / 1000);
  order.meta = applyMeta(
    shop,
    order.meta,
    [
      { key: "_wp_trash_meta_status", value: `wc-${order.status}` },
      { key: "_wp_trash_meta_time", value: String(at) },
    ],
    "meta",
  );
  order.status = "trash";
  order.modifiedAt = shop.now();
  shop.state.put({ order });
  shop.emit("order.deleted", id);
  return before;
}

/** Takes an order out of the trash as the shop's admin does; `order.restored` rings. */
export function untrashOrder(shop: Shop, id: number): Order {
  const order = structuredClone(needOrder(shop, id));
  const was = order.meta.find(({ key }) => key === "_wp_trash_meta_status")?.value;
  order.status = typeof was === "string" ? was.replace(/^wc-/, "") : "pending";
  order.meta = order.meta.filter(({ key }) => !key.startsWith("_wp_trash_meta_"));
  order.modifiedAt = shop.now();
  shop.state.put({ order });
  shop.emit("order.restored", id);
  return order;
}

/** Deletes an order for good, with its refunds and notes: no webhook rings, no stock returns (measured). */
export function deleteOrder(shop: Shop, id: number): Order {
  const order = needOrder(shop, id);
  for (const refund of shop.state.refundsOf(id)) shop.state.drop("refund", refund.id);
  for (const note of [...shop.state.notes.values()]) if (note.orderId === id) shop.state.drop("note", note.id);
  shop.state.drop("order", id);
  return order;
}

/** The order, or WooCommerce's 404. */
export function needOrder(shop: Shop, id: number): Order {
  const order = shop.state.orders.get(id);
  if (order) return order;
  throw new RestError(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
}

function applyFields(order: Order, input: OrderInput): void {
  order.billing = address(order.billing, input.billing);
  order.shipping = address(order.shipping, input.shipping);
  order.currency = input.currency ?? order.currency;
  order.customerId = input.customer_id ?? order.customerId;
  order.customerNote = input.customer_note ?? order.customerNote;
  order.paymentMethod = input.payment_method ?? order.paymentMethod;
  order.paymentTitle = input.payment_method_title ?? order.paymentTitle;
  order.transactionId = input.transaction_id ?? order.transactionId;
  order.createdVia = input.created_via ?? order.createdVia;
}

function address(old: Address, sent: OrderInput["billing"]): Address {
  const next = { ...old };
  for (const key of Object.keys(noAddress) as (keyof Address)[]) next[key] = sent?.[key] ?? next[key];
  return next;
}
