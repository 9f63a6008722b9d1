import { expect, test } from "vitest";
import { toExternalId } from "#app/domain/ids.ts";
import { hours, minutes, seconds } from "#app/domain/instant.ts";
import { leaveMark } from "#app/flows/leave-mark.ts";
import { readOrderAgain } from "#app/flows/read-order-again.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform, type ToyPlatformOptions } from "#tests/engine/toy-platform.ts";
import type { ToyShopOptions } from "#tests/engine/toy-shop.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

describeOnBothEngines("orders that wait to be looked at", (open) => {
  const setUp = async (options: ToyPlatformOptions = {}, orders = 5, told: Partial<ToyShopOptions> = {}) => {
    const bench = await createBench(await open(), { platforms: [createToyPlatform(options)] });
    const toy = bench.openShop("a.example", told);
    for (let i = 0; i < orders; i++) toy.place();
    bench.clock.advance(minutes(1));
    const id = await bench.connect(toy);
    await bench.run(minutes(10));
    bench.clock.advance(1);
    toy.requests.length = 0;
    const { db, workspace, clock } = bench;
    const ring = (externals: readonly string[]) =>
      db.transact(workspace, async (writing) => {
        const now = clock.now();
        const note = { through: "doorbell" };
        for (const one of externals)
          await leaveMark(writing, { shop: id, id: toExternalId(one), dueAt: now, now, note });
      });
    const single = () => toy.requests.filter((path) => path.startsWith("/orders/"));
    const pages = () => toy.requests.filter((path) => path === "/changes").length;
    return { ...bench, toy, id, ring, single, pages };
  };
  const numbers = (n: number) => Array.from({ length: n }, (_, i) => String(1001 + i));

  test("a few are read one by one, each once however often it rang", async () => {
    const cost = { one: 1, page: 4, pageSize: 10 };
    const { ring, run, single, pages, toy, id, order } = await setUp({ cost });
    toy.edit("1002", { status: "paid" });
    for (let i = 0; i < 5; i++) await ring(["1001", "1002"]);
    await run(0);
    expect(single()).toEqual(["/orders/1001", "/orders/1002"]);
    expect(pages()).toBe(0);
    expect((await order(id, "1002"))?.snapshot.status).toBe("paid");
  });

  test("many are read by the page of changes where that is cheaper, and those that it does not hold singly", async () => {
    const { ring, run, single, pages, toy, id, order, marks } = await setUp({}, 9);
    for (const number of numbers(8)) toy.edit(number, { status: "paid" });
    await ring(numbers(9));
    await run(seconds(1));
    expect([pages(), single()]).toEqual([1, ["/orders/1009"]]);
    for (const number of numbers(8)) expect((await order(id, number))?.snapshot.status).toBe("paid");
    expect(await marks(id)).toEqual([]);
  });

  test("a mark that is put while its order is read stands for another read", async () => {
    const { ring, run, single, toy, id, order } = await setUp();
    await ring(["1001"]);
    toy.hooks.onRequest = async (path) => {
      if (path !== "/orders/1001" || single().length > 1) return;
      await ring(["1001"]);
    };
    await run(seconds(1));
    expect(single()).toHaveLength(2);
    expect((await order(id, "1001"))?.presence).toBe("shown");
  });

  test("what a page only mentions is read singly, each once", async () => {
    const { run, single, toy, id, order, marks } = await setUp();
    for (const number of numbers(3)) toy.edit(number, { status: "refunded", listed: "mentioned" });
    await run(minutes(3));
    expect(single().toSorted()).toEqual(numbers(3).map((number) => `/orders/${number}`));
    for (const number of numbers(3)) expect((await order(id, number))?.snapshot.status).toBe("refunded");
    expect(await marks(id)).toEqual([]);
  });

  test("a shop whose clock is coarser than its changes is read once more, and then not again", async () => {
    const { ring, run, single, toy, id, order, clock, marks } = await setUp({}, 3, { granularity: 60_000 });
    toy.edit("1001", { status: "first" });
    await ring(["1001"]);
    await run(0);
    clock.advance(1);
    toy.edit("1001", { status: "second" });
    await ring(["1001"]);
    await run(0);
    expect((await order(id, "1001"))?.snapshot.status).toBe("second");
    toy.edit("1001", { status: "third" });
    await run(minutes(5));
    expect((await order(id, "1001"))?.snapshot.status).toBe("third");
    expect(single()).toHaveLength(3);
    expect(await marks(id)).toEqual([]);
  });

  test("a bell before the second look at an equal date does not count as that look", async () => {
    const { ring, run, single, toy, id, order, clock } = await setUp({}, 3, { granularity: 600_000 });
    toy.edit("1001", { status: "first" });
    for (const status of ["second", "third"]) {
      await ring(["1001"]);
      await run(0);
      clock.advance(100);
      toy.edit("1001", { status });
    }
    await ring(["1001"]);
    await run(0);
    clock.advance(100);
    toy.edit("1001", { status: "fourth" });
    await run(seconds(10));
    expect((await order(id, "1001"))?.snapshot.status).toBe("fourth");
    expect(single().length).toBeLessThanOrEqual(6);
  });

  test("a sick order is set aside after five attempts, and holds up nothing", async () => {
    const { ring, run, single, toy, id, order, quarantine, feed, shop } = await setUp();
    toy.faults.sick.add("1001").add("1002");
    for (const number of numbers(4)) toy.edit(number, { status: "paid", listed: "mentioned" });
    await ring(numbers(4));
    await run(0);
    for (const number of ["1003", "1004"]) expect((await order(id, number))?.snapshot.status).toBe("paid");
    await run(minutes(3));
    expect(single().filter((path) => path === "/orders/1001").length).toBeGreaterThanOrEqual(5);
    expect(await quarantine(id)).toMatchObject([
      { externalId: "1001", code: "toy.server-error", body: null },
      { externalId: "1002", code: "toy.server-error", body: null },
    ]);
    expect((await shop(id)).state).toBe("active");
    expect((await feed(id, "changes")).dueAt).toBeGreaterThan(0);
    toy.faults.sick.clear();
    await ring(["1001", "1002"]);
    await run(0);
    expect(await quarantine(id)).toEqual([]);
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
  });

  test("an outage of hours blames no order: nothing is set aside, and every mark is answered afterwards", async () => {
    const { ring, run, toy, id, order, quarantine, marks } = await setUp();
    for (const number of numbers(5)) toy.edit(number, { status: "paid" }, "silently");
    toy.faults.down = true;
    await ring(numbers(5));
    await run(hours(3));
    expect(await quarantine(id)).toEqual([]);
    toy.faults.down = false;
    await run(minutes(6));
    for (const number of numbers(5)) expect((await order(id, number))?.snapshot.status).toBe("paid");
    expect(await marks(id)).toEqual([]);
  });

  test("an answer that was cut off on its way blames no order: a moment later it is whole", async () => {
    const { ring, run, toy, id, order, events } = await setUp();
    toy.edit("1001", { listed: "broken", status: "odd" }, "silently");
    await ring(["1001"]);
    await run(0);
    toy.edit("1001", { listed: "whole" }, "silently");
    await run(seconds(3));
    expect((await order(id, "1001"))?.snapshot.status).toBe("odd");
    expect((await events()).map(({ code }) => code)).not.toContain("order.quarantined");
  });

  test("an order that cannot be understood twice is set aside with its body, and released when it can be read", async () => {
    const { ring, run, single, toy, id, quarantine, events } = await setUp();
    toy.edit("1001", { listed: "broken", status: "odd" });
    await ring(["1001", "1002"]);
    await run(seconds(3));
    expect(single()).toHaveLength(3);
    const [aside] = await quarantine(id);
    expect(aside).toMatchObject({ externalId: "1001", code: "toy.unreadable" });
    expect(JSON.parse(aside?.body ?? "")).toEqual(toy.orders.get("1001"));
    toy.edit("1001", { listed: "whole" });
    await ring(["1001"]);
    await run(0);
    expect(await quarantine(id)).toEqual([]);
    expect((await events()).slice(-3).map(({ code }) => code)).toEqual([
      "order.quarantined",
      "order.status",
      "order.released",
    ]);
  });

  test("a person who asks is served although polls must wait for the budget", async () => {
    const { run, single, id, engine, owner, order, shop } = await setUp({ budget: { burst: 10, perSecond: 0.01 } });
    const pacer = engine.pacerOf(id, engine.registry.get((await shop(id)).platform) ?? createToyPlatform());
    while (pacer.admit("requests", 1, "poll").ok);
    const held = await order(id, "1001");
    if (!held) throw new Error("No order");
    expect(await readOrderAgain(engine, owner, held.id)).toBe(true);
    await run(0);
    expect(single()).toEqual(["/orders/1001"]);
  });

  test("a page of changes that makes no sense does not keep orders from being read singly", async () => {
    const { ring, run, toy, id, order } = await setUp({}, 9);
    toy.faults.refused.set("/changes", 422);
    for (const number of numbers(9)) toy.edit(number, { status: "paid" }, "silently");
    await ring(numbers(9));
    await run(seconds(1));
    for (const number of numbers(9)) expect((await order(id, number))?.snapshot.status).toBe("paid");
  });
});
