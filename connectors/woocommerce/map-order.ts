import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import type { Amount } from "../../app/domain/money.ts";
import type { OrderSnapshot, OrderState, OrderTotals } from "../../app/domain/orders/snapshot.ts";
import type { OrderReading } from "../contract/port.ts";
import { mapFulfillment, needsShipping } from "./map-fulfillment.ts";
import { mapCoupons, mapFees, mapLine, mapShipping, mapTaxes } from "./map-lines.ts";
import { type MoneyReader, moneyReader, plusAmount, sumOf } from "./map-money.ts";
import { mapPayment } from "./map-payment.ts";
import { mapPeople } from "./map-people.ts";
import { mapRefunds } from "./map-refunds.ts";
import { orderSchema, refundSchema, type WooOrder, type WooRefund } from "./order-schema.ts";
import { plainText, said } from "./plain-text.ts";
import { unknownFields } from "./unknown-fields.ts";
import { Unmappable } from "./unmappable.ts";
import { versionOf } from "./version.ts";
import { gmt } from "./woo-time.ts";

/** A parsed JSON value and the text that it came in. */
export interface Body {
  readonly value: unknown;
  readonly text: string;
}

/**
 * Reads one order as `wc/v3` shows it, with its refunds where it has any. `site` is the account's address, for the link into
 * WordPress' admin. Throws `Unmappable`.
 */
export function readOrder(body: Body, refunds: Body | null, site: string): OrderReading {
  const order = understood(orderSchema, body.value, "woocommerce.order-unreadable");
  const details = refunds ? understood(z.array(refundSchema), refunds.value, "woocommerce.refunds-unreadable") : [];
  return {
    snapshot: mapOrder(order, details, site),
    raw: refunds
      ? { format: "wc/v3/order+refunds", body: `{"order":${body.text},"refunds":${refunds.text}}` }
      : { format: "wc/v3/order", body: body.text },
    unknown: unknownFields(body.value, order),
  };
}

/** Parses, or throws an `Unmappable` that names the first field that does not fit. */
export function understood<T extends z.ZodType>(schema: T, value: unknown, code: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Unmappable(code, { path: issue?.path.join(".") ?? "", problem: issue?.code ?? "" });
}

function mapOrder(order: WooOrder, details: readonly WooRefund[], site: string): OrderSnapshot {
  const money = moneyReader(order.currency, order.prices_include_tax);
  const placedAt = gmt(order.date_created_gmt);
  if (placedAt === null) throw new Unmappable("woocommerce.date-unreadable", { path: "date_created_gmt" });
  const taxes = mapTaxes(order, money);
  const { refunds, units } = mapRefunds(order, details, money);
  const shipped = needsShipping(order);
  const lines = order.line_items.map((line) =>
    mapLine(line, { money, taxes, refunded: units, requiresShipping: shipped }),
  );
  const shipping = mapShipping(order, money, taxes);
  const fees = mapFees(order, money, taxes);
  const total = money.read(order.total, "total");
  const refunded = sumOf(
    money.zero,
    refunds.map(({ amount }) => amount),
  );
  const paid = mapPayment(order, total, refunded, money);
  const { state: fulfillment, fulfillments } = mapFulfillment(order, shipped);
  const parts = {
    subtotal: sumOf(money.zero, lines.map(totalOf)),
    shipping: sumOf(money.zero, shipping.map(totalOf)),
    fees: sumOf(money.zero, fees.map(totalOf)),
  };
  return {
    id: toExternalId(order.id),
    number: numberOf(order),
    adminUrl: `${site}/wp-admin/admin.php?page=wc-orders&action=edit&id=${order.id}`,
    version: versionOf(order),
    placedAt,
    updatedAt: gmt(order.date_modified_gmt) ?? placedAt,
    // WooCommerce does not keep when an order was cancelled, and knows no closing.
    cancelledAt: null,
    closedAt: null,
    completedAt: gmt(order.date_completed_gmt),
    status: order.status,
    state: stateOf(order),
    source: said(order.created_via),
    currency: { shop: money.currency, presentment: money.currency },
    taxesIncluded: order.prices_include_tax,
    test: false,
    people: mapPeople(order),
    lines,
    shipping,
    fees,
    coupons: mapCoupons(order, money),
    taxes: taxes.all,
    totals: { ...mapTotals(order, parts, total, money), ...paid.totals },
    payment: paid.summary,
    payments: paid.payments,
    fulfillment,
    fulfillments,
    refunds,
    tags: [],
  };
}

const totalOf = ({ total }: { readonly total: Amount }) => total;

type Parts = Pick<OrderTotals, "subtotal" | "shipping" | "fees">;

function mapTotals(order: WooOrder, parts: Parts, stated: Amount, money: MoneyReader) {
  const tax = money.read(order.total_tax, "total_tax");
  const net = plusAmount(plusAmount(parts.subtotal, parts.shipping), parts.fees);
  return {
    ...parts,
    discount: money.shown(order.discount_total, order.discount_tax, "discount_total"),
    tax,
    total: { stated, derived: order.prices_include_tax ? net : plusAmount(net, tax) },
  };
}

/** As WooCommerce's admin says it; a numbering plugin's "2026-ORD-7" stands for itself when it begins with a letter. */
function numberOf(order: WooOrder): string {
  const number = plainText(order.number || order.id, 100).trim();
  return /^\d/.test(number) ? `#${number}` : number;
}

const states: Readonly<Record<string, OrderState>> = {
  pending: "pending",
  "checkout-draft": "pending",
  "auto-draft": "pending",
  processing: "open",
  "on-hold": "on-hold",
  completed: "completed",
  cancelled: "cancelled",
  failed: "failed",
  trash: "trashed",
};

function stateOf(order: WooOrder): OrderState {
  // "refunded" is final but says nothing of the goods: they went out if the order was ever completed.
  if (order.status === "refunded") return gmt(order.date_completed_gmt) === null ? "cancelled" : "completed";
  // A status that the shop made itself is work under way until the merchant says otherwise.
  return states[order.status] ?? "open";
}
