import { readFeed, saveFeed } from "#app/db/feeds.ts";
import { done, type Job } from "#app/db/queue.ts";
import { touchShopRead } from "#app/db/shops.ts";
import { type Instant, plus } from "#app/domain/instant.ts";
import { absorbReadings } from "#app/flows/absorb-readings.ts";
import type { Priority } from "#connectors/pacer.ts";
import { leadsNowhere } from "../leads-nowhere.ts";
import type { Turn } from "../turn.ts";

/** The endless pull: everything that changed since the cursor, a page a turn, whether or not a bell rang. */
export async function pullChanges(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const feed = await engine.db.read(shop.workspace, (reading) => readFeed(reading, shop.id, "changes"));
  if (feed.dueAt > engine.clock.now()) return feed.dueAt;
  return (await pullPage(turn, "poll", [])).dueAt;
}

/**
 * Reads the next page of changes. A mark that was put before the request began and whose order stands in the page is answered by it.
 */
export async function pullPage(
  turn: Turn,
  priority: Priority,
  marks: readonly Job[],
): Promise<{ readonly more: boolean; readonly dueAt: Instant }> {
  const { engine, shop, caller } = turn;
  const beganAt = engine.clock.now();
  const feed = await engine.db.read(shop.workspace, (reading) => readFeed(reading, shop.id, "changes"));
  const orders = turn.store(priority).orders;
  const cursor = feed.cursor ?? orders.from(shop.connectedAt);
  const page = await orders.changedSince(cursor);
  const more = page.more && !leadsNowhere(cursor, page);
  const held = new Set<string>(page.items.map((item) => item.snapshot.id));
  const dueAt = more ? beganAt : plus(engine.clock.now(), engine.schedule.poll);
  await absorbReadings(engine, caller, {
    shop: shop.id,
    beganAt,
    cause: { by: "shop", through: "changes" },
    round: null,
    repeated: false,
    readings: page.items,
    mentions: page.mentions ?? [],
    unreadable: page.unreadable ?? [],
    async save(writing) {
      await saveFeed(writing, shop.id, "changes", {
        cursor: page.next,
        state: "running",
        dueAt,
        startedAt: beganAt,
      });
      await touchShopRead(writing, shop.id, engine.clock.now());
      for (const mark of marks) if (held.has(mark.key) && mark.lastPutAt <= beganAt) await done(writing, mark);
    },
  });
  return { more, dueAt };
}
