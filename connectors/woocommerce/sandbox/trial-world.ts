import type { World } from "../../contract/sandbox/world.ts";

/** A world for trials: a clock that only `advance` moves, chance from a seed, and a network that is one function. */
export interface TrialWorld extends World {
  advance(ms: number): Promise<void>;
  /** Requests that left, oldest first, with their bodies. */
  readonly sent: { readonly request: Request; readonly body: string }[];
  /** What the network answers; 200 unless set. */
  answer: (request: Request) => Response | Promise<Response>;
}

export function createTrialWorld(o: { start?: number; seed?: number } = {}): TrialWorld {
  let now = o.start ?? Date.UTC(2026, 10, 23, 9, 0, 0);
  let seed = o.seed ?? 20261123;
  const timers = new Set<{ at: number; run: () => void }>();
  const flying = new Set<Promise<unknown>>();

  /** Waits for the network, then lets those who waited on it go on. */
  async function settled(): Promise<void> {
    do {
      await Promise.allSettled(flying);
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    } while (flying.size > 0);
  }

  const world: TrialWorld = {
    sent: [],
    answer: () => new Response(null, { status: 200 }),
    now: () => now,
    // mulberry32: small, good enough for play, the same on every machine.
    chance() {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    send(request) {
      const answered = request
        .clone()
        .text()
        .then((body) => {
          world.sent.push({ request, body });
          return world.answer(request);
        })
        .finally(() => flying.delete(answered));
      flying.add(answered);
      return answered;
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settled();
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
      await settled();
    },
  };
  return world;
}
