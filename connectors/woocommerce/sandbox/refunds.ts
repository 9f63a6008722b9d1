import { mail } from "./mails.ts";
import { finePerMinor, readFine, readMinor, toMinor } from "./money.ts";
import type { FeeLine, LineTax, Order, ProductLine, Refund, ShippingLine } from "./order-entities.ts";
import type { RefundInput } from "./order-input.ts";
import { changeStatus, refundedOf, saveOrder } from "./order-status.ts";
import { needOrder } from "./orders.ts";
import { RestError } from "./reply.ts";
import type { Shop } from "./shop.ts";
import { restockRefunded } from "./stock.ts";
import { taxSum } from "./taxes.ts";
import { totalsOf } from "./totals.ts";

/** Payment methods whose gateway pays back by itself; the others answer 500 to `api_refund`. */
const refunding = ["iyzico", "stripe"];

const refused = (message: string) => new RestError(500, "woocommerce_rest_cannot_create_order_refund", message, 500);

/**
 * Makes a refund as `POST /orders/<id>/refunds` does: `api_restock` and `api_refund` are true unless said otherwise, `amount` may be
 * left out, unknown lines are passed over, quantities are not checked (measured on WooCommerce 11.0.1). A refund of all that is left
 * turns the order to `refunded`. Throws 500 for a sum above what is left or a gateway that cannot pay back.
 */
export function createRefund(shop: Shop, orderId: number, input: RefundInput): Refund {
  const stored = shop.state.orders.get(orderId);
  if (!stored) throw new RestError(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
  const order = structuredClone(stored);
  const left = totalsOf(order).total - refundedOf(shop, order);
  const sum = input.amount === undefined ? sumOf(input) : (readMinor(input.amount) ?? 0);
  if (sum < 0)
    throw new RestError(400, "woocommerce_rest_invalid_order_refund", "Refund amount must be greater than zero.");
  if (sum > left) throw refused("Invalid refund amount.");
  const pays = input.api_refund ?? true;
  if (pays && !refunding.includes(order.paymentMethod))
    throw refused(
      order.paymentMethod
        ? "The payment gateway for this order does not support automatic refunds."
        : "The payment gateway for this order does not exist.",
    );
  const refund = build(shop, order, input, { sum, left, pays });
  shop.state.put({ refund });
  if (input.api_restock ?? true)
    for (const sent of input.line_items ?? []) {
      const line = order.lines.find(({ id }) => id === sent.id);
      if (line && sent.quantity) restockRefunded(shop, order, line, sent.quantity);
    }
  mail(shop, order, left - sum <= 0 ? "customer_refunded_order" : "customer_partially_refunded_order");
  if (left - sum <= 0) changeStatus(shop, order, "refunded");
  saveOrder(shop, order);
  return refund;
}

/** Deletes a refund: the order's date stays, nothing rings and no restock is undone (measured). */
export function deleteRefund(shop: Shop, orderId: number, id: number): Refund {
  const refund = needRefund(shop, orderId, id);
  shop.state.drop("refund", id);
  return refund;
}

/** The refund of this order, or WooCommerce's 404. */
export function needRefund(shop: Shop, orderId: number, id: number): Refund {
  needOrder(shop, orderId);
  const refund = shop.state.refunds.get(id);
  if (refund?.orderId === orderId) return refund;
  throw new RestError(404, "woocommerce_rest_shop_order_refund_invalid_id", "Invalid ID.");
}

type SentLine = NonNullable<RefundInput["line_items"]>[number];

function build(shop: Shop, order: Order, input: RefundInput, o: { sum: number; left: number; pays: boolean }): Refund {
  const sent = (input.line_items ?? []).filter((l) => l.quantity || readFine(l.refund_total) || l.refund_tax?.length);
  const of = <T extends { id: number }>(lines: readonly T[]) =>
    lines.flatMap((line) => {
      const asked = sent.find(({ id }) => id === line.id);
      return asked ? [{ line, asked }] : [];
    });
  const mark = (id: number) => [{ id: shop.state.next("itemMeta"), key: "_refunded_item_id", value: String(id) }];
  const lines: ProductLine[] = of(order.lines).map(({ line, asked }) => {
    const total = 0 - (readFine(asked.refund_total) ?? 0);
    const taxes = taxesOf(asked, true);
    const quantity = 0 - (asked.quantity ?? 0);
    return { ...line, id: shop.state.next("item"), quantity, subtotal: total, total, taxes, meta: mark(line.id) };
  });
  const bare = <T extends ShippingLine | FeeLine>({ line, asked }: { line: T; asked: SentLine }): T => ({
    ...line,
    id: shop.state.next("item"),
    total: 0 - (readFine(asked.refund_total) ?? 0),
    taxes: taxesOf(asked, false),
    meta: mark(line.id),
  });
  const shippingLines = of(order.shippingLines).map(bare);
  const feeLines = of(order.feeLines).map(bare);
  const cart = [...lines, ...feeLines].flatMap(({ taxes }) => taxes);
  const shipping = shippingLines.flatMap(({ taxes }) => taxes);
  const rates = [...new Set([...cart, ...shipping].map(({ rate }) => rate))];
  return {
    id: shop.state.next("post"),
    orderId: order.id,
    createdAt: shop.now(),
    amount: o.sum,
    unpriced: input.amount === undefined && lines.length > 0 && !sent.some((line) => line.refund_total !== undefined),
    reason: input.reason ?? "",
    paidBack: o.pays,
    meta: [{ id: shop.state.next("meta"), key: "_refund_type", value: o.left - o.sum <= 0 ? "full" : "partial" }],
    lines,
    shippingLines,
    feeLines,
    taxLines: rates.map((rate) => ({
      id: shop.state.next("item"),
      rate,
      total: taxSum(cart.filter((tax) => tax.rate === rate)),
      shipping: taxSum(shipping.filter((tax) => tax.rate === rate)),
    })),
  };
}

function taxesOf(asked: SentLine, withSubtotal: boolean): LineTax[] {
  return (asked.refund_tax ?? []).map(({ id, refund_total }) => {
    const total = 0 - (readMinor(refund_total) ?? 0);
    return {
      rate: id,
      total,
      subtotal: withSubtotal ? total : null,
      raw: total * finePerMinor,
      rawSubtotal: total * finePerMinor,
    };
  });
}

function sumOf(input: RefundInput): number {
  const parts = (input.line_items ?? []).flatMap((line) => [
    readFine(line.refund_total) ?? 0,
    ...(line.refund_tax ?? []).map((tax) => readFine(tax.refund_total) ?? 0),
  ]);
  return toMinor(parts.reduce((all, part) => all + part, 0));
}
