import { eventsAfter, newestEvent } from "#app/db/events.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { TekEvent } from "#app/domain/orders/event.ts";
import type { Timers } from "#app/ports/ports.ts";

/** A reader came from too far behind: it reads its page again and goes on from `number`. */
export interface StreamRestart {
  readonly number: number;
  readonly code: "stream.restart";
}

/** Poll as often as this: what says "committed" may be lost, so polls are the truth. In milliseconds. */
const pollEvery = 2000;
const pageSize = 500;
const furthestBehind = 10_000;

/**
 * The workspace's events after number `after`: what is there, then what comes, in order and without a gap, until `signal` aborts. A
 * reader that starts from nothing (0) or is more than 10,000 events behind first gets a `stream.restart` and goes on from the newest.
 *
 * Throws `NotAllowed`, and what the database throws; an abort ends it without an error.
 */
export async function* liveEvents(
  deps: { readonly db: Database; readonly timers: Timers },
  caller: Caller,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<readonly TekEvent[] | StreamRestart, void> {
  mustHave(caller, "orders.read");
  const { db } = deps;
  // Listening begins before the first read: a commit between a read and its wait wakes the wait.
  const bell = createBell(deps, caller, signal);
  try {
    const from = await startOf(db, caller, after);
    if (from.restart) yield { number: from.number, code: "stream.restart" };
    let seen = from.number;
    while (!signal.aborted) {
      bell.reset();
      const events = await db.read(caller.workspace, (reading) => eventsAfter(reading, seen, pageSize));
      const last = events.at(-1);
      if (last === undefined) await bell.rung();
      else {
        seen = last.number;
        yield events;
      }
    }
  } finally {
    bell.close();
  }
}

async function startOf(db: Database, caller: Caller, after: number): Promise<{ number: number; restart: boolean }> {
  const newest = await db.read(caller.workspace, newestEvent);
  const within = Number.isSafeInteger(after) && after > 0 && after <= newest && newest - after <= furthestBehind;
  return within ? { number: after, restart: false } : { number: newest, restart: true };
}

/** Rings at a commit in the workspace, at the poll's turn, and at the end of the signal. */
function createBell(
  { db, timers }: { readonly db: Database; readonly timers: Timers },
  caller: Caller,
  signal: AbortSignal,
) {
  let next = Promise.withResolvers<void>();
  const ring = () => next.resolve();
  const stopListening = db.onCommit((workspace) => {
    if (workspace === caller.workspace) ring();
  });
  signal.addEventListener("abort", ring);
  return {
    reset() {
      next = Promise.withResolvers<void>();
      if (signal.aborted) ring();
    },
    async rung() {
      const cancel = timers.after(pollEvery, ring);
      try {
        await next.promise;
      } finally {
        cancel();
      }
    },
    close() {
      stopListening();
      signal.removeEventListener("abort", ring);
    },
  };
}
