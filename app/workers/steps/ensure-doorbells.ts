import { removePeopleOf } from "#app/db/erase.ts";
import { saveFeed } from "#app/db/feeds.ts";
import { type Job, nextDueOf, retry, waiting } from "#app/db/queue.ts";
import { type BellState, bellsChecked, renameShop, updateIdentity } from "#app/db/shops.ts";
import { type Instant, plus, seconds, toInstant } from "#app/domain/instant.ts";
import { doorbellsDue, retryAt } from "#app/domain/sync/schedule.ts";
import { forgetOldDeliveries } from "#app/flows/forget-old-deliveries.ts";
import { mustBeConnected, ShopLeft } from "#app/flows/shop-left.ts";
import { noteStillHere } from "#app/flows/still-here.ts";
import { bellAddress } from "#app/linking/bell-address.ts";
import { bellSecretsOf } from "#app/linking/shop-secrets.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Identity } from "#connectors/contract/port.ts";
import type { Turn } from "../turn.ts";

/**
 * A check that ran out of budget begins anew. Were it to come back for the next drop of the budget, it would spend each on its first
 * request and never come to its last.
 */
const gathering = seconds(5);

/**
 * Once an hour: is the shop still who it was, and does it still ring? WooCommerce switches doorbells off silently. What changed while
 * they were dead is pulled at once, and they are looked at more often for a while. A shop whose bells cannot be put up goes on by
 * polling.
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
  const { identity, rung } = checked;
  const at = engine.clock.now();
  const revived = rung?.revived ?? false;
  const dueAt = doorbellsDue(engine.schedule, at, revived ? at : shop.bellsRevivedAt);
  const save = engine.db.transact(shop.workspace, async (writing) => {
    await mustBeConnected(writing, shop.id);
    await updateIdentity(writing, shop.id, identity);
    if (identity.externalId !== shop.externalId) {
      // Its people are known by the old name, by which nobody would find them when the shop asks to be forgotten.
      await removePeopleOf(writing, shop);
      await renameShop(writing, shop.id, identity.externalId);
    }
    await noteStillHere(writing, shop.id, now);
    // Older orders became visible, or no longer are.
    if ((identity.historyDays ?? null) !== shop.historyDays) await saveFeed(writing, shop.id, "sweep", { dueAt: now });
    if (rung) await bellsChecked(writing, shop.id, { ...rung, at });
    if (revived) await saveFeed(writing, shop.id, "changes", { dueAt: at });
    await forgetOldDeliveries(writing, shop.id, now);
    await retry(writing, job, { dueAt, failed: false });
  });
  try {
    await save;
  } catch (error) {
    if (error instanceof ShopLeft) await takeDown(turn);
    throw error;
  }
  if (revived) engine.log.warn("doorbells.revived", { shop: shop.id });
  return revived ? at : dueAt;
}

interface Rung {
  readonly state: BellState;
  readonly revived: boolean;
  /** The shop's credentials may not hang them up. */
  readonly forbidden?: true;
}

/** What was put up while somebody disconnected the shop: nobody else knows of it. */
async function takeDown({ engine, shop, store }: Turn): Promise<void> {
  const { doorbells } = store("person");
  if (doorbells?.by === "api") await doorbells.remove(bellAddress(engine.publicUrl, shop));
}

/** Null: the shop did not say who it is. Its orders may be readable all the same. */
async function check(turn: Turn): Promise<{ readonly identity: Identity; readonly rung: Rung | null } | null> {
  try {
    const { missingScopes } = turn.shop;
    // What is missing may have been given meanwhile; what was there is tried again when it is refused.
    const identity = await turn.store("poll").whoami(missingScopes.length > 0 ? undefined : missingScopes);
    const rung = await ring(turn);
    return { identity: rung?.forbidden ? await turn.store("poll").whoami() : identity, rung };
  } catch (error) {
    if (error instanceof Fault && error.kind === "throttled") {
      const enough = plus(turn.engine.clock.now(), gathering);
      const retryAt = toInstant(Math.max(error.facts.retryAt ?? enough, enough));
      throw new Fault("throttled", { ...error.facts, retryAt });
    }
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

/** Null: the bells are the app's own and cannot be listed; that they ring is known when the first one has. */
async function ring(turn: Turn): Promise<Rung | null> {
  const { engine, shop, platform } = turn;
  if (platform.connector.bells === "app") return null;
  // A handful of requests an hour, none of which may be the one that a long import leaves no room for.
  const doorbells = turn.store("person").doorbells;
  const [secret] = bellSecretsOf(engine.sealer, platform, shop);
  if (!doorbells || !secret) return { state: "none", revived: false };
  // What a merchant hung up by hand is known by its first ring; what is collected does not ring.
  if (doorbells.by !== "api") return null;
  try {
    const found = await doorbells.ensure(bellAddress(engine.publicUrl, shop), secret);
    // Made anew where they stood before: somebody deleted them, or let them lead elsewhere.
    const lost = found === "made" && shop.bellState === "in-place";
    return { state: "in-place", revived: found === "revived" || lost };
  } catch (error) {
    if (!(error instanceof Fault) || error.kind === "throttled" || error.kind === "signed-out") throw error;
    engine.log.warn("doorbells.failing", { shop: shop.id, kind: error.kind, code: error.facts.code });
    return { state: "failing", revived: false, ...(error.kind === "forbidden" ? { forbidden: true } : {}) };
  }
}
