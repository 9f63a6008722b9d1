import type { World } from "#connectors/contract/sandbox/world.ts";
import { seeded } from "./random.ts";
import { advanceWorld } from "./world-clock.ts";

interface Waiting {
  readonly dueAt: number;
  readonly run: () => void;
  handle: NodeJS.Timeout;
}

/** The demo's world: the shifted clock of its processes, chance from a seed, and timers that notice when the clock is moved. */
export function createWorld({ clockFile, seed }: { readonly clockFile: string; readonly seed: number }): World {
  const waiting = new Set<Waiting>();
  const chance = seeded(seed);
  const longest = 2 ** 31 - 1;

  const arm = (one: Waiting) => {
    one.handle = setTimeout(() => fire(one), Math.min(longest, Math.max(0, one.dueAt - Date.now())));
  };
  const fire = (one: Waiting) => {
    if (Date.now() < one.dueAt) return arm(one);
    waiting.delete(one);
    one.run();
  };

  return {
    now: () => Date.now(),
    chance,
    after(ms, run) {
      const one: Waiting = { dueAt: Date.now() + ms, run, handle: setTimeout(() => {}, 0) };
      waiting.add(one);
      arm(one);
      return () => {
        waiting.delete(one);
        clearTimeout(one.handle);
      };
    },
    send: (request) => fetch(request, { redirect: "manual", signal: AbortSignal.timeout(10_000) }),
    async advance(ms) {
      advanceWorld(clockFile, ms);
      for (const one of waiting) {
        clearTimeout(one.handle);
        arm(one);
      }
    },
  };
}
