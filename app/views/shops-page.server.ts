import { and, asc, count, eq, inArray } from "drizzle-orm";
import type { Database, Reading } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { toShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Clock } from "#app/ports/ports.ts";
import type { ShopCard, ShopsPageView } from "./shops-page.ts";
import { standing } from "./standing.ts";

/** Every shop of the workspace with its health: what was heard, read and imported, what waits, and why it is paused. */
export async function shopsPage(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
): Promise<ShopsPageView> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => ({
    ...(await standing(reading)),
    shops: await cards(reading),
    now: deps.clock.now(),
  }));
}

async function cards(reading: Reading): Promise<readonly ShopCard[]> {
  const { q, t, workspace } = reading;
  const shops = await q
    .select({
      id: t.shops.id,
      platform: t.shops.platform,
      name: t.shops.name,
      adminUrl: t.shops.adminUrl,
      currency: t.shops.currency,
      timezone: t.shops.timezone,
      state: t.shops.state,
      pausedCode: t.shops.pausedCode,
      pausedParams: t.shops.pausedParams,
      pausedAt: t.shops.pausedAt,
      lastHeardAt: t.shops.lastHeardAt,
      lastReadAt: t.shops.lastReadAt,
      doorbells: t.shops.bellState,
      missingScopes: t.shops.missingScopes,
    })
    .from(t.shops)
    .where(eq(t.shops.workspace, workspace))
    .orderBy(asc(t.shops.name), asc(t.shops.id));
  const feeds = await feedsOf(reading);
  const counts = await countsOf(reading);
  return shops.map(({ pausedCode, pausedParams, pausedAt, ...shop }) => {
    const changes = feeds.get(`${shop.id} changes`);
    return {
      ...shop,
      id: toShopId(shop.id),
      paused:
        pausedCode === null || pausedAt === null
          ? null
          : { code: pausedCode, params: pausedParams ?? {}, at: toInstant(pausedAt) },
      lastHeardAt: instantOf(shop.lastHeardAt),
      lastReadAt: instantOf(shop.lastReadAt),
      nextReadAt: shop.state === "active" && changes ? toInstant(changes.dueAt) : null,
      import: importOf(feeds.get(`${shop.id} history`)),
      orders: counts.orders.get(shop.id) ?? 0,
      waiting: counts.waiting.get(shop.id) ?? 0,
      quarantined: counts.quarantined.get(shop.id) ?? 0,
    };
  });
}

async function feedsOf({ q, t, workspace }: Reading) {
  const feeds = await q
    .select()
    .from(t.feeds)
    .where(and(eq(t.feeds.workspace, workspace), inArray(t.feeds.kind, ["changes", "history"])));
  return new Map(feeds.map((feed) => [`${feed.shop} ${feed.kind}`, feed]));
}

type Feed = Awaited<ReturnType<typeof feedsOf>> extends Map<string, infer Row> ? Row : never;

function importOf(feed: Feed | undefined): ShopCard["import"] {
  if (!feed) return { state: "waiting", done: 0, total: null, finishedAt: null };
  const { state, doneCount, totalCount, finishedAt } = feed;
  return { state, done: doneCount, total: totalCount, finishedAt: instantOf(finishedAt) };
}

/** By shop: its orders, the orders that wait to be read, and the records that were set aside. */
async function countsOf({ q, t, workspace }: Reading) {
  const orders = await q
    .select({ shop: t.orders.shop, n: count() })
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
  return { orders: byShop(orders), waiting: byShop(waiting), quarantined: byShop(quarantined) };
}

const instantOf = (at: number | null): Instant | null => (at === null ? null : toInstant(at));
