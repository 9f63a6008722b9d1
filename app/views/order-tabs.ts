import type { OrderCriteria } from "#app/db/order-counts.ts";
import type { OrderTab } from "./order-list.ts";

/** What waits for somebody: alive in its shop, and not known to be gone from it. */
const alive: OrderCriteria = { state: ["pending", "open", "on-hold"], presence: ["shown", "missing"] };

/**
 * What stands under each tab, for its rows and its count alike.
 *
 * - `open`, `unpaid` and `to-send` are work: an order that its shop trashed, deleted or no longer shows is in none of them. One that
 *   is "missing" was not shown once and may come back, so it stays.
 * - `unpaid` is every order whose money is still to come, cash on delivery and authorised cards included. It may be completed: a shop
 *   archives what was sent, and the courier brings the money later.
 * - `to-send` leaves out orders that wait for a payment ("pending") or for a decision ("on-hold").
 * - `refunded` and `cancelled` are history: what the shop no longer shows remains.
 * - `all` is all; trashed and gone orders show as such. A failed order stands here only, until its payment is tried again.
 */
export const tabCriteria: Readonly<Record<OrderTab, OrderCriteria>> = {
  all: {},
  open: alive,
  unpaid: {
    ...alive,
    state: ["pending", "open", "on-hold", "completed"],
    payment: ["unpaid", "authorized", "partly-paid", "failed"],
  },
  "to-send": {
    ...alive,
    state: ["open"],
    fulfillment: ["unfulfilled", "partly-fulfilled"],
    either: { payment: ["paid", "partly-refunded"], method: ["cash-on-delivery"] },
  },
  refunded: { payment: ["partly-refunded", "refunded"] },
  cancelled: { state: ["cancelled"] },
};
