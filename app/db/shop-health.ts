import { and, count, eq, min } from "drizzle-orm";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { instantOrNull } from "./order-from-rows.ts";
import type { Reading } from "./scope.ts";

/** How far the shops of a workspace have been read, and how much of each there is. By shop. */
export interface ShopHealth {
  /** The first import; none before the shop's feeds were made. */
  readonly history: ReadonlyMap<string, ImportProgress>;
  /** The sweep's last round, or the one that runs; none before the first. */
  readonly compared: ReadonlyMap<string, Compared>;
  /** When changes are read next. */
  readonly nextChanges: ReadonlyMap<string, Instant>;
  readonly orders: ReadonlyMap<string, number>;
  /** When the oldest order that we hold was placed. */
  readonly oldest: ReadonlyMap<string, Instant>;
  /** Orders that wait to be read. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Records that were set aside. */
  readonly quarantined: ReadonlyMap<string, number>;
}

interface ImportProgress {
  readonly state: "waiting" | "running" | "done";
  readonly done: number;
  readonly total: number | null;
  readonly finishedAt: Instant | null;
}

/** What the shop shows and what we hold, compared by ids and versions: what differed is read again. */
export interface Compared {
  readonly alike: number;
  readonly of: number;
  /** Null while it runs. */
  readonly finishedAt: Instant | null;
}

/** Of all shops of the workspace: one statement a fact, however many shops. */
export async function readShopHealth(reading: Reading): Promise<ShopHealth> {
  return { ...(await readFeeds(reading)), ...(await countByShop(reading)) };
}

async function readFeeds({
  q,
  t,
  workspace,
}: Reading): Promise<Pick<ShopHealth, "history" | "compared" | "nextChanges">> {
  const { shop, kind, state, doneCount, totalCount, dueAt, finishedAt } = t.feeds;
  const feeds = await q
    .select({ shop, kind, state, done: doneCount, total: totalCount, dueAt, finishedAt })
    .from(t.feeds)
    .where(eq(t.feeds.workspace, workspace));
  const history = new Map<string, ImportProgress>();
  const compared = new Map<string, Compared>();
  const nextChanges = new Map<string, Instant>();
  for (const { shop, kind, state, done, total, dueAt, finishedAt } of feeds) {
    if (kind === "changes") nextChanges.set(shop, toInstant(dueAt));
    else if (kind === "history") history.set(shop, { state, done, total, finishedAt: instantOrNull(finishedAt) });
    else if (total !== null) compared.set(shop, { alike: done, of: total, finishedAt: instantOrNull(finishedAt) });
  }
  return { history, compared, nextChanges };
}

async function countByShop({
  q,
  t,
  workspace,
}: Reading): Promise<Pick<ShopHealth, "orders" | "oldest" | "waiting" | "quarantined">> {
  const orders = await q
    .select({ shop: t.orders.shop, n: count(), oldest: min(t.orders.placedAt) })
    .from(t.orders)
    .where(eq(t.orders.workspace, workspace))
    .groupBy(t.orders.shop);
  const waiting = await q
    .select({ shop: t.jobs.shop, n: count() })
    .from(t.jobs)
    .where(and(eq(t.jobs.workspace, workspace), eq(t.jobs.queue, "look")))
    .groupBy(t.jobs.shop);
  const quarantined = await q
    .select({ shop: t.quarantine.shop, n: count() })
    .from(t.quarantine)
    .where(eq(t.quarantine.workspace, workspace))
    .groupBy(t.quarantine.shop);
  const byShop = (rows: readonly { shop: string; n: number }[]) => new Map(rows.map(({ shop, n }) => [shop, n]));
  const oldest = new Map<string, Instant>();
  for (const { shop, oldest: at } of orders) if (at !== null) oldest.set(shop, toInstant(Number(at)));
  return { orders: byShop(orders), oldest, waiting: byShop(waiting), quarantined: byShop(quarantined) };
}
