import { nextDueOf, retry, waiting } from "#app/db/queue.ts";
import { type BellState, setBellState, updateIdentity } from "#app/db/shops.ts";
import { type Instant, plus } from "#app/domain/instant.ts";
import { bellSecretsOf } from "#app/linking/shop-secrets.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Turn } from "../turn.ts";

/**
 * Once an hour: is the shop still who it was, and does it still ring? WooCommerce switches doorbells off silently. A shop whose bells
 * cannot be put up goes on by polling.
 */
export async function ensureDoorbells(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const now = engine.clock.now();
  const [job] = await engine.db.read(shop.workspace, (reading) =>
    waiting(reading, { queue: "doorbells", shop: shop.id, now, limit: 1 }),
  );
  if (!job) return await engine.db.read(shop.workspace, (reading) => nextDueOf(reading, shop.id, ["doorbells"]));
  const store = turn.store("poll");
  const identity = await store.whoami();
  const bellState = await ring(turn);
  const dueAt = plus(engine.clock.now(), engine.schedule.doorbells);
  await engine.db.transact(shop.workspace, async (writing) => {
    await updateIdentity(writing, shop.id, identity);
    await setBellState(writing, shop.id, bellState);
    await retry(writing, job, { dueAt, failed: false });
  });
  return dueAt;
}

async function ring(turn: Turn): Promise<BellState> {
  const { engine, shop, platform } = turn;
  // The app's own subscriptions cannot be listed: that they ring is known when the first one has.
  if (platform.connector.bells === "app") return shop.bellState;
  const doorbells = turn.store("poll").doorbells;
  const [secret] = bellSecretsOf(engine.sealer, platform, shop);
  if (!doorbells || !secret) return "none";
  try {
    await doorbells.ensure(bellAddress(engine.publicUrl, shop), secret);
    return "in-place";
  } catch (error) {
    if (!(error instanceof Fault) || error.kind === "throttled" || error.kind === "signed-out") throw error;
    engine.log.warn("doorbells.failing", { shop: shop.id, kind: error.kind, code: error.facts.code });
    return "failing";
  }
}

/** Where a shop with its own bells rings: the path names the workspace and the shop, and proves nothing. */
export function bellAddress(
  publicUrl: string,
  shop: { readonly workspace: string; readonly id: string; readonly platform: string },
): string {
  return `${publicUrl}/webhooks/${shop.platform}/${shop.workspace}.${shop.id}`;
}
