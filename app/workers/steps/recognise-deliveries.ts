import { markHandled, readDelivery, removeDelivery } from "#app/db/deliveries.ts";
import { saveFeed } from "#app/db/feeds.ts";
import { notePrivacyRequest } from "#app/db/privacy.ts";
import { done, type Job, put, waiting } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import { rang, type ShopRow } from "#app/db/shops.ts";
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
    await follow(turn, writing, signals, now);
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
  if (received.kind === "delivery" && (received.shop ?? shop.externalId) === shop.externalId) {
    // It holds a person's e-mail, and what it asked for is noted without it. Of a shop that left meanwhile nobody would prune it.
    const asks = received.signals.some(({ about }) => about === "privacy");
    if (asks || shop.state === "disconnected") await removeDelivery(writing, delivery.id);
    else await markHandled(writing, delivery.id, now);
    return received.signals;
  }
  await markHandled(writing, delivery.id, now);
  engine.log.warn("delivery.not-recognised", { shop: shop.id, delivery: delivery.id, kind: received.kind });
  return [];
}

/** Leaves marks, wishes and questions for what was told. */
export async function follow(turn: Turn, writing: Writing, signals: readonly Signal[], now: Instant): Promise<void> {
  const { shop } = turn;
  for (const signal of signals) if (signal.about === "privacy") await notePrivacy(turn, writing, signal, now);
  const ofShop = signals.filter(({ about }) => about === "shop");
  const left = signals.some((s) => (s.about === "shop" && s.what === "uninstalled") || isShopErase(s));
  if (ofShop.length > 0 || left) await askShop(writing, shop, left, now);
  if (shop.state === "disconnected") return;
  if (signals.some(({ about }) => about === "orders")) await saveFeed(writing, shop.id, "changes", { dueAt: now });
  await followOrders(
    writing,
    shop.id,
    signals.filter((signal) => signal.about === "order"),
    now,
  );
}

const isShopErase = (signal: Signal) => signal.about === "privacy" && signal.what === "shop-erase";

/**
 * A doorbell's word about the shop itself is believed only after the shop was asked: it comes again for hours, also when the shop was
 * installed anew meanwhile. That it left is kept apart, so that a refusal is understood.
 */
async function askShop(writing: Writing, { id: shop, state }: ShopRow, left: boolean, now: Instant): Promise<void> {
  const asked = { shop, key: "", dueAt: now, now, note: {} };
  if (state === "disconnected") return;
  if (left) await put(writing, { ...asked, queue: "left" });
  await put(writing, { ...asked, queue: state === "paused" ? "ask-again" : "doorbells" });
}

async function notePrivacy(
  { engine, shop }: Turn,
  writing: Writing,
  signal: Extract<Signal, { readonly about: "privacy" }>,
  now: Instant,
): Promise<void> {
  await notePrivacyRequest(writing, {
    id: engine.ids.next(),
    shop: shop.id,
    platform: shop.platform,
    kind: signal.what,
    orders: "orders" in signal ? signal.orders : [],
    receivedAt: now,
  });
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
