import type { Evidence, Fulfillment, FulfillmentState, Refund, RefundLine } from "../../app/domain/orders/snapshot.ts";
import { externalId } from "./external-id.ts";
import type { FulfillmentNode, OrderNode, RefundNode } from "./order-node.ts";

const states: Readonly<Record<string, FulfillmentState>> = {
  FULFILLED: "fulfilled",
  PARTIALLY_FULFILLED: "partly-fulfilled",
  FULFILLMENT_NOT_REQUIRED: "not-required",
  UNFULFILLED: "unfulfilled",
  OPEN: "unfulfilled",
  IN_PROGRESS: "unfulfilled",
  ON_HOLD: "unfulfilled",
  PENDING_FULFILLMENT: "unfulfilled",
  REQUEST_DECLINED: "unfulfilled",
  RESTOCKED: "unfulfilled",
  SCHEDULED: "unfulfilled",
};
/** Words under which the parcel is with the customer, will not arrive, or has not left. */
const arrived = new Set(["DELIVERED", "PICKED_UP"]);
const lost = new Set(["FAILURE", "NOT_DELIVERED"]);
const waiting = new Set(["READY_FOR_PICKUP", "LABEL_VOIDED"]);

/** For a word that is new to us, whether anything was sent decides. */
export function mapFulfillmentState(order: OrderNode): FulfillmentState {
  const known = states[order.displayFulfillmentStatus];
  if (known) return known;
  return order.fulfillments.some((one) => one.status === "SUCCESS") ? "partly-fulfilled" : "unfulfilled";
}

export function mapFulfillment(one: FulfillmentNode): Fulfillment {
  const state = stateOf(one);
  return {
    id: externalId(one.id),
    status: one.displayStatus ?? one.status,
    state,
    lines: one.fulfillmentLineItems.nodes.map(({ lineItem, quantity }) => ({
      line: externalId(lineItem.id),
      quantity: quantity ?? 0,
    })),
    tracking: one.trackingInfo.map(({ company, number, url }) => ({
      carrier: company || null,
      number: number || null,
      url: url || null,
    })),
    sent: sentOf(one, state),
    delivered: deliveredOf(one, state),
  };
}

function stateOf(one: FulfillmentNode): Fulfillment["state"] {
  const word = one.displayStatus ?? "";
  if (one.status === "CANCELLED" || word === "CANCELED") return "cancelled";
  if (one.status === "ERROR" || one.status === "FAILURE") return "failed";
  if (one.deliveredAt !== null || arrived.has(word)) return "delivered";
  if (lost.has(word)) return "failed";
  if (one.inTransitAt !== null) return "sent";
  return one.status === "SUCCESS" && !waiting.has(word) ? "sent" : "open";
}

function sentOf(one: FulfillmentNode, state: Fulfillment["state"]): Evidence | null {
  if (one.inTransitAt !== null) return { at: one.inTransitAt, by: "carrier-in-transit" };
  return state === "sent" || state === "delivered" ? { at: one.createdAt, by: "fulfillment-created" } : null;
}

/** A status without a moment was set by hand; the moment of that is when the fulfillment last changed. */
function deliveredOf(one: FulfillmentNode, state: Fulfillment["state"]): Evidence | null {
  if (one.deliveredAt !== null) return { at: one.deliveredAt, by: "carrier-delivered" };
  return state === "delivered" ? { at: one.updatedAt, by: "marked-delivered" } : null;
}

export function mapRefund(one: RefundNode): Refund {
  return {
    id: externalId(one.id),
    at: one.createdAt ?? one.processedAt,
    reason: one.note || null,
    amount: one.totalRefundedSet,
    lines: one.refundLineItems.nodes.map(mapRefundLine),
  };
}

function mapRefundLine(line: RefundNode["refundLineItems"]["nodes"][number]): RefundLine {
  return {
    line: externalId(line.lineItem.id),
    quantity: line.quantity,
    amount: line.subtotalSet,
    restocked: restockedOf(line.restockType, line.restocked),
  };
}

/** LEGACY_RESTOCK says that a restock was asked for before locations existed, not where or whether it happened. */
function restockedOf(type: string, restocked: boolean): RefundLine["restocked"] {
  if (type === "NO_RESTOCK") return "no";
  if (restocked) return "yes";
  return type === "CANCEL" || type === "RETURN" ? "no" : "unknown";
}
