import { markHandled, readDelivery } from "#app/db/deliveries.ts";
import { saveFeed } from "#app/db/feeds.ts";
import { done, type Job, put, waiting } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import { rang } from "#app/db/shops.ts";
import { type ShopId, toDeliveryId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { leaveMark, noteGone } from "#app/flows/leave-mark.ts";
import { whenToLookAt } from "#app/flows/when-to-look.ts";
import { bellSecretsOf } from "#app/linking/shop-secrets.ts";
import type { Signal } from "#connectors/contract/port.ts";
import type { Turn } from "../turn.ts";

const atOnce = 200;

/** Turns stored doorbells into marks "look again at order X". Many doorbells of one order become one mark. */
export async function recogniseDeliveries(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const now = engine.clock.now();
  const jobs = await engine.db.read(shop.workspace, (reading) =>
    waiting(reading, { queue: "inbox", shop: shop.id, now, limit: atOnce }),
  );
  if (jobs.length === 0) return null;
  try {
    await recogniseTogether(turn, jobs, now);
  } catch (error) {
    engine.log.error("deliveries.replayed-singly", error, { shop: shop.id, deliveries: jobs.length });
    for (const job of jobs) await recogniseAlone(turn, job, now);
  }
  return jobs.length === atOnce ? now : null;
}

async function recogniseTogether(turn: Turn, jobs: readonly Job[], now: Instant): Promise<void> {
  const { engine, shop } = turn;
  await engine.db.transact(shop.workspace, async (writing) => {
    const signals: Signal[] = [];
    for (const job of jobs) signals.push(...(await recognise(turn, writing, job, now)));
    await follow(writing, shop.id, signals, now);
    await rang(writing, shop.id, now);
  });
}

/** One that cannot be followed stays stored, and is followed no more: the others must not wait for it. */
async function recogniseAlone(turn: Turn, job: Job, now: Instant): Promise<void> {
  const { engine, shop } = turn;
  try {
    await recogniseTogether(turn, [job], now);
  } catch (error) {
    engine.log.error("delivery.set-aside", error, { shop: shop.id, delivery: job.key });
    await engine.db.transact(shop.workspace, (writing) => done(writing, job));
  }
}

async function recognise(turn: Turn, writing: Writing, job: Job, now: Instant): Promise<readonly Signal[]> {
  const { engine, shop, platform } = turn;
  const delivery = await readDelivery(writing, toDeliveryId(job.key));
  await done(writing, job);
  if (!delivery) return [];
  const received = platform.connector.receive(
    { headers: new Headers(delivery.headers), body: delivery.body },
    bellSecretsOf(engine.sealer, platform, shop),
  );
  await markHandled(writing, delivery.id, now);
  if (received.kind === "delivery") return received.signals;
  engine.log.warn("delivery.not-recognised", { shop: shop.id, delivery: delivery.id, kind: received.kind });
  return [];
}

/** A doorbell's word about the shop itself is believed only after the shop was asked: the connection is checked next. */
export async function follow(writing: Writing, shop: ShopId, signals: readonly Signal[], now: Instant): Promise<void> {
  if (signals.some(({ about }) => about === "shop"))
    await put(writing, { queue: "doorbells", shop, key: "", dueAt: now, now, note: {} });
  if (signals.some(({ about }) => about === "orders")) await saveFeed(writing, shop, "changes", { dueAt: now });
  await followOrders(
    writing,
    shop,
    signals.filter((signal) => signal.about === "order"),
    now,
  );
}

async function followOrders(
  writing: Writing,
  shop: ShopId,
  orders: readonly Extract<Signal, { readonly about: "order" }>[],
  now: Instant,
): Promise<void> {
  const dueAt = await whenToLookAt(
    writing,
    shop,
    orders.map(({ id }) => id),
    now,
  );
  const note = { through: "doorbell" };
  for (const { id, gone } of orders) {
    if (gone) await noteGone(writing, shop, id, now);
    await leaveMark(writing, { shop, id, dueAt: gone ? now : dueAt(id), now, note });
  }
}
