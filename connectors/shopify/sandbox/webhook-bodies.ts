import { moneyText } from "./money.ts";
import { dateText, gid, levelGid } from "./options.ts";
import type { StoredOrder } from "./order-model.ts";
import type { Mark } from "./scene.ts";
import type { StoredGood, StoredLevel, StoredLocation } from "./stock-model.ts";
import { financialStatusOf, totalsOf } from "./totals.ts";

/** The JSON body of the webhook that a mark rings, before `include_fields` thins it. Ids are numbers, as in Shopify's REST bodies. */
export function bodyOfMark(order: StoredOrder, mark: Mark): Record<string, unknown> {
  switch (mark.topic) {
    case "orders/delete":
      return { id: Number(order.id) };
    case "orders/edited":
      return { order_edit: editBody(order, mark) };
    case "fulfillments/create":
    case "fulfillments/update":
      return fulfillmentBody(order, mark.subject);
    case "refunds/create":
      return refundBody(order, mark.subject);
    case "order_transactions/create":
      return transactionBody(order, mark.subject);
    case "returns/request":
    case "returns/approve":
    case "returns/decline":
    case "returns/close":
    case "returns/reopen":
    case "returns/cancel":
    case "returns/process":
      return returnBody(order, mark.subject);
    case "fulfillment_orders/placed_on_hold":
    case "fulfillment_orders/hold_released":
      return { fulfillment_order: fulfillmentOrderBody(order) };
    case "fulfillment_orders/moved":
      return {
        original_fulfillment_order: fulfillmentOrderBody(order),
        moved_fulfillment_order: fulfillmentOrderBody(order),
        destination_location_id: gid("Location", order.locationId),
      };
    default:
      return orderBody(order);
  }
}

/** Inventory levels have no id of their own in a webhook: item and location name them. */
export function levelBody({ itemId, locationId, quantities, updatedAt }: StoredLevel): Record<string, unknown> {
  return {
    inventory_item_id: Number(itemId),
    location_id: Number(locationId),
    available: quantities.available.quantity,
    updated_at: dateText(updatedAt),
    admin_graphql_api_id: levelGid(itemId, locationId),
  };
}

export function productBody({ id, title, status, updatedAt }: StoredGood): Record<string, unknown> {
  return {
    id: Number(id),
    admin_graphql_api_id: gid("Product", id),
    title,
    status: status.toLowerCase(),
    updated_at: dateText(updatedAt),
  };
}

export function locationBody({ id, name, active, updatedAt }: StoredLocation): Record<string, unknown> {
  return {
    id: Number(id),
    admin_graphql_api_id: gid("Location", id),
    name,
    active,
    updated_at: dateText(updatedAt),
  };
}

function orderBody(order: StoredOrder): Record<string, unknown> {
  const totals = totalsOf(order);
  return {
    id: Number(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    order_number: order.number,
    number: order.number - 1000,
    created_at: dateText(order.createdAt),
    processed_at: dateText(order.createdAt),
    updated_at: dateText(order.updatedAt),
    cancelled_at: order.cancelledAt === null ? null : dateText(order.cancelledAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAt === null ? null : dateText(order.closedAt),
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    financial_status: financialStatusOf(order, totals).toLowerCase(),
    total_price: moneyText(totals.total.shop, order.currency),
    current_total_price: moneyText(totals.currentTotal.shop, order.currency),
    email: order.email,
    phone: order.phone,
    note: order.note,
    tags: order.tags.join(", "),
    test: order.test,
    line_items: order.lines.map((line) => ({
      id: Number(line.id),
      admin_graphql_api_id: gid("LineItem", line.id),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: moneyText(line.unit.shop, order.currency),
    })),
  };
}

function returnBody(order: StoredOrder, id: string | undefined): Record<string, unknown> {
  const one = order.returns.find((it) => it.id === id);
  return {
    id: Number(id),
    admin_graphql_api_id: gid("Return", String(id)),
    status: one?.status.toLowerCase(),
    name: one?.name,
    order: { id: Number(order.id), admin_graphql_api_id: gid("Order", order.id) },
  };
}

/** Bodies of fulfillment orders name no order. */
function fulfillmentOrderBody({ fulfillmentOrderId, holds }: StoredOrder): Record<string, unknown> {
  return { id: gid("FulfillmentOrder", fulfillmentOrderId), status: holds.length > 0 ? "on_hold" : "open" };
}

function editBody(order: StoredOrder, mark: Mark): Record<string, unknown> {
  const numbers = (list: readonly { id: string; delta: number }[] = []) =>
    list.map(({ id, delta }) => ({ id: Number(id), delta }));
  return {
    id: Number(order.id) + 1,
    app_id: null,
    created_at: dateText(order.updatedAt),
    notify_customer: false,
    order_id: Number(order.id),
    staff_note: "",
    user_id: 42,
    line_items: { additions: numbers(mark.edit?.additions), removals: numbers(mark.edit?.removals) },
    discounts: { line_item: { additions: [], removals: [] } },
    shipping_lines: { additions: [], removals: [] },
  };
}

function fulfillmentBody(order: StoredOrder, id: string | undefined): Record<string, unknown> {
  const one = order.fulfillments.find((it) => it.id === id);
  return {
    id: Number(id),
    order_id: Number(order.id),
    admin_graphql_api_id: gid("Fulfillment", String(id)),
    name: one?.name,
    status: one?.status.toLowerCase(),
    created_at: one && dateText(one.createdAt),
    updated_at: one && dateText(one.updatedAt),
    shipment_status: one?.displayStatus.toLowerCase(),
    tracking_company: one?.tracking?.company ?? null,
    tracking_number: one?.tracking?.number ?? null,
    tracking_url: one?.tracking?.url ?? null,
  };
}

function refundBody(order: StoredOrder, id: string | undefined): Record<string, unknown> {
  const one = order.refunds.find((it) => it.id === id);
  return {
    id: Number(id),
    order_id: Number(order.id),
    admin_graphql_api_id: gid("Refund", String(id)),
    created_at: one && dateText(one.createdAt),
    note: one?.note ?? null,
    refund_line_items: one?.lines.map((line) => ({
      id: Number(line.id),
      line_item_id: Number(line.lineId),
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
    })),
  };
}

function transactionBody(order: StoredOrder, id: string | undefined): Record<string, unknown> {
  const one = order.transactions.find((it) => it.id === id);
  return {
    id: Number(id),
    order_id: Number(order.id),
    admin_graphql_api_id: gid("OrderTransaction", String(id)),
    kind: one?.kind.toLowerCase(),
    status: one?.status.toLowerCase(),
    gateway: one?.gateway,
    amount: one && moneyText(one.amount.shop, order.currency),
    currency: order.currency,
    created_at: one && dateText(one.createdAt),
  };
}
