import { done, type Job, retry } from "#app/db/queue.ts";
import { readShop } from "#app/db/shops.ts";
import { type Instant, plus, seconds } from "#app/domain/instant.ts";
import { retryAt } from "#app/domain/sync/schedule.ts";
import { syncCaller } from "#app/doors/sync.ts";
import type { Engine } from "#app/engine.ts";
import { pauseShop } from "#app/flows/pause-shop.ts";
import { afterFault, Fault } from "#connectors/contract/fault.ts";
import { ensureDoorbells } from "./steps/ensure-doorbells.ts";
import { importHistory } from "./steps/import-history.ts";
import { lookAgain } from "./steps/look-again.ts";
import { pullChanges } from "./steps/pull-changes.ts";
import { recogniseDeliveries } from "./steps/recognise-deliveries.ts";
import { refreshToken } from "./steps/refresh-token.ts";
import { sweep } from "./steps/sweep.ts";
import { openTurn, type Turn } from "./turn.ts";

/** Answers when it wants to be called next; null for "only when something happens". */
export type Step = (turn: Turn) => Promise<Instant | null>;

/** In the order of their urgency: what people wait for first, the back-fill last. Each does a small, bounded piece. */
const steps: readonly (readonly [name: string, step: Step])[] = [
  ["refresh-token", refreshToken],
  ["recognise-deliveries", recogniseDeliveries],
  ["look-again", lookAgain],
  ["pull-changes", pullChanges],
  ["ensure-doorbells", ensureDoorbells],
  ["import-history", importHistory],
  ["sweep", sweep],
];

type Ended =
  | { readonly how: "fine"; readonly dueAt: Instant | null }
  | { readonly how: "failed" }
  | { readonly how: "paused" };

/** Does what one shop needs now, then says when the shop's next turn is due. The turn's job is the lease. */
export async function takeTurn(engine: Engine, job: Job, signal: AbortSignal): Promise<void> {
  const shop = await engine.db.read(job.workspace, (reading) => readShop(reading, job.shop));
  const platform = shop && engine.registry.get(shop.platform);
  if (!shop || !platform || shop.state !== "active") {
    await engine.db.transact(job.workspace, (writing) => done(writing, job));
    return;
  }
  const turn = openTurn(engine, syncCaller(shop.workspace, shop.id), shop, platform, signal);
  const ended = await runSteps(turn);
  const now = engine.clock.now();
  await engine.db.transact(job.workspace, async (writing) => {
    if (ended.how === "paused") await done(writing, job);
    else if (ended.how === "failed")
      await retry(writing, job, { dueAt: retryAt(now, job.attempts, engine.chance.fraction()), failed: true });
    else await retry(writing, job, { dueAt: ended.dueAt ?? plus(now, engine.schedule.poll), failed: false });
  });
}

async function runSteps(turn: Turn): Promise<Ended> {
  const dues: Instant[] = [];
  let refreshed = false;
  for (let i = 0; i < steps.length && !turn.signal.aborted; ) {
    const [name, step] = steps[i] ?? [];
    if (!name || !step) break;
    try {
      const due = await step(turn);
      if (due !== null) dues.push(due);
      i++;
    } catch (error) {
      if (turn.signal.aborted) break;
      let fault = asFault(turn, name, error);
      if (fault?.kind === "signed-out" && !refreshed) {
        refreshed = true;
        fault = await refreshAfter(turn, fault);
        if (fault === null) continue;
      }
      const ended = fault ? await afterStepFault(turn, name, fault) : ({ how: "failed" } as const);
      if (ended) return ended;
      // The step waits for its budget; the ones behind it may still have theirs.
      dues.push(fault?.facts.retryAt ?? plus(turn.engine.clock.now(), seconds(5)));
      i++;
    }
  }
  return { how: "fine", dueAt: dues.length ? dues.reduce(earlier) : null };
}

const earlier = (a: Instant, b: Instant): Instant => (b < a ? b : a);

/** Null for what no platform did: that is a fault of ours, logged, and tried again later. */
function asFault(turn: Turn, step: string, error: unknown): Fault | null {
  if (error instanceof Fault) return error;
  turn.engine.log.error("turn.broke", error, { shop: turn.shop.id, step });
  return null;
}

/**
 * A token may have been refused because it was replaced elsewhere: one exchange is tried before the account is paused. Null: the
 * account has a fresh one.
 */
async function refreshAfter(turn: Turn, refusal: Fault): Promise<Fault | null> {
  try {
    return (await turn.refreshToken()) ? null : refusal;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

async function afterStepFault(turn: Turn, step: string, fault: Fault): Promise<Ended | null> {
  const { engine, shop, caller } = turn;
  if (fault.kind !== "throttled")
    engine.log.warn("turn.fault", {
      shop: shop.id,
      step,
      kind: fault.kind,
      code: fault.facts.code,
      status: fault.facts.status ?? null,
    });
  switch (afterFault[fault.kind]) {
    case "wait":
      return null;
    case "pause-account":
    case "pause-ability":
      await pauseShop(engine, caller, shop.id, { code: fault.facts.code, params: fault.facts.params ?? {} });
      return { how: "paused" };
    default:
      return { how: "failed" };
  }
}
