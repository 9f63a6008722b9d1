import { type Instant, toInstant } from "./instant.ts";

/** Whole calendar days as moments: from `from` on, and before `before`; null is an open end. */
export interface DayBounds {
  readonly from: Instant | null;
  readonly before: Instant | null;
}

/** Whether a text is a day that exists before the year 9999, as "2026-11-23". */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text >= "9999") return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/**
 * The moments that the days `first` to `last` (both included, either open) span in an IANA zone. Days that are 23 or 25 hours long, that
 * begin at one o'clock, or that a zone skipped come out right. Throws a RangeError for a text that is no day and for an unknown zone.
 */
export function dayBounds(first: string | null, last: string | null, zone: string): DayBounds {
  return {
    from: first === null ? null : dayStart(first, zone),
    before: last === null ? null : dayStart(dayAfter(last), zone),
  };
}

/** The first moment at which the zone's calendar shows `day` or a later one. */
export function dayStart(day: string, zone: string): Instant {
  const wanted = digitsOf(day);
  const midnight = utcMidnight(day);
  // Zones lie between UTC-12 and UTC+14, so the day's first moment is between these two.
  let before = midnight - 16 * hour;
  let reached = midnight + 14 * hour;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (dateIn(middle, zone) < wanted) before = middle;
    else reached = middle;
  }
  return toInstant(Math.max(0, reached));
}

function dayAfter(day: string): string {
  return new Date(utcMidnight(day) + 24 * hour).toISOString().slice(0, 10);
}

const hour = 3_600_000;

function utcMidnight(day: string): number {
  if (!isCalendarDay(day)) throw new RangeError(`Not a day such as "2026-11-23": ${day.slice(0, 40)}`);
  return Date.parse(`${day}T00:00:00Z`);
}

const digitsOf = (day: string): number => Number(day.replaceAll("-", ""));

/** The zone's date at a moment as one number, 20261123. */
function dateIn(at: number, zone: string): number {
  let date = 0;
  for (const part of formatOf(zone).formatToParts(at)) {
    if (part.type === "year") date += Number(part.value) * 10_000;
    if (part.type === "month") date += Number(part.value) * 100;
    if (part.type === "day") date += Number(part.value);
  }
  return date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  formats.set(zone, made);
  return made;
}
