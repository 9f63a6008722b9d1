import { z } from "zod";
import type { Instant } from "../../app/domain/instant.ts";
import type { Cursor } from "../contract/port.ts";
import type { Query } from "./client.ts";
import { gmtText } from "./woo-time.ts";

/**
 * A walk through the orders along one date, which WooCommerce keeps to the second. Pages by number lose orders when others change
 * meanwhile, so every page is the first one of what lies beyond `at`, without the ids already `seen` at that very second. When more
 * orders share a second than an address can name, the second is walked by id instead (`within`).
 */
export const cursorSchema = z.object({
  at: z.int().optional(),
  seen: z.array(z.string()).default([]),
  /** Handed over in this pull, in a second beyond `at` that may not have ended: passed by until the pull's end, then read again. */
  held: z.array(z.string()).optional(),
  /** How many orders of the second `at` were handed over, in the order of their ids, and the last of them. */
  within: z.int().optional(),
  last: z.string().optional(),
  /** How often that walk began anew. */
  again: z.int().optional(),
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
/** About 3 KB of address; servers commonly stop at 8. */
const mostSeen = 300;
/** A second that never stands still, or hides orders from our key, is left to the nightly sweep. */
const mostAgain = 5;

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
  // The last order handed over is asked for again: if it is not first, others left the second and the walk through it begins anew.
  if (cursor.within !== undefined)
    return { ...base, ...lower, ...upper, orderby: "id", order: "asc", offset: Math.max(0, cursor.within - 1) };
  const known = [...cursor.seen, ...(cursor.held ?? [])];
  const exclude: Query = known.length ? { exclude: known.join(",") } : {};
  return { ...base, ...(order === "asc" ? lower : upper), ...exclude, orderby: by, order };
}

export interface Step {
  /** The rows that are new to this walk. */
  readonly fresh: readonly string[];
  readonly next: WalkCursor;
  readonly more: boolean;
}

export interface Arrived {
  readonly rows: readonly Row[];
  /** X-WP-Total, or null when the answer had none. */
  readonly total: number | null;
  /** The last instant that has surely ended at the shop; rows beyond it may yet be joined by others in their second. */
  readonly settled?: number;
}

/** Where the walk stands after a page. */
export function stepOver(walk: Walk, cursor: WalkCursor, arrived: Arrived): Step {
  return cursor.within === undefined ? stepAlong(cursor, arrived) : stepWithin(walk, cursor, arrived);
}

function stepAlong(cursor: WalkCursor, { rows, total, settled = Number.POSITIVE_INFINITY }: Arrived): Step {
  const fresh = rows.map(({ id }) => id);
  const left = rows.length > 0 && (total === null || total > rows.length);
  const loose = rows.filter(({ at }) => at > settled).map(({ id }) => id);
  const held = [...(cursor.held ?? []), ...loose];
  // Too many to name: the walk goes on past them, since one that stands still would be worse.
  const crowded = left && cursor.seen.length + held.length > mostSeen && loose.length > 0;
  const passed = crowded ? rows : rows.filter(({ at }) => at <= settled);
  const at = passed.at(-1)?.at ?? cursor.at;
  const ties = passed.filter((row) => row.at === at).map(({ id }) => id);
  const seen = at === cursor.at ? [...cursor.seen, ...ties] : ties;
  if (at !== undefined && seen.length > mostSeen) return { fresh, next: { at, seen: [], within: 0 }, more: true };
  const keepHeld = left && !crowded && held.length > 0;
  return { fresh, next: { at, seen, ...(keepHeld ? { held } : {}) }, more: left };
}

function stepWithin(walk: Walk, cursor: WalkCursor, { rows }: Arrived): Step {
  const { at = 0, within = 0, last, again = 0 } = cursor;
  const beyond = { at: at + (walk.order === "asc" ? second : -second), seen: [] };
  if (within > 0 && rows[0]?.id !== last) {
    const next = again < mostAgain ? { at, seen: [], within: 0, again: again + 1 } : beyond;
    return { fresh: [], next, more: true };
  }
  const fresh = rows.slice(within > 0 ? 1 : 0).map(({ id }) => id);
  const newest = fresh.at(-1);
  if (newest === undefined) return { fresh, next: beyond, more: true };
  return { fresh, next: { at, seen: [], within: within + fresh.length, last: newest, again }, more: true };
}

/** JSON-safe and without absent fields, as the engine stores it. */
export function toCursor({ at, seen, held, within, last, again }: WalkCursor): Cursor {
  return {
    seen,
    ...(at === undefined ? {} : { at }),
    ...(held === undefined ? {} : { held }),
    ...(within === undefined ? {} : { within }),
    ...(last === undefined ? {} : { last }),
    ...(again === undefined ? {} : { again }),
  };
}
