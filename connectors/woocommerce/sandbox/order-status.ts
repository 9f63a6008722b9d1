import { mail, mailChange, mailStatus } from "./mails.ts";
import { amount } from "./money.ts";
import type { Order } from "./order-entities.ts";
import { needsProcessing } from "./order-json.ts";
import { addNote, type Shop } from "./shop.ts";
import { followStatus } from "./stock.ts";
import { totalsOf } from "./totals.ts";

/** WooCommerce's own statuses, with the names that its pages and notes give them. */
const ownNames: Readonly<Record<string, string>> = {
  pending: "Pending payment",
  processing: "Processing",
  "on-hold": "On hold",
  completed: "Completed",
  cancelled: "Cancelled",
  refunded: "Refunded",
  failed: "Failed",
  "checkout-draft": "Draft",
};

/** The statuses that the shop offers and their names: WooCommerce's own, then those that plugins registered. */
export function statusNames({ state }: Shop): Readonly<Record<string, string>> {
  return { ...ownNames, ...state.site.statuses };
}

/** The statuses that the schema of an order lists, in its order (recorded); those of plugins stand behind. */
export function orderStatuses(shop: Shop): readonly string[] {
  return ["auto-draft", ...Object.keys(statusNames(shop))];
}

/** Moves an order to a status with all that follows: dates, stock, a refund for status `refunded`, the note. It saves nothing. */
export function changeStatus(shop: Shop, order: Order, to: string): void {
  const from = order.status;
  if (from === to) return;
  order.status = to;
  followStatus(shop, order);
  if (order.paidAt === null && isPaidStatus(shop, order)) order.paidAt = shop.now();
  if (to === "completed") order.completedAt = shop.now();
  if (to === "refunded") refundRest(shop, order);
  mailStatus(shop, order);
  const name = (status: string) => statusNames(shop)[status] ?? status;
  addNote(shop, order, `Order status changed from ${name(from)} to ${name(to)}.`);
  mailChange(shop, order, from);
}

/** What a customer's payment does: processing or completed, and the paid date. */
export function markPaid(shop: Shop, order: Order, transactionId?: string): void {
  if (transactionId) order.transactionId = transactionId;
  if (["on-hold", "pending", "failed", "cancelled"].includes(order.status))
    changeStatus(shop, order, needsProcessing(shop, order) ? "processing" : "completed");
  order.paidAt ??= shop.now();
}

/** Saves an order: its modified date moves and `order.updated` rings. */
export function saveOrder(shop: Shop, order: Order): void {
  order.modifiedAt = shop.now();
  shop.state.put({ order });
  const customer = shop.state.customers.get(order.customerId);
  if (order.paidAt !== null && customer?.paying === false)
    shop.state.put({ customer: { ...customer, paying: true, modifiedAt: shop.now() } });
  shop.emit("order.updated", order.id);
}

/** What was paid back so far, in minor units. */
export function refundedOf(shop: Shop, order: Order): number {
  return shop.state.refundsOf(order.id).reduce((all, refund) => all + refund.amount, 0);
}

/** Cash on delivery counts as paid only when the order is completed; everything else when it is processing. */
function isPaidStatus(shop: Shop, order: Order): boolean {
  if (order.status === "completed") return true;
  return order.status === "processing" && order.paymentMethod !== "cod" && needsProcessing(shop, order);
}

/** Status `refunded` makes a refund of what is left, without lines and without restock (measured). */
function refundRest(shop: Shop, order: Order): void {
  const rest = totalsOf(order).total - refundedOf(shop, order);
  if (rest <= 0) return;
  const refund = {
    id: shop.state.next("post"),
    orderId: order.id,
    createdAt: shop.now(),
    amount: rest,
    unpriced: false,
    reason: "Order fully refunded.",
    paidBack: false,
    meta: [{ id: shop.state.next("meta"), key: "_refund_type", value: "full" }],
    lines: [],
    shippingLines: [],
    feeLines: [],
    taxLines: [],
  };
  shop.state.put({ refund });
  mail(shop, order, "customer_refunded_order");
  addNote(
    shop,
    order,
    `Order status set to refunded. To return funds to the customer you will need to issue a refund through your payment gateway. (${amount(rest)})`,
  );
}
