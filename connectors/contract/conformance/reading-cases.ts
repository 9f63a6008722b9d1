import { expect } from "vitest";
import type { ExternalId } from "../../../app/domain/ids.ts";
import { alone, type Bench, identifyAll, pull } from "./bench.ts";
import { type Case, reasonFor } from "./case.ts";
import { type ChangeKind, changeKinds } from "./harness.ts";

/** Changes that a connector's feed may miss, if it says so; every other one must be seen. */
const mayMiss = (bench: Bench, kind: ChangeKind): boolean =>
  bench.store().orders.feed.misses.some((missed) => missed === kind);

/** Most changes need an order that is paid, some one that was sent. */
async function madeReadyFor(kind: ChangeKind, { sandbox }: Bench, id: ExternalId): Promise<void> {
  if (kind !== "payment" && kind !== "edit") await sandbox.change.payment?.(id);
  if (kind === "delivery" || kind === "return") await sandbox.change.fulfillment?.(id);
}

const seenCases: readonly Case[] = changeKinds.map((kind) => ({
  name: `feed: a change of kind "${kind}" is seen, or declared as missed`,
  without: (harness) => reasonFor(harness, kind, harness.sandbox.change[kind] !== undefined),
  async run(bench) {
    const { sandbox } = bench;
    const id = await sandbox.place();
    await madeReadyFor(kind, bench, id);
    // A feed may look again at the last minutes before the newest change: the order must not stand in them by what was done to it so far.
    await sandbox.advance(600_000);
    await sandbox.place();
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

/** The shop's own notes are not read, and of a deleted order there is no version. */
const seenByVersion = (kind: ChangeKind) => kind !== "note" && kind !== "deletion";

const versionCases: readonly Case[] = changeKinds.filter(seenByVersion).map((kind) => ({
  name: `version: a change of kind "${kind}" moves it, whether or not the feed sees it`,
  without: (harness) => reasonFor(harness, kind, harness.sandbox.change[kind] !== undefined),
  async run(bench) {
    const { sandbox } = bench;
    const id = await sandbox.place();
    await madeReadyFor(kind, bench, id);
    await sandbox.advance(30_000);
    const store = bench.store();
    const before = (await identifyAll(store)).get(id);
    await sandbox.change[kind]?.(id);
    await sandbox.advance(30_000);
    const after = (await identifyAll(store)).get(id);
    expect(after).not.toBe(before);
    expect((await alone(store, id)).version).toBe(after);
  },
}));

/** What a reading says, wherever it comes from. */
export const readingCases: readonly Case[] = [
  ...seenCases,
  ...versionCases,
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
    without: (harness) => reasonFor(harness, "refund", harness.sandbox.change.refund !== undefined),
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
    without: (harness) => reasonFor(harness, "deletion", harness.sandbox.change.deletion !== undefined),
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
