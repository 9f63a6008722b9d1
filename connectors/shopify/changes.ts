import { z } from "zod";
import { type Instant, minutes, toInstant } from "../../app/domain/instant.ts";
import type { Cursor, OrderReading, Page } from "../contract/port.ts";
import type { Client } from "./client.ts";
import { readOrdersPage } from "./orders-page.ts";
import { searchTime } from "./search-time.ts";
import { digest } from "./version.ts";

/**
 * The feed of changes. Shopify searches an index that lags behind, with seconds for its finest step; so each pull looks again at the last
 * minutes before the newest row seen, and remembers what it has delivered of them.
 */
const overlap = minutes(5);
/** Shopify shows the first 25,000 of a search (shopify.dev "Pagination with GraphQL"); well before that the search begins anew. */
const deepest = 20_000;
const mostSeen = 1000;

const cursorShape = z.object({
  /** Rows modified from here on are asked for; epoch milliseconds. */
  since: z.number(),
  /** The newest modification seen. It alone moves the feed: never the clock. */
  newest: z.number(),
  /** Where the running pull stands, and how deep. */
  after: z.string().optional(),
  depth: z.number().default(0),
  /** Rows delivered of the time that is looked at again, as "modified id fingerprint". */
  seen: z.array(z.string()).default([]),
});
type Place = z.output<typeof cursorShape>;

export function changesFrom(at: Instant): Cursor {
  return { since: at, newest: at, seen: [] };
}

/** The next page of changes, oldest first; rows that an earlier page delivered in the same state are left out. */
export async function changesPage(client: Client, cursor: Cursor): Promise<Page<OrderReading>> {
  const place = cursorShape.parse(cursor);
  const page = await readOrdersPage(client, {
    after: place.after ?? null,
    search: `updated_at:>='${searchTime(toInstant(place.since))}'`,
    sortKey: "UPDATED_AT",
    reverse: false,
  });
  const known = new Set(place.seen);
  const marked = page.rows.map((row) => {
    const at = row.updatedAt ?? place.newest;
    return { ...row, at, mark: `${at} ${row.id ?? "?"} ${digest(row.body)}` };
  });
  const fresh = marked.filter(({ mark }) => !known.has(mark));
  const newest = Math.max(place.newest, ...marked.map(({ at }) => at));
  const seen = [...place.seen, ...fresh.map(({ mark }) => mark)].filter((mark) => timeOf(mark) >= newest - overlap);
  const next = page.hasNextPage
    ? onward({ ...place, newest, seen }, page.endCursor, marked.length)
    : rest({ ...place, newest, seen });
  return { ...page.gather(fresh), next, more: page.hasNextPage };
}

function onward(place: Place, endCursor: string | null, rows: number): Cursor {
  const depth = place.depth + rows;
  const { since, newest } = place;
  const seen = place.seen.slice(-mostSeen);
  if (endCursor === null || depth >= deepest) return { since: newest, newest, depth: 0, seen };
  return { since, newest, after: endCursor, depth, seen };
}

/** The pull is done: the next one begins a little before the newest row, but not before what is still remembered. */
function rest({ since, newest, seen }: Place): Cursor {
  const kept = seen.toSorted((a, b) => timeOf(a) - timeOf(b)).slice(-mostSeen);
  const oldestKept = kept.length === mostSeen && kept[0] ? timeOf(kept[0]) : 0;
  return { since: Math.max(since, newest - overlap, oldestKept), newest, seen: kept };
}

const timeOf = (mark: string): number => Number(mark.slice(0, mark.indexOf(" ")));
