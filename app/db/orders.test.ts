import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type OrderId, type PersonId, toExternalId, toOrderId, toPersonId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type { OrderPeople, OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import { anySnapshot } from "#tests/arbitraries/order-snapshot.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop } from "#tests/engines/one-shop.ts";
import { asConstraint } from "./constraint.ts";
import type { PeopleIds } from "./order-people.ts";
import { readRaw } from "./order-raw.ts";
import {
  findOrders,
  findVersions,
  insertOrder,
  markSeen,
  type OrderRead,
  readOrder,
  replaceOrder,
  type StoredOrder,
  setBehind,
  setPresence,
  touchRead,
  unseen,
} from "./orders.ts";

let made = 0;
const nextId = () => `01900009-0000-7000-8000-${String(++made).padStart(12, "0")}`;

function peopleFor(next: OrderPeople, before: StoredOrder | null = null): PeopleIds {
  const idOf = (role: keyof OrderPeople): PersonId | null => {
    if (before && JSON.stringify(before.snapshot.people[role]) === JSON.stringify(next[role]))
      return before.people[role];
    return next[role] === null ? null : toPersonId(nextId());
  };
  return { customer: idOf("customer"), shipping: idOf("shipping"), billing: idOf("billing"), remarks: idOf("remarks") };
}

const readOf = (snapshot: OrderSnapshot, before: StoredOrder | null = null, at = 5000): OrderRead => ({
  snapshot,
  people: peopleFor(snapshot.people, before),
  contentHash: "hash",
  readBeganAt: toInstant(at - 100),
  at: toInstant(at),
  raw: { format: "test/1", body: `{"id":"${snapshot.number.length}","ş":"ı"}` },
  unknown: [{ path: "a.b", value: '"ş"' }],
});

const [first, second] = fc.sample(anySnapshot, { numRuns: 2, seed: 42 });
if (!first || !second) throw new Error("No samples");
const sample: OrderSnapshot = { ...first, id: toExternalId("1001") };
const changed: OrderSnapshot = { ...second, id: sample.id };

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("Missing");
  return value;
}

