import { appendEvents } from "#app/db/events.ts";
import { type Feed, readFeed, saveFeed } from "#app/db/feeds.ts";
import { touchShopRead } from "#app/db/shops.ts";
import { type Instant, plus } from "#app/domain/instant.ts";
import { change } from "#app/domain/orders/event.ts";
import { absorbReadings } from "#app/flows/absorb-readings.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { leadsNowhere } from "../leads-nowhere.ts";
import type { Turn } from "../turn.ts";

/** The first import: everything that the shop shows, newest first, a page a turn; goes on where it stopped. */
export async function importHistory(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const feed = await engine.db.read(shop.workspace, (reading) => readFeed(reading, shop.id, "history"));
  if (feed.state === "done") return null;
  if (feed.dueAt > engine.clock.now()) return feed.dueAt;
  await importPage(turn, feed);
  return (await engine.db.read(shop.workspace, (reading) => readFeed(reading, shop.id, "history"))).dueAt;
}

async function importPage(turn: Turn, feed: Feed): Promise<void> {
  const { engine, shop, caller } = turn;
  const orders = turn.store("import").orders;
  const beganAt = engine.clock.now();
  const page = await orders.history(feed.cursor ?? orders.beginning());
  const totalCount = feed.totalCount ?? (await countIfGiven(turn));
  const stuck = leadsNowhere(feed.cursor, page);
  const doneCount = stuck
    ? feed.doneCount
    : feed.doneCount + page.items.length + (page.mentions?.length ?? 0) + (page.unreadable?.length ?? 0);
  await absorbReadings(engine, caller, {
    shop: shop.id,
    beganAt,
    cause: { by: "shop", through: "history" },
    round: null,
    repeated: false,
    readings: page.items,
    mentions: page.mentions ?? [],
    unreadable: page.unreadable ?? [],
    async save(writing) {
      const at = engine.clock.now();
      await saveFeed(writing, shop.id, "history", {
        cursor: page.more ? page.next : null,
        state: page.more ? "running" : "done",
        doneCount,
        totalCount,
        dueAt: stuck ? plus(at, engine.schedule.poll) : at,
        startedAt: feed.startedAt ?? beganAt,
        finishedAt: page.more ? null : at,
      });
      // The first sweep compares what the import has found.
      if (!page.more) await saveFeed(writing, shop.id, "sweep", { dueAt: plus(at, engine.schedule.sweep) });
      await touchShopRead(writing, shop.id, at);
      const code = page.more ? "shop.import-progress" : "shop.import-finished";
      await appendEvents(writing, { shop: shop.id, order: null, cause: { by: "shop", through: "history" }, at }, [
        change(code, { done: doneCount, ...(totalCount === null ? {} : { total: totalCount }) }, null, null),
      ]);
    },
  });
}

/** For the progress bar only: a count that the shop does not give now is asked for with the next page. */
async function countIfGiven({ store, engine, shop }: Turn): Promise<number | null> {
  try {
    return await store("poll").orders.count();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.kind !== "throttled") engine.log.warn("import.not-counted", { shop: shop.id, code: error.facts.code });
    return null;
  }
}
