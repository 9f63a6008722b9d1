import { expect } from "vitest";
import type { ExternalId } from "../../../app/domain/ids.ts";
import { plus } from "../../../app/domain/instant.ts";
import { alone, type Bench, pull } from "./bench.ts";
import type { Case } from "./case.ts";

async function placed(bench: Bench, count: number, apartMs: number): Promise<ExternalId[]> {
  const ids: ExternalId[] = [];
  for (let i = 0; i < count; i++) {
    ids.push(await bench.sandbox.place());
    if (apartMs) await bench.sandbox.advance(apartMs);
  }
  return ids;
}

const sorted = (ids: Iterable<string>) => [...new Set(ids)].toSorted();

/** How changes and history are handed over: nothing is lost, whatever happens in between. */
export const pageCases: readonly Case[] = [
  {
    name: "pages: every page size brings the same orders",
    async run(bench) {
      const start = bench.now();
      const ids = await placed(bench, 7, 1500);
      for (const size of [1, 2, 3, 50]) {
        const store = bench.store(size);
        const changes = await pull((c) => store.orders.changedSince(c), store.orders.from(start));
        expect(sorted(changes.ids), `changes in pages of ${size}`).toEqual(sorted(ids));
        const history = await pull((c) => store.orders.history(c), store.orders.beginning());
        expect(sorted(history.ids), `history in pages of ${size}`).toEqual(sorted(ids));
      }
    },
  },
  {
    name: "pages: resuming at any page loses nothing",
    async run(bench) {
      const start = bench.now();
      const ids = await placed(bench, 6, 1200);
      const store = bench.store(2);
      const whole = await pull((c) => store.orders.changedSince(c), store.orders.from(start));
      for (const [i, cursor] of whole.cursors.entries()) {
        const again = bench.store(2);
        const rest = await pull((c) => again.orders.changedSince(c), cursor);
        expect(sorted([...(whole.upTo[i] ?? []), ...rest.ids]), `from page ${i}`).toEqual(sorted(ids));
      }
    },
  },
  {
    name: "pages: orders that share a moment at the edge of a page are kept",
    async run(bench) {
      const start = bench.now();
      const ids = await placed(bench, 9, 0);
      await bench.sandbox.advance(5000);
      for (const size of [1, 2, 4]) {
        const store = bench.store(size);
        const changes = await pull((c) => store.orders.changedSince(c), store.orders.from(start));
        expect(sorted(changes.ids), `changes in pages of ${size}`).toEqual(sorted(ids));
        const history = await pull((c) => store.orders.history(c), store.orders.beginning());
        expect(sorted(history.ids), `history in pages of ${size}`).toEqual(sorted(ids));
      }
    },
  },
  {
    name: "pages: orders edited during the pull are seen as they are, there or in the next pull",
    async run(bench) {
      const start = bench.now();
      const ids = await placed(bench, 6, 1000);
      const store = bench.store(2);
      const edits = [ids[0], ids[5], ids[2], ids[0]];
      const pulled = await pull(
        (c) => store.orders.changedSince(c),
        store.orders.from(start),
        async () => {
          const id = edits.shift();
          if (id) await bench.sandbox.change.edit(id);
        },
      );
      await bench.sandbox.advance(10_000);
      const next = await pull((c) => store.orders.changedSince(c), pulled.cursors.at(-1) ?? {});
      for (const id of ids) {
        if (pulled.mentioned.has(id) || next.mentioned.has(id)) continue;
        expect(next.snapshots.get(id) ?? pulled.snapshots.get(id), `order ${id}`).toEqual(await alone(store, id));
      }
    },
  },
  {
    name: "pages: an order that changes again in the very moment of a pull is seen again",
    async run(bench) {
      const id = await bench.sandbox.place();
      const store = bench.store();
      const first = await pull((c) => store.orders.changedSince(c), store.orders.from(bench.now()));
      await bench.sandbox.change.edit(id);
      await bench.sandbox.advance(10_000);
      const second = await pull(
        (c) => store.orders.changedSince(c),
        first.cursors.at(-1) ?? store.orders.from(bench.now()),
      );
      expect(second.ids).toContain(id);
    },
  },
  {
    name: "pages: the order that changed last is seen each time it changes again",
    async run(bench) {
      const id = await bench.sandbox.place();
      const store = bench.store();
      let cursor = store.orders.from(bench.now());
      for (let round = 0; round < 3; round++) {
        await bench.sandbox.advance(60_000);
        const pulled = await pull((c) => store.orders.changedSince(c), cursor);
        expect(pulled.ids, `round ${round}`).toEqual([id]);
        cursor = pulled.cursors.at(-1) ?? cursor;
        await bench.sandbox.change.edit(id);
      }
    },
  },
  {
    name: "pages: a settled change is handed over once",
    async run(bench) {
      const start = bench.now();
      await placed(bench, 3, 2000);
      await bench.sandbox.advance(60_000);
      const store = bench.store();
      const first = await pull((c) => store.orders.changedSince(c), store.orders.from(start));
      const second = await pull((c) => store.orders.changedSince(c), first.cursors.at(-1) ?? {});
      expect(second.ids).toEqual([]);
    },
  },
  {
    name: "pages: a cursor in the future brings nothing and does not move back",
    async run(bench) {
      await placed(bench, 2, 1000);
      const store = bench.store();
      const ahead = store.orders.from(plus(bench.now(), 86_400_000));
      const page = await store.orders.changedSince(ahead);
      expect([page.items, page.mentions ?? [], page.more]).toEqual([[], [], false]);
      await bench.sandbox.advance(60_000);
      await placed(bench, 1, 1000);
      const later = await store.orders.changedSince(page.next);
      expect([later.items, later.mentions ?? [], later.more], "it moved back").toEqual([[], [], false]);
    },
  },
  {
    name: "history: it holds the shop's whole truth",
    async run(bench) {
      const [first] = await placed(bench, 5, 61_000);
      if (first && bench.sandbox.change.payment) await bench.sandbox.change.payment(first);
      if (first && bench.sandbox.change.refund) await bench.sandbox.change.refund(first);
      const store = bench.store(2);
      const history = await pull((c) => store.orders.history(c), store.orders.beginning());
      const truth = await bench.sandbox.truth();
      expect(sorted(history.ids)).toEqual(sorted(truth.map(({ id }) => id)));
      for (const { id, total, refunded } of truth) {
        const { totals } = history.snapshots.get(id) ?? (await alone(store, id));
        expect(totals.total.stated.shop, `total of ${id}`).toEqual(total);
        expect(totals.total.derived.shop, `parts of ${id}`).toEqual(total);
        expect(totals.refunded.shop, `refunds of ${id}`).toEqual(refunded);
      }
      const count = await store.orders.count();
      if (count !== null) expect(count).toBe(truth.length);
    },
  },
  {
    name: "history: it loses nothing while orders are added and changed",
    async run(bench) {
      const ids = await placed(bench, 6, 1000);
      const store = bench.store(2);
      const edits = [ids[1], ids[4], ids[0]];
      const history = await pull(
        (c) => store.orders.history(c),
        store.orders.beginning(),
        async () => {
          const id = edits.shift();
          if (!id) return;
          await bench.sandbox.place();
          await bench.sandbox.change.edit(id);
        },
      );
      expect(sorted(history.ids)).toEqual(expect.arrayContaining(sorted(ids)));
    },
  },
  {
    name: "history: resuming at any page loses nothing",
    async run(bench) {
      const ids = await placed(bench, 5, 700);
      const store = bench.store(2);
      const whole = await pull((c) => store.orders.history(c), store.orders.beginning());
      for (const [i, cursor] of whole.cursors.entries()) {
        await bench.sandbox.place();
        const again = bench.store(2);
        const rest = await pull((c) => again.orders.history(c), cursor);
        const all = [...(whole.upTo[i] ?? []), ...rest.ids];
        expect(sorted(all), `from page ${i}`).toEqual(expect.arrayContaining(sorted(ids)));
      }
    },
  },
];