describeOnBothEngines("orders", (open) => {
  test("every field of every order comes back as it went in, inserted and replaced", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    await fc.assert(
      fc.asyncProperty(anySnapshot, anySnapshot, async (one, other) => {
        const id = toOrderId(nextId());
        const external = toExternalId(id);
        const [before, after] = [
          { ...one, id: external },
          { ...other, id: external },
        ];
        await db.transact(workspace, (writing) => insertOrder(writing, { id, shop, ...readOf(before) }));
        const held = must(await db.read(workspace, (reading) => readOrder(reading, id)));
        expect(held.snapshot).toEqual(before);
        await db.transact(workspace, (writing) => replaceOrder(writing, held, readOf(after, held)));
        const found = await db.read(workspace, (reading) => findOrders(reading, shop, [external]));
        expect(found.get(external)?.snapshot).toEqual(after);
      }),
      { numRuns: 100 },
    );
  });

  const setUp = async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const add = async (snapshot: OrderSnapshot, at = 5000): Promise<OrderId> => {
      const id = toOrderId(nextId());
      await db.transact(workspace, (writing) => insertOrder(writing, { id, shop, ...readOf(snapshot, null, at) }));
      return id;
    };
    const held = async (id: OrderId) => must(await db.read(workspace, (reading) => readOrder(reading, id)));
    return { db, workspace, shop, add, held };
  };

  test("a stored order tells when and how it was read", async () => {
    const { add, held, shop } = await setUp();
    const id = await add(sample);
    const order = await held(id);
    expect(order).toMatchObject({ id, shop, presence: "shown", missingSince: null, contentHash: "hash" });
    expect(order).toMatchObject({ readBeganAt: 4900, firstReadAt: 5000, lastReadAt: 5000, behindRound: null });
    expect(order.updatedAt).toBe(sample.updatedAt);
  });

  test("replacing keeps when it was first read, presence and row, and ends being behind", async () => {
    const { db, workspace, add, held } = await setUp();
    const id = await add(sample);
    const before = await held(id);
    await db.transact(workspace, async (writing) => {
      await setBehind(writing, id, { updatedAt: toInstant(1), round: 3 });
      await setPresence(writing, id, { presence: "missing", missingSince: toInstant(7) });
    });
    expect(await held(id)).toMatchObject({ behindUpdatedAt: 1, behindRound: 3, presence: "missing", missingSince: 7 });
    await db.transact(workspace, (writing) => replaceOrder(writing, before, readOf(changed, before, 9000)));
    const after = await held(id);
    expect(after).toMatchObject({ row: before.row, firstReadAt: 5000, lastReadAt: 9000, presence: "missing" });
    expect(after).toMatchObject({ behindUpdatedAt: null, behindRound: null });
  });

  test("touching notes the newest read only", async () => {
    const { db, workspace, add, held } = await setUp();
    const id = await add(sample);
    const touch = (began: number, at: number) =>
      db.transact(workspace, (writing) => touchRead(writing, id, { readBeganAt: toInstant(began), at: toInstant(at) }));
    await touch(8000, 8100);
    await touch(6000, 8200);
    expect(await held(id)).toMatchObject({ readBeganAt: 8000, lastReadAt: 8200 });
  });

  test("each version of a person stays, and only the newest is current", async () => {
    const { db, workspace, add, held } = await setUp();
    const customer = { id: null, name: "Işıl", email: null, phone: null };
    const people = { customer, shipping: null, billing: null, remarks: null };
    const id = await add({ ...sample, people });
    const before = await held(id);
    const renamed = { ...sample, people: { ...people, customer: { ...customer, name: "Şule" } } };
    await db.transact(workspace, (writing) => replaceOrder(writing, before, readOf(renamed, before)));
    const after = await held(id);
    expect(after.people.customer).not.toBe(before.people.customer);
    const rows = await db.read(workspace, ({ q, t }) =>
      q.select().from(t.orderPeople).where(eq(t.orderPeople.order, id)),
    );
    expect(rows.map(({ id, current, value }) => ({ id, current, value }))).toEqual(
      expect.arrayContaining([
        { id: before.people.customer, current: false, value: customer },
        { id: after.people.customer, current: true, value: { ...customer, name: "Şule" } },
      ]),
    );
    const names = await db.read(workspace, ({ q, t }) => q.select().from(t.orderCustomers));
    expect(names).toEqual([{ workspace, order: id, name: "Şule", folded: "sule" }]);
    await db.transact(workspace, async (writing) => {
      const gone = { ...sample, people: { ...people, customer: null } };
      await replaceOrder(writing, after, readOf(gone, after));
    });
    expect((await held(id)).people.customer).toBeNull();
    expect(await db.read(workspace, ({ q, t }) => q.select().from(t.orderCustomers))).toEqual([]);
  });

  test("an erased value reads as none", async () => {
    const { db, workspace, add, held } = await setUp();
    const customer = { id: null, name: "Işıl", email: null, phone: null };
    const id = await add({ ...sample, people: { customer, shipping: null, billing: null, remarks: null } });
    await db.transact(workspace, async ({ q, t }) => {
      await q.update(t.orderPeople).set({ value: null, erasedAt: 9 });
    });
    expect((await held(id)).snapshot.people.customer).toBeNull();
    expect((await held(id)).people.customer).not.toBeNull();
  });

  test("the body comes back as it came, with its unknown fields", async () => {
    const { db, workspace, add } = await setUp();
    const id = await add(sample);
    const { raw, unknown } = readOf(sample);
    const found = await db.read(workspace, (reading) => readRaw(reading, id));
    expect(found).toEqual({ ...raw, unknown, readAt: 5000 });
  });

  test("the same order of a shop is not stored twice", async () => {
    const { add } = await setUp();
    await add(sample);
    const again = await add(sample).catch(asConstraint);
    expect(again).toEqual({ kind: "unique" });
  });

  test("an amount in a foreign currency is refused, not stored wrongly", async () => {
    const { add } = await setUp();
    const foreign = { minor: 1, currency: "XXX" };
    const totals = { ...sample.totals, paid: { shop: foreign, presentment: foreign } };
    await expect(add({ ...sample, totals })).rejects.toThrow("An amount in XXX");
  });

  test("another workspace finds, reads and changes nothing of it", async () => {
    const { db, add, shop, held } = await setUp();
    const id = await add(sample);
    const other = await addShop(db, 2);
    const nothing = await db.read(other.workspace, async (reading) => ({
      order: await readOrder(reading, id),
      raw: await readRaw(reading, id),
      found: (await findOrders(reading, shop, [sample.id])).size,
      versions: (await findVersions(reading, shop, [sample.id])).size,
      unseen: await unseen(reading, shop, { round: 1, firstReadBefore: toInstant(1e9), limit: 9 }),
    }));
    expect(nothing).toEqual({ order: null, raw: null, found: 0, versions: 0, unseen: [] });
    const hide = db.transact(other.workspace, (writing) =>
      setPresence(writing, id, { presence: "deleted", missingSince: null }),
    );
    await expect(hide).rejects.toThrow("No row where one must be");
    expect((await held(id)).presence).toBe("shown");
  });

  test("a sweep sees versions, and knows what it did not see", async () => {
    const { db, workspace, shop, add, held } = await setUp();
    const ids = ["1", "2", "3", "4"].map(toExternalId);
    const [seen, missed, later, hidden] = ids;
    for (const id of ids) await add({ ...sample, id }, id === later ? 20_000 : 5000);
    const found = await db.read(workspace, (reading) => findOrders(reading, shop, ids));
    await db.transact(workspace, async (writing) => {
      const hide = { presence: "hidden", missingSince: null } as const;
      await setPresence(writing, must(found.get(must(hidden))).id, hide);
      await markSeen(writing, shop, [must(missed)], 1);
      await markSeen(writing, shop, [must(seen), toExternalId("unheard-of")], 2);
    });
    const sweep = { round: 2, firstReadBefore: toInstant(10_000), limit: 10 };
    expect(await db.read(workspace, (reading) => unseen(reading, shop, sweep))).toEqual([missed]);
    const versions = await db.read(workspace, (reading) => findVersions(reading, shop, ids));
    expect(versions.get(must(hidden))).toEqual({ version: sample.version, presence: "hidden" });
    expect(versions.size).toBe(4);
    expect((await held(must(found.get(must(seen))).id)).presence).toBe("shown");
  });

  test("replacing writes only the lists that differ", async () => {
    const { db, workspace, add, held } = await setUp();
    const id = await add(sample);
    const before = await held(id);
    await db.transact(workspace, async ({ q, t }) => void (await q.update(t.orderLines).set({ title: "mark" })));
    const next = { ...sample, status: "other", tags: ["new"] };
    await db.transact(workspace, (writing) => replaceOrder(writing, before, readOf(next, before)));
    const after = await held(id);
    expect(after.snapshot.tags).toEqual(["new"]);
    expect(after.snapshot.status).toBe("other");
    expect(before.snapshot.lines.length).toBeGreaterThan(0);
    expect(new Set(after.snapshot.lines.map((line) => line.title))).toEqual(new Set(["mark"]));
  });
});
