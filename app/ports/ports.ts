import type { Instant } from "#app/domain/instant.ts";

/** Everything that Tek takes of the world. A test or a simulation hands in its own. */
export interface Ports {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly chance: Chance;
  readonly network: Network;
  readonly log: Log;
}

export interface Clock {
  now(): Instant;
}

export interface Timers {
  /** Runs once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

export interface Chance {
  bytes(length: number): Uint8Array;
  /** In [0, 1). */
  fraction(): number;
}

export interface Network {
  /** As the platform's fetch; never follows redirects. */
  fetch(request: Request): Promise<Response>;
}

/** Structured log. Facts are picked by name: no bodies, no secrets, no personal values. */
export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** `error` is logged by its name, code and stack only. */
  error(event: string, error: unknown, facts?: LogFacts): void;
}

export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
