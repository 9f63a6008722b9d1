import type { Mail } from "./entities.ts";
import type { Order } from "./order-entities.ts";
import { addNote, type Shop } from "./shop.ts";

type Kind = Mail["kind"];

/** What WooCommerce calls each of its mails, in its settings and in the note that it leaves in the order. */
const titles: Readonly<Record<Kind, string>> = {
  new_order: "New order",
  cancelled_order: "Cancelled order",
  failed_order: "Failed order",
  customer_failed_order: "Failed order",
  customer_on_hold_order: "Order on-hold",
  customer_processing_order: "Processing order",
  customer_completed_order: "Completed order",
  customer_refunded_order: "Refunded order",
  customer_partially_refunded_order: "Refunded order",
  customer_invoice: "Order details",
  customer_note: "Customer note",
};

/** Who runs the shop: where its own mails go. */
const shopkeeper = "admin@example.test";
const toShopkeeper: readonly Kind[] = ["new_order", "cancelled_order", "failed_order"];

/**
 * The mails of a change of status, in the order in which they leave (WooCommerce's `WC_Emails` and the triggers of each mail's class;
 * the notes of processing, completed and refunded orders were recorded). The mail to a customer whose order is cancelled is switched
 * off in a new shop.
 */
const onChange: readonly { readonly from: readonly string[]; readonly to: string; readonly kinds: readonly Kind[] }[] =
  [
    { from: ["pending", "failed", "cancelled"], to: "on-hold", kinds: ["new_order", "customer_on_hold_order"] },
    { from: ["pending", "failed", "cancelled"], to: "processing", kinds: ["new_order", "customer_processing_order"] },
    { from: ["on-hold"], to: "processing", kinds: ["customer_processing_order"] },
    { from: ["pending", "failed", "cancelled"], to: "completed", kinds: ["new_order"] },
    { from: ["processing", "on-hold"], to: "cancelled", kinds: ["cancelled_order"] },
    { from: ["pending", "on-hold"], to: "failed", kinds: ["failed_order"] },
  ];

/** Mails that a status sends whatever the order was before; they leave before the note of the change (recorded for completed). */
const onStatus: Readonly<Record<string, Kind>> = {
  completed: "customer_completed_order",
  failed: "customer_failed_order",
};

export function mailStatus(shop: Shop, order: Order): void {
  const kind = onStatus[order.status];
  if (kind) mail(shop, order, kind);
}

/** The mails of a change; they leave after its note. A new order is told to the shopkeeper once. */
export function mailChange(shop: Shop, order: Order, from: string): void {
  for (const { kinds } of onChange.filter((rule) => rule.to === order.status && rule.from.includes(from)))
    for (const kind of kinds) mail(shop, order, kind);
}

/** Sends one mail about an order, unless there is nobody to send it to. Laid history sends nothing. */
export function mail(shop: Shop, order: Order, kind: Kind): void {
  const to = toShopkeeper.includes(kind) ? shopkeeper : order.billing.email;
  if (!to || !shop.live() || (kind === "new_order" && order.newOrderMailed)) return;
  if (kind === "new_order") order.newOrderMailed = true;
  const title = titles[kind];
  shop.state.put({ mail: { id: shop.state.next("mail"), at: shop.now(), kind, title, to, orderId: order.id } });
  addNote(shop, order, `Email "${title}" sent.`);
}
