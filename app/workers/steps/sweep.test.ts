import { expect, test } from "vitest";
import { toExternalId } from "#app/domain/ids.ts";
import { hours, minutes } from "#app/domain/instant.ts";
import { leaveMark } from "#app/flows/leave-mark.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform, type ToyPlatformOptions } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

describeOnBothEngines("the sweep", (open) => {
  const setUp = async (options: ToyPlatformOptions = {}, orders = 25) => {
    const bench = await createBench(await open(), {
      platforms: [createToyPlatform(options)],
      schedule: { poll: hours(1) },
    });
    const toy = bench.openShop("a.example");
    for (let i = 0; i < orders; i++) {
      toy.place();
      bench.clock.advance(1000);
    }
    bench.clock.advance(minutes(1));
    const id = await bench.connect(toy);
    await bench.run(minutes(5));
    const told = (await bench.events()).length;
    const codes = async () => (await bench.events()).slice(told).map(({ code }) => code);
    const presence = async (external: string) => (await bench.order(id, external))?.presence;
    /** What the last round found: orders that are alike, and all that were compared. */
    const compared = async () => {
      const { doneCount, totalCount } = await bench.feed(id, "sweep");
      return [doneCount, totalCount];
    };
    return { ...bench, toy, id, codes, presence, compared };
  };

  test("finds a change that moved no date and rang no bell, and reads nothing else", async () => {
    const { run, toy, id, order, codes } = await setUp();
    toy.edit("1007", { status: "refunded" }, "silently");
    await run(hours(23));
    expect((await order(id, "1007"))?.snapshot.status).toBe("open");
    toy.requests.length = 0;
    await run(hours(2));
    expect((await order(id, "1007"))?.snapshot.status).toBe("refunded");
    expect(toy.requests.filter((path) => path.startsWith("/orders/"))).toEqual(["/orders/1007", "/orders/1007"]);
    expect(await codes()).toEqual(["order.status"]);
  });

  test("reads an order again that was set aside, though we hold it as the shop shows it", async () => {
    const { run, toy, db, clock, workspace, id, quarantine } = await setUp();
    toy.edit("1007", { listed: "broken" }, "silently");
    const now = clock.now();
    await db.transact(workspace, (writing) =>
      leaveMark(writing, { shop: id, id: toExternalId("1007"), dueAt: now, now, note: { through: "doorbell" } }),
    );
    await run(minutes(1));
    expect(await quarantine(id)).toHaveLength(1);
    toy.edit("1007", { listed: "whole" }, "silently");
    await run(hours(23));
    expect(await quarantine(id)).toHaveLength(1);
    await run(hours(2));
    expect(await quarantine(id)).toEqual([]);
  });

  test("says how many orders were alike, and that all are once the others were read again", async () => {
    const { run, toy, compared } = await setUp();
    toy.edit("1007", { status: "refunded" }, "silently");
    toy.remove("1009");
    await run(hours(24) - minutes(1));
    expect(await compared()).toEqual([23, 25]);
    await run(hours(24));
    expect(await compared()).toEqual([24, 24]);
  });

  test("comes once a day, however many pages it takes", async () => {
    const { run, toy } = await setUp();
    toy.requests.length = 0;
    await run(hours(24 * 3));
    expect(toy.requests.filter((path) => path === "/ids").length).toBe(9);
  });

  test("takes an order that is not shown twice, ten minutes apart, for deleted where absence means that", async () => {
    const { run, toy, presence, codes } = await setUp();
    toy.remove("1007");
    await run(hours(24) - minutes(1));
    expect(await presence("1007")).toBe("missing");
    expect(await codes()).toEqual(["order.missing"]);
    await run(minutes(11));
    expect(await presence("1007")).toBe("deleted");
    expect(await codes()).toEqual(["order.missing", "order.deleted"]);
    await run(hours(50));
    expect(await codes()).toEqual(["order.missing", "order.deleted"]);
  });

  test("takes it for hidden where a shop cannot show everything", async () => {
    const { run, toy, presence, codes } = await setUp({ absence: "unknown" });
    toy.remove("1007");
    await run(hours(25));
    expect(await presence("1007")).toBe("hidden");
    expect(await codes()).toEqual(["order.missing", "order.hidden"]);
  });

  for (const when of ["before the second look", "after it was given up"])
    test(`an order that shows up again ${when} is shown again, with what it says now`, async () => {
      const { run, toy, presence, codes, id, order } = await setUp();
      const gone = toy.orders.get("1007");
      if (!gone) throw new Error("No order");
      toy.remove("1007");
      await run(hours(24) - minutes(1));
      if (when !== "before the second look") await run(minutes(30));
      toy.place({ ...gone, status: "back" });
      await run(hours(26));
      expect(await presence("1007")).toBe("shown");
      expect((await order(id, "1007"))?.missingSince).toBeNull();
      const first = when === "before the second look" ? ["order.missing"] : ["order.missing", "order.deleted"];
      expect(await codes()).toEqual([...first, "order.shown-again", "order.status"]);
    });

  test("an order that two sweeps show with a smaller date is set back", async () => {
    const { run, toy, id, order, codes } = await setUp();
    const { placedAt } = toy.orders.get("1007") ?? { placedAt: 0 };
    toy.edit("1007", { status: "restored", updatedAt: placedAt - 5 });
    await run(hours(25));
    expect((await order(id, "1007"))?.snapshot.status).toBe("open");
    expect(await codes()).toEqual(["order.behind"]);
    await run(hours(25));
    expect((await order(id, "1007"))?.snapshot.status).toBe("restored");
    expect(await codes()).toEqual(["order.behind", "order.set-back", "order.status"]);
    await run(hours(50));
    expect((await codes()).length).toBe(3);
  });

  test("finds an order that neither the import nor the feed ever showed", async () => {
    const { run, toy, id, order } = await setUp();
    toy.place({ id: "0500", placedAt: 5, updatedAt: 5 });
    await run(hours(25));
    expect(await order(id, "0500")).not.toBeNull();
  });

  test("an order that was read while the sweep ran is not taken for missing", async () => {
    const { run, toy, id, presence, db, workspace, clock } = await setUp();
    toy.hooks.onRequest = async (path) => {
      if (path !== "/ids") return;
      toy.hooks.onRequest = null;
      toy.place({ id: "0001" });
      const now = clock.now();
      await db.transact(workspace, (writing) =>
        leaveMark(writing, { shop: id, id: toExternalId("0001"), dueAt: now, now, note: { through: "doorbell" } }),
      );
    };
    await run(hours(25));
    expect(await presence("0001")).toBe("shown");
  });

  test("does not forget an order whose second look could not be understood", async () => {
    const { run, toy, id, presence, quarantine } = await setUp();
    toy.remove("1007");
    await run(hours(24) - minutes(1));
    expect(await presence("1007")).toBe("missing");
    toy.faults.refused.set("/orders/1007", 422);
    await run(minutes(30));
    expect((await quarantine(id)).map(({ externalId }) => externalId)).toEqual(["1007"]);
    expect(await presence("1007")).toBe("shown");
    toy.faults.refused.clear();
    await run(hours(25));
    expect(await presence("1007")).toBe("deleted");
    expect(await quarantine(id)).toEqual([]);
  });
});
