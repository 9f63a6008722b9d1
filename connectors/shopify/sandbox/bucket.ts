import type { Plan } from "./options.ts";

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** Points that one app may spend in one shop (Shopify's page "API rate limits"; bucket sizes as seen in public traces). */
const sizes: Readonly<Record<Plan, { max: number; rate: number }>> = {
  standard: { max: 2000, rate: 100 },
  advanced: { max: 4000, rate: 200 },
  plus: { max: 20_000, rate: 1000 },
  unlimited: { max: 1_000_000_000, rate: 1_000_000_000 },
};

export interface Bucket {
  /** Takes `points` if they are there. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): ThrottleStatus;
}

export function createBucket(plan: Plan, now: () => number): Bucket {
  const { max, rate } = sizes[plan];
  let level = max;
  let filledAt = now();
  const fill = () => {
    const at = now();
    level = Math.min(max, level + ((at - filledAt) / 1000) * rate);
    filledAt = at;
  };
  return {
    take(points) {
      fill();
      if (plan === "unlimited") return true;
      if (points > level) return false;
      level -= points;
      return true;
    },
    giveBack(points) {
      level = Math.min(max, level + points);
    },
    status() {
      fill();
      return { maximumAvailable: max, currentlyAvailable: Math.floor(level), restoreRate: rate };
    },
  };
}
