import { connectList, type PageArguments } from "./connections.ts";
import { type GraphContext, moneyBag, type View } from "./graph-context.ts";
import { lineView } from "./line-graph.ts";
import { zero } from "./money.ts";
import { dateText, gid } from "./options.ts";
import type { StoredOrder, StoredRefund, StoredTransaction } from "./order-model.ts";
import { locationById } from "./stock-graph.ts";

export function transactionView(order: StoredOrder, one: StoredTransaction): View {
  const parent = order.transactions.find((other) => other.id === one.parentId);
  return {
    __typename: "OrderTransaction",
    id: gid("OrderTransaction", one.id),
    kind: one.kind,
    status: one.status,
    gateway: one.gateway,
    formattedGateway: one.gateway === "shopify_payments" ? "Shopify Payments" : one.gateway,
    manualPaymentGateway: one.gateway !== "shopify_payments",
    manuallyCapturable: false,
    multiCapturable: false,
    test: order.test,
    paymentId: `${order.name}.${one.id}`,
    createdAt: dateText(one.createdAt),
    processedAt: dateText(one.createdAt),
    errorCode: null,
    amountSet: moneyBag(one.amount, order),
    totalUnsettledSet: moneyBag(zero, order),
    parentTransaction: parent ? () => transactionView(order, parent) : null,
  };
}

export function refundView(context: GraphContext, order: StoredOrder, one: StoredRefund): View {
  const adjustments = one.adjustment ? [one.adjustment] : [];
  const returned = order.returns.find(({ id }) => id === one.returnId);
  return {
    __typename: "Refund",
    id: gid("Refund", one.id),
    legacyResourceId: one.id,
    createdAt: dateText(one.createdAt),
    processedAt: dateText(one.createdAt),
    updatedAt: dateText(one.createdAt),
    note: one.note,
    return: returned ? () => context.returnView(order, returned) : null,
    order: () => context.orderView(order),
    totalRefundedSet: moneyBag(one.total, order),
    refundLineItems: (args: PageArguments) =>
      connectList(one.lines, args, (part) => refundLineView(context, order, part)),
    refundShippingLines: (args: PageArguments) =>
      connectList(one.shipping, args, (part) => ({
        __typename: "RefundShippingLine",
        id: gid("RefundShippingLine", part.id),
        subtotalAmountSet: moneyBag(part.subtotal, order),
        taxAmountSet: moneyBag(part.tax, order),
        shippingLine: () => ({
          __typename: "ShippingLine",
          id: gid("ShippingLine", part.shippingLineId),
          title: order.shippingLines.find((line) => line.id === part.shippingLineId)?.title,
        }),
      })),
    orderAdjustments: (args: PageArguments) =>
      connectList(adjustments, args, ({ id, amount }) => ({
        __typename: "OrderAdjustment",
        id: gid("OrderAdjustment", id),
        reason: "REFUND_DISCREPANCY",
        amountSet: moneyBag(amount, order),
        taxAmountSet: moneyBag(zero, order),
      })),
    transactions: (args: PageArguments) =>
      connectList(
        order.transactions.filter((each) => one.transactionIds.includes(each.id)),
        args,
        (each) => transactionView(order, each),
      ),
  };
}

function refundLineView(context: GraphContext, order: StoredOrder, part: StoredRefund["lines"][number]): View {
  const line = order.lines.find((each) => each.id === part.lineId);
  return {
    __typename: "RefundLineItem",
    id: gid("RefundLineItem", part.id),
    quantity: part.quantity,
    restockType: part.restockType,
    restocked: part.restockType !== "NO_RESTOCK",
    location: part.restockType === "NO_RESTOCK" ? null : locationById(context, part.locationId),
    lineItem: line && (() => lineView(context, order, line)),
    priceSet: line && moneyBag(line.unit, order),
    subtotalSet: moneyBag(part.subtotal, order),
    totalTaxSet: moneyBag(part.tax, order),
  };
}
