/**
 * What a sandbox (a local stand-in for a storefront) may touch of the outside. Everything comes in, so that the demo, the tests
 * and a simulation under a virtual clock run the very same program.
 */
export interface World {
  /** Epoch milliseconds of the world's one clock. */
  now(): number;
  /** A fraction in [0, 1), from the world's seed. */
  chance(): number;
  /** Runs once after `ms` of the world's time; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Sends a request out of the sandbox: webhooks, hand-overs of keys. Rejects when nobody answers. */
  send(request: Request): Promise<Response>;
  /** Moves the one clock for everybody, where the world allows it (the demo, a simulation). */
  advance?(ms: number): Promise<void>;
}

/** Remembers what happened, so that a stand-in that is killed and started again is the same shop. */
export interface Journal {
  /** All entries written so far, oldest first. */
  read(): Iterable<unknown>;
  /** Stores one entry before it answers. */
  append(entry: unknown): void;
}

/** A running stand-in: it speaks its platform's own protocol, plus its own page and control API below `/_sandbox`. */
export interface Sandbox {
  handle(request: Request): Promise<Response>;
  /** Resolves when no webhook is waiting or under way (tests wait on this instead of on time). */
  idle(): Promise<void>;
  close(): void;
}
