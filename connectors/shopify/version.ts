import { createHash } from "node:crypto";
import { decimalFromMoney } from "../../app/domain/money.ts";
import type { HeadNode } from "./order-node.ts";

/** One text for all that a sweep can see of an order; the same from a page, a single read and a head. */
export function versionOf(head: HeadNode): string {
  const facts = [
    head.cancelledAt,
    head.closedAt,
    head.displayFinancialStatus,
    head.displayFulfillmentStatus,
    head.returnStatus,
    ...[head.totalPriceSet, head.currentTotalPriceSet, head.totalReceivedSet, head.totalRefundedSet].map(({ shop }) =>
      decimalFromMoney(shop),
    ),
    head.fulfillments.map((one) => [one.id, one.status, one.displayStatus, one.updatedAt]),
    head.refunds.map((one) => [one.id, decimalFromMoney(one.totalRefundedSet.shop)]),
  ];
  return `${new Date(head.updatedAt).toISOString()} ${digest(JSON.stringify(facts))}`;
}

/** Short and steady: enough to tell two states of one order apart. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}
