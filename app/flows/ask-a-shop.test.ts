import { expect, test } from "vitest";
import { mintCaller, NotAllowed, type Right } from "#app/domain/caller.ts";
import { toOrderId, toShopId } from "#app/domain/ids.ts";
import { minutes, seconds } from "#app/domain/instant.ts";
import { createBench } from "#tests/engine/bench.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { workspaceId } from "#tests/engines/one-shop.ts";
import { pauseShop } from "./pause-shop.ts";
import { readOrderAgain } from "./read-order-again.ts";
import { resumeShop } from "./resume-shop.ts";
import { syncNow } from "./sync-now.ts";

const nobody = "01900009-0000-7000-8000-000000000009";

describeOnBothEngines("a person who asks a shop", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open());
    const toy = bench.openShop("a.example");
    toy.place();
    const id = await bench.connect(toy);
    await bench.run(minutes(2));
    const held = await bench.order(id, "1001");
    if (!held) throw new Error("No order");
    toy.requests.length = 0;
    const as = (...granted: Right[]) => mintCaller(bench.workspace, { kind: "person", id: "p-1" }, granted);
    return { ...bench, toy, id, order: held.id, as, read: bench.order };
  };

  test("to read an order again has that order read now, and no other", async () => {
    const { engine, owner, order, run, toy, read, id } = await setUp();
    toy.edit("1001", { status: "paid" }, "silently");
    expect(await readOrderAgain(engine, owner, order)).toBe(true);
    await run(seconds(1));
    expect(toy.requests).toEqual(["/orders/1001"]);
    expect((await read(id, "1001"))?.snapshot.status).toBe("paid");
  });

  test("to sync has the changes pulled now, of one shop or of all", async () => {
    const { engine, owner, run, toy, id, clock } = await setUp();
    expect(await syncNow(engine, owner, id)).toEqual({ shops: [id], at: clock.now() });
    await run(0);
    expect(toy.requests).toEqual(["/changes"]);
    expect(await syncNow(engine, owner, null)).toMatchObject({ shops: [id] });
    await run(0);
    expect(toy.requests).toEqual(["/changes", "/changes"]);
    expect(await syncNow(engine, owner, toShopId(nobody))).toBeNull();
  });

  test("that is paused is told once why, is not asked by a sync, and comes back when resumed, told with who did it", async () => {
    const { engine, owner, as, run, toy, id, events, shop } = await setUp();
    const why = { code: "toy.signed-out", params: { n: 1 } };
    await pauseShop(engine, owner, id, why);
    await pauseShop(engine, owner, id, { code: "later", params: {} });
    expect(await shop(id)).toMatchObject({ state: "paused", paused: why });
    expect(await syncNow(engine, owner, null)).toMatchObject({ shops: [] });
    await run(minutes(10));
    expect(toy.requests).toEqual([]);
    expect(await resumeShop(engine, as("shops.manage"), id)).toBe(true);
    expect(await resumeShop(engine, as("shops.manage"), id)).toBe(true);
    expect(await resumeShop(engine, as("shops.manage"), toShopId(nobody))).toBe(false);
    await run(minutes(2));
    expect(toy.requests).toContain("/changes");
    expect((await events()).slice(1).map(({ code, cause }) => [code, cause.by])).toEqual([
      ["shop.paused", "shop"],
      ["shop.resumed", "person"],
    ]);
  });

  test("needs the right to do so, and reaches nothing of another workspace", async () => {
    const { engine, order, id, as, run, toy } = await setUp();
    await expect(readOrderAgain(engine, as("orders.read"), order)).rejects.toThrow(NotAllowed);
    await expect(syncNow(engine, as("orders.read"), id)).rejects.toThrow(NotAllowed);
    await expect(resumeShop(engine, as("orders.sync"), id)).rejects.toThrow(NotAllowed);
    await expect(pauseShop(engine, as("orders.read"), id, { code: "x", params: {} })).rejects.toThrow(NotAllowed);
    const stranger = mintCaller(workspaceId(2), { kind: "command-line" }, ["orders.sync", "shops.manage"]);
    expect(await readOrderAgain(engine, stranger, order)).toBe(false);
    expect(await readOrderAgain(engine, stranger, toOrderId(nobody))).toBe(false);
    expect(await syncNow(engine, stranger, id)).toBeNull();
    expect(await resumeShop(engine, stranger, id)).toBe(false);
    await pauseShop(engine, stranger, id, { code: "x", params: {} });
    await run(seconds(1));
    expect(toy.requests).toEqual([]);
  });
});
