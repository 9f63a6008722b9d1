import type { TimelineEntry } from "#app/views/order-page.ts";

/** The changes of one reading: the one that tells the most, the others, and the amounts that moved with them. */
export interface TimelineGroup {
  readonly headline: TimelineEntry;
  readonly others: readonly TimelineEntry[];
  readonly amounts: readonly TimelineEntry[];
}

/** Every event code, the most telling first: the headline of a group is its first in this order. */
export const telling = [
  "order.found",
  "order.deleted",
  "order.missing",
  "order.hidden",
  "refund.added",
  "refund.removed",
  "refund.changed",
  "payment.added",
  "payment.state",
  "payment.changed",
  "fulfillment.delivered",
  "fulfillment.tracking",
  "fulfillment.added",
  "order.cancelled",
  "order.reopened",
  "order.shown-again",
  "order.set-back",
  "order.erased",
  "order.behind",
  "fulfillment.changed",
  "line.added",
  "line.removed",
  "line.quantity",
  "line.changed",
  "order.shipping-address",
  "order.billing-address",
  "order.customer",
  "order.remarks",
  "payment.method",
  "order.tags",
  "order.own-tags",
  "charge.added",
  "charge.removed",
  "charge.changed",
  "order.status",
  "order.state",
  "fulfillment.state",
  "order.completed",
  "order.closed",
  "order.number",
  "order.placed-at",
  "order.source",
  "order.currency",
  "order.test",
  "total.discrepancy",
  "total.changed",
  "order.quarantined",
  "order.released",
  "shop.connected",
  "shop.not-linked",
  "shop.paused",
  "shop.resumed",
  "shop.disconnected",
  "shop.orders-deleted",
  "shop.import-progress",
  "shop.import-finished",
] as const satisfies readonly TimelineEntry["code"][];

const ranks: ReadonlyMap<string, number> = new Map(telling.map((code, rank) => [code, rank]));

/**
 * One page of the timeline, `entries` newest first, as groups newest first, and the event number before which the next page begins (null:
 * there is none). The page's last reading may go on beyond it, so where `older` entries follow it is left to the next page, unless it is the
 * only one.
 */
export function timelinePage(
  entries: readonly TimelineEntry[],
  older: number | null,
): { readonly groups: readonly TimelineGroup[]; readonly before: number | null } {
  const readings = readingsOf(entries);
  if (older === null || readings.length < 2) return { groups: readings.map(groupOf), before: older };
  const whole = readings.slice(0, -1);
  return { groups: whole.map(groupOf), before: whole.at(-1)?.at(-1)?.number ?? older };
}

function readingsOf(entries: readonly TimelineEntry[]): readonly (readonly TimelineEntry[])[] {
  const readings: TimelineEntry[][] = [];
  for (const entry of entries) {
    const reading = readings.at(-1);
    const newer = reading?.at(-1);
    if (reading && newer && ofOneReading(newer, entry)) reading.push(entry);
    else readings.push([entry]);
  }
  return readings;
}

function ofOneReading(a: TimelineEntry, b: TimelineEntry): boolean {
  if (a.code === "order.found" || b.code === "order.found") return false;
  return a.at === b.at && causeKey(a) === causeKey(b);
}

function causeKey({ cause }: TimelineEntry): string {
  if (cause.by === "shop") return `shop ${cause.through}`;
  return cause.by === "person" ? `person ${cause.name}` : cause.by;
}

function groupOf(reading: readonly TimelineEntry[]): TimelineGroup {
  const [headline, ...rest] = reading.toSorted((a, b) => rankOf(a) - rankOf(b) || a.number - b.number);
  if (!headline) throw new Error("A reading without entries");
  return {
    headline,
    others: rest.filter((entry) => !isAmount(entry)),
    amounts: rest.filter(isAmount),
  };
}

const rankOf = (entry: TimelineEntry) => (isLineTotal(entry) ? lineTotalRank : (ranks.get(entry.code) ?? ranks.size));

/** A line's total follows from its quantity and price, so it tells no more than a charge does. */
const isLineTotal = ({ code, params }: TimelineEntry) => code === "line.changed" && params.field === "total";
const lineTotalRank = telling.indexOf("charge.added");

const isAmount = (entry: TimelineEntry) =>
  entry.code === "total.changed" || entry.code.startsWith("charge.") || isLineTotal(entry);
