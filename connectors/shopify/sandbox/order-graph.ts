import { connectList, type PageArguments } from "./connections.ts";
import { customerView } from "./customer-graph.ts";
import { fulfillmentOrderView, fulfillmentView } from "./fulfillment-graph.ts";
import { attributes, few, type GraphContext, moneyBag, type View } from "./graph-context.ts";
import { discountAllocation, discountApplication, lineView, taxLineView } from "./line-graph.ts";
import { atLeastZero, type Bag, minus, plus, zero } from "./money.ts";
import { dateText, gid } from "./options.ts";
import type { StoredAddress, StoredOrder } from "./order-model.ts";
import { refundView, transactionView } from "./refund-graph.ts";
import { returnView } from "./return-graph.ts";
import { returnStatusOf } from "./returns.ts";
import {
  countsOf,
  financialStatusOf,
  fulfillmentStatusOf,
  netOf,
  shippingRefundsOf,
  taxOf,
  totalsOf,
} from "./totals.ts";

interface Few {
  readonly first?: number | null;
}

/** An order as the Admin API shows it. */
export function orderView(context: GraphContext, order: StoredOrder): View {
  const totals = totalsOf(order);
  const money = (bag: Bag) => moneyBag(bag, order);
  const counts = order.lines.map((line) => countsOf(order, line));
  const unsent = counts.some((one) => one.unsent > 0);
  const current = counts.reduce((sum, one) => sum + one.current, 0);
  const moment = (at: number | null) => (at === null ? null : dateText(at));
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    confirmationNumber: `TK${order.number}`,
    createdAt: dateText(order.createdAt),
    processedAt: dateText(order.createdAt),
    updatedAt: dateText(order.updatedAt),
    cancelledAt: moment(order.cancelledAt),
    closedAt: moment(order.closedAt),
    closed: order.closedAt !== null,
    cancelReason: order.cancelReason,
    cancellation: order.cancelledAt === null ? null : { __typename: "OrderCancellation", staffNote: order.staffNote },
    confirmed: true,
    edited: order.edited,
    test: order.test,
    displayFinancialStatus: financialStatusOf(order, totals),
    displayFulfillmentStatus: fulfillmentStatusOf(order),
    returnStatus: returnStatusOf(order),
    fulfillable: unsent && order.cancelledAt === null,
    fullyPaid: totals.outstanding.shop <= 0,
    unpaid: totals.received.shop === 0 && totals.total.shop > 0,
    canMarkAsPaid: order.cancelledAt === null && totals.outstanding.shop > 0,
    capturable: totals.capturable.shop > 0,
    refundable: totals.netPayment.shop > 0,
    restockable: current > 0,
    merchantEditable: order.cancelledAt === null && order.closedAt === null,
    requiresShipping: order.lines.length > 0,
    estimatedTaxes: false,
    dutiesIncluded: false,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    sourceName: order.sourceName,
    app: { __typename: "OrderApp", id: gid("App", "580111"), name: "Online Store" },
    attribution: { __typename: "OrderAttribution", handle: order.sourceName, displayName: "Online Store" },
    publication: { __typename: "Publication", id: gid("Publication", "110100000001"), name: "Online Store" },
    note: order.note,
    tags: order.tags,
    customAttributes: attributes(order.attributes),
    discountCode: order.discount?.kind === "code" ? order.discount.label : null,
    discountCodes: order.discount?.kind === "code" ? [order.discount.label] : [],
    paymentGatewayNames: [order.gateway],
    email: order.email,
    phone: order.phone,
    poNumber: order.poNumber,
    customerLocale: order.locale,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    statusPageUrl: `https://${context.options.shop}/70000000001/orders/${order.id}/authenticate`,
    customer: order.customerId === null ? null : customerView(context, order.customerId),
    billingAddress: order.billing && addressView(order.billing),
    shippingAddress: order.shipping && addressView(order.shipping),
    displayAddress: order.shipping && addressView(order.shipping),
    billingAddressMatchesShippingAddress: order.billing?.line1 === order.shipping?.line1,
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: current,
    subtotalPriceSet: money(totals.subtotal),
    totalDiscountsSet: money(totals.discounts),
    cartDiscountAmountSet: money(totals.discounts),
    currentCartDiscountAmountSet: money(totals.currentDiscounts),
    totalShippingPriceSet: money(totals.shipping),
    totalTaxSet: money(totals.tax),
    totalPriceSet: money(totals.total),
    originalTotalPriceSet: money(order.originalTotal),
    currentSubtotalPriceSet: money(totals.currentSubtotal),
    currentTotalDiscountsSet: money(totals.currentDiscounts),
    currentShippingPriceSet: money(totals.currentShipping),
    currentTotalTaxSet: money(totals.currentTax),
    currentTotalPriceSet: money(totals.currentTotal),
    totalReceivedSet: money(totals.received),
    totalRefundedSet: money(totals.refunded),
    totalRefundedShippingSet: money(totals.refundedShipping),
    totalOutstandingSet: money(totals.outstanding),
    totalCapturableSet: money(totals.capturable),
    netPaymentSet: money(totals.netPayment),
    refundDiscrepancySet: money(totals.adjustments),
    totalTipReceivedSet: money(zero),
    totalCashRoundingAdjustment: {
      __typename: "CashRoundingAdjustment",
      paymentSet: money(zero),
      refundSet: money(zero),
    },
    taxLines: taxLines(order, totals.tax),
    currentTaxLines: taxLines(order, totals.currentTax),
    discountApplications: (args: PageArguments) =>
      connectList(order.discount ? [order.discount] : [], args, () => discountApplication(order)),
    shippingLine: shippingLineViews(order)[0],
    shippingLines: (args: PageArguments) => connectList(shippingLineViews(order), args, (one) => one),
    lineItems: (args: PageArguments) => connectList(order.lines, args, (line) => lineView(context, order, line)),
    transactions: ({ first }: Few) => few(order.transactions, first).map((one) => transactionView(order, one)),
    transactionsCount: { __typename: "Count", count: order.transactions.length, precision: "EXACT" },
    fulfillments: ({ first }: Few) => few(order.fulfillments, first).map((one) => fulfillmentView(context, order, one)),
    fulfillmentsCount: { __typename: "Count", count: order.fulfillments.length, precision: "EXACT" },
    refunds: ({ first }: Few) => few(order.refunds, first).map((one) => refundView(context, order, one)),
    fulfillmentOrders: (args: PageArguments) => connectList([order], args, () => fulfillmentOrderView(context, order)),
    returns: (args: PageArguments) => connectList(order.returns, args, (one) => returnView(context, order, one)),
    suggestedRefund: (args: { suggestFullRefund?: boolean | null }) =>
      suggestedRefund(context, order, args.suggestFullRefund === true),
    risk: {
      __typename: "OrderRiskSummary",
      recommendation: order.risk === "HIGH" ? "INVESTIGATE" : "ACCEPT",
      assessments: [{ __typename: "OrderRiskAssessment", riskLevel: order.risk, provider: null, facts: [] }],
    },
    riskLevel: order.risk,
  };
}

