import { variantOf } from "./catalogue.ts";
import { imageView } from "./catalogue-graph.ts";
import { connectList, type PageArguments } from "./connections.ts";
import { few, type GraphContext, moneyBag, type View } from "./graph-context.ts";
import { lineView } from "./line-graph.ts";
import { times } from "./money.ts";
import { dateText, gid } from "./options.ts";
import type { StoredFulfillment, StoredLine, StoredOrder } from "./order-model.ts";
import { locationOf } from "./shelves.ts";
import { locationById } from "./stock-graph.ts";
import { countsOf, netOf } from "./totals.ts";

export function fulfillmentView(context: GraphContext, order: StoredOrder, one: StoredFulfillment): View {
  const moment = (at: number | null) => (at === null ? null : dateText(at));
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", one.id),
    legacyResourceId: one.id,
    name: one.name,
    status: one.status,
    displayStatus: one.displayStatus,
    createdAt: dateText(one.createdAt),
    updatedAt: dateText(one.updatedAt),
    inTransitAt: moment(one.inTransitAt),
    deliveredAt: moment(one.deliveredAt),
    estimatedDeliveryAt: null,
    requiresShipping: true,
    totalQuantity: one.lines.reduce((sum, part) => sum + part.quantity, 0),
    location: locationById(context, one.locationId),
    order: () => context.orderView(order),
    trackingInfo: ({ first }: { first?: number | null }) =>
      few(one.tracking ? [{ __typename: "FulfillmentTrackingInfo", ...one.tracking }] : [], first),
    fulfillmentOrders: (args: PageArguments) => connectList([order], args, () => fulfillmentOrderView(context, order)),
    fulfillmentLineItems: (args: PageArguments) =>
      connectList(one.lines, args, (part) => fulfillmentLineView(context, order, part)),
  };
}

export function fulfillmentLineView(
  context: GraphContext,
  order: StoredOrder,
  part: StoredFulfillment["lines"][number],
): View {
  const line = order.lines.find((each) => each.id === part.lineId);
  return {
    __typename: "FulfillmentLineItem",
    id: gid("FulfillmentLineItem", part.id),
    quantity: part.quantity,
    lineItem: line && lineView(context, order, line),
    originalTotalSet: line && moneyBag(times(line.unit, part.quantity), order),
    discountedTotalSet: line && moneyBag(netOf(line, part.quantity), order),
  };
}

/** Everything of an order is sent from one place, so an order has one fulfillment order. */
export function fulfillmentOrderView(context: GraphContext, order: StoredOrder): View {
  const location = locationOf(context.store, order.locationId);
  const counts = order.lines.map((line) => countsOf(order, line));
  const unsent = counts.some((one) => one.unsent > 0) && order.cancelledAt === null;
  const started = counts.some((one) => one.sent > 0);
  const held = order.holds.length > 0;
  const openStatus = held ? "ON_HOLD" : started ? "IN_PROGRESS" : "OPEN";
  const status = order.cancelledAt !== null ? "CANCELLED" : unsent ? openStatus : "CLOSED";
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", order.fulfillmentOrderId),
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: dateText(order.createdAt),
    order: () => context.orderView(order),
    status,
    requestStatus: "UNSUBMITTED",
    createdAt: dateText(order.createdAt),
    updatedAt: dateText(order.updatedAt),
    fulfillAt: dateText(order.createdAt),
    fulfillBy: null,
    assignedLocation: {
      __typename: "FulfillmentOrderAssignedLocation",
      name: location?.name,
      countryCode: "TR",
      city: location?.city,
      location: locationById(context, order.locationId),
    },
    deliveryMethod: {
      __typename: "DeliveryMethod",
      id: gid("DeliveryMethod", order.fulfillmentOrderId),
      methodType: "SHIPPING",
      presentedName: order.shippingLines[0]?.title,
    },
    fulfillmentHolds: holdViews(order),
    supportedActions: (unsent ? (held ? ["RELEASE_HOLD"] : ["CREATE_FULFILLMENT", "HOLD", "MOVE"]) : []).map(
      (action) => ({
        __typename: "FulfillmentOrderSupportedAction",
        action,
      }),
    ),
    fulfillments: (args: PageArguments) =>
      connectList(order.fulfillments, args, (one) => fulfillmentView(context, order, one)),
    lineItems: (args: PageArguments) =>
      connectList(order.lines, args, (line) => fulfillmentOrderLine(context, order, line)),
  };
}

function fulfillmentOrderLine(context: GraphContext, order: StoredOrder, line: StoredLine): View {
  const { sent, unsent } = countsOf(order, line);
  const variant = variantOf(line.sku);
  return {
    __typename: "FulfillmentOrderLineItem",
    id: gid("FulfillmentOrderLineItem", line.fulfillmentOrderLineId),
    totalQuantity: sent + unsent,
    remainingQuantity: order.cancelledAt === null ? unsent : 0,
    inventoryItemId: variant ? gid("InventoryItem", variant.inventoryItemId) : null,
    productTitle: line.title,
    variantTitle: line.variantTitle,
    requiresShipping: true,
    sku: line.sku,
    vendor: line.vendor,
    image: variant ? imageView(context, variant.product.good.sku, line.title) : null,
    lineItem: () => lineView(context, order, line),
  };
}

export function holdViews({ holds }: StoredOrder): View[] {
  return holds.map(({ id, reason, notes, handle }) => ({
    __typename: "FulfillmentHold",
    id: gid("FulfillmentHold", id),
    reason,
    reasonNotes: notes,
    displayReason: notes ?? reason,
    handle,
    heldByRequestingApp: true,
  }));
}
