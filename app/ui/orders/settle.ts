import type { OrderRow } from "#app/views/order-list.ts";

/** What a person does with the list right now. Any of it keeps the rows where they are. */
export interface Attention {
  readonly scrolled: boolean;
  readonly selecting: boolean;
  readonly pointing: boolean;
  readonly focused: boolean;
}

export const isStill = (attention: Attention): boolean =>
  !attention.scrolled && !attention.selecting && !attention.pointing && !attention.focused;

/** The rows on the screen. */
export interface Settled {
  readonly rows: readonly OrderRow[];
  /** Rows that the server has and the screen does not show yet. */
  readonly held: readonly OrderRow["id"][];
  /** Rows that just came or changed: they glow once. */
  readonly fresh: ReadonlySet<string>;
}

export const settledAt = (rows: readonly OrderRow[]): Settled => ({ rows, held: [], fresh: new Set() });

/**
 * What the screen shows when the server's rows have changed. Where somebody reads, points or selects, every row stays in its place
 * and only takes its new content; what is new is held back and counted. Otherwise the server's rows are taken as they are.
 */
export function settle(shown: Settled, server: readonly OrderRow[], still: boolean): Settled {
  const before = new Map(shown.rows.map((row) => [row.id, row]));
  const now = new Map(server.map((row) => [row.id, row]));
  const isFresh = (row: OrderRow) => !sameRow(before.get(row.id), row);
  if (still) return { rows: server, held: [], fresh: idsOf(server.filter(isFresh)) };
  const rows = shown.rows.map((row) => now.get(row.id) ?? row);
  return {
    rows,
    held: server.filter((row) => !before.has(row.id)).map((row) => row.id),
    fresh: idsOf(rows.filter(isFresh)),
  };
}

const idsOf = (rows: readonly OrderRow[]): ReadonlySet<string> => new Set(rows.map((row) => row.id));

/** Rows are plain data that one view function made: their JSON is the same where they are. */
const sameRow = (a: OrderRow | undefined, b: OrderRow): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);
