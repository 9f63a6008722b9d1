import { type Feed, readFeed, saveFeed } from "#app/db/feeds.ts";
import { findVersions, markSeen, unseen } from "#app/db/orders.ts";
import { findAside } from "#app/db/quarantine.ts";
import type { Writing } from "#app/db/scope.ts";
import { touchCompared } from "#app/db/stale-orders.ts";
import type { ExternalId } from "#app/domain/ids.ts";
import { type Instant, plus } from "#app/domain/instant.ts";
import { leaveMark } from "#app/flows/leave-mark.ts";
import { leadsNowhere } from "../leads-nowhere.ts";
import type { Turn } from "../turn.ts";

const unseenAtOnce = 5000;
const beginning = { state: "running", cursor: null, doneCount: 0, totalCount: 0 } as const;

/**
 * Compares ids and versions of everything that the shop shows with what we hold: what feeds and bells missed is read again, and what
 * is not shown any more is asked for by its id. A page a turn.
 */
export async function sweep(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const [history, feed] = await engine.db.read(shop.workspace, async (reading) => [
    await readFeed(reading, shop.id, "history"),
    await readFeed(reading, shop.id, "sweep"),
  ]);
  if (history.state !== "done") return null;
  const now = engine.clock.now();
  if (feed.dueAt > now) return feed.dueAt;
  const started = feed.state === "running" ? feed : { ...feed, ...beginning, round: feed.round + 1, startedAt: now };
  return await sweepPage(turn, started);
}

async function sweepPage(turn: Turn, feed: Feed): Promise<Instant> {
  const { engine, shop } = turn;
  const page = await turn.store("poll").orders.identify(feed.cursor);
  const stuck = leadsNowhere(feed.cursor, page);
  const unreadable = (page.unreadable ?? []).flatMap(({ id }) => (id === null ? [] : [id]));
  return await engine.db.transact(shop.workspace, async (writing) => {
    const now = engine.clock.now();
    const ids = page.items.map((item) => item.id);
    const held = await findVersions(writing, shop.id, ids);
    const aside = await findAside(writing, shop.id, ids);
    await markSeen(writing, shop.id, ids, feed.round);
    const same: ExternalId[] = [];
    for (const { id, version } of page.items) {
      const ours = held.get(id);
      // One that is set aside may be held as it is by now: only a look says that it can be read again.
      if (ours?.version === version && ours.presence === "shown" && !aside.has(id)) same.push(id);
      else await look(turn, writing, id, feed.round, now);
    }
    await touchCompared(writing, shop.id, same, now);
    // Whether the order itself can be read, a look at it says.
    for (const id of unreadable) await look(turn, writing, id, feed.round, now);
    const gone = page.more
      ? []
      : await unseen(writing, shop.id, {
          round: feed.round,
          firstReadBefore: feed.startedAt ?? now,
          limit: unseenAtOnce,
        });
    for (const id of gone) await look(turn, writing, id, feed.round, now);
    const dueAt = !page.more ? plus(now, engine.schedule.sweep) : stuck ? plus(now, engine.schedule.poll) : now;
    await saveFeed(writing, shop.id, "sweep", {
      cursor: page.more ? page.next : null,
      state: page.more ? "running" : "waiting",
      round: feed.round,
      doneCount: feed.doneCount + same.length,
      totalCount: (feed.totalCount ?? 0) + ids.length + unreadable.length + gone.length,
      startedAt: feed.startedAt,
      finishedAt: page.more ? null : now,
      dueAt,
    });
    return dueAt;
  });
}

function look(turn: Turn, writing: Writing, id: ExternalId, round: number, now: Instant): Promise<void> {
  return leaveMark(writing, { shop: turn.shop.id, id, dueAt: now, now, note: { through: "sweep", round } });
}
