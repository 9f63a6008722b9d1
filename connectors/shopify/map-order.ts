import type { Amount } from "../../app/domain/money.ts";
import type { OrderSnapshot, OrderState, OrderTotals } from "../../app/domain/orders/snapshot.ts";
import { shopHandle } from "./account.ts";
import { externalId } from "./external-id.ts";
import { mapFulfillment, mapFulfillmentState, mapRefund } from "./map-fulfillment.ts";
import { mapFees, mapLine, mapShipping } from "./map-lines.ts";
import { type Currencies, mapCoupons, mapTaxes, nothing, sum } from "./map-money.ts";
import { mapPayment, mapPayments } from "./map-payment.ts";
import { mapPeople } from "./map-people.ts";
import type { OrderNode } from "./order-node.ts";
import { versionOf } from "./version.ts";

/**
 * One order of Shopify as a snapshot. `denied` names the order's fields on whose paths access was denied. Throws a TypeError when the
 * order's amounts are not all in its two currencies.
 */
export function mapOrder(order: OrderNode, shop: string, denied: ReadonlySet<string>): OrderSnapshot {
  const currencies = { shop: order.currencyCode, presentment: order.presentmentCurrencyCode };
  const id = externalId(order.id);
  const parts = {
    lines: order.lineItems.nodes.map((line) => mapLine(line, currencies)),
    shipping: mapShipping(order),
    fees: mapFees(order),
  };
  return {
    id,
    number: order.name,
    adminUrl: `https://admin.shopify.com/store/${shopHandle(shop)}/orders/${id}`,
    version: versionOf(order),
    placedAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    closedAt: order.closedAt,
    completedAt: null,
    status: statusOf(order),
    state: stateOf(order),
    source: order.sourceName || null,
    currency: currencies,
    taxesIncluded: order.taxesIncluded,
    test: order.test,
    people: mapPeople(order, denied),
    ...parts,
    coupons: mapCoupons(order, currencies),
    taxes: mapTaxes(order.taxLines),
    totals: totalsOf(order, currencies, parts),
    payment: mapPayment(order),
    payments: mapPayments(order),
    fulfillment: mapFulfillmentState(order),
    fulfillments: order.fulfillments.map(mapFulfillment),
    refunds: order.refunds.map(mapRefund),
    tags: order.tags,
  };
}

/** Shopify has no one status: why it was cancelled, what the payment and what the fulfillment badge say, as Shopify writes them. */
function statusOf(order: OrderNode): string {
  const cancelled = order.cancelledAt === null ? null : ["CANCELLED", order.cancelReason].filter(Boolean).join(":");
  return [cancelled, order.displayFinancialStatus, order.displayFulfillmentStatus].filter(Boolean).join("/");
}

/** Closed is what the admin shows as archived. An order that is not confirmed waits for Shopify to reserve its stock. */
function stateOf(order: OrderNode): OrderState {
  if (order.cancelledAt !== null) return "cancelled";
  if (order.closedAt !== null) return "completed";
  if (order.displayFulfillmentStatus === "ON_HOLD") return "on-hold";
  return order.confirmed ? "open" : "pending";
}

interface Parts {
  readonly lines: readonly { readonly total: Amount }[];
  readonly shipping: readonly { readonly total: Amount }[];
  readonly fees: readonly { readonly total: Amount }[];
}

/** The `total…Set` fields are as sold, before refunds; what is null there Shopify has not reckoned, so the parts are added up. */
function totalsOf(order: OrderNode, currencies: Currencies, { lines, shipping, fees }: Parts): OrderTotals {
  const added = (parts: readonly { readonly total: Amount }[]) =>
    sum(
      currencies,
      parts.map(({ total }) => total),
    );
  const goods = added(lines);
  const tax =
    order.totalTaxSet ??
    sum(
      currencies,
      order.taxLines.map(({ priceSet }) => priceSet),
    );
  const onTop = order.taxesIncluded ? nothing(currencies) : tax;
  const discounts = order.lineItems.nodes.flatMap((line) =>
    line.discountAllocations.map((one) => one.allocatedAmountSet),
  );
  return {
    subtotal: order.subtotalPriceSet ?? goods,
    discount: order.totalDiscountsSet ?? sum(currencies, discounts),
    shipping: added(shipping),
    fees: added(fees),
    tax,
    total: { stated: order.totalPriceSet, derived: sum(currencies, [goods, added(shipping), added(fees), onTop]) },
    paid: order.totalReceivedSet,
    refunded: order.totalRefundedSet,
    outstanding: order.totalOutstandingSet,
  };
}
