import { done, type Job, nextDueOf, retry, waiting } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import { readShop, type ShopRow } from "#app/db/shops.ts";
import { endTrouble, noteTrouble } from "#app/db/trouble.ts";
import { type Instant, plus, seconds } from "#app/domain/instant.ts";
import { retryAt } from "#app/domain/sync/schedule.ts";
import { syncCaller } from "#app/doors/sync.ts";
import type { Engine } from "#app/engine.ts";
import { disconnectLeftShop } from "#app/flows/disconnect-left-shop.ts";
import { forgetOldDeliveries } from "#app/flows/forget-old-deliveries.ts";
import { pauseShop } from "#app/flows/pause-shop.ts";
import { ShopLeft } from "#app/flows/shop-left.ts";
import { afterFault, Fault } from "#connectors/contract/fault.ts";
import type { Platform } from "#connectors/registry.ts";
import { holdTurn } from "./hold-turn.ts";
import { askAgain } from "./steps/ask-again.ts";
import { collectSignals } from "./steps/collect-signals.ts";
import { ensureDoorbells } from "./steps/ensure-doorbells.ts";
import { honourPrivacy } from "./steps/honour-privacy.ts";
import { importHistory } from "./steps/import-history.ts";
import { lookAgain } from "./steps/look-again.ts";
import { pullChanges } from "./steps/pull-changes.ts";
import { recogniseDeliveries } from "./steps/recognise-deliveries.ts";
import { refreshToken } from "./steps/refresh-token.ts";
import { rereadOpen } from "./steps/reread-open.ts";
import { sweep } from "./steps/sweep.ts";
import { openTurn, type Turn } from "./turn.ts";

/** Answers when it wants to be called next; null for "only when something happens". */
export type Step = (turn: Turn) => Promise<Instant | null>;

/** In the order of their urgency: what people wait for first, the back-fill last. Each does a small, bounded piece. */
const steps: readonly (readonly [name: string, step: Step])[] = [
  ["refresh-token", refreshToken],
  ["recognise-deliveries", recogniseDeliveries],
  ["collect-signals", collectSignals],
  ["honour-privacy", honourPrivacy],
  ["look-again", lookAgain],
  ["pull-changes", pullChanges],
  ["ensure-doorbells", ensureDoorbells],
  ["import-history", importHistory],
  ["sweep", sweep],
  // After the sweep, which may have compared what is due.
  ["reread-open", rereadOpen],
];

/** Of a shop that is not read: what it tells is heard, and while it is paused it is asked again now and then. */
const restingSteps: typeof steps = [
  ["recognise-deliveries", recogniseDeliveries],
  ["honour-privacy", honourPrivacy],
  ["ask-again", askAgain],
];

type Ended =
  | { readonly how: "fine"; readonly dueAt: Instant | null }
  /** Drained, or the lease was lost: the next turn takes over at once. */
  | { readonly how: "cut-off" }
  /** `fault`: why the shop could not be read; without one it is ours. */
  | { readonly how: "failed"; readonly fault?: Fault }
  | { readonly how: "paused" };

/** Does what one shop needs now, then says when the shop's next turn is due. The turn's job is the lease. */
export async function takeTurn(engine: Engine, job: Job, stop: AbortSignal): Promise<void> {
  const shop = await engine.db.read(job.workspace, (reading) => readShop(reading, job.shop));
  if (!shop) {
    await engine.db.transact(job.workspace, (writing) => done(writing, job));
    return;
  }
  const platform = engine.registry.get(shop.platform);
  // A platform that is not configured now may be again: its shops must not be forgotten.
  const ended = platform
    ? await holdAndRun(engine, job, shop, platform, stop)
    : ({ how: "fine", dueAt: null } as const);
  const now = engine.clock.now();
  await engine.db.transact(job.workspace, async (writing) => {
    if (ended.how === "fine" || ended.how === "paused") await endTrouble(writing, shop.id);
    if (ended.how === "failed") await tryAgain(engine, writing, job, ended.fault);
    else if (ended.how !== "cut-off" && (await readShop(writing, shop.id))?.state !== "active")
      await rest(writing, job, now);
    else await retry(writing, job, { dueAt: nextTurn(engine, ended, now), failed: false });
  });
}

/** Unless the lease was lost: then whoever has it knows better how the shop is. */
async function tryAgain({ clock, chance }: Engine, writing: Writing, job: Job, fault?: Fault): Promise<void> {
  const at = clock.now();
  const mine = await retry(writing, job, { dueAt: retryAt(at, job.attempts, chance.fraction()), failed: true });
  if (!mine || !fault) return;
  const { code, params = {} } = fault.facts;
  await noteTrouble(writing, job.shop, { code, params, at });
}

/** A shop that is not read has its next turn when it is asked again, when it rings, or when what it rang is to be forgotten. */
async function rest(writing: Writing, job: Job, now: Instant): Promise<void> {
  const dues = [await nextDueOf(writing, job.shop, ["ask-again"]), await forgetOldDeliveries(writing, job.shop, now)];
  const known = dues.filter((due) => due !== null);
  if (known.length === 0) await done(writing, job);
  else await retry(writing, job, { dueAt: known.reduce(earlier), failed: false });
}

