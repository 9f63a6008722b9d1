import type { PersonId, ShopId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { Amount } from "../money.ts";

/** A value in the timeline. People are named by reference, so that erasing them erases them here too. */
export type EventValue = string | number | boolean | null | Amount | { readonly person: PersonId } | readonly string[];

export type EventParams = Readonly<Record<string, string | number>>;

/** Why something happened. */
export type Cause =
  | { readonly by: "shop"; readonly through: "doorbell" | "changes" | "history" | "sweep" | "read-again" }
  | { readonly by: "person"; readonly person: string }
  | { readonly by: "command-line" };

export const eventCodes = [
  "order.found", // read for the first time
  "order.status",
  "order.state",
  "order.number",
  "order.placed-at",
  "order.cancelled",
  "order.reopened",
  "order.source",
  "order.currency",
  "order.test",
  "order.closed",
  "order.completed",
  "order.customer",
  "order.shipping-address",
  "order.billing-address",
  "order.remarks",
  "order.tags",
  "order.own-tags", // given or taken in Tek
  "line.added",
  "line.removed",
  "line.quantity",
  "line.changed",
  "charge.added",
  "charge.removed",
  "charge.changed",
  "total.changed",
  "total.discrepancy",
  "payment.state",
  "payment.method",
  "payment.added",
  "payment.changed",
  "fulfillment.state",
  "fulfillment.added",
  "fulfillment.changed",
  "fulfillment.tracking",
  "fulfillment.delivered",
  "refund.added",
  "refund.removed",
  "refund.changed",
  "order.missing", // not shown once; asked for again
  "order.hidden", // no longer visible in the shop
  "order.deleted",
  "order.shown-again",
  "order.erased", // its people asked to be forgotten
  "order.behind", // the shop showed an older state; ours was kept
  "order.set-back", // the shop insisted on the older state; it was taken
  "shop.connected",
  "shop.not-linked", // somebody denied it on the shop's own page, or its key did not serve
  "shop.paused",
  "shop.resumed",
  "shop.disconnected",
  "shop.orders-deleted",
  "shop.import-progress",
  "shop.import-finished",
  "order.quarantined",
  "order.released",
] as const;
export type EventCode = (typeof eventCodes)[number];

/** One change, before it has a number. */
export interface Change {
  readonly code: EventCode;
  readonly params: EventParams;
  readonly was: EventValue;
  readonly became: EventValue;
}

export function change(code: EventCode, params: EventParams, was: EventValue, became: EventValue): Change {
  return { code, params, was, became };
}

/** One change as the event table holds it. */
export interface TekEvent extends Change {
  readonly number: number;
  readonly shop: ShopId | null;
  readonly order: string | null;
  readonly cause: Cause;
  readonly at: Instant;
}
