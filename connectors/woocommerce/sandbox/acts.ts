import { z } from "zod";
import { ActRefused } from "./act-refused.ts";
import { mail } from "./mails.ts";
import { amount, fineAmount, toMinor } from "./money.ts";
import type { Order } from "./order-entities.ts";
import { checkStatus, type OrderInput } from "./order-input.ts";
import { productOf } from "./order-json.ts";
import { shelfNet } from "./order-lines.ts";
import { orderStatuses, refundedOf } from "./order-status.ts";
import { deleteOrder, needOrder, trashOrder, untrashOrder, updateOrder } from "./orders.ts";
import { findGood, placeOrder } from "./place.ts";
import { createRefund, deleteRefund } from "./refunds.ts";
import { RestError } from "./reply.ts";
import { addNote, type Shop } from "./shop.ts";
import { taxSum } from "./taxes.ts";
import { totalsOf } from "./totals.ts";
import { mendUnreadable } from "./unreadable.ts";

const actNames = [
  "place",
  "pay",
  "edit",
  "refund",
  "delete-refund",
  "cancel",
  "complete",
  "hold",
  "status",
  "trash",
  "untrash",
  "delete",
  "note",
  "touch",
  "mend",
  "random",
] as const;

const pickedLine = z.object({ sku: z.string().optional(), product: z.int().optional(), quantity: z.int().optional() });

export const actSchema = z.object({
  action: z.enum(actNames),
  order: z.coerce.number().int().optional(),
  /** place: see `PlaceInput`; `placedAt` is epoch milliseconds and makes the order part of the history. */
  person: z.union([z.int(), z.string()]).optional(),
  lines: z.array(pickedLine).optional(),
  currency: z.string().optional(),
  payment: z.string().optional(),
  /** status, too: one that the shop has. */
  status: z.string().optional(),
  placedAt: z.int().optional(),
  guest: z.boolean().optional(),
  /** edit: one or more of these. */
  line: z.int().optional(),
  quantity: z.int().optional(),
  add: pickedLine.optional(),
  address: z.record(z.string(), z.string()).optional(),
  note: z.string().optional(),
  fee: z.object({ name: z.string(), total: z.string() }).optional(),
  coupon: z.string().optional(),
  /** refund */
  full: z.boolean().optional(),
  restock: z.boolean().optional(),
  amount: z.string().optional(),
  refund: z.int().optional(),
  reason: z.string().optional(),
});

export type Act = z.input<typeof actSchema>;
export interface Acted {
  readonly done: true;
  readonly action: string;
  readonly order: number;
}

/** Does to an order what a person at the shop's admin (or a shopper) would. Throws ActRefused when it cannot be done. */
export function act(shop: Shop, input: Act): Acted {
  const sent = actSchema.parse(input);
  try {
    const placing = sent.action === "place";
    const placedAt = placing ? sent.placedAt : undefined;
    const order = placedAt === undefined ? perform(shop, sent) : shop.backdated(placedAt, () => perform(shop, sent));
    return { done: true, action: sent.action, order };
  } catch (error) {
    if (error instanceof RestError) throw new ActRefused(error.message);
    throw error;
  }
}

type Sent = z.output<typeof actSchema>;

function perform(shop: Shop, sent: Sent): number {
  if (sent.action === "place") return placeOrder(shop, sent).id;
  if (sent.action === "mend") return mendUnreadable(shop);
  if (sent.order === undefined) throw new ActRefused(`"${sent.action}" needs the id of an order`);
  const order = needOrder(shop, sent.order);
  const { id } = order;
  const trashed = order.status === "trash";
  if (trashed && !["untrash", "delete"].includes(sent.action)) throw new ActRefused(`order ${id} lies in the trash`);
  const from = (allowed: string[]) => {
    if (!allowed.includes(order.status)) throw new ActRefused(`order ${id} is ${order.status}`);
  };
  switch (sent.action) {
    case "pay":
      from(["pending", "on-hold", "failed"]);
      updateOrder(shop, id, { set_paid: true });
      return id;
    case "cancel":
      from(["pending", "on-hold", "processing", "failed"]);
      updateOrder(shop, id, { status: "cancelled" });
      return id;
    case "complete":
      from(["processing", "on-hold"]);
      updateOrder(shop, id, { status: "completed" });
      return id;
    case "hold":
      from(["pending", "processing"]);
      updateOrder(shop, id, { status: "on-hold" });
      return id;
    case "status":
      checkStatus(sent.status, orderStatuses(shop));
      updateOrder(shop, id, sent.status === undefined ? {} : { status: sent.status });
      return id;
    case "touch":
      updateOrder(shop, id, {});
      return id;
    case "trash":
      trashOrder(shop, id);
      return id;
    case "untrash":
      if (!trashed) throw new ActRefused(`order ${id} is not in the trash`);
      untrashOrder(shop, id);
      return id;
    case "delete":
      deleteOrder(shop, id);
      return id;
    case "note":
      addNote(shop, order, sent.note ?? "Kargoya verildi: YK123", true);
      mail(shop, order, "customer_note");
      return id;
    case "edit":
      return edit(shop, order, sent);
    case "refund":
      return refund(shop, order, sent);
    case "delete-refund": {
      const made = shop.state.refundsOf(id);
      const chosen = sent.refund ?? made.at(-1)?.id;
      if (chosen === undefined) throw new ActRefused(`order ${id} has no refund`);
      deleteRefund(shop, id, chosen);
      return id;
    }
    default:
      throw new ActRefused(`"${sent.action}" is not done to one order`);
  }
}

