import { expect, test } from "vitest";
import { orderTimeline } from "#app/db/events.ts";
import { saveFeed } from "#app/db/feeds.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { minutes, toInstant } from "#app/domain/instant.ts";
import { createBench } from "#tests/engine/bench.ts";
import { type ToyRow, toReading } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { absorbReadings } from "./absorb-readings.ts";
import type { Answer } from "./answer.ts";

const row = (part: Partial<ToyRow> = {}): ToyRow => ({
  id: "1001",
  placedAt: 1_000_000,
  updatedAt: 2_000_000,
  status: "open",
  total: "1000",
  customer: null,
  listed: "whole",
  ...part,
});

describeOnBothEngines("an answer of a shop", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open());
    const shop = await bench.connect(bench.openShop("a.example"));
    const absorb = (rows: readonly ToyRow[], part: Partial<Answer> = {}) =>
      absorbReadings(bench.engine, bench.owner, {
        shop,
        beganAt: bench.clock.now(),
        cause: { by: "shop", through: "changes" },
        round: null,
        repeated: false,
        readings: rows.map(toReading),
        mentions: [],
        unreadable: [],
        save: async () => undefined,
        ...part,
      });
    const codes = async () => (await bench.events()).map(({ code }) => code);
    return { ...bench, bench, id: shop, absorb, codes };
  };

  test("an order seen first is found, with one event", async () => {
    const { absorb, order, events, id } = await setUp();
    expect(await absorb([row()])).toEqual({ taken: 1, parked: 0 });
    const held = await order(id, "1001");
    expect(held?.snapshot).toEqual(toReading(row()).snapshot);
    expect(await events()).toMatchObject([
      { code: "order.found", order: held?.id, params: { number: "#1001" }, cause: { by: "shop", through: "changes" } },
    ]);
  });

  test("a newer date wins although its read began first, and tells each change in a row of its own", async () => {
    const { absorb, order, events, id, clock } = await setUp();
    await absorb([row()]);
    await absorb([row({ updatedAt: 2_000_001, status: "paid", total: "900" })], { beganAt: toInstant(1) });
    expect((await order(id, "1001"))?.snapshot).toMatchObject({ status: "paid", updatedAt: 2_000_001 });
    expect((await events()).map(({ code, was, became, at }) => [code, was, became, at]).slice(1, 2)).toEqual([
      ["order.status", "open", "paid", clock.now()],
    ]);
    expect((await events()).slice(2).map(({ code, params }) => [code, params.part])).toEqual([
      ["total.changed", "total"],
      ["total.changed", "subtotal"],
      ["total.changed", "outstanding"],
    ]);
    const numbers = (await events()).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
  });

  test("at an equal date the read that began later wins, and asks for one more read; the one that began earlier loses", async () => {
    const { absorb, order, id, clock, marks } = await setUp();
    await absorb([row()]);
    const earlier = toInstant(clock.now() - 1);
    await absorb([row({ status: "old" })], { beganAt: earlier });
    expect((await order(id, "1001"))?.snapshot.status).toBe("open");
    clock.advance(1);
    await absorb([row({ status: "paid" })]);
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect(await marks(id)).toMatchObject([{ key: "1001", dueAt: clock.now() + 1500 }]);
  });

  test("a read that was asked for to settle an equal date asks for no further one", async () => {
    const { absorb, order, id, clock, marks } = await setUp();
    await absorb([row()]);
    clock.advance(1);
    await absorb([row({ status: "paid" })], { repeated: true });
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect(await marks(id)).toEqual([]);
  });

  test("the same answer twice changes nothing and tells nothing", async () => {
    const { absorb, codes, order, id, clock } = await setUp();
    await absorb([row(), row({ id: "1002" })]);
    const before = await order(id, "1001");
    clock.advance(5);
    expect(await absorb([row(), row({ id: "1002" })])).toEqual({ taken: 0, parked: 0 });
    expect(await codes()).toEqual(["order.found", "order.found"]);
    expect(await order(id, "1001")).toEqual({ ...before, readBeganAt: clock.now(), lastReadAt: clock.now() });
  });

  test("a smaller date is kept out and told once, however often it is seen", async () => {
    const { absorb, order, id, events } = await setUp();
    await absorb([row()]);
    for (const round of [null, null, 4, 4, null])
      await absorb([row({ updatedAt: 1_500_000, status: "draft" })], { round });
    expect(await order(id, "1001")).toMatchObject({ snapshot: { status: "open" }, behindUpdatedAt: 1_500_000 });
    expect((await events()).slice(1)).toMatchObject([{ code: "order.behind", was: 2_000_000, became: 1_500_000 }]);
  });

  test("a smaller date that two sweeps see is the shop's: it is taken, and told as set back", async () => {
    const { absorb, order, id, events } = await setUp();
    const back = row({ updatedAt: 1_500_000, status: "draft" });
    await absorb([row()]);
    await absorb([back], { round: 4 });
    await absorb([back], { round: 5 });
    expect(await order(id, "1001")).toMatchObject({
      snapshot: { status: "draft", updatedAt: 1_500_000 },
      behindRound: null,
      behindUpdatedAt: null,
    });
    expect((await events()).slice(1).map(({ code, was, became }) => [code, was, became])).toEqual([
      ["order.behind", 2_000_000, 1_500_000],
      ["order.set-back", 2_000_000, 1_500_000],
      ["order.status", "open", "draft"],
    ]);
  });

  test("a shop that shows our state again in between is not set back by the next sweep", async () => {
    const { absorb, order, id } = await setUp();
    await absorb([row()]);
    await absorb([row({ updatedAt: 1_500_000, status: "draft" })], { round: 4 });
    await absorb([row()], { round: 5 });
    await absorb([row({ updatedAt: 1_500_000, status: "draft" })], { round: 6 });
    expect(await order(id, "1001")).toMatchObject({ snapshot: { status: "open" }, behindRound: 6 });
  });

  test("an order that cannot be stored is set aside with cause and body; the others, the marks and the cursor go on", async () => {
    const { absorb, order, id, quarantine, feed, marks, events, log } = await setUp();
    const rows = [row({ id: "1" }), row({ id: "2", total: "many" }), row({ id: "3" })];
    const save: Answer["save"] = (writing) => saveFeed(writing, id, "changes", { cursor: { at: 77 } });
    const mention = toReading(row({ id: "9" })).snapshot.id;
    expect(await absorb(rows, { save, mentions: [mention] })).toEqual({ taken: 2, parked: 1 });
    expect([await order(id, "1"), await order(id, "2"), await order(id, "3")].map((o) => o?.snapshot.id)).toEqual([
      "1",
      undefined,
      "3",
    ]);
    expect((await feed(id, "changes")).cursor).toEqual({ at: 77 });
    expect((await marks(id)).map(({ key }) => key)).toEqual(["9"]);
    const body = JSON.stringify(rows[1]);
    expect(await quarantine(id)).toMatchObject([{ externalId: "2", code: "absorb.failed", body, attempts: 1 }]);
    expect((await events()).filter(({ code }) => code === "order.quarantined")).toMatchObject([
      { params: { id: "2", code: "absorb.failed" }, order: null },
    ]);
    expect(log.count("absorb.set-aside")).toBe(1);
  });

  test("what was set aside is released once it can be read, and told twice in all", async () => {
    const { absorb, order, id, quarantine, codes } = await setUp();
    for (let i = 0; i < 3; i++) await absorb([row({ total: "many" })]);
    expect(await quarantine(id)).toMatchObject([{ attempts: 3 }]);
    await absorb([row({ total: "5" })]);
    expect(await quarantine(id)).toEqual([]);
    expect((await order(id, "1001"))?.snapshot.totals.total.stated.shop.minor).toBe(5);
    expect(await codes()).toEqual(["order.quarantined", "order.found", "order.released"]);
  });

  test("records without an id are kept each for itself, and once, however often a poll shows them", async () => {
    const { absorb, id, quarantine, clock, codes } = await setUp();
    const unreadable = ["{a", "{b"].map((body) => ({ id: null, code: "toy.unreadable", params: {}, body }));
    for (let i = 0; i < 3; i++) {
      await absorb([], { unreadable });
      clock.advance(minutes(1));
    }
    expect((await quarantine(id)).map(({ body, attempts }) => [body, attempts]).sort()).toEqual([
      ["{a", 3],
      ["{b", 3],
    ]);
    expect(await codes()).toEqual(["order.quarantined", "order.quarantined"]);
  });

  test("an answer whose cursor could not be saved may come again: nothing is lost and nothing doubled", async () => {
    const { absorb, id, order, codes, feed } = await setUp();
    const save: Answer["save"] = async (writing) => {
      await saveFeed(writing, id, "changes", { cursor: { at: 77 } });
      throw new Error("the power went");
    };
    await expect(absorb([row()], { save })).rejects.toThrow("the power went");
    expect((await feed(id, "changes")).cursor).toBeNull();
    await absorb([row()]);
    expect(await order(id, "1001")).not.toBeNull();
    expect(await codes()).toEqual(["order.found"]);
  });

  test("what is withheld never takes the place of what is known, and the timeline refers to old and new rows of a person", async () => {
    const { absorb, order, id, db, workspace } = await setUp();
    const [ayse, fatma] = [
      { name: "Ayşe Yılmaz", email: "ayse@example.com" },
      { name: "Fatma Kaya", email: "fatma@example.com" },
    ];
    await absorb([row({ customer: ayse })]);
    const first = await order(id, "1001");
    await absorb([row({ customer: "withheld", updatedAt: 2_000_001 })]);
    const second = await order(id, "1001");
    expect(second).toMatchObject({
      snapshot: { people: { customer: { name: "Ayşe Yılmaz" } } },
      people: first?.people,
    });
    await absorb([row({ customer: fatma, updatedAt: 2_000_002 })]);
    const third = await order(id, "1001");
    expect(third?.snapshot.people.customer).toMatchObject({ name: "Fatma Kaya" });
    if (!first || !third) throw new Error("No order");
    const timeline = await db.read(workspace, (reading) => orderTimeline(reading, third.id, null, 10));
    expect(timeline).toMatchObject([
      { code: "order.customer", was: { person: first.people.customer }, became: { person: third.people.customer } },
      { code: "order.found" },
    ]);
    expect(JSON.stringify(timeline)).not.toMatch(/Ayşe|Fatma|example\.com/);
  });

  test("a person that the shop names no more is told as gone", async () => {
    const { absorb, order, id, events } = await setUp();
    await absorb([row({ customer: { name: "Ayşe", email: "a@example.com" } })]);
    const was = (await order(id, "1001"))?.people.customer;
    await absorb([row({ updatedAt: 2_000_001 })]);
    expect((await order(id, "1001"))?.snapshot.people.customer).toBeNull();
    expect((await events()).at(-1)).toMatchObject({ code: "order.customer", was: { person: was }, became: null });
  });

  test("of an order that stands twice in a page the newer counts", async () => {
    const { absorb, order, id, codes } = await setUp();
    await absorb([row({ updatedAt: 2_000_005, status: "paid" }), row()]);
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect(await codes()).toEqual(["order.found"]);
  });

  test("the right to sync is asked for", async () => {
    const { bench, absorb, workspace, order, id } = await setUp();
    const guest = mintCaller(workspace, { kind: "person", id: "p" }, ["orders.read"]);
    const answer = { shop: id, beganAt: bench.clock.now(), cause: { by: "command-line" }, round: null } as const;
    const rest = { repeated: false, readings: [toReading(row())], mentions: [], unreadable: [], save: async () => {} };
    await expect(absorbReadings(bench.engine, guest, { ...answer, ...rest })).rejects.toThrow(NotAllowed);
    await absorb([]);
    expect(await order(id, "1001")).toBeNull();
  });
});
