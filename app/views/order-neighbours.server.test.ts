import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { clock, everyOrder, openShop, type orderId, putOrders, someOrder } from "#tests/views/list-world.ts";
import { orderList } from "./order-list.server.ts";
import { type OrderListQuery, orderSorts } from "./order-list.ts";
import { orderNeighbours } from "./order-neighbours.server.ts";

/** Every third has a customer, many share a date, an amount or a name. */
const facts = Array.from({ length: 17 }, (_, i) => ({
  ...someOrder,
  number: `#${i}`,
  placedAt: someOrder.placedAt + Math.floor(i / 3) * 1000,
  updatedAt: someOrder.updatedAt + (i % 4) * 1000,
  total: 1000 + (i % 5),
  payment: i % 2 ? ("paid" as const) : ("unpaid" as const),
  customer: i % 3 === 0 ? (["Ada", "Işıl"][i % 2] ?? null) : null,
}));

describeOnBothEngines("an order's neighbours", (open) => {
  const setUp = async () => {
    const db = await open();
    const world = await openShop(db);
    await putOrders(db, world.workspace, facts);
    return { ...world, db };
  };
  const around = async (db: Database, caller: Caller, id: ReturnType<typeof orderId>, query: OrderListQuery) => {
    const found = await orderNeighbours({ db }, caller, id, query);
    if (!found) throw new Error("No such order");
    return found;
  };

  test.each(orderSorts.flatMap((sort) => [true, false].map((descending) => [sort, descending] as const)))(
    "sorted by %s, descending %s: each step is the list's, in both directions",
    async (sort, descending) => {
      const { db, caller } = await setUp();
      for (const states of [{}, { payments: ["paid" as const] }]) {
        const query = { ...everyOrder, ...states, sort, descending };
        const { rows } = await orderList({ db, clock }, caller, query);
        expect(rows.length).toBeGreaterThan(5);
        for (const [i, row] of rows.entries()) {
          const { previous, next } = await around(db, caller, row.id, query);
          expect([row.number, previous?.id, next?.id]).toEqual([row.number, rows[i - 1]?.id, rows[i + 1]?.id]);
        }
      }
    },
  );

  test("the way back leads to the page that one came from, and to one that begins with the order once that was left", async () => {
    const { db, caller } = await setUp();
    const query = { ...everyOrder, limit: 5 };
    const first = await orderList({ db, clock }, caller, query);
    const second = await orderList({ db, clock }, caller, { ...query, cursor: first.next });
    const [inFirst, inSecond] = [first.rows[2]?.id, second.rows[2]?.id];
    if (!inFirst || !inSecond) throw new Error("Too few");
    expect((await around(db, caller, inFirst, query)).list).toEqual(query);
    expect((await around(db, caller, inSecond, { ...query, cursor: first.next })).list.cursor).toBe(first.next);
    const { list } = await around(db, caller, inSecond, query);
    expect((await orderList({ db, clock }, caller, list)).rows[0]?.id).toBe(inSecond);
    expect((await around(db, caller, inFirst, { ...query, cursor: "of another list" })).list.cursor).not.toBe(
      "of another list",
    );
  });

  test("an order that has left the list has the neighbours of its place; one of elsewhere has none", async () => {
    const { db, caller, workspace } = await setUp();
    const paid = { ...everyOrder, payments: ["paid" as const] };
    const { rows } = await orderList({ db, clock }, caller, everyOrder);
    const at = rows.findIndex(({ payment }) => payment.state === "unpaid");
    const order = rows[at];
    if (!order) throw new Error("No unpaid order");
    const { next } = await around(db, caller, order.id, paid);
    expect(next?.id).toBe(rows.slice(at).find(({ payment }) => payment.state === "paid")?.id);
    const other = await openShop(db, 2);
    expect(await orderNeighbours({ db }, other.caller, order.id, everyOrder)).toBeNull();
    const blind = mintCaller(workspace, { kind: "command-line" }, []);
    await expect(orderNeighbours({ db }, blind, order.id, everyOrder)).rejects.toThrow(NotAllowed);
  });
});
