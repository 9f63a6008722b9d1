import { markHandled, readDelivery } from "#app/db/deliveries.ts";
import { done, type Job, put, waiting } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import { heard, setBellState } from "#app/db/shops.ts";
import { toDeliveryId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { leaveMark } from "#app/flows/leave-mark.ts";
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
  await engine.db.transact(shop.workspace, async (writing) => {
    for (const job of jobs) await recognise(turn, writing, job, now);
    await heard(writing, shop.id, now);
    if (shop.bellState !== "in-place") await setBellState(writing, shop.id, "in-place");
  });
  return jobs.length === atOnce ? now : null;
}

async function recognise(turn: Turn, writing: Writing, job: Job, now: Instant): Promise<void> {
  const { engine, shop, platform } = turn;
  const delivery = await readDelivery(writing, toDeliveryId(job.key));
  await done(writing, job);
  if (!delivery) return;
  const received = platform.connector.receive(
    { headers: new Headers(delivery.headers), body: delivery.body },
    bellSecretsOf(engine.sealer, platform, shop),
  );
  if (received.kind === "delivery") for (const signal of received.signals) await follow(turn, writing, signal, now);
  else engine.log.warn("delivery.not-recognised", { shop: shop.id, delivery: delivery.id, kind: received.kind });
  await markHandled(writing, delivery.id, now);
}

/** A doorbell's word about the shop itself is believed only after the shop was asked: the connection is checked next. */
async function follow(turn: Turn, writing: Writing, signal: Signal, now: Instant): Promise<void> {
  const shop = turn.shop.id;
  if (signal.about === "shop") {
    await put(writing, { queue: "doorbells", shop, key: "", dueAt: now, now, note: {} });
    return;
  }
  const note: Record<string, string | number> = { through: "doorbell", ...(signal.gone ? { gone: 1 } : {}) };
  await leaveMark(writing, { shop, id: signal.id, dueAt: now, now, note });
}
