import { expect, test } from "vitest";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop } from "#tests/engines/one-shop.ts";
import {
  claim,
  countWaiting,
  done,
  extend,
  freeLeases,
  type Job,
  nextDue,
  nextDueOf,
  type PutJob,
  put,
  retry,
  waiting,
} from "./queue.ts";

const t = (ms: number): Instant => toInstant(ms);

describeOnBothEngines("the queue", (open, engine) => {
  const setUp = async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const putTurn = (part: Partial<PutJob> = {}) =>
      db.transact(workspace, (w) =>
        put(w, { queue: "turn", shop, key: "", dueAt: t(100), now: t(100), note: {}, ...part }),
      );
    const take = (now: number, limit = 10) =>
      db.transactGlobal("due-work", (w) => claim(w, { queue: "turn", now: t(now), lease: 1000, limit }));
    const takeOne = async (now: number): Promise<Job> => {
      const [job] = await take(now);
      if (!job) throw new Error("Nothing to take");
      return job;
    };
    const look = (now: number) =>
      db.read(workspace, (r) => waiting(r, { queue: "turn", shop, now: t(now), limit: 10 }));
    const finish = (job: Job) => db.transact(workspace, (w) => done(w, job));
    const again = (job: Job, dueAt: number, failed = false) =>
      db.transact(workspace, (w) => retry(w, job, { dueAt: t(dueAt), failed }));
    const count = () => db.read(workspace, (r) => countWaiting(r, "turn", shop));
    return { db, workspace, shop, putTurn, take, takeOne, look, finish, again, count };
  };

  test("hands out a job once it is due, and to nobody else while its lease lasts", async () => {
    const { putTurn, take, workspace, shop } = await setUp();
    await putTurn({ note: { why: "bell", n: 2 } });
    expect(await take(99)).toEqual([]);
    const job = { workspace, shop, queue: "turn", key: "", puts: 1, attempts: 0, firstPutAt: 100, lastPutAt: 100 };
    expect(await take(100)).toEqual([{ ...job, takes: 1, dueAt: 1100, note: { why: "bell", n: 2 } }]);
    expect(await take(1099)).toEqual([]);
    expect(await take(1100)).toEqual([{ ...job, takes: 2, dueAt: 2100, note: { why: "bell", n: 2 } }]);
  });

  test("frees what a killed process held, and what it held does not count any more", async () => {
    const { db, putTurn, take, takeOne, finish, count } = await setUp();
    await putTurn();
    const held = await takeOne(100);
    await db.transactGlobal("due-work", (w) => freeLeases(w, t(150)));
    expect((await take(150)).map(({ takes }) => takes)).toEqual([2]);
    await finish(held);
    expect(await count()).toBe(1);
  });

  test("merges what is put twice: the earlier moment, the newer note", async () => {
    const { putTurn, look, count } = await setUp();
    await putTurn({ dueAt: t(500), note: { n: 1 } });
    await putTurn({ dueAt: t(300), now: t(120), note: { n: 2 } });
    await putTurn({ dueAt: t(400), now: t(130), note: { n: 3 } });
    expect(await count()).toBe(1);
    expect(await look(1000)).toMatchObject([{ dueAt: 300, firstPutAt: 100, lastPutAt: 130, puts: 3, note: { n: 3 } }]);
  });

  test("forgets a finished job", async () => {
    const { putTurn, takeOne, finish, count } = await setUp();
    await putTurn();
    await finish(await takeOne(100));
    expect(await count()).toBe(0);
  });

  test("keeps a finished job that was put again meanwhile, due as it was put, with its failures forgotten", async () => {
    const { putTurn, take, takeOne, finish, again } = await setUp();
    await putTurn();
    await again(await takeOne(100), 100, true);
    const job = await takeOne(100);
    expect(job.attempts).toBe(1);
    await putTurn({ dueAt: t(150), now: t(150) });
    expect(await take(200)).toEqual([]);
    await finish(job);
    expect(await take(149)).toEqual([]);
    expect(await take(150)).toMatchObject([{ takes: 3, puts: 2, attempts: 0 }]);
  });

  test("listens to nobody whose lease ran out and whose job somebody else has", async () => {
    const { db, workspace, putTurn, takeOne, finish, again, count, take } = await setUp();
    await putTurn();
    const late = await takeOne(100);
    const current = await takeOne(1100);
    await finish(late);
    expect(await again(late, 0)).toBe(false);
    expect(await db.transact(workspace, (w) => extend(w, late, t(9000)))).toBe(false);
    expect(await count()).toBe(1);
    expect(await take(1200)).toEqual([]);
    await finish(current);
    expect(await count()).toBe(0);
  });

  test("gives a job back for later, and counts failures in a row", async () => {
    const { putTurn, takeOne, again, take } = await setUp();
    await putTurn();
    expect(await again(await takeOne(100), 500, true)).toBe(true);
    expect(await take(499)).toEqual([]);
    const second = await takeOne(500);
    expect(second.attempts).toBe(1);
    await again(second, 600, true);
    const third = await takeOne(600);
    expect(third.attempts).toBe(2);
    await again(third, 700);
    expect((await takeOne(700)).attempts).toBe(0);
  });

  test("a put during a lease is not forgotten when the job is given back for later", async () => {
    const { putTurn, takeOne, again, look } = await setUp();
    await putTurn();
    const job = await takeOne(100);
    await putTurn({ dueAt: t(200), now: t(200) });
    await again(job, 60_000);
    expect(await look(200)).toMatchObject([{ dueAt: 200 }]);
  });

  test("a put during a lease does not shorten the wait after a failure", async () => {
    const { putTurn, takeOne, again, look } = await setUp();
    await putTurn();
    const job = await takeOne(100);
    await putTurn({ dueAt: t(200), now: t(200) });
    await again(job, 60_000, true);
    expect(await look(59_999)).toEqual([]);
    expect(await look(60_000)).toHaveLength(1);
  });

  test("holds a job longer when asked", async () => {
    const { db, workspace, putTurn, takeOne, take } = await setUp();
    await putTurn();
    const job = await takeOne(100);
    expect(await db.transact(workspace, (w) => extend(w, job, t(5000)))).toBe(true);
    expect(await take(4999)).toEqual([]);
    expect(await take(5000)).toHaveLength(1);
  });

  test("finishes a mark that was only looked at, unless it was put again", async () => {
    const { putTurn, look, finish, count } = await setUp();
    await putTurn();
    const [mark] = await look(100);
    if (!mark) throw new Error("No mark");
    await putTurn();
    await finish(mark);
    expect(await count()).toBe(1);
    const [newer] = await look(100);
    if (!newer) throw new Error("No mark");
    await finish(newer);
    expect(await count()).toBe(0);
  });

  test("says when its next job may be taken", async () => {
    const { db, workspace, shop, putTurn, takeOne } = await setUp();
    const next = () => db.readGlobal("due-work", (r) => nextDue(r, "turn"));
    const nextOf = (queues: readonly string[]) => db.read(workspace, (r) => nextDueOf(r, shop, queues));
    expect([await next(), await nextOf(["turn"])]).toEqual([null, null]);
    await putTurn({ dueAt: t(300) });
    await putTurn({ key: "b", dueAt: t(700) });
    expect([await next(), await nextOf(["turn", "look"]), await nextOf(["look"])]).toEqual([300, 300, null]);
    await takeOne(300);
    await putTurn({ dueAt: t(310) });
    expect(await next()).toBe(700);
    expect(await nextOf(["turn"])).toBe(700);
  });

  test("takes jobs of every workspace, the longest due first, up to a limit", async () => {
    const { db, putTurn, take } = await setUp();
    const other = await addShop(db, 2);
    await putTurn({ dueAt: t(50) });
    await putTurn({ key: "b", dueAt: t(90) });
    await db.transact(other.workspace, (w) =>
      put(w, { queue: "turn", shop: other.shop, key: "", dueAt: t(70), now: t(70), note: {} }),
    );
    await putTurn({ queue: "look", dueAt: t(1) });
    expect((await take(100, 2)).map((job) => job.workspace === other.workspace).toSorted()).toEqual([false, true]);
    expect((await take(100, 2)).map((job) => job.key)).toEqual(["b"]);
  });

  test("never gives a job to two that take at the same time", async () => {
    const place = await engine.place();
    const db = await engine.open(place);
    const { workspace, shop } = await addShop(db);
    await db.transact(workspace, async (w) => {
      for (let i = 0; i < 60; i++)
        await put(w, { queue: "turn", shop, key: `${i}`, dueAt: t(100), now: t(100), note: {} });
    });
    const takers = engine.dialect === "sqlite" ? [db, db] : [db, await engine.open(place)];
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, i) => takers[i % 2] ?? db).map((of) =>
        of.transactGlobal("due-work", (w) => claim(w, { queue: "turn", now: t(100), lease: 1000, limit: 5 })),
      ),
    );
    const keys = taken.flat().map((job) => job.key);
    expect(new Set(keys).size).toBe(keys.length);
    const rest = await db.transactGlobal("due-work", (w) =>
      claim(w, { queue: "turn", now: t(100), lease: 1000, limit: 99 }),
    );
    expect(keys.length + rest.length).toBe(60);
  });

  test("shows and finishes nothing of another workspace", async () => {
    const { db, shop, putTurn, look, count } = await setUp();
    const other = await addShop(db, 2);
    await putTurn();
    const [mark] = await look(100);
    if (!mark) throw new Error("No mark");
    await db.transact(other.workspace, (w) => done(w, mark));
    expect(await db.transact(other.workspace, (w) => retry(w, mark, { dueAt: t(1), failed: false }))).toBe(false);
    expect(await db.read(other.workspace, (r) => countWaiting(r, "turn", shop))).toBe(0);
    expect(await db.read(other.workspace, (r) => nextDueOf(r, shop, ["turn"]))).toBeNull();
    expect(await count()).toBe(1);
  });
});
