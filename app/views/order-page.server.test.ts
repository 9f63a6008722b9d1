import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { put } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { toPersonId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type { Change } from "#app/domain/orders/event.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { clock, openShop, orderId, putLine, putOrders, putPerson, someOrder } from "#tests/views/list-world.ts";
import { putEvents, someChange } from "#tests/views/put-events.ts";
import { orderPage } from "./order-page.server.ts";

const order = orderId(1);
const ayse = "01900000-0000-7000-8000-00000000a15e";

describeOnBothEngines("the order page", (open) => {
  const page = async (db: Database, caller: Caller, before: number | null = null) => {
    const view = await orderPage({ db, clock }, caller, order, before);
    if (view === null) throw new Error("No such order");
    return view;
  };
  const oneOrder = async (db: Database) => {
    const world = await openShop(db);
    await putOrders(db, world.workspace, [{ ...someOrder, number: "#1042", presence: "missing" }]);
    return world;
  };

  test("shows the order as its shop says it, the shop, and what was not understood", async () => {
    const db = await open();
    const { workspace, caller, shops } = await oneOrder(db);
    await putLine(db, workspace, order, { position: 0, title: "Kupa", quantity: 2, currentQuantity: 2 });
    const unknown = [{ path: "gift", value: "true" }];
    await db.transact(workspace, async ({ q, t }) => {
      const raw = { encoding: "zstd", body: Buffer.alloc(1), size: 1, readAt: 1 } as const;
      await q.insert(t.orderRaw).values({ ...raw, workspace, order, format: "shopify/2026-10", unknown });
    });
    const view = await page(db, caller);
    expect(view.order).toMatchObject({ number: "#1042", state: "open", lines: [{ title: "Kupa", quantity: 2 }] });
    expect(view).toMatchObject({
      id: order,
      presence: "missing",
      reading: false,
      unknown,
      raw: { format: "shopify/2026-10", size: 1, readAt: 1 },
      timeline: [],
      olderTimeline: null,
      upTo: 0,
      now: clock.now(),
      timezone: "Europe/Istanbul",
    });
    expect(view.shop).toEqual({ id: shops[0], platform: "shopify", name: "Shop 1", timezone: null, state: "active" });
  });

  test("says that a read waits, of this order and no other", async () => {
    const db = await open();
    const { workspace, caller, shops } = await oneOrder(db);
    const mark = { queue: "look", dueAt: clock.now(), now: clock.now(), note: {} };
    await db.transact(workspace, async (writing) => {
      await put(writing, { ...mark, shop: shops[0], key: "another" });
      await put(writing, { ...mark, shop: shops[1], key: order });
      await put(writing, { ...mark, queue: "turn", shop: shops[0], key: order });
    });
    expect((await page(db, caller)).reading).toBe(false);
    await db.transact(workspace, (writing) => put(writing, { ...mark, shop: shops[0], key: order }));
    expect((await page(db, caller)).reading).toBe(true);
  });

  test("pages through the timeline, newest first, each entry once", async () => {
    const db = await open();
    const { workspace, caller } = await oneOrder(db);
    for (let n = 0; n < 3; n++) {
      await putEvents(db, workspace, 40, { order });
      await putEvents(db, workspace, 1, { order: orderId(2) });
    }
    const numbers: number[] = [];
    const sizes: number[] = [];
    for (let before: number | null = null; sizes.length === 0 || before !== null; ) {
      const view: Awaited<ReturnType<typeof page>> = await page(db, caller, before);
      sizes.push(view.timeline.length);
      numbers.push(...view.timeline.map((entry) => entry.number));
      before = view.olderTimeline;
      expect(view.upTo).toBe(123);
    }
    expect(sizes).toEqual([50, 50, 20]);
    const all = Array.from({ length: 122 }, (_, n) => 122 - n);
    expect(numbers).toEqual(all.filter((n) => n !== 82 && n !== 41));
  });

  test("looks people up in the timeline, and shows an erased one as erased", async () => {
    const db = await open();
    const { workspace, caller } = await oneOrder(db);
    const [old, newer, never] = ["0", "1", "2"].map((n) => toPersonId(`01900000-0000-7000-8000-0000000000b${n}`));
    if (!old || !newer || !never) throw new Error("ids");
    const ada = { id: null, name: "Ada", email: null, phone: null };
    await putPerson(db, workspace, order, "customer", ada, { id: old, current: false });
    await putPerson(db, workspace, order, "customer", { withheld: "masked" }, { id: newer });
    const moved: Change = { code: "order.customer", params: {}, was: { person: old }, became: { person: newer } };
    const gone: Change = { code: "order.customer", params: {}, was: { person: never }, became: null };
    await putEvents(db, workspace, 1, { order, change: gone });
    await putEvents(db, workspace, 1, { order, change: moved });
    const before = (await page(db, caller)).timeline;
    expect(before).toMatchObject([
      { was: { person: ada }, became: { person: { withheld: "masked" } } },
      { was: { person: "erased" }, became: null },
    ]);
    await db.transact(workspace, async ({ q, t }) => {
      const { orderPeople: people } = t;
      const those = and(eq(people.workspace, workspace), eq(people.order, order));
      await q.update(people).set({ value: null, erasedAt: 1 }).where(those);
    });
    const [after] = (await page(db, caller)).timeline;
    expect(after).toMatchObject({ was: { person: "erased" }, became: { person: "erased" } });
  });

  test("names who caused a change, and leaves other values and causes as they are", async () => {
    const db = await open();
    const { workspace, caller } = await oneOrder(db);
    await db.transactGlobal("people", async ({ q, t }) => {
      await q.insert(t.people).values({ id: ayse, name: "Ayşe", locale: "tr", createdAt: 1 });
    });
    await putEvents(db, workspace, 1, { order, cause: { by: "person", person: "nobody" } });
    await putEvents(db, workspace, 1, { order, cause: { by: "person", person: ayse } });
    await putEvents(db, workspace, 1, { order, cause: { by: "shop", through: "doorbell" } });
    const { timeline } = await page(db, caller);
    expect(timeline.map((entry) => entry.cause)).toEqual([
      { by: "shop", through: "doorbell" },
      { by: "person", name: "Ayşe" },
      { by: "person", name: "" },
    ]);
    expect(timeline[0]).toEqual({
      ...someChange,
      number: 3,
      at: toInstant(1),
      cause: { by: "shop", through: "doorbell" },
    });
  });

  test("is not there for another workspace, nor without the right to read orders", async () => {
    const db = await open();
    const { workspace, caller } = await oneOrder(db);
    await putEvents(db, workspace, 1, { order });
    const other = await openShop(db, 2);
    expect(await orderPage({ db, clock }, other.caller, order, null)).toBeNull();
    expect(await orderPage({ db, clock }, caller, orderId(9), null)).toBeNull();
    const stranger = mintCaller(workspace, { kind: "command-line" }, []);
    await expect(orderPage({ db, clock }, stranger, order, null)).rejects.toThrow(NotAllowed);
  });

  test("shows nobody of another workspace in a timeline, whatever an event refers to", async () => {
    const db = await open();
    const { workspace, caller } = await oneOrder(db);
    const theirs = await openShop(db, 2);
    await putOrders(db, theirs.workspace, [{ ...someOrder, shop: theirs.shops[0] }], 5);
    const person = toPersonId("01900000-0000-7000-8000-0000000000c1");
    const ada = { id: null, name: "Ada", email: null, phone: null };
    await putPerson(db, theirs.workspace, orderId(5), "customer", ada, { id: person });
    await putEvents(db, workspace, 1, { order, change: { ...someChange, was: { person }, became: null } });
    expect((await page(db, caller)).timeline[0]?.was).toEqual({ person: "erased" });
  });
});
