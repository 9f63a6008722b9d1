import { claim, freeLeases, type Job } from "#app/db/queue.ts";
import { seconds } from "#app/domain/instant.ts";
import type { Engine } from "#app/engine.ts";
import { lease } from "./hold-turn.ts";
import { takeTurn } from "./take-turn.ts";

/** Shops that are served at the same time; a slow one takes one place, never all. */
const atOnce = 4;
/** A wake-up that got lost costs this much latency at the most. */
const idle = seconds(1);

export interface Workers {
  start(): void;
  running(): boolean;
  /** Takes no new turn, cuts off requests under way, and resolves when the last turn is saved. */
  drain(): Promise<void>;
}

/** Takes the turns of shops as they fall due. Several processes may run this on one database: a turn is leased. */
export function createWorkers(engine: Engine): Workers {
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  let [started, wanted, freed] = [false, false, engine.db.dialect !== "sqlite"];
  let claiming: Promise<void> | null = null;
  let cancelTimer = () => {};
  let unlisten = () => {};

  function takeDue(): void {
    wanted = true;
    claiming ??= claimWhileWanted().finally(() => {
      claiming = null;
    });
  }

  async function claimWhileWanted(): Promise<void> {
    try {
      if (!freed) await freeOwnLeases();
      while (wanted && !stop.signal.aborted) {
        wanted = false;
        const places = atOnce - underWay.size;
        const jobs = places > 0 ? await claimTurns(places) : [];
        for (const job of jobs) run(job);
        if (jobs.length === places) wanted = jobs.length > 0;
      }
    } catch (error) {
      engine.log.error("workers.claim-failed", error);
    }
  }

  /** An SQLite file belongs to this process alone: what is leased was leased by one that was killed. */
  async function freeOwnLeases(): Promise<void> {
    await engine.db.transactGlobal("due-work", (writing) => freeLeases(writing, engine.clock.now()));
    freed = true;
  }

  const claimTurns = (limit: number) =>
    engine.db.transactGlobal("due-work", (writing) =>
      claim(writing, { queue: "turn", now: engine.clock.now(), lease, limit }),
    );

  function run(job: Job): void {
    const turn = takeTurn(engine, job, stop.signal)
      .catch((error: unknown) => engine.log.error("turn.lost", error, { shop: job.shop }))
      .finally(() => {
        underWay.delete(turn);
        takeDue();
      });
    underWay.add(turn);
  }

  function tick(): void {
    takeDue();
    cancelTimer = engine.timers.after(idle, tick);
  }

  return {
    start() {
      if (started) return;
      started = true;
      unlisten = engine.db.onCommit(() => takeDue());
      tick();
    },
    running: () => started && !stop.signal.aborted,
    async drain() {
      stop.abort();
      cancelTimer();
      unlisten();
      // What is being claimed becomes a turn yet, which gives its job back.
      await claiming;
      while (underWay.size) await Promise.all(underWay);
    },
  };
}
