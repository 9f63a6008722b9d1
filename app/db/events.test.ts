import { expect, test } from "vitest";
import { toOrderId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type { Change } from "#app/domain/orders/event.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop } from "#tests/engines/one-shop.ts";
import { appendEvents, eventsAfter, newestEvent, orderTimeline } from "./events.ts";

const at = toInstant(5000);
const cause = { by: "shop", through: "sweep" } as const;
const order = toOrderId("01900003-0000-7000-8000-000000000001");
const change = (was: Change["was"], became: Change["became"]): Change => ({
  code: "order.status",
  params: { n: 1, word: "ş" },
  was,
  became,
});

describeOnBothEngines("events", (open, engine) => {
  test("are numbered from 1 on without a gap and come back as they were told", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const money = { minor: 1, currency: "TRY" };
    const told = [change(null, "a"), change(false, 0), change({ shop: money, presentment: money }, ["x", "y"])];
    const numbers = await db.transact(workspace, (w) => appendEvents(w, { shop, order, cause, at }, told));
    expect(numbers).toEqual([1, 2, 3]);
    const none = await db.transact(workspace, (w) => appendEvents(w, { shop, order, cause, at }, []));
    expect(none).toEqual([]);
    const events = await db.read(workspace, (reading) => eventsAfter(reading, 0, 10));
    expect(events).toEqual(told.map((one, index) => ({ ...one, number: index + 1, shop, order, cause, at })));
    expect(await db.read(workspace, newestEvent)).toBe(3);
    expect((await db.read(workspace, (reading) => eventsAfter(reading, 1, 1))).map((e) => e.number)).toEqual([2]);
  });

  test("take no number in a transaction that fails", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const failed = db.transact(workspace, async (w) => {
      await appendEvents(w, { shop, order: null, cause, at }, [change(1, 2)]);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    const numbers = await db.transact(workspace, (w) =>
      appendEvents(w, { shop, order: null, cause, at }, [change(1, 2)]),
    );
    expect(numbers).toEqual([1]);
  });

  test("are seen in order and without a gap by a reader that polls while several write", async () => {
    const place = await engine.place();
    const db = await engine.open(place);
    const { workspace, shop } = await addShop(db);
    const writers = engine.dialect === "sqlite" ? [db, db] : [db, await engine.open(place)];
    let writing = true;
    const seen: number[] = [];
    const poll = async () => {
      for (let last = false; !last; ) {
        last = !writing;
        const events = await db.read(workspace, (reading) => eventsAfter(reading, seen.at(-1) ?? 0, 1000));
        seen.push(...events.map((event) => event.number));
        // Lets the other promises have a turn of the event loop.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const polling = poll();
    const write = async (of: typeof db) => {
      for (let i = 0; i < 40; i++)
        await of.transact(workspace, async (w) => {
          await appendEvents(w, { shop, order: null, cause, at }, [change(1, 2), change(2, 3)]);
          await w.q.select().from(w.t.shops);
        });
    };
    await Promise.all(writers.map(write));
    writing = false;
    await polling;
    expect(seen).toEqual(Array.from({ length: 160 }, (_, index) => index + 1));
  });

  test("an order's timeline comes newest first, a page at a time, without other orders", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const other = toOrderId("01900003-0000-7000-8000-000000000002");
    for (const of of [order, other, order, order])
      await db.transact(workspace, (w) => appendEvents(w, { shop, order: of, cause, at }, [change(1, 2)]));
    const page = (before: number | null) =>
      db.read(workspace, async (r) => (await orderTimeline(r, order, before, 2)).map((event) => event.number));
    expect(await page(null)).toEqual([4, 3]);
    expect(await page(3)).toEqual([1]);
  });

  test("of one workspace are not seen in another, whose numbers are its own", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const other = await addShop(db, 2);
    await db.transact(workspace, (w) => appendEvents(w, { shop, order, cause, at }, [change(1, 2)]));
    expect(await db.read(other.workspace, (r) => eventsAfter(r, 0, 10))).toEqual([]);
    expect(await db.read(other.workspace, (r) => orderTimeline(r, order, null, 10))).toEqual([]);
    expect(await db.read(other.workspace, newestEvent)).toBe(0);
  });

  test("are announced", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const heard: string[] = [];
    db.onCommit((id) => heard.push(id));
    await db.transact(workspace, (w) => appendEvents(w, { shop, order, cause, at }, [change(1, 2)]));
    expect(heard).toEqual([workspace]);
  });
});