function addressView(address: StoredAddress): View {
  const { first, last, company, line1, line2, city, province, provinceCode, zip, country, phone } = address;
  const countryName = new Intl.DisplayNames("en", { type: "region" }).of(country) ?? country;
  return {
    __typename: "MailingAddress",
    id: `${gid("MailingAddress", address.id)}?model_name=Address`,
    firstName: first,
    lastName: last,
    name: `${first} ${last}`,
    company,
    address1: line1,
    address2: line2,
    city,
    province,
    provinceCode,
    zip,
    country: countryName,
    countryCode: country,
    countryCodeV2: country,
    phone,
    formatted: [line1, line2, `${zip} ${city}`, countryName].filter((one) => one !== null),
    formattedArea: `${city}, ${countryName}`,
    coordinatesValidated: false,
  };
}

function taxLines(order: StoredOrder, total: Bag): View[] {
  const rate = order.lines[0]?.taxRate ?? 0;
  return total.shop === 0 ? [] : [taxLineView(order, total, rate)];
}

function shippingLineViews(order: StoredOrder): View[] {
  const money = (bag: Bag) => moneyBag(bag, order);
  return order.shippingLines.map((one) => {
    const discounted = minus(one.price, one.discount);
    return {
      __typename: "ShippingLine",
      id: gid("ShippingLine", one.id),
      title: one.title,
      code: one.code,
      source: "shopify",
      custom: false,
      isRemoved: false,
      originalPriceSet: money(one.price),
      discountedPriceSet: money(discounted),
      currentDiscountedPriceSet: money(minus(discounted, shippingRefundsOf(order, one.id).subtotal)),
      discountAllocations: one.discount.shop === 0 ? [] : [discountAllocation(order, one.discount)],
      taxLines: one.tax.shop === 0 ? [] : [taxLineView(order, one.tax, one.taxRate)],
    };
  });
}

/** What Shopify would give back now: everything that is left, or only what the shop owes already. */
function suggestedRefund(context: GraphContext, order: StoredOrder, full: boolean): View {
  const totals = totalsOf(order);
  const owed = full ? totals.netPayment : atLeastZero(minus(totals.netPayment, totals.currentTotal));
  const parent = order.transactions.find((one) => one.kind === "SALE" || one.kind === "CAPTURE");
  const lines = full
    ? order.lines.map((line) => ({ line, count: countsOf(order, line).current })).filter((one) => one.count > 0)
    : [];
  const money = (bag: Bag) => moneyBag(bag, order);
  return {
    __typename: "SuggestedRefund",
    amountSet: money(owed),
    maximumRefundableSet: money(totals.netPayment),
    subtotalSet: money(plus(...lines.map(({ line, count }) => netOf(line, count)))),
    discountedSubtotalSet: money(plus(...lines.map(({ line, count }) => netOf(line, count)))),
    totalTaxSet: money(plus(...lines.map(({ line, count }) => taxOf(line, count)))),
    shipping: {
      __typename: "ShippingRefund",
      amountSet: money(full ? totals.currentShipping : zero),
      maximumRefundableSet: money(totals.currentShipping),
      taxSet: money(zero),
    },
    refundLineItems: lines.map(({ line, count }) => ({
      __typename: "RefundLineItem",
      quantity: count,
      restockType: countsOf(order, line).unsent >= count ? "CANCEL" : "RETURN",
      restocked: true,
      lineItem: () => lineView(context, order, line),
      subtotalSet: money(netOf(line, count)),
      totalTaxSet: money(taxOf(line, count)),
      priceSet: money(line.unit),
    })),
    suggestedTransactions:
      parent && owed.shop > 0
        ? [
            {
              __typename: "SuggestedOrderTransaction",
              kind: "SUGGESTED_REFUND",
              gateway: parent.gateway,
              formattedGateway: parent.gateway,
              amountSet: money(owed),
              maximumRefundableSet: money(totals.netPayment),
              parentTransaction: transactionView(order, parent),
            },
          ]
        : [],
  };
}
