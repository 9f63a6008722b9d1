import { and, eq } from "drizzle-orm";
import type { ShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { instantOrNull } from "./order-from-rows.ts";
import { one, type Reading, type Writing } from "./scope.ts";

export const feedKinds = ["changes", "history", "sweep"] as const;
/** changes: the endless pull. history: the first import. sweep: ids and versions compared. */
export type FeedKind = (typeof feedKinds)[number];

/** How far a shop has been read. */
export interface Feed {
  /** The adapter's own; null before the first page and after the last. */
  readonly cursor: { readonly [field: string]: string | number | readonly string[] } | null;
  readonly state: "waiting" | "running" | "done";
  readonly round: number;
  /** Of an import: orders that came, and how many there are. Of a sweep's round: orders that are alike, and all that were compared. */
  readonly doneCount: number;
  readonly totalCount: number | null;
  readonly dueAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

/** Gives a shop its feeds, due at `at`; those that it has stay as they are. */
export async function ensureFeeds({ q, t, workspace }: Writing, shop: ShopId, at: Instant): Promise<void> {
  const rows = feedKinds.map((kind) => ({
    workspace,
    shop,
    kind,
    state: "waiting" as const,
    round: 0,
    doneCount: 0,
    dueAt: at,
  }));
  await q.insert(t.feeds).values(rows).onConflictDoNothing();
}

/** Throws when the shop has no such feed: `ensureFeeds` was forgotten. */
export async function readFeed({ q, t, workspace }: Reading, shop: ShopId, kind: FeedKind): Promise<Feed> {
  const { feeds } = t;
  const rows = await q
    .select()
    .from(feeds)
    .where(and(eq(feeds.workspace, workspace), eq(feeds.shop, shop), eq(feeds.kind, kind)));
  const { cursor, state, round, doneCount, totalCount, ...row } = one(rows, `feed ${kind} of shop ${shop}`);
  const [dueAt, startedAt] = [toInstant(row.dueAt), instantOrNull(row.startedAt)];
  return { cursor, state, round, doneCount, totalCount, dueAt, startedAt, finishedAt: instantOrNull(row.finishedAt) };
}

/** Changes the named columns of a feed; the others stay. */
export async function saveFeed(
  { q, t, workspace }: Writing,
  shop: ShopId,
  kind: FeedKind,
  next: Partial<Feed>,
): Promise<void> {
  const { feeds } = t;
  const saved = await q
    .update(feeds)
    .set(next)
    .where(and(eq(feeds.workspace, workspace), eq(feeds.shop, shop), eq(feeds.kind, kind)))
    .returning({ kind: feeds.kind });
  one(saved, `feed ${kind} of shop ${shop}`);
}
