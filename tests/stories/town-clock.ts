import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { World } from "#connectors/contract/sandbox/world.ts";
import { seeded } from "#demo/random.ts";

/** The town's clock is the machine's, shifted by what stands in a file that the server's processes follow too. */
export interface TownClock {
  now(): Instant;
  /** Moves the clock of everybody. */
  advance(ms: number): Promise<void>;
  /** What a stand-in shop lives in. */
  world(seed: number): World;
}

export function createTownClock(file: string): TownClock {
  const timers = createTimers(file);
  const advance = async (ms: number) => {
    writeFileSync(file, String(offsetIn(file) + ms));
    timers.moved();
  };
  return {
    now: () => toInstant(Date.now() + offsetIn(file)),
    advance,
    world: (seed) => ({
      now: () => Date.now() + offsetIn(file),
      chance: seeded(seed),
      after: timers.after,
      send: (request) => fetch(request, { redirect: "manual", signal: AbortSignal.timeout(10_000) }),
      advance,
    }),
  };
}

const offsetIn = (file: string) => (existsSync(file) ? Number(readFileSync(file, "utf8")) : 0);

interface Timers {
  readonly after: World["after"];
  /** The clock was moved: what is due by now runs at once, and the rest comes sooner. */
  moved(): void;
}

function createTimers(clockFile: string): Timers {
  const armed = new Set<{ arm(): void }>();
  return {
    after(ms, run) {
      const dueAt = Date.now() + offsetIn(clockFile) + ms;
      let handle: NodeJS.Timeout | undefined;
      const timer = {
        arm() {
          clearTimeout(handle);
          const left = dueAt - Date.now() - offsetIn(clockFile);
          handle = setTimeout(ring, Math.min(Math.max(left, 0), 2 ** 31 - 1));
        },
      };
      const ring = () => {
        armed.delete(timer);
        run();
      };
      armed.add(timer);
      timer.arm();
      return () => {
        armed.delete(timer);
        clearTimeout(handle);
      };
    },
    moved() {
      for (const timer of armed) timer.arm();
    },
  };
}
