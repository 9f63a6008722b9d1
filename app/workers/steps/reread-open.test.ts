import { expect, test } from "vitest";
import { days, hours, minutes } from "#app/domain/instant.ts";
import { takeTurn } from "#app/workers/take-turn.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform, type ToyPlatformOptions } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

describeOnBothEngines("reading orders again that are not final", (open) => {
  const setUp = async (options: ToyPlatformOptions = {}, orders = 6, reread = minutes(10)) => {
    const bench = await createBench(await open(), {
      platforms: [createToyPlatform({ misses: ["refund", "deletion"], ...options })],
      schedule: { poll: hours(1), sweep: days(30), doorbells: days(30), reread },
    });
    const toy = bench.openShop("a.example");
    for (let i = 0; i < orders; i++) toy.place({ id: String(9000 - i) });
    bench.clock.advance(minutes(1));
    const id = await bench.connect(toy);
    await bench.run(minutes(2));
    toy.requests.length = 0;
    const looks = () => toy.requests.filter((path) => path === "/ids" || path.startsWith("/orders/"));
    const status = async (external: string) => (await bench.order(id, external))?.snapshot.status;
    return { ...bench, toy, id, looks, status };
  };

  test("a silent change of a young order is found within forty minutes", async () => {
    const { run, toy, status, events } = await setUp();
    toy.edit("8998", { status: "refunded" }, "silently");
    await run(minutes(25));
    expect(await status("8998")).toBe("open");
    await run(minutes(15));
    expect(await status("8998")).toBe("refunded");
    expect((await events()).at(-1)).toMatchObject({ code: "order.status", cause: { by: "shop", through: "sweep" } });
  });

  test("most orders are only compared, and what differs is read by its id", async () => {
    const { run, toy, looks } = await setUp();
    toy.edit("8998", { status: "refunded" }, "silently");
    await run(minutes(40));
    // Differing content at an equal date is read once more.
    expect(looks()).toEqual(["/ids", "/orders/8998", "/orders/8998"]);
  });

  test("few orders are read by their ids where that is cheaper than a page", async () => {
    const { run, looks } = await setUp({ cost: { one: 1, page: 4, pageSize: 10 } }, 2);
    await run(minutes(40));
    expect(looks().toSorted()).toEqual(["/orders/8999", "/orders/9000"]);
  });

  test("an order that the shop does not show any more is asked for twice, ten minutes apart", async () => {
    for (const [absence, becomes] of [
      ["gone", "deleted"],
      ["unknown", "hidden"],
    ] as const) {
      const { run, toy, id, order } = await setUp({ absence });
      toy.remove("8998");
      await run(minutes(35));
      expect((await order(id, "8998"))?.presence).toBe("missing");
      await run(minutes(10));
      expect((await order(id, "8998"))?.presence).toBe(becomes);
    }
  });

  test("nothing is read again where the feed misses nothing that we show", async () => {
    for (const misses of [[], ["note"]] as const) {
      const { run, toy, looks, status } = await setUp({ misses });
      toy.edit("8998", { status: "refunded" }, "silently");
      await run(days(2));
      expect(looks()).toEqual([]);
      expect(await status("8998")).toBe("open");
    }
  });

  test("a quiet order is read more and more rarely", async () => {
    const { run, toy, looks } = await setUp({}, 1, minutes(30));
    const counted: number[] = [];
    for (const stretch of [hours(6), days(3) - hours(6), days(4)]) {
      toy.requests.length = 0;
      await run(stretch);
      counted.push(looks().length);
    }
    expect(counted).toEqual([11, 33, 12]);
  });

  test("nothing is read twice in a turn", async () => {
    const { claimTurns, engine, toy, clock, looks } = await setUp();
    for (const order of toy.orders.keys()) toy.edit(order, { status: "refunded" }, "silently");
    let turns = 0;
    for (const end = clock.now() + minutes(45); clock.now() < end; clock.advance(minutes(1)))
      for (const job of await claimTurns()) {
        toy.requests.length = 0;
        await takeTurn(engine, job, new AbortController().signal);
        if (looks().length > 0) turns++;
        expect(looks()).toEqual([...new Set(looks())]);
      }
    expect(turns).toBeGreaterThan(0);
  });

  test("no more is read than a tenth of the budget pays for, and the others come later", async () => {
    const budget = { burst: 1000, perSecond: 0.1 };
    const { run, toy, looks } = await setUp({ budget, cost: { one: 1, page: 90, pageSize: 10 } }, 30);
    await run(minutes(35));
    expect(looks().length).toBe(6);
    await run(minutes(30));
    expect(looks().length).toBe(24);
    expect(looks().every((path) => toy.orders.has(path.slice("/orders/".length)))).toBe(true);
  });

  test("a budget that is used up is left to others, and asked again at the next look", async () => {
    const { run, toy, looks, status } = await setUp();
    toy.edit("8998", { status: "refunded" }, "silently");
    toy.hooks.onRequest = async (path) => {
      toy.faults.retryAfter = path === "/ids" ? "1" : null;
    };
    await run(minutes(45));
    expect(looks().length).toBeLessThanOrEqual(2);
    toy.hooks.onRequest = null;
    toy.faults.retryAfter = null;
    await run(minutes(10));
    expect(await status("8998")).toBe("refunded");
  });

  test("pages that cannot be read are done without", async () => {
    const { run, toy, status } = await setUp();
    toy.edit("8998", { status: "refunded" }, "silently");
    toy.faults.refused.set("/ids", 422);
    await run(minutes(45));
    expect(await status("8998")).toBe("refunded");
  });
});
