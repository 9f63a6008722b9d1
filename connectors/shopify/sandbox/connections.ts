import { GraphQLError } from "graphql";

/** What a page of a list is asked with. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

/** Where an item stands in its list: by value, then by id. */
export interface Place {
  readonly value: number | string;
  readonly id: number;
}

const mostPerPage = 250;
const deepest = 25_000;

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

/**
 * Pages a list that is sorted by `placeOf`. Cursors name a place, not a position, so that a list that grows or shrinks between two
 * pages neither repeats nor skips what stood still. Throws for sizes beyond 250 and for objects beyond the 25,000th.
 */
export function connect<T>(
  sorted: readonly T[],
  args: PageArguments,
  placeOf: (item: T) => Place,
  viewOf: (item: T) => unknown,
): unknown {
  const { first, last, after, before } = args;
  const size = first ?? last;
  if (size === null || size === undefined) throw badRequest("you must provide one of first or last");
  if (size < 0) throw badRequest(`${first ? "first" : "last"} must be a non-negative number`);
  if (size > mostPerPage) throw badRequest(`${first ? "first" : "last"} cannot exceed ${mostPerPage}`);
  const sign = args.reverse ? -1 : 1;
  const list = args.reverse ? [...sorted].reverse() : sorted;
  const past = (place: Place) => (item: T) => sign * compare(placeOf(item), place) > 0;
  const start = after ? indexWhere(list, past(read(after))) : 0;
  const stop = before ? indexWhere(list, (item) => sign * compare(placeOf(item), read(before)) >= 0) : list.length;
  const from = first === null || first === undefined ? Math.max(start, stop - size) : start;
  const to = first === null || first === undefined ? stop : Math.min(stop, start + size);
  if (to > deepest) throw badRequest(`Pagination beyond ${deepest} objects is not supported: narrow the query.`);
  const items = list.slice(from, to);
  const cursorOf = (item: T | undefined) => (item === undefined ? null : write(placeOf(item)));
  return {
    edges: () => items.map((item) => ({ cursor: cursorOf(item), node: viewOf(item) })),
    nodes: () => items.map(viewOf),
    pageInfo: {
      hasNextPage: to < list.length,
      hasPreviousPage: from > 0,
      startCursor: cursorOf(items[0]),
      endCursor: cursorOf(items.at(-1)),
    },
  };
}

/** Pages a short list that keeps its own order. */
export function connectList<T>(items: readonly T[], args: PageArguments, viewOf: (item: T) => unknown): unknown {
  const indexed = items.map((item, at) => ({ item, at }));
  return connect(
    indexed,
    args,
    ({ at }) => ({ value: at, id: at }),
    ({ item }) => viewOf(item),
  );
}

export function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return a.id - b.id;
}

/** First index from which `holds` stays true. */
function indexWhere<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function write({ value, id }: Place): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString("base64");
}

function read(cursor: string): Place {
  try {
    const { last_id, last_value } = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (typeof last_id === "number" && (typeof last_value === "number" || typeof last_value === "string"))
      return { value: last_value, id: last_id };
  } catch {
    throw badRequest(`Invalid cursor for current pagination sort: ${cursor}`);
  }
  throw badRequest(`Invalid cursor for current pagination sort: ${cursor}`);
}
