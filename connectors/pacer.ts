import { type Instant, plus } from "../app/domain/instant.ts";
import type { Clock } from "../app/ports/ports.ts";
import type { Budget, BudgetLevel } from "./contract/port.ts";

/** Who asks, the most urgent first. A lower one leaves a share of every bucket to those above it. */
export type Priority = "person" | "doorbell" | "poll" | "import";

const reserves: Readonly<Record<Priority, number>> = { person: 0, doorbell: 0.25, poll: 0.4, import: 0.6 };

type Admission = { readonly ok: true } | { readonly ok: false; readonly retryAt: Instant };

/** Decides who may send now. Shared by everything that speaks with one account, so that they spend one budget. */
export interface Pacer {
  /**
   * Takes `cost` from the budget if what remains still holds the reserve of those more urgent; otherwise says when it will. A cost
   * beyond the priority's whole share waits for a full bucket, so that nothing waits for ever. Throws for a budget that is not known.
   */
  admit(budget: string, cost: number, priority: Priority): Admission;
  /** What the platform says of its own bucket replaces what we reckoned. */
  learned(budget: string, level: BudgetLevel): void;
  /** Nobody spends from the budget before `at` (Retry-After). An earlier `at` than one already set is ignored. */
  holdUntil(budget: string, at: Instant): void;
  /** The budget that is spent from when a request names none. */
  readonly standard: string;
}

interface Bucket {
  available: number;
  burst: number;
  perSecond: number;
  at: number;
  heldUntil: Instant | null;
}

/** One token bucket per budget, full at the start. `budgets` needs one entry at least; its first is the standard. */
export function createPacer(budgets: Readonly<Record<string, Budget>>, clock: Clock): Pacer {
  const [standard] = Object.keys(budgets);
  if (standard === undefined) throw new TypeError("A pacer needs a budget");
  const buckets = new Map<string, Bucket>();
  for (const [name, { burst, perSecond }] of Object.entries(budgets)) {
    if (!(burst > 0 && perSecond > 0)) throw new RangeError(`Budget ${name} needs a burst and a rate above 0`);
    buckets.set(name, { available: burst, burst, perSecond, at: clock.now(), heldUntil: null });
  }

  function filled(name: string): Bucket {
    const bucket = buckets.get(name);
    if (!bucket) throw new TypeError(`No budget is called ${name}; there are ${[...buckets.keys()].join(", ")}`);
    // A clock that was set back gives nothing and takes nothing.
    const passed = Math.max(0, clock.now() - bucket.at);
    bucket.available = Math.min(bucket.burst, bucket.available + (passed / 1000) * bucket.perSecond);
    bucket.at = clock.now();
    return bucket;
  }

  return {
    standard,
    admit(name, cost, priority) {
      if (!(cost >= 0 && Number.isFinite(cost))) throw new RangeError(`A request cannot cost ${cost}`);
      const bucket = filled(name);
      const now = clock.now();
      if (bucket.heldUntil !== null && bucket.heldUntil > now) return { ok: false, retryAt: bucket.heldUntil };
      const needed = Math.min(bucket.burst, cost + reserves[priority] * bucket.burst);
      const short = needed - bucket.available;
      // Refilling in fractions leaves dust of floating point; without this a caller could be told to retry now, for ever.
      if (short > 1e-9) return { ok: false, retryAt: plus(now, Math.ceil((short / bucket.perSecond) * 1000)) };
      bucket.available -= cost;
      return { ok: true };
    },
    learned(name, level) {
      const bucket = filled(name);
      if (!(level.burst > 0 && level.perSecond > 0)) return;
      bucket.burst = level.burst;
      bucket.perSecond = level.perSecond;
      bucket.available = Math.min(level.available, level.burst);
    },
    holdUntil(name, at) {
      const bucket = filled(name);
      if (bucket.heldUntil === null || bucket.heldUntil < at) bucket.heldUntil = at;
    },
  };
}
