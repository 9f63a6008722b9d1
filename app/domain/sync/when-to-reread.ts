import { days, hours, type Instant, minutes, plus } from "../instant.ts";
import type { FulfillmentState, OrderState, PaymentState } from "../orders/snapshot.ts";

/** What tells how much of an order may still change. */
export interface Unfinished {
  readonly state: OrderState;
  readonly payment: PaymentState;
  readonly fulfillment: FulfillmentState;
}

/** Where work is under way: goods or money are still to come. */
export const openStates: readonly OrderState[] = ["pending", "open", "on-hold"];
/** Of an order under way: the money came (or went back) and the goods went out, so that only a refund or a return can follow. */
export const endedPayments: readonly PaymentState[] = ["paid", "partly-refunded", "refunded", "voided"];
export const endedFulfillments: readonly FulfillmentState[] = ["fulfilled", "not-required"];

export type Watch = "open" | "ended";

export function watchOf({ state, payment, fulfillment }: Unfinished): Watch {
  if (!openStates.includes(state)) return "ended";
  return endedPayments.includes(payment) && endedFulfillments.includes(fulfillment) ? "ended" : "open";
}

/** Orders that have been quiet for so long (milliseconds since they changed at the shop) are read again so often. */
export interface Distance {
  readonly watch: Watch;
  readonly quietFrom: number;
  readonly quietBelow: number;
  readonly every: number;
}

const band = (watch: Watch, quietFrom: number, quietBelow: number, every: number): Distance => ({
  watch,
  quietFrom,
  quietBelow,
  every,
});

/** Farther back than any order. */
const ever = days(365_000);

/**
 * How far apart an order is read, the young ones first. An order that has ended is watched for a month, for refunds and returns; later
 * changes of it are the nightly sweep's to find, which compares every order.
 */
export const distances: readonly Distance[] = [
  band("open", 0, hours(6), minutes(30)),
  band("open", hours(6), days(3), hours(2)),
  band("open", days(3), days(14), hours(8)),
  band("open", days(14), ever, days(1)),
  band("ended", 0, days(2), hours(4)),
  band("ended", days(2), days(30), days(1)),
];

/** When an order is read again because nothing else had it read; null when it is not watched any more. */
export function whenToReread(
  order: Unfinished & { readonly updatedAt: Instant; readonly lastReadAt: Instant },
  now: Instant,
): Instant | null {
  const watch = watchOf(order);
  // A shop's clock may run ahead of ours.
  const quiet = Math.max(0, now - order.updatedAt);
  const fits = distances.find((one) => one.watch === watch && quiet >= one.quietFrom && quiet < one.quietBelow);
  return fits ? plus(order.lastReadAt, fits.every) : null;
}

/** The part of a shop's budget that reading again may use. */
const share = 0.1;

/** What reading again may cost between two looks that are `apart` milliseconds from each other. */
export function rereadAllowance(budget: { readonly perSecond: number }, apart: number): number {
  return Math.floor(budget.perSecond * (apart / 1000) * share);
}

/** What the platform's ways of looking cost: one order by its id, and a page of ids and versions, newest orders first. */
export interface LookCosts {
  readonly one: number;
  readonly heads: { readonly page: number; readonly pageSize: number };
}

/**
 * How many pages of ids and versions to read before the rest is read by id: as many as make it cheapest. `placed` says when each waiting
 * order was placed; `edges` when the last order of each page was, as far as pages may be read.
 */
export function cheapestPages(placed: readonly Instant[], edges: readonly Instant[], cost: LookCosts): number {
  const spent = (pages: number) => {
    const edge = pages === 0 ? null : edges[pages - 1];
    const left = edge === null || edge === undefined ? placed.length : placed.filter((at) => at < edge).length;
    return pages * cost.heads.page + left * cost.one;
  };
  let best = 0;
  for (let pages = 1; pages <= edges.length; pages++) if (spent(pages) < spent(best)) best = pages;
  return best;
}
