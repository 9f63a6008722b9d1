import { toExternalId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Amount } from "#app/domain/money.ts";
import type {
  Evidence,
  Fulfillment,
  OrderLine,
  OrderPeople,
  OrderSnapshot,
  OrderTotals,
  Payment,
  Refund,
} from "#app/domain/orders/snapshot.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";

type Row<Table extends keyof Schema> = Schema[Table]["$inferSelect"];

/** Everything that is held of one order, each list in the order of its positions. */
export interface HeldRows {
  readonly order: Row<"orders">;
  readonly tags: readonly Row<"orderTags">[];
  readonly lines: readonly Row<"orderLines">[];
  readonly charges: readonly Row<"orderCharges">[];
  readonly payments: readonly Row<"payments">[];
  readonly fulfillments: readonly Row<"fulfillments">[];
  readonly refunds: readonly Row<"refunds">[];
  readonly refundLines: readonly Row<"refundLines">[];
}

/** The snapshot that the rows were made of; `people` as they stand in their own tables. */
export function orderFromRows(held: HeldRows, people: OrderPeople): OrderSnapshot {
  const { order } = held;
  const currency = { shop: order.shopCurrency, presentment: order.presentmentCurrency };
  const amount: AmountOf = (shop, presentment) => ({
    shop: { minor: shop, currency: currency.shop },
    presentment: { minor: presentment, currency: currency.presentment },
  });
  return {
    id: toExternalId(order.externalId),
    number: order.number,
    adminUrl: order.adminUrl,
    version: order.version,
    placedAt: toInstant(order.placedAt),
    updatedAt: toInstant(order.updatedAt),
    cancelledAt: instantOrNull(order.cancelledAt),
    closedAt: instantOrNull(order.closedAt),
    completedAt: instantOrNull(order.completedAt),
    status: order.status,
    state: order.state,
    source: order.source,
    currency,
    taxesIncluded: order.taxesIncluded,
    test: order.test,
    people,
    lines: held.lines.map((row) => lineOf(row, amount)),
    ...chargesOf(held.charges, amount),
    totals: totalsOf(order, amount),
    payment: { state: order.paymentState, method: order.paymentMethod, title: order.paymentTitle },
    payments: held.payments.map((row) => paymentOf(row, amount)),
    fulfillment: order.fulfillmentState,
    fulfillments: held.fulfillments.map(fulfillmentOf),
    refunds: held.refunds.map((row) => refundOf(row, held.refundLines, amount)),
    tags: held.tags.map(({ tag }) => tag),
  };
}

export const instantOrNull = (at: number | null): Instant | null => (at === null ? null : toInstant(at));

type AmountOf = (shop: number, presentment: number) => Amount;

const idOrNull = (id: string | null) => (id === null ? null : toExternalId(id));

function lineOf(row: Row<"orderLines">, amount: AmountOf): OrderLine {
  return {
    id: toExternalId(row.externalId),
    productId: idOrNull(row.productId),
    variantId: idOrNull(row.variantId),
    sku: row.sku,
    title: row.title,
    variantTitle: row.variantTitle,
    options: row.options,
    picture: row.picture,
    quantity: row.quantity,
    currentQuantity: row.currentQuantity,
    unitPrice: amount(row.unitPriceShop, row.unitPricePresentment),
    discount: amount(row.discountShop, row.discountPresentment),
    total: amount(row.totalShop, row.totalPresentment),
    taxes: row.taxes,
    requiresShipping: row.requiresShipping,
  };
}

function chargesOf(
  rows: readonly Row<"orderCharges">[],
  amount: AmountOf,
): Pick<OrderSnapshot, "shipping" | "fees" | "coupons" | "taxes"> {
  const of = (kind: Row<"orderCharges">["kind"]) => rows.filter((row) => row.kind === kind);
  const total = ({ totalShop, totalPresentment }: Row<"orderCharges">) =>
    totalShop === null || totalPresentment === null ? null : amount(totalShop, totalPresentment);
  const stated = (row: Row<"orderCharges">) => total(row) ?? amount(0, 0);
  return {
    shipping: of("shipping").map((row) => {
      const { externalId, title, code, taxes } = row;
      return { id: toExternalId(externalId), title, code, total: stated(row), taxes };
    }),
    fees: of("fee").map((row) => {
      return { id: toExternalId(row.externalId), title: row.title, total: stated(row), taxes: row.taxes };
    }),
    coupons: of("coupon").map((row) => ({ code: row.title, amount: total(row) })),
    taxes: of("tax").map((row) => ({ title: row.title, rate: row.rate, amount: stated(row) })),
  };
}

function totalsOf(row: Row<"orders">, amount: AmountOf): OrderTotals {
  return {
    subtotal: amount(row.subtotalShop, row.subtotalPresentment),
    discount: amount(row.discountShop, row.discountPresentment),
    shipping: amount(row.shippingShop, row.shippingPresentment),
    fees: amount(row.feesShop, row.feesPresentment),
    tax: amount(row.taxShop, row.taxPresentment),
    total: {
      stated: amount(row.totalShop, row.totalPresentment),
      derived: amount(row.derivedTotalShop, row.derivedTotalPresentment),
    },
    paid: amount(row.paidShop, row.paidPresentment),
    refunded: amount(row.refundedShop, row.refundedPresentment),
    outstanding: amount(row.outstandingShop, row.outstandingPresentment),
  };
}

function paymentOf(row: Row<"payments">, amount: AmountOf): Payment {
  return {
    id: toExternalId(row.externalId),
    kind: row.kind,
    status: row.status,
    gateway: row.gateway,
    amount: amount(row.amountShop, row.amountPresentment),
    at: instantOrNull(row.at),
  };
}

function fulfillmentOf(row: Row<"fulfillments">): Fulfillment {
  return {
    id: toExternalId(row.externalId),
    status: row.status,
    state: row.state,
    lines: row.lines,
    tracking: row.tracking,
    sent: evidenceOf(row.sentAt, row.sentBy),
    delivered: evidenceOf(row.deliveredAt, row.deliveredBy),
  };
}

function evidenceOf(at: number | null, by: Evidence["by"] | null): Evidence | null {
  return at === null || by === null ? null : { at: toInstant(at), by };
}

function refundOf(row: Row<"refunds">, lines: readonly Row<"refundLines">[], amount: AmountOf): Refund {
  return {
    id: toExternalId(row.externalId),
    at: instantOrNull(row.at),
    reason: row.reason,
    amount: amount(row.amountShop, row.amountPresentment),
    lines: lines
      .filter((line) => line.refund === row.position)
      .map((line) => ({
        line: toExternalId(line.line),
        quantity: line.quantity,
        amount: amount(line.amountShop, line.amountPresentment),
        restocked: line.restocked,
      })),
  };
}
