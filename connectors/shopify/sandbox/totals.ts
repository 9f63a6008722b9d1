import { atLeastZero, type Bag, minus, partOf, plus, times, zero } from "./money.ts";
import type { StoredLine, StoredOrder } from "./order-model.ts";

/** Units of a line in every state they can be in. */
export interface LineCounts {
  /** Ordered, less what edits and refunds took out. */
  readonly current: number;
  readonly sent: number;
  readonly unsent: number;
  readonly refunded: number;
}

export function countsOf(order: StoredOrder, line: StoredLine): LineCounts {
  let refunded = 0;
  let refundedUnsent = 0;
  for (const refund of order.refunds)
    for (const part of refund.lines)
      if (part.lineId === line.id) {
        refunded += part.quantity;
        refundedUnsent += part.unsent;
      }
  let sent = 0;
  for (const fulfillment of order.fulfillments)
    if (fulfillment.status === "SUCCESS")
      for (const part of fulfillment.lines) if (part.lineId === line.id) sent += part.quantity;
  return {
    current: line.quantity - line.removed - refunded,
    sent,
    unsent: line.quantity - line.removed - refundedUnsent - sent,
    refunded,
  };
}

/** Price after discounts of the first `count` units of a line, tax as the prices hold it. */
export function netOf(line: StoredLine, count: number): Bag {
  return minus(times(line.unit, count), partOf(line.discount, count, line.quantity));
}

export function taxOf(line: StoredLine, count: number): Bag {
  return partOf(line.tax, count, line.quantity);
}

/** Every sum that Shopify states of an order. All of them follow from the lines, shipping, refunds and transactions. */
export interface Totals {
  readonly subtotal: Bag;
  readonly discounts: Bag;
  readonly shipping: Bag;
  readonly tax: Bag;
  readonly total: Bag;
  readonly currentSubtotal: Bag;
  readonly currentDiscounts: Bag;
  readonly currentShipping: Bag;
  readonly currentTax: Bag;
  /** Refund discrepancies: what was given back beyond (or short of) the goods. */
  readonly adjustments: Bag;
  readonly currentTotal: Bag;
  readonly received: Bag;
  readonly refunded: Bag;
  readonly refundedShipping: Bag;
  /** Received less refunded. */
  readonly netPayment: Bag;
  /** Still to be paid; negative when the shop owes the customer. */
  readonly outstanding: Bag;
  /** Authorised, not yet captured. */
  readonly capturable: Bag;
}

export function totalsOf(order: StoredOrder): Totals {
  const lines = order.lines.map((line) => ({ line, current: countsOf(order, line).current }));
  const parcels = order.shippingLines.map((one) => ({ one, refunds: shippingRefundsOf(order, one.id) }));
  const withTax = (tax: Bag) => (order.taxesIncluded ? zero : tax);

  const subtotal = plus(...order.lines.map((line) => netOf(line, line.quantity)));
  const shipping = plus(...order.shippingLines.map((one) => minus(one.price, one.discount)));
  const tax = plus(...order.lines.map((line) => line.tax), ...order.shippingLines.map((one) => one.tax));

  const currentSubtotal = plus(...lines.map(({ line, current }) => netOf(line, current)));
  const refundedShipping = plus(...parcels.map(({ refunds }) => refunds.subtotal));
  const currentShipping = minus(shipping, refundedShipping);
  const currentTax = plus(
    ...lines.map(({ line, current }) => taxOf(line, current)),
    ...parcels.map(({ one, refunds }) => minus(one.tax, refunds.tax)),
  );
  const adjustments = plus(...order.refunds.map((refund) => refund.adjustment?.amount ?? zero));
  const currentTotal = plus(currentSubtotal, currentShipping, withTax(currentTax), adjustments);
  const received = moneyOf(order, ["SALE", "CAPTURE"]);
  const refunded = moneyOf(order, ["REFUND"]);
  const netPayment = minus(received, refunded);
  const voided = order.transactions.some((one) => one.kind === "VOID" && one.status === "SUCCESS");
  return {
    subtotal,
    discounts: plus(...order.lines.map((line) => line.discount), ...order.shippingLines.map((one) => one.discount)),
    shipping: plus(...order.shippingLines.map((one) => one.price)),
    tax,
    total: plus(subtotal, shipping, withTax(tax)),
    currentSubtotal,
    currentDiscounts: plus(
      ...lines.map(({ line, current }) => partOf(line.discount, current, line.quantity)),
      ...order.shippingLines.map((one) => one.discount),
    ),
    currentShipping,
    currentTax,
    adjustments,
    currentTotal,
    received,
    refunded,
    refundedShipping,
    netPayment,
    outstanding: minus(currentTotal, netPayment),
    capturable: voided ? zero : atLeastZero(minus(moneyOf(order, ["AUTHORIZATION"]), moneyOf(order, ["CAPTURE"]))),
  };
}

export function shippingRefundsOf(order: StoredOrder, shippingLineId: string): { subtotal: Bag; tax: Bag } {
  const parts = order.refunds.flatMap((refund) =>
    refund.shipping.filter((one) => one.shippingLineId === shippingLineId),
  );
  return { subtotal: plus(...parts.map((one) => one.subtotal)), tax: plus(...parts.map((one) => one.tax)) };
}

function moneyOf(order: StoredOrder, kinds: readonly string[]): Bag {
  return plus(
    ...order.transactions
      .filter((one) => one.status === "SUCCESS" && kinds.includes(one.kind))
      .map((one) => one.amount),
  );
}

/** `OrderDisplayFinancialStatus` of an order. */
export function financialStatusOf(order: StoredOrder, totals: Totals = totalsOf(order)): string {
  if (totals.received.shop > 0 && totals.refunded.shop >= totals.received.shop) return "REFUNDED";
  if (totals.refunded.shop > 0) return "PARTIALLY_REFUNDED";
  if (totals.received.shop > 0) return totals.outstanding.shop > 0 ? "PARTIALLY_PAID" : "PAID";
  if (order.cancelledAt !== null) return "VOIDED";
  if (totals.capturable.shop > 0) return "AUTHORIZED";
  return totals.total.shop === 0 ? "PAID" : "PENDING";
}

/** `OrderDisplayFulfillmentStatus` of an order. */
export function fulfillmentStatusOf(order: StoredOrder): string {
  const counts = order.lines.map((line) => countsOf(order, line));
  const sent = counts.reduce((sum, one) => sum + one.sent, 0);
  const unsent = counts.reduce((sum, one) => sum + one.unsent, 0);
  if (sent > 0) return unsent > 0 ? "PARTIALLY_FULFILLED" : "FULFILLED";
  if (unsent > 0 && order.holds.length > 0 && order.cancelledAt === null) return "ON_HOLD";
  const restocked = order.refunds.some((refund) => refund.lines.some((one) => one.restockType !== "NO_RESTOCK"));
  return unsent === 0 && restocked ? "RESTOCKED" : "UNFULFILLED";
}
