import { expect, test } from "vitest";
import { disconnect } from "#app/db/shops.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { minutes } from "#app/domain/instant.ts";
import { createBench } from "#tests/engine/bench.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { dismissQuarantined } from "./dismiss-quarantined.ts";
import { retryQuarantined } from "./retry-quarantined.ts";

const any = { shop: null, code: null, externalId: null };

describeOnBothEngines("records that were set aside, tried again by a person", (open) => {
  /** Two shops; each has two orders that nobody can read and that were never held. */
  const setUp = async () => {
    const bench = await createBench(await open());
    const [a, b] = [bench.openShop("a.example"), bench.openShop("b.example")];
    const toys = [a, b] as const;
    for (const toy of toys) {
      for (const id of ["1", "2"]) toy.place({ id, listed: "broken" });
      toy.place({ id: "3" });
    }
    const [first, second] = [await bench.connect(a), await bench.connect(b)];
    await bench.run(minutes(10));
    for (const toy of toys) toy.requests.length = 0;
    return { ...bench, toys, first, second };
  };
  const aside = async ({ quarantine, first, second }: Awaited<ReturnType<typeof setUp>>) =>
    [...(await quarantine(first)), ...(await quarantine(second))].map(({ externalId }) => externalId);

  test("an order that was never held is read once the shop mended it, and leaves with an event", async () => {
    const world = await setUp();
    const { engine, owner, first, toys, run, order, events } = world;
    expect(await aside(world)).toEqual(["1", "2", "1", "2"]);
    expect(await order(first, "1")).toBeNull();
    toys[0].edit("1", { listed: "whole" }, "silently");
    expect(await retryQuarantined(engine, owner, { shop: first, code: null, externalId: "1" })).toBe(1);
    await run(0);
    expect(await aside(world)).toEqual(["2", "1", "2"]);
    expect((await order(first, "1"))?.presence).toBe("shown");
    expect((await events()).at(-1)).toMatchObject({ code: "order.released", params: { id: "1" }, shop: first });
    expect(toys[0].requests).toContain("/orders/1");
  });

  test("one that still cannot be read stays, with its newest try counted", async () => {
    const { engine, owner, first, run, quarantine, clock, marks } = await setUp();
    const [before] = await quarantine(first);
    clock.advance(minutes(1));
    await retryQuarantined(engine, owner, { shop: first, code: null, externalId: "1" });
    await run(0);
    const [after] = await quarantine(first);
    expect(after?.attempts).toBe((before?.attempts ?? 0) + 1);
    expect([after?.firstAt, after?.lastAt]).toEqual([before?.firstAt, clock.now()]);
    expect(await marks(first)).toEqual([]);
  });

  test("all of a shop, all of a cause, and all, without a page of changes in between", async () => {
    const world = await setUp();
    const { engine, owner, first, toys, run } = world;
    expect(await retryQuarantined(engine, owner, { ...any, code: "no.such" })).toBe(0);
    expect(await retryQuarantined(engine, owner, { ...any, shop: first })).toBe(2);
    expect(await retryQuarantined(engine, owner, { ...any, code: "toy.unreadable" })).toBe(4);
    for (const toy of toys) for (const id of ["1", "2"]) toy.edit(id, { listed: "whole" }, "silently");
    await run(0);
    expect(await aside(world)).toEqual([]);
    expect(toys[0].requests.filter((path) => path.startsWith("/orders/"))).toEqual(["/orders/1", "/orders/2"]);
    expect(await retryQuarantined(engine, owner, any)).toBe(0);
  });

  test("one that the shop does not show any more leaves too, and says so", async () => {
    const world = await setUp();
    const { engine, owner, second, toys, run, events } = world;
    toys[1].remove("2");
    await retryQuarantined(engine, owner, { shop: second, code: null, externalId: "2" });
    await run(0);
    expect(await aside(world)).toEqual(["1", "2", "1"]);
    expect((await events()).at(-1)).toMatchObject({ code: "order.released", params: { id: "2" }, shop: second });
  });

  test("a record without an id cannot be asked for: it is let go instead, and the others are not", async () => {
    const { engine, owner, first, toys, run, quarantine, ...world } = await setUp();
    toys[0].place({ id: "9", listed: "nameless" });
    await run(minutes(2));
    const unnamed = (await quarantine(first)).find(({ externalId }) => externalId.startsWith("unnamed-"));
    const id = unnamed?.externalId ?? "";
    expect(await retryQuarantined(engine, owner, { shop: first, code: null, externalId: id })).toBe(0);
    expect(await dismissQuarantined(engine, owner, first, "1")).toBe(false);
    expect(await dismissQuarantined(engine, owner, first, id)).toBe(true);
    expect(await dismissQuarantined(engine, owner, first, id)).toBe(false);
    expect((await quarantine(first)).map(({ externalId }) => externalId)).toEqual(["1", "2"]);
    expect((await world.events()).at(-1)).toMatchObject({ code: "order.released", cause: { by: "command-line" } });
  });

  test("a disconnected shop is not asked, and nobody without the right asks", async () => {
    const { engine, owner, workspace, db, first, clock } = await setUp();
    await db.transact(workspace, (writing) => disconnect(writing, first, clock.now()));
    expect(await retryQuarantined(engine, owner, any)).toBe(2);
    const reader = mintCaller(workspace, { kind: "command-line" }, ["orders.read"]);
    await expect(retryQuarantined(engine, reader, any)).rejects.toThrow(NotAllowed);
    await expect(dismissQuarantined(engine, reader, first, "unnamed-1")).rejects.toThrow(NotAllowed);
  });
});