function edit(shop: Shop, order: Order, sent: Sent): number {
  if (["refunded", "cancelled"].includes(order.status)) throw new ActRefused(`order ${order.id} is ${order.status}`);
  const input: OrderInput = {};
  if (sent.quantity !== undefined) {
    const line = sent.line === undefined ? order.lines[0] : order.lines.find(({ id }) => id === sent.line);
    if (!line) throw new ActRefused(`order ${order.id} has no line ${sent.line ?? ""}`);
    const product = productOf(shop, line);
    // As the admin page does: the line's price follows its quantity.
    const total = product
      ? shelfNet(shop, product, sent.quantity)
      : Math.round((line.subtotal / line.quantity) * sent.quantity);
    const text = fineAmount(total);
    input.line_items = [{ id: line.id, quantity: sent.quantity, subtotal: text, total: text }];
  }
  if (sent.add) {
    const product = findGood(shop, sent.add);
    input.line_items = [...(input.line_items ?? []), { product_id: product.id, quantity: sent.add.quantity ?? 1 }];
  }
  if (sent.address) input.shipping = sent.address;
  if (sent.note !== undefined) input.customer_note = sent.note;
  if (sent.fee) input.fee_lines = [sent.fee];
  if (sent.coupon) input.coupon_lines = [{ code: sent.coupon }];
  if (Object.keys(input).length === 0)
    throw new ActRefused("an edit needs quantity, add, address, note, fee or coupon");
  updateOrder(shop, order.id, input);
  return order.id;
}

/** `full` pays back every line that is left; `amount` a bare sum; otherwise one unit of a line. */
function refund(shop: Shop, order: Order, sent: Sent): number {
  if (!["processing", "completed", "on-hold"].includes(order.status))
    throw new ActRefused(`order ${order.id} is ${order.status}`);
  const left = totalsOf(order).total - refundedOf(shop, order);
  if (left <= 0) throw new ActRefused(`nothing is left to refund on order ${order.id}`);
  const common = { reason: sent.reason ?? "", api_refund: false, api_restock: sent.restock ?? true };
  if (sent.amount) createRefund(shop, order.id, { ...common, amount: sent.amount });
  else if (sent.full) {
    const line_items = order.lines.map(({ id, quantity }) => ({ id, quantity }));
    createRefund(shop, order.id, { ...common, amount: amount(left), line_items });
  } else createRefund(shop, order.id, { ...common, ...oneUnit(order, sent, left) });
  return order.id;
}

function oneUnit(order: Order, sent: Sent, left: number) {
  const line = order.lines.find(({ id }) => id === sent.line) ?? order.lines[0];
  if (!line) throw new ActRefused(`order ${order.id} has no line to refund`);
  const quantity = Math.min(sent.quantity ?? 1, line.quantity);
  const total = Math.floor((toMinor(line.total) * quantity) / line.quantity);
  const tax = Math.floor((taxSum(line.taxes) * quantity) / line.quantity);
  if (total + tax > left) return { amount: amount(left), line_items: [{ id: line.id, quantity }] };
  const rate = line.taxes[0]?.rate;
  return {
    line_items: [
      {
        id: line.id,
        quantity,
        refund_total: amount(total),
        refund_tax: rate === undefined ? [] : [{ id: rate, refund_total: amount(tax) }],
      },
    ],
  };
}
