import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import type { Timers } from "#app/ports/ports.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { openShop } from "#tests/views/list-world.ts";
import { putEvents } from "#tests/views/put-events.ts";
import { liveEvents } from "./live-events.ts";

/** Timers that the test lets fire. */
function handTimers() {
  const waiting = new Set<() => void>();
  const timers: Timers = {
    after: (_, run) => {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
  };
  const fire = () => {
    for (const run of [...waiting]) {
      waiting.delete(run);
      run();
    }
  };
  return { timers, fire, waiting };
}

type Streamed = ReturnType<typeof liveEvents>;

async function take(stream: Streamed, count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const { value } = await stream.next();
    if (value === undefined || "code" in value) throw new Error(`Not events: ${JSON.stringify(value)}`);
    numbers.push(...value.map((event) => event.number));
  }
  return numbers;
}

const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, n) => from + n);

describeOnBothEngines("the live stream", (open, engine) => {
  test("gives every event once and in order, while many write at once, from this process and another", async () => {
    const place = await engine.place();
    const db = await engine.open(place);
    const another = await engine.open(place);
    const { workspace, caller } = await openShop(db);
    await putEvents(db, workspace, 1);
    const { timers, fire } = handTimers();
    const ending = new AbortController();
    const stream = liveEvents({ db, timers }, caller, 1, ending.signal);
    const reading = take(stream, 61);
    // Two SQLite writers of one process would wait for each other: its driver blocks the event loop while it waits for the lock.
    const writers = engine.dialect === "postgres" ? [db, another, db] : [db, db, db];
    const writing = writers.map(async (writer) => {
      for (let n = 0; n < 20; n++) await putEvents(writer, workspace, 1);
    });
    await Promise.all(writing);
    // SQLite tells nothing between processes: there the poll finds it.
    await putEvents(another, workspace, 1);
    expect(await untilDone(reading, fire)).toEqual(upTo(61, 2));
    ending.abort();
    expect((await stream.next()).done).toBe(true);
  });

  test("wakes at a commit without any poll, and at a poll without being told", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putEvents(db, workspace, 1);
    const told = handTimers();
    const byBell = liveEvents({ db, timers: told.timers }, caller, 1, new AbortController().signal);
    const first = take(byBell, 1);
    await putEvents(db, workspace, 1);
    expect(await first).toEqual([2]);
    const deaf: Database = { ...db, onCommit: () => () => undefined };
    const { timers, fire } = handTimers();
    const byPoll = liveEvents({ db: deaf, timers }, caller, 2, new AbortController().signal);
    const second = take(byPoll, 1);
    await putEvents(db, workspace, 1);
    expect(await untilDone(second, fire)).toEqual([3]);
    await Promise.all([byBell.return(), byPoll.return()]);
  });

  test("a reader from nothing or from too far behind is told to read its page again", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putEvents(db, workspace, 10_001);
    const { timers } = handTimers();
    const startOf = async (after: number) => {
      const stream = liveEvents({ db, timers }, caller, after, new AbortController().signal);
      const { value } = await stream.next();
      await stream.return();
      return value;
    };
    const restart = { number: 10_001, code: "stream.restart" };
    expect(await startOf(0)).toEqual(restart);
    expect(await startOf(10_002)).toEqual(restart);
    expect(await startOf(1)).toMatchObject([{ number: 2 }, ...Array(499).fill({})]);
    await putEvents(db, workspace, 1);
    expect(await startOf(1)).toEqual({ ...restart, number: 10_002 });
  });

  test("ends when its signal does: before it began, while it waits, and leaves nothing behind", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putEvents(db, workspace, 1);
    let listeners = 0;
    const counted: Database = {
      ...db,
      onCommit: (listener) => {
        const stop = db.onCommit(listener);
        listeners++;
        return () => {
          listeners--;
          stop();
        };
      },
    };
    const { timers, waiting } = handTimers();
    const ended = liveEvents({ db: counted, timers }, caller, 1, AbortSignal.abort());
    expect((await ended.next()).done).toBe(true);
    const ending = new AbortController();
    const waits = liveEvents({ db: counted, timers }, caller, 1, ending.signal).next();
    await until(() => waiting.size === 1);
    ending.abort();
    expect((await waits).done).toBe(true);
    expect([listeners, waiting.size]).toEqual([0, 0]);
  });

  test("gives nothing of another workspace", async () => {
    const db = await open();
    const mine = await openShop(db, 1);
    const theirs = await openShop(db, 2);
    await putEvents(db, mine.workspace, 1);
    const { timers } = handTimers();
    const stream = liveEvents({ db, timers }, mine.caller, 1, new AbortController().signal);
    const next = stream.next();
    await putEvents(db, theirs.workspace, 3);
    await putEvents(db, mine.workspace, 1);
    expect((await next).value).toMatchObject([{ number: 2 }]);
    await stream.return();
  });

  test("asks for the right to read orders", async () => {
    const db = await open();
    const { workspace } = await openShop(db);
    const stranger = mintCaller(workspace, { kind: "command-line" }, []);
    const stream = liveEvents({ db, timers: handTimers().timers }, stranger, 1, new AbortController().signal);
    await expect(stream.next()).rejects.toThrow(NotAllowed);
  });
});

/** Lets the event loop turn until it holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets polls fire, turn after turn, until the work is done. */
async function untilDone<T>(work: Promise<T>, fire: () => void): Promise<T> {
  let done = false;
  const finish = () => {
    done = true;
  };
  work.then(finish, finish);
  await until(() => {
    fire();
    return done;
  });
  return await work;
}
