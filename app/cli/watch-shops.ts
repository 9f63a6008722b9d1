import type { Database } from "#app/db/scope.ts";
import type { Caller } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { Tek } from "#app/load-context.ts";
import type { Timers } from "#app/ports/ports.ts";
import type { ShopCard } from "#app/views/shops-page.ts";

export interface Watched {
  readonly tek: Pick<Tek, "views">;
  readonly db: Pick<Database, "onCommit">;
  readonly timers: Timers;
}

/** What is waited for: the first import, or a read of the changes at or after a moment. */
export type WaitFor = { readonly what: "import" } | { readonly what: "changes"; readonly since: Instant };

/**
 * The shops' cards as they change, until each has what is waited for or is no longer active, or `signal` aborts. The last cards that
 * were yielded are how it ended.
 */
export async function* watchShops(
  { tek, db, timers }: Watched,
  caller: Caller,
  shops: readonly ShopId[],
  wait: WaitFor,
  signal: AbortSignal,
): AsyncGenerator<readonly ShopCard[], void> {
  const wake = { ring: () => {} };
  const stopListening = db.onCommit((workspace) => workspace === caller.workspace && wake.ring());
  const onAbort = () => wake.ring();
  signal.addEventListener("abort", onAbort);
  try {
    while (true) {
      const page = await tek.views.shopsPage(caller);
      const cards = page.shops.filter(({ id }) => shops.includes(id));
      yield cards;
      if (signal.aborted || cards.every((card) => settled(card, wait))) return;
      await pause(timers, wake, signal);
    }
  } finally {
    stopListening();
    signal.removeEventListener("abort", onAbort);
  }
}

/** Whether a shop has what is waited for. A paused one has not, and will not. */
export function reached(card: ShopCard, wait: WaitFor): boolean {
  if (card.state !== "active" || card.waiting > 0) return false;
  if (wait.what === "import") return card.import.state === "done";
  return card.lastReadAt !== null && card.lastReadAt >= wait.since;
}

const settled = (card: ShopCard, wait: WaitFor) => card.state !== "active" || reached(card, wait);

/** Commits come in bursts, and may be told by another process only: looks again at the pace of a progress line. */
function pause(timers: Timers, wake: { ring: () => void }, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    let told = false;
    let early = false;
    const done = () => {
      cancelLate();
      cancelEarly();
      wake.ring = () => {};
      resolve();
    };
    const cancelLate = timers.after(1000, done);
    const cancelEarly = timers.after(150, () => {
      early = true;
      if (told) done();
    });
    wake.ring = () => {
      told = true;
      if (early || signal.aborted) done();
    };
  });
}
