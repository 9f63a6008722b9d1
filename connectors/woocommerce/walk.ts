import { z } from "zod";
import type { Instant } from "../../app/domain/instant.ts";
import type { Cursor } from "../contract/port.ts";
import type { Query } from "./client.ts";
import { gmtText } from "./woo-time.ts";

/**
 * A walk through the orders along one date, which WooCommerce keeps to the second. Pages by number lose orders when others change
 * meanwhile, and so does leaving out ids that were seen: an order that changes again is then left out too. So every page is the first
 * one from `at` on, that second included, and the last second of a page is read again whole with the next. A second that fills a page
 * is walked by id.
 */
export const cursorSchema = z.object({
  at: z.int().optional(),
  /** Where the next pull begins, once this one has come to seconds that may not have ended. */
  keep: z.int().optional(),
  /** How far into the second `at`, in the order of ids, and the last id that was handed over there. */
  within: z.int().optional(),
  last: z.string().optional(),
});
export type WalkCursor = z.infer<typeof cursorSchema>;

export interface Walk {
  readonly by: "modified" | "date";
  readonly order: "asc" | "desc";
}

/** One row of a page: what it is and where it lies on the walk. */
export interface Row {
  readonly id: string;
  readonly at: Instant;
}

const second = 1000;

const dateNames = {
  modified: { after: "modified_after", before: "modified_before" },
  date: { after: "after", before: "before" },
} as const;

/** The query of the page at the cursor. Every date is exclusive in WooCommerce, hence the second more on either side. */
export function queryAt({ by, order }: Walk, cursor: WalkCursor, size: number): Query {
  const base = { dates_are_gmt: "true", per_page: size };
  if (cursor.at === undefined) return { ...base, orderby: by, order };
  const names = dateNames[by];
  const lower = { [names.after]: gmtText(cursor.at - second) };
  const upper = { [names.before]: gmtText(cursor.at + second) };
  if (cursor.within === undefined) return { ...base, ...(order === "asc" ? lower : upper), orderby: by, order };
  // The last order handed over is asked for again: a later one in its place tells that others left the second.
  const inside = { orderby: "id", order: "asc", offset: offsetOf(cursor), per_page: Math.max(2, size) };
  return { ...base, ...lower, ...upper, ...inside };
}

export interface Step {
  /** The rows of the page that are handed over now. */
  readonly fresh: readonly string[];
  readonly next: WalkCursor;
  readonly more: boolean;
}

export interface Arrived {
  readonly rows: readonly Row[];
  /** X-WP-Total, or null when the answer had none. A short page is not the last one. */
  readonly total: number | null;
  /** The page size that was asked for. */
  readonly size: number;
  /** The last instant that had surely ended at the shop when it looked; later seconds may yet be joined by other changes. */
  readonly settled?: number;
}

/** Where the walk stands after a page. */
export function stepOver(walk: Walk, cursor: WalkCursor, arrived: Arrived): Step {
  return cursor.within === undefined ? stepAlong(walk, cursor, arrived) : stepWithin(walk, cursor, arrived);
}

function stepAlong(walk: Walk, cursor: WalkCursor, arrived: Arrived): Step {
  const { rows, total, settled } = arrived;
  const lastAt = rows.at(-1)?.at;
  if (lastAt === undefined) return { fresh: [], next: begun(cursor), more: false };
  const keep =
    cursor.keep ?? (settled !== undefined && lastAt > settled ? Math.max(cursor.at ?? 0, settled + second) : undefined);
  const kept = keep === undefined ? {} : { keep };
  if (total !== null && total <= rows.length) {
    const next = begun({ at: beyond(walk, lastAt), ...kept });
    return { fresh: rows.map(({ id }) => id), next, more: false };
  }
  const whole = rows.filter(({ at }) => at !== lastAt);
  const inside = whole.length === 0 ? { within: 0 } : {};
  return { fresh: whole.map(({ id }) => id), next: { at: lastAt, ...kept, ...inside }, more: true };
}

/** Where the next pull begins. */
function begun({ at, keep }: WalkCursor): WalkCursor {
  const from = keep ?? at;
  return from === undefined ? {} : { at: from };
}

const beyond = ({ order }: Walk, at: number) => at + (order === "asc" ? second : -second);
const offsetOf = ({ within = 0 }: WalkCursor) => Math.max(0, within - 1);

function stepWithin(walk: Walk, cursor: WalkCursor, { rows, size }: Arrived): Step {
  const { at = 0, within = 0, last } = cursor;
  const kept = { at, ...(cursor.keep === undefined ? {} : { keep: cursor.keep }) };
  const first = rows[0]?.id;
  if (within > 0 && last !== undefined && (first === undefined || isAfter(first, last)))
    return { fresh: [], next: { ...kept, within: Math.max(0, within - size), last }, more: true };
  const fresh = rows.map(({ id }) => id).filter((id) => last === undefined || isAfter(id, last));
  if (rows.length <= (within > 0 ? 1 : 0)) return { fresh, next: { ...kept, at: beyond(walk, at) }, more: true };
  const newest = fresh.at(-1) ?? last;
  const next = { ...kept, within: offsetOf(cursor) + rows.length };
  return { fresh, next: newest === undefined ? next : { ...next, last: newest }, more: true };
}

/** Order ids are counting numbers; longer ones are later. */
const isAfter = (a: string, b: string) => a.length > b.length || (a.length === b.length && a > b);

/** JSON-safe and without absent fields, as the engine stores it. */
export function toCursor({ at, keep, within, last }: WalkCursor): Cursor {
  return {
    ...(at === undefined ? {} : { at }),
    ...(keep === undefined ? {} : { keep }),
    ...(within === undefined ? {} : { within }),
    ...(last === undefined ? {} : { last }),
  };
}
