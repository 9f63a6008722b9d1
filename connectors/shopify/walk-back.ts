import { z } from "zod";
import type { ExternalId } from "../../app/domain/ids.ts";
import { type Instant, toInstant } from "../../app/domain/instant.ts";
import type { Cursor } from "../contract/port.ts";
import type { Asked } from "./orders-page.ts";
import { searchTime } from "./search-time.ts";

/**
 * A walk over all orders from the newest to the oldest by creation. It survives Shopify's 25,000 (shopify.dev "Pagination with GraphQL") by
 * beginning a new search at the oldest row so far.
 */
const deepest = 20_000;
/** The search knows whole seconds only. */
const second = 1000;

const cursorShape = z.object({
  depth: z.number().default(0),
  after: z.string().optional(),
  /** Only orders created up to this moment; epoch milliseconds. Absent in the first window. */
  until: z.number().optional(),
  /** The oldest row so far, and the rows beside it, as "created id": they come again at the head of the next window. */
  oldest: z.number().optional(),
  edge: z.array(z.string()).default([]),
});

export const walkStart: Cursor = { depth: 0 };

export interface Walk {
  readonly asked: Asked;
  isDone(row: Placed): boolean;
  next(rows: readonly Placed[], pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }): Cursor;
}

interface Placed {
  readonly id: ExternalId | null;
  readonly createdAt: Instant | null;
}

/** Throws when the cursor was not made here. */
export function walkOn(cursor: Cursor): Walk {
  const { depth, after, until, oldest, edge } = cursorShape.parse(cursor);
  const done = new Set(after === undefined ? edge : []);
  return {
    asked: {
      after: after ?? null,
      search: until === undefined ? null : `created_at:<='${searchTime(toInstant(until))}'`,
      sortKey: "CREATED_AT",
      reverse: true,
    },
    isDone: (row) => done.has(markOf(row)),
    next(rows, { hasNextPage, endCursor }) {
      const reached = Math.min(oldest ?? Number.POSITIVE_INFINITY, ...rows.flatMap(({ createdAt }) => createdAt ?? []));
      const beside = [...edge, ...rows.map(markOf)].filter((mark) => timeOf(mark) <= reached + second);
      const place = {
        ...(Number.isFinite(reached) ? { oldest: reached } : {}),
        edge: [...new Set(beside)],
      };
      const deep = depth + rows.length;
      if (hasNextPage && deep >= deepest && Number.isFinite(reached))
        return { ...place, depth: 0, until: reached + second };
      return {
        ...place,
        depth: deep,
        ...(until === undefined ? {} : { until }),
        ...(endCursor === null ? {} : { after: endCursor }),
      };
    },
  };
}

const markOf = ({ id, createdAt }: Placed): string => `${createdAt ?? ""} ${id ?? ""}`;
const timeOf = (mark: string): number => Number(mark.slice(0, mark.indexOf(" ")));
