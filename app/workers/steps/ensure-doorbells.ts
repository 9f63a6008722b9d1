import { pruneDeliveries } from "#app/db/deliveries.ts";
import { type Job, nextDueOf, retry, waiting } from "#app/db/queue.ts";
import { type BellState, setBellState, updateIdentity } from "#app/db/shops.ts";
import { days, type Instant, plus } from "#app/domain/instant.ts";
import { retryAt } from "#app/domain/sync/schedule.ts";
import { bellSecretsOf } from "#app/linking/shop-secrets.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Identity } from "#connectors/contract/port.ts";
import type { Turn } from "../turn.ts";

/** Raw deliveries hold personal values: once handled they are kept for diagnosis, not for ever. */
const keptFor = days(30);
const prunedAtOnce = 1000;

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
  const checked = await check(turn);
  if (!checked) return await tryLater(turn, job);
  const { identity, bellState } = checked;
  const dueAt = plus(engine.clock.now(), engine.schedule.doorbells);
  await engine.db.transact(shop.workspace, async (writing) => {
    await updateIdentity(writing, shop.id, identity);
    await setBellState(writing, shop.id, bellState);
    await pruneDeliveries(writing, plus(now, -keptFor), prunedAtOnce);
    await retry(writing, job, { dueAt, failed: false });
  });
  return dueAt;
}

/** Null: the shop did not say who it is. Its orders may be readable all the same. */
async function check(turn: Turn): Promise<{ readonly identity: Identity; readonly bellState: BellState } | null> {
  try {
    return { identity: await turn.store("poll").whoami(), bellState: await ring(turn) };
  } catch (error) {
    if (!(error instanceof Fault) || !["unreachable", "rejected", "unreadable", "missing"].includes(error.kind))
      throw error;
    turn.engine.log.warn("doorbells.not-checked", { shop: turn.shop.id, kind: error.kind, code: error.facts.code });
    return null;
  }
}

async function tryLater({ engine, shop }: Turn, job: Job): Promise<Instant> {
  const dueAt = retryAt(engine.clock.now(), job.attempts, engine.chance.fraction());
  await engine.db.transact(shop.workspace, (writing) => retry(writing, job, { dueAt, failed: true }));
  return dueAt;
}

async function ring(turn: Turn): Promise<BellState> {
  const { engine, shop, platform } = turn;
  // The app's own subscriptions cannot be listed: that they ring is known when the first one has.
  if (platform.connector.bells === "app") return shop.bellState;
  const doorbells = turn.store("poll").doorbells;
  const [secret] = bellSecretsOf(engine.sealer, platform, shop);
  if (!doorbells || !secret) return "none";
  // What a merchant hung up by hand is known by its first ring; what is collected does not ring.
  if (doorbells.by !== "api") return shop.bellState;
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
function bellAddress(
  publicUrl: string,
  shop: { readonly workspace: string; readonly id: string; readonly platform: string },
): string {
  return `${publicUrl}/webhooks/${shop.platform}/${shop.workspace}.${shop.id}`;
}
