import { z } from "zod";
import { done, nextDueOf, put, waiting } from "#app/db/queue.ts";
import { rang } from "#app/db/shops.ts";
import { type Instant, plus } from "#app/domain/instant.ts";
import { leadsNowhere } from "../leads-nowhere.ts";
import type { Turn } from "../turn.ts";
import { follow } from "./recognise-deliveries.ts";

/** As the job's note keeps it: notes hold short texts and numbers. */
const cursorShape = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/**
 * Where a platform rings nobody but keeps what happened in a queue: empties it, a page a turn. Marks and the place in the queue are saved
 * together; a page that could not be saved comes again.
 */
export async function collectSignals(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const { doorbells } = turn.store("doorbell");
  if (doorbells?.by !== "collect") return null;
  const now = engine.clock.now();
  const [job, due] = await engine.db.read(shop.workspace, async (reading) => [
    (await waiting(reading, { queue: "collect", shop: shop.id, now, limit: 1 }))[0],
    await nextDueOf(reading, shop.id, ["collect"]),
  ]);
  if (due !== null && !job) return due;
  const cursor = typeof job?.note.cursor === "string" ? cursorShape.parse(JSON.parse(job.note.cursor)) : null;
  const page = await doorbells.collect(cursor);
  const more = page.more && !leadsNowhere(cursor, page);
  const dueAt = more ? now : plus(now, engine.schedule.collect);
  await engine.db.transact(shop.workspace, async (writing) => {
    await follow(turn, writing, page.items, engine.clock.now());
    if (page.items.length > 0) await rang(writing, shop.id, now);
    if (job) await done(writing, job);
    const note = { cursor: JSON.stringify(page.next) };
    await put(writing, { queue: "collect", shop: shop.id, key: "", dueAt, now, note });
  });
  return page.items.length > 0 ? now : dueAt;
}