/** Never before now: a shop with a long backlog would always stand before those that became due after its oldest mark. */
function nextTurn(engine: Engine, ended: Ended, now: Instant): Instant {
  if (ended.how !== "fine") return now;
  return later(ended.dueAt ?? plus(now, engine.schedule.poll), now);
}

async function holdAndRun(
  engine: Engine,
  job: Job,
  shop: ShopRow,
  platform: Platform,
  stop: AbortSignal,
): Promise<Ended> {
  const hold = holdTurn(engine, job, stop);
  try {
    return await runSteps(openTurn(engine, syncCaller(shop.workspace, shop.id), shop, platform, hold.signal));
  } catch (error) {
    engine.log.error("turn.broke", error, { shop: shop.id, step: "open" });
    return { how: "failed" };
  } finally {
    await hold.end();
  }
}

async function runSteps(turn: Turn): Promise<Ended> {
  const dues: Instant[] = [];
  let [broke, mayRefresh] = [false, true];
  let unreadable: Fault | undefined;
  for (const [name, step] of turn.shop.state === "active" ? steps : restingSteps) {
    if (turn.signal.aborted) break;
    let outcome = await attempt(turn, name, step);
    if (outcome instanceof Fault && outcome.kind === "signed-out" && mayRefresh && step !== refreshToken) {
      mayRefresh = false;
      const refused = await attempt(turn, name, refreshBecauseOf(outcome));
      outcome = refused === null ? await attempt(turn, name, step) : refused;
    }
    if (turn.signal.aborted) break;
    if (outcome === "left") return { how: "cut-off" };
    if (outcome === "broke") broke = true;
    else if (!(outcome instanceof Fault)) dues.push(...(outcome === null ? [] : [outcome]));
    else if (afterFault[outcome.kind] === "wait") dues.push(waitFor(turn, outcome));
    else if (pauses(outcome)) return await pauseFor(turn, outcome);
    else if (outcome.kind === "unreachable") return { how: "failed", fault: outcome };
    else {
      broke = true;
      if (step === pullChanges) unreadable = outcome;
    }
  }
  if (turn.signal.aborted) return { how: "cut-off" };
  if (broke) return { how: "failed", ...(unreadable ? { fault: unreadable } : {}) };
  return { how: "fine", dueAt: dues.length ? dues.reduce(earlier) : null };
}

const earlier = (a: Instant, b: Instant): Instant => (b < a ? b : a);
const later = (a: Instant, b: Instant): Instant => (b > a ? b : a);

/**
 * Answers when the step wants to be called next, the platform's fault, "left" where somebody disconnected the shop, or "broke" for a
 * fault of ours: the other steps go on.
 */
async function attempt(turn: Turn, name: string, step: Step): Promise<Instant | null | Fault | "left" | "broke"> {
  const { engine, shop } = turn;
  try {
    return await step(turn);
  } catch (error) {
    if (error instanceof Fault) {
      if (error.kind !== "throttled" && !turn.signal.aborted) {
        const { code, status = null } = error.facts;
        engine.log.warn("turn.fault", { shop: shop.id, step: name, kind: error.kind, code, status });
      }
      return error;
    }
    if (error instanceof ShopLeft) return "left";
    engine.log.error("turn.broke", error, { shop: shop.id, step: name });
    return "broke";
  }
}

/** A token may have been refused because it was replaced elsewhere: one exchange is tried before the account is paused. */
function refreshBecauseOf(refusal: Fault): Step {
  return async (turn) => {
    if (!(await turn.refreshToken())) throw refusal;
    return null;
  };
}

/** The step waits for its budget; the ones behind it may still have theirs. A platform that says "now" is not believed at once. */
function waitFor({ engine }: Turn, { facts }: Fault): Instant {
  const now = engine.clock.now();
  return later(facts.retryAt ?? plus(now, seconds(5)), plus(now, seconds(0.25)));
}

const pauses = ({ kind }: Fault) => afterFault[kind] === "pause-account" || afterFault[kind] === "pause-ability";

/** Unless somebody linked the shop anew while we still asked with the credentials from before. */
async function pauseFor(turn: Turn, { kind, facts }: Fault): Promise<Ended> {
  const { engine, caller, shop } = turn;
  if (await turn.relinked()) return { how: "cut-off" };
  const isRefused = afterFault[kind] === "pause-account";
  if (isRefused && (await toldThatItLeft(turn))) await disconnectLeftShop(engine, caller, shop.id);
  else {
    const passes = !isRefused || facts.passes === true;
    await pauseShop(engine, caller, shop.id, {
      code: facts.code,
      params: facts.params ?? {},
      passes,
      again: shop.state === "paused",
    });
  }
  return { how: "paused" };
}

async function toldThatItLeft({ engine, shop }: Turn): Promise<boolean> {
  const words = { queue: "left", shop: shop.id, now: engine.clock.now(), limit: 1 };
  return (await engine.db.read(shop.workspace, (reading) => waiting(reading, words))).length > 0;
}
