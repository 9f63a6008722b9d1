import { expect, test } from "vitest";
import { type ShopId, toExternalId } from "#app/domain/ids.ts";
import { minutes, seconds } from "#app/domain/instant.ts";
import { leaveMark } from "#app/flows/leave-mark.ts";
import { type Bench, createBench } from "#tests/engine/bench.ts";
import { createToyPlatform } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { createWorkers } from "./run-turns.ts";
import { takeTurn } from "./take-turn.ts";

/** Lets everything run that waits for nothing but the machine, until `there` holds. */
async function until(there: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let i = 0; i < 20_000; i++) {
    if (await there()) return;
    await new Promise((next) => setImmediate(next));
  }
  throw new Error(`It never happened: ${what}`);
}

const ring = (bench: Bench, shop: ShopId, externals: readonly string[]) =>
  bench.db.transact(bench.workspace, async (writing) => {
    const now = bench.clock.now();
    for (const one of externals)
      await leaveMark(writing, { shop, id: toExternalId(one), dueAt: now, now, note: { through: "doorbell" } });
  });

describeOnBothEngines("workers", (open, engines) => {
  test("of two processes share the shops: none is served twice at a time, and nothing is done twice", async () => {
    const place = await engines.place();
    const bench = await createBench(await engines.open(place));
    // One process alone may hold an SQLite file: there the two share the connection.
    const second = engines.dialect === "postgres" ? await engines.open(place) : bench.db;
    const ids: ShopId[] = [];
    const serving = new Map<string, number>();
    let most = 0;
    for (let n = 0; n < 8; n++) {
      const toy = bench.openShop(`${n}.example`);
      for (let i = 0; i < 25; i++) toy.place();
      ids.push(await bench.connect(toy));
      const answer = toy.answer;
      const counted = async (request: Request) => {
        serving.set(toy.host, (serving.get(toy.host) ?? 0) + 1);
        most = Math.max(most, serving.get(toy.host) ?? 0);
        await new Promise((next) => setImmediate(next));
        const response = await answer(request);
        serving.set(toy.host, (serving.get(toy.host) ?? 1) - 1);
        return response;
      };
      bench.shops.set(toy.host, { ...toy, answer: counted });
    }
    const workers = [createWorkers(bench.engine), createWorkers({ ...bench.engine, db: second })];
    for (const one of workers) one.start();
    await until(async () => {
      const feeds = await Promise.all(ids.map((id) => bench.feed(id, "history")));
      return feeds.every(({ state }) => state === "done");
    }, "every import");
    for (const one of workers) await one.drain();
    expect(most).toBe(1);
    const found = (await bench.events()).filter(({ code }) => code === "order.found");
    expect(found).toHaveLength(8 * 25);
    expect(new Set(found.map(({ order }) => order)).size).toBe(8 * 25);
    for (const id of ids) expect(await bench.feed(id, "history")).toMatchObject({ doneCount: 25 });
    const numbers = (await bench.events()).map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  test("drained in the midst of a turn lose nothing, leave nothing running, and the next process goes on at once", async () => {
    const bench = await createBench(await open());
    const toy = bench.openShop("a.example");
    for (let i = 0; i < 40; i++) toy.place();
    bench.clock.advance(minutes(1));
    const id = await bench.connect(toy);
    const workers = createWorkers(bench.engine);
    toy.faults.silent = true;
    workers.start();
    await until(() => toy.requests.includes("/changes"), "a request");
    expect(workers.running()).toBe(true);
    await workers.drain();
    expect(workers.running()).toBe(false);
    const asked = toy.requests.length;
    bench.clock.advance(seconds(30));
    expect(toy.requests).toHaveLength(asked);
    toy.faults.silent = false;
    await bench.run(seconds(1));
    expect(await bench.feed(id, "history")).toMatchObject({ state: "done", doneCount: 40 });
    expect((await bench.events()).filter(({ code }) => code === "order.found")).toHaveLength(40);
  });

  test("drained while they take new turns give them back before they are gone", async () => {
    const bench = await createBench(await open());
    const toy = bench.openShop("a.example");
    const id = await bench.connect(toy);
    const gate = Promise.withResolvers<void>();
    let [closed, claimed] = [false, false];
    const db: typeof bench.db = {
      ...bench.db,
      read: (workspace, work) => (closed ? Promise.reject(new Error("closed")) : bench.db.read(workspace, work)),
      async transactGlobal(reason, work) {
        const result = await bench.db.transactGlobal(reason, work);
        if (Array.isArray(result) && result.length > 0) {
          claimed = true;
          await gate.promise;
        }
        return result;
      },
    };
    const workers = createWorkers({ ...bench.engine, db });
    workers.start();
    await until(() => claimed, "a claim");
    const drained = workers.drain().then(() => {
      closed = true;
    });
    gate.resolve();
    await drained;
    for (let i = 0; i < 20; i++) await new Promise((next) => setImmediate(next));
    expect(bench.log.count("turn.lost")).toBe(0);
    expect(await bench.marks(id, "turn")).toMatchObject([{ dueAt: bench.clock.now() }]);
  });

  test("a shop with ten thousand marks does not hold up another shop's one", async () => {
    const bench = await createBench(await open(), {
      platforms: [createToyPlatform({ cost: { one: 1, page: 100, pageSize: 10 } })],
    });
    const [big, small] = [bench.openShop("big.example"), bench.openShop("small.example")];
    small.place();
    const ids = { big: await bench.connect(big), small: await bench.connect(small) };
    await bench.run(minutes(2));
    await ring(
      bench,
      ids.big,
      Array.from({ length: 10_000 }, (_, i) => `x${i}`),
    );
    bench.clock.advance(seconds(1));
    small.edit("1001", { status: "paid" });
    await ring(bench, ids.small, ["1001"]);
    const turns: ShopId[] = [];
    for (let i = 0; i < 6; i++) {
      const [job] = await bench.claimTurns();
      if (!job) break;
      turns.push(job.shop);
      await takeTurn(bench.engine, job, new AbortController().signal);
      bench.clock.advance(1);
    }
    expect(turns.indexOf(ids.small)).toBeLessThanOrEqual(2);
    expect(turns.indexOf(ids.small)).toBeGreaterThanOrEqual(0);
    expect((await bench.order(ids.small, "1001"))?.snapshot.status).toBe("paid");
    expect((await bench.marks(ids.big)).length).toBeGreaterThan(9_000);
  });

  test("one shop that never answers takes one place: the others are served meanwhile", async () => {
    const bench = await createBench(await open());
    const stuck = bench.openShop("stuck.example");
    const stuckId = await bench.connect(stuck);
    const ids: ShopId[] = [];
    for (let n = 0; n < 6; n++) {
      const toy = bench.openShop(`${n}.example`);
      for (let i = 0; i < 15; i++) toy.place();
      ids.push(await bench.connect(toy));
    }
    stuck.faults.silent = true;
    const workers = createWorkers(bench.engine);
    workers.start();
    await until(async () => {
      const feeds = await Promise.all(ids.map((id) => bench.feed(id, "history")));
      return feeds.every(({ state }) => state === "done");
    }, "the imports of the others");
    expect(await bench.feed(stuckId, "history")).toMatchObject({ state: "waiting" });
    await workers.drain();
  });

  test("a database that fails for a while costs a pause, not the workers", async () => {
    const bench = await createBench(await open());
    const toy = bench.openShop("a.example");
    toy.place();
    const id = await bench.connect(toy);
    let broken = true;
    const db: typeof bench.db = {
      ...bench.db,
      transactGlobal: (reason, work) =>
        broken ? Promise.reject(new Error("the database is away")) : bench.db.transactGlobal(reason, work),
    };
    const workers = createWorkers({ ...bench.engine, db });
    workers.start();
    await until(() => bench.log.count("workers.claim-failed") > 0, "a failure");
    broken = false;
    bench.clock.advance(seconds(1));
    await until(async () => (await bench.feed(id, "history")).state === "done", "the import");
    await workers.drain();
  });
});
