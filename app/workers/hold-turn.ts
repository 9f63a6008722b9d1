import { extend, type Job } from "#app/db/queue.ts";
import { minutes, plus } from "#app/domain/instant.ts";
import type { Engine } from "#app/engine.ts";

/** How long a turn is held without a sign of life from its worker. */
export const lease = minutes(2);

export interface HeldTurn {
  /** Aborts when the turn must end: the worker is drained, or somebody else has taken the turn. */
  readonly signal: AbortSignal;
  /** Must be waited for before the turn is given back: else a late extension would hold it again. */
  end(): Promise<void>;
}

/** Extends a turn's lease while it lasts: a slow shop may take longer than one lease, and must not be served twice at a time. */
export function holdTurn({ db, clock, timers, log }: Engine, job: Job, stop: AbortSignal): HeldTurn {
  const lost = new AbortController();
  let [ended, extending] = [false, Promise.resolve()];
  let cancel = () => {};

  async function beat(): Promise<void> {
    try {
      const until = plus(clock.now(), lease);
      const held = await db.transact(job.workspace, (writing) => extend(writing, job, until));
      if (!held) lost.abort();
    } catch (error) {
      log.error("turn.not-extended", error, { shop: job.shop });
    }
    if (!ended && !lost.signal.aborted) wait();
  }

  function wait(): void {
    cancel = timers.after(lease / 4, () => {
      extending = beat();
    });
  }

  wait();
  return {
    signal: AbortSignal.any([stop, lost.signal]),
    async end() {
      ended = true;
      cancel();
      await extending;
    },
  };
}
