import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { minutes } from "#app/domain/instant.ts";
import { createBench } from "#tests/engine/bench.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { customerOrders } from "./customer-orders.server.ts";

describeOnBothEngines("a customer's other orders", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open());
    const [a, b] = [bench.openShop("a.example"), bench.openShop("b.example")];
    const customer = { name: "Ayşe", email: "ayse.y@example.com" };
    a.place({ id: "1", customer, total: "1000" });
    a.place({ id: "2", customer: { name: "A.", email: "AYSE.Y@example.com" }, total: "250" });
    a.place({ id: "3", customer: { name: "Ayşe", email: "ayse.y@example.com.tr" } });
    a.place({ id: "4", customer: { name: "Ayşe", email: "aysey@example.com" } });
    a.place({ id: "5", customer: "withheld" });
    a.place({ id: "6", customer: null });
    bench.clock.advance(minutes(1));
    b.place({ id: "1", customer, total: "30" });
    const [first, second] = [await bench.connect(a), await bench.connect(b)];
    await bench.run(minutes(10));
    const ask = async (shop: typeof first, external: string) => {
      const held = await bench.order(shop, external);
      if (!held) throw new Error("No order");
      return await customerOrders(bench.engine, bench.owner, held.id);
    };
    return { ...bench, first, second, ask };
  };

  test("are found in every shop, by the address in either case, and by no address that only resembles it", async () => {
    const { first, second, ask } = await setUp();
    const others = await ask(first, "1");
    expect(others?.newest.map(({ shop, number }) => [shop.id, number])).toEqual([
      [second, "#1"],
      [first, "#2"],
    ]);
    expect(others).toMatchObject({ count: 2, more: false, totals: [{ minor: 280 }] });
    expect(await ask(first, "3")).toMatchObject({ count: 0, newest: [], totals: [] });
  });

  test("are told of nobody whom the shop withholds or does not name, and of nobody who was erased", async () => {
    const { first, second, ask, db, workspace, order } = await setUp();
    expect([await ask(first, "5"), await ask(first, "6")]).toEqual([null, null]);
    const erased = await order(second, "1");
    await db.transact(workspace, async ({ q, t }) => {
      await q
        .update(t.orderPeople)
        .set({ value: null, erasedAt: 1 })
        .where(eq(t.orderPeople.order, erased?.id ?? ""));
    });
    expect(await ask(second, "1")).toBeNull();
    expect((await ask(first, "1"))?.newest.map(({ number }) => number)).toEqual(["#2"]);
  });

  test("are not told without the right to read orders", async () => {
    const { engine, workspace, first, order } = await setUp();
    const held = await order(first, "1");
    const blind = mintCaller(workspace, { kind: "command-line" }, ["orders.sync"]);
    if (held) await expect(customerOrders(engine, blind, held.id)).rejects.toThrow(NotAllowed);
    expect(held).not.toBeNull();
  });
});
