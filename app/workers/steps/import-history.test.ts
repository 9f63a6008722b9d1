import fc from "fast-check";
import { expect, test } from "vitest";
import { eventsAfter } from "#app/db/events.ts";
import { minutes, seconds } from "#app/domain/instant.ts";
import { readOrderAgain } from "#app/flows/read-order-again.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform, type ToyPlatformOptions } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

describeOnBothEngines("the first import", (open, { dialect }) => {
  const setUp = async (orders: number, options: ToyPlatformOptions = {}) => {
    const db = await open();
    // Counts down with each transaction; at zero the power goes, after the commit.
    const power = { lasts: Number.POSITIVE_INFINITY };
    const failing: typeof db = {
      ...db,
      async transact(workspace, work, alone) {
        if (power.lasts <= 0) throw new Error("there is no power");
        const result = await db.transact(workspace, work, alone);
        if (--power.lasts === 0) throw new Error("the power went after the commit");
        return result;
      },
    };
    const bench = await createBench(failing, { platforms: [createToyPlatform(options)] });
    const toy = bench.openShop("a.example");
    for (let i = 0; i < orders; i++) {
      toy.place();
      bench.clock.advance(1000);
    }
    bench.clock.advance(minutes(1));
    const id = await bench.connect(toy);
    const told = async (code: string) =>
      (await db.read(bench.workspace, (reading) => eventsAfter(reading, 0, 10_000))).filter(
        (event) => event.code === code,
      );
    return { ...bench, power, toy, id, told };
  };

  test("reads everything a page a turn, newest first, and tells how far it is", async () => {
    const { run, toy, id, told, feed, order } = await setUp(35);
    await run(0);
    const steps = (await told("shop.import-progress")).map(({ params }) => params);
    expect(steps).toEqual([10, 20, 30].map((done) => ({ done, total: 35 })));
    expect((await told("shop.import-finished")).map(({ params }) => params)).toEqual([{ done: 35, total: 35 }]);
    expect((await told("order.found")).slice(0, 10).map(({ params }) => params.number)).toContain("#1035");
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 35, totalCount: 35, cursor: null });
    for (const external of toy.orders.keys()) expect(await order(id, external)).not.toBeNull();
  });

  test("goes on after a crash behind any of its commits: nothing is lost, doubled or counted twice", async () => {
    let crashes = 0;
    for (let lasts = 1; lasts <= 14; lasts++) {
      const { run, power, toy, id, told, feed } = await setUp(25);
      power.lasts = lasts;
      await run(seconds(30));
      if (power.lasts <= 0) crashes++;
      power.lasts = Number.POSITIVE_INFINITY;
      await run(minutes(10));
      const found = (await told("order.found")).map(({ params }) => params.number);
      expect(new Set(found).size).toBe(toy.orders.size);
      expect(found).toHaveLength(toy.orders.size);
      expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 25 });
      expect(await told("shop.import-finished")).toHaveLength(1);
    }
    expect(crashes).toBeGreaterThanOrEqual(8);
  });

  test("keeps an order that cannot be read or stored with its body, and imports the others", async () => {
    const { run, toy, id, quarantine, feed, told } = await setUp(25);
    toy.edit("1003", { listed: "broken" });
    toy.edit("1004", { total: "many" });
    toy.edit("1005", { listed: "nameless" });
    toy.edit("1006", { listed: "mentioned" });
    await run(minutes(1));
    expect((await quarantine(id)).map(({ code, body }) => [code, body !== null]).sort()).toEqual([
      ["absorb.failed", true],
      ["toy.unreadable", true],
      ["toy.unreadable", true],
    ]);
    expect(await told("order.found")).toHaveLength(22);
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 25 });
  });

  test("needs no count: a shop that will not tell one is imported all the same", async () => {
    for (const status of [403, 422, 500]) {
      const { run, toy, id, feed, shop } = await setUp(25);
      toy.faults.refused.set("/count", status);
      await run(minutes(1));
      expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 25, totalCount: null });
      expect((await shop(id)).state).toBe("active");
    }
  });

  test("of a shop whose paging leads back to itself does not run in a circle", async () => {
    const { run, toy, id, feed } = await setUp(25);
    toy.faults.pagesRepeat = true;
    const turns = await run(minutes(10));
    expect(turns.length).toBeLessThan(40);
    toy.faults.pagesRepeat = false;
    await run(minutes(2));
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 25 });
  });

  test("comes to its end in every shop with any budget, whatever else must be read meanwhile", async () => {
    const plan = fc.record({
      burst: fc.integer({ min: 3, max: 30 }),
      perSecond: fc.integer({ min: 1, max: 10 }).map((n) => n / 2),
      orders: fc.integer({ min: 0, max: 40 }),
      rings: fc.array(fc.integer({ min: 0, max: 39 }), { maxLength: 60 }),
      page: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ burst, perSecond, orders, rings, page, seed }) => {
        const cost = { one: 1, page: Math.min(page, burst), pageSize: 7 };
        const bench = await createBench(await open(), {
          platforms: [createToyPlatform({ budget: { burst, perSecond }, cost })],
          seed,
        });
        const ids = [];
        for (const host of ["a.example", "b.example"]) {
          const toy = bench.openShop(host);
          for (let i = 0; i < orders; i++) toy.place();
          ids.push(await bench.connect(toy));
        }
        for (const ring of rings) {
          await bench.run(seconds(1), 200);
          for (const id of ids) {
            const held = await bench.order(id, String(1001 + ring));
            if (held) await readOrderAgain(bench.engine, bench.owner, held.id);
          }
        }
        const turns = await bench.run(minutes(5));
        expect(turns.length).toBeLessThan(1000);
        for (const id of ids) {
          expect(await bench.feed(id, "history")).toMatchObject({ state: "done", doneCount: orders });
          expect(await bench.marks(id)).toEqual([]);
        }
      }),
      { numRuns: dialect === "sqlite" ? 12 : 3, interruptAfterTimeLimit: 25_000 },
    );
  });
});
