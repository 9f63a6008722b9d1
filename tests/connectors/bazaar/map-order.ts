import { toExternalId } from "../../../app/domain/ids.ts";
import { toInstant } from "../../../app/domain/instant.ts";
import type { Amount } from "../../../app/domain/money.ts";
import type { OrderLine, OrderSnapshot } from "../../../app/domain/orders/snapshot.ts";
import type { OrderReading } from "../../../connectors/contract/port.ts";
import type { StallOrder } from "./stall.ts";

export const currency = "TRY";
const of = (minor: number): Amount => ({ shop: { minor, currency }, presentment: { minor, currency } });
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

/** The order's own date and everything that may change without moving it. */
export const versionOf = (order: StallOrder): string =>
  [
    order.updatedAt,
    order.status,
    order.paid,
    order.note,
    ...order.refunds.map(({ id, amount }) => `${id}:${amount}`),
  ].join("|");

export function readOrder(order: StallOrder): OrderReading {
  return { snapshot: mapOrder(order), raw: { format: "bazaar/1", body: JSON.stringify(order) }, unknown: [] };
}

const states = { new: "open", packed: "completed", cancelled: "cancelled" } as const;

function mapOrder(order: StallOrder): OrderSnapshot {
  const total = sum(order.lines.map(({ price, quantity }) => price * quantity));
  const refunded = sum(order.refunds.map(({ amount }) => amount));
  const paid = order.paid ? total : 0;
  const [placedAt, updatedAt] = [toInstant(order.placedAt), toInstant(order.updatedAt)];
  return {
    id: toExternalId(order.id),
    number: `#${order.id}`,
    adminUrl: null,
    version: versionOf(order),
    placedAt,
    updatedAt,
    cancelledAt: null,
    closedAt: null,
    completedAt: null,
    status: order.status,
    state: states[order.status],
    source: null,
    currency: { shop: currency, presentment: currency },
    taxesIncluded: true,
    test: false,
    people: {
      customer: null,
      shipping: null,
      billing: null,
      remarks: order.note === "" ? null : { note: order.note, attributes: [] },
    },
    lines: order.lines.map(mapLine),
    shipping: [],
    fees: [],
    coupons: [],
    taxes: [],
    totals: {
      subtotal: of(total),
      discount: of(0),
      shipping: of(0),
      fees: of(0),
      tax: of(0),
      total: { stated: of(total), derived: of(total) },
      paid: of(paid),
      refunded: of(refunded),
      outstanding: of(total - paid),
    },
    payment: { state: order.paid ? "paid" : "unpaid", method: "other", title: null },
    payments: [],
    fulfillment: order.status === "packed" ? "fulfilled" : "unfulfilled",
    fulfillments: [],
    refunds: order.refunds.map(({ id, amount }) => ({
      id: toExternalId(id),
      at: null,
      reason: null,
      amount: of(amount),
      lines: [],
    })),
    tags: [],
  };
}

const mapLine = ({ id, good, quantity, price }: StallOrder["lines"][number]): OrderLine => ({
  id: toExternalId(id),
  productId: toExternalId(good),
  variantId: null,
  sku: good,
  title: good,
  variantTitle: null,
  options: [],
  picture: null,
  quantity,
  currentQuantity: quantity,
  unitPrice: of(price),
  discount: of(0),
  total: of(price * quantity),
  taxes: [],
  requiresShipping: true,
});
