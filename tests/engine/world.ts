import { inspect } from "node:util";
import { type Instant, plus, toInstant } from "#app/domain/instant.ts";
import type { Chance, Clock, Log, LogFacts, Network, Timers } from "#app/ports/ports.ts";

/** A clock that stands still until it is moved, and timers that go off while it moves. */
export interface WorldClock extends Clock {
  advance(ms: number): void;
}

export function createWorldClock(start = 1_767_225_600_000): { readonly clock: WorldClock; readonly timers: Timers } {
  let now = toInstant(start);
  const waiting = new Set<{ readonly at: Instant; readonly run: () => void }>();
  return {
    clock: {
      now: () => now,
      advance(ms) {
        const end = plus(now, ms);
        for (;;) {
          const [next] = [...waiting].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
          if (!next) break;
          waiting.delete(next);
          if (next.at > now) now = next.at;
          next.run();
        }
        now = end;
      },
    },
    timers: {
      after(ms, run) {
        const timer = { at: plus(now, ms), run };
        waiting.add(timer);
        return () => waiting.delete(timer);
      },
    },
  };
}

/** The same numbers for the same seed (mulberry32). */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { fraction, bytes: (length) => Uint8Array.from({ length }, () => Math.floor(fraction() * 256)) };
}

export interface RecordingLog extends Log {
  /** Every line as a hostile reader would print it: with errors whole, their causes and all that hangs on them. */
  readonly lines: string[];
  count(event: string): number;
}

export function createRecordingLog(): RecordingLog {
  const lines: string[] = [];
  const write = (event: string, facts: LogFacts | undefined, error?: unknown) =>
    lines.push(
      `${event} ${JSON.stringify(facts ?? {})} ${error === undefined ? "" : inspect(error, { depth: 10, showHidden: true })}`,
    );
  return {
    lines,
    count: (event) => lines.filter((line) => line.startsWith(`${event} `)).length,
    info: (event, facts) => void write(event, facts),
    warn: (event, facts) => void write(event, facts),
    error: (event, error, facts) => void write(event, facts, error),
  };
}

/** Sends each request to the shop that its address names. */
export function networkOf(shops: ReadonlyMap<string, { answer(request: Request): Promise<Response> }>): Network {
  return {
    async fetch(request) {
      const shop = shops.get(new URL(request.url).host);
      if (!shop) throw new TypeError("getaddrinfo ENOTFOUND");
      return await shop.answer(request);
    },
  };
}
