import { and, eq, inArray, isNull, lt, min, or } from "drizzle-orm";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Reading } from "./scope.ts";

/** Since when the oldest job of a shop's queue has been due, by shop. */
export interface OldestDue {
  readonly turn: ReadonlyMap<string, Instant>;
  readonly look: ReadonlyMap<string, Instant>;
}

/** Of all shops of the workspace; what somebody works on now does not count. */
export async function oldestDue({ q, t, workspace }: Reading): Promise<OldestDue> {
  const { queue, shop, dueAt, leasedUntil } = t.jobs;
  const rows = await q
    .select({ queue, shop, at: min(dueAt) })
    .from(t.jobs)
    .where(
      and(
        eq(t.jobs.workspace, workspace),
        inArray(queue, ["turn", "look"]),
        or(isNull(leasedUntil), lt(leasedUntil, dueAt)),
      ),
    )
    .groupBy(queue, shop);
  const of = (wanted: string) =>
    new Map(
      rows.flatMap((row) => (row.queue === wanted && row.at !== null ? [[row.shop, toInstant(row.at)] as const] : [])),
    );
  return { turn: of("turn"), look: of("look") };
}
