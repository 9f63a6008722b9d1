import { and, eq, gte } from "drizzle-orm";
import type { ShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { type Note, put, remove } from "./queue.ts";
import type { Reading, Writing } from "./scope.ts";

/** What a shop's reads fail with, turn after turn: the last fault, worded at the screen, and when the first of them failed. */
export interface Trouble {
  readonly code: string;
  readonly params: Note;
  readonly since: Instant;
}

/** Nobody takes these jobs: one says since when, how often in a row and with what a shop's turns failed. */
const queue = "trouble";
/** One failure may be a hiccup. */
const inARow = 2;

/** A turn ended with a fault of the shop's. */
export async function noteTrouble(
  writing: Writing,
  shop: ShopId,
  { code, params, at }: { readonly code: string; readonly params: Note; readonly at: Instant },
): Promise<void> {
  await put(writing, { queue, shop, key: "", dueAt: at, now: at, note: { ...params, code } });
}

/** The shop answers, or nothing is asked of it any more. */
export async function endTrouble(writing: Writing, shop: ShopId): Promise<void> {
  await remove(writing, shop, [queue]);
}

/** Of all shops of the workspace whose reads failed more than once in a row. */
export async function readTroubles({ q, t, workspace }: Reading): Promise<ReadonlyMap<string, Trouble>> {
  const { jobs } = t;
  const rows = await q
    .select({ shop: jobs.shop, since: jobs.firstPutAt, note: jobs.note })
    .from(jobs)
    .where(and(eq(jobs.workspace, workspace), eq(jobs.queue, queue), gte(jobs.puts, inARow)));
  return new Map(
    rows.map(({ shop, since, note: { code = "", ...params } }) => [
      shop,
      { code: String(code), params, since: toInstant(since) },
    ]),
  );
}
