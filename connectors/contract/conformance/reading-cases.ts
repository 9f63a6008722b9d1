import { expect } from "vitest";
import { alone, type Bench, identifyAll, pull } from "./bench.ts";
import type { Case } from "./case.ts";
import { type ChangeKind, changeKinds } from "./harness.ts";

/** Changes that a connector's feed may miss, if it says so; every other one must be seen. */
const mayMiss = (bench: Bench, kind: ChangeKind): boolean =>
  bench.store().orders.feed.misses.some((missed) => missed === kind);

const seenCases: readonly Case[] = changeKinds.map((kind) => ({
  name: `feed: a change of kind "${kind}" is seen, or declared as missed`,
  without: ({ sandbox }) => (sandbox.change[kind] ? null : "the stand-in cannot do it"),
  async run(bench) {
    const { sandbox } = bench;
    const id = await sandbox.place();
    if (kind !== "payment" && kind !== "edit" && sandbox.change.payment) await sandbox.change.payment(id);
    await sandbox.advance(30_000);
    const store = bench.store();
    const before = await pull((c) => store.orders.changedSince(c), store.orders.from(bench.now()));
    expect(before.ids).not.toContain(id);
    await sandbox.change[kind]?.(id);
    await sandbox.advance(30_000);
    const after = await pull((c) => store.orders.changedSince(c), before.cursors.at(-1) ?? {});
    if (!mayMiss(bench, kind)) expect(after.ids).toContain(id);
  },
}));

/** What a reading says, wherever it comes from. */
export const readingCases: readonly Case[] = [
  ...seenCases,
  {
    name: "reading: a page and a single read say the same of an unchanged order",
    async run(bench) {
      for (let i = 0; i < 3; i++) await bench.sandbox.place();
      const store = bench.store();
      const { snapshots } = await pull((c) => store.orders.history(c), store.orders.beginning());
      expect(snapshots.size).toBeGreaterThan(0);
      for (const snapshot of snapshots.values()) expect(await alone(store, snapshot.id)).toEqual(snapshot);
    },
  },
  {
    name: "reading: an order that a page does not hold whole is mentioned, not half told",
    without: ({ sandbox }) => (sandbox.change.refund ? null : "the stand-in cannot refund"),
    async run(bench) {
      const { change } = bench.sandbox;
      const id = await bench.sandbox.place();
      await change.payment?.(id);
      await change.refund?.(id);
      const store = bench.store();
      const pages = [
        await pull((c) => store.orders.history(c), store.orders.beginning()),
        await pull((c) => store.orders.changedSince(c), store.orders.from(bench.now())),
      ];
      const single = await alone(store, id);
      expect(single.refunds.length).toBeGreaterThan(0);
      for (const page of pages) {
        const told = page.snapshots.get(id);
        if (told && !page.mentioned.has(id)) expect(told).toEqual(single);
        else expect(page.mentioned.has(id)).toBe(true);
      }
    },
  },
  {
    name: "reading: identify gives every order's version as its snapshot has it",
    async run(bench) {
      const first = await bench.sandbox.place();
      for (let i = 0; i < 3; i++) await bench.sandbox.place();
      await bench.sandbox.change.payment?.(first);
      await bench.sandbox.change.refund?.(first);
      const store = bench.store(2);
      const versions = await identifyAll(store);
      const truth = await bench.sandbox.truth();
      expect([...versions.keys()].toSorted()).toEqual(truth.map(({ id }) => String(id)).toSorted());
      for (const { id } of truth) expect((await alone(store, id)).version, `order ${id}`).toBe(versions.get(id));
    },
  },
  {
    name: "reading: a version stands still while nothing changes and moves with an edit and a refund",
    async run(bench) {
      const { sandbox } = bench;
      const id = await sandbox.place();
      const store = bench.store();
      await sandbox.change.payment?.(id);
      const versions = [(await alone(store, id)).version];
      await sandbox.advance(5000);
      expect((await alone(store, id)).version).toBe(versions[0]);
      for (const change of [sandbox.change.edit, sandbox.change.refund]) {
        if (!change) continue;
        await change(id);
        versions.push((await alone(store, id)).version);
        await sandbox.advance(5000);
      }
      expect(new Set(versions).size).toBe(versions.length);
    },
  },
  {
    name: "reading: an order that is not there is null",
    async run(bench) {
      expect(await bench.store().orders.one(bench.sandbox.absent)).toBeNull();
    },
  },
  {
    name: "reading: a deleted order is null and is identified no more",
    without: ({ sandbox }) => (sandbox.change.deletion ? null : "the stand-in cannot delete"),
    async run(bench) {
      const id = await bench.sandbox.place();
      const other = await bench.sandbox.place();
      await bench.sandbox.change.deletion?.(id);
      const store = bench.store();
      expect(await store.orders.one(id)).toBeNull();
      expect([...(await identifyAll(store)).keys()]).toEqual([other]);
    },
  },
  {
    name: "shop: it says who it is, and the same each time",
    async run(bench) {
      const identity = await bench.store().whoami();
      expect(identity.externalId).not.toBe("");
      expect(identity.currency).toMatch(/^[A-Z]{3}$/);
      expect(URL.canParse(identity.adminUrl)).toBe(true);
      expect(await bench.store().whoami()).toEqual(identity);
    },
  },
  {
    name: "shop: a refreshed token opens the same shop and is due later",
    async run(bench) {
      if (!bench.refresh) return;
      const { due, dueAfter, store } = await bench.refresh();
      if (due !== null && dueAfter !== null) expect(dueAfter).toBeGreaterThanOrEqual(due);
      expect(await store.whoami()).toEqual(await bench.store().whoami());
    },
  },
];
