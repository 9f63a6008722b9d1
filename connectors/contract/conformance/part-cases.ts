import { expect } from "vitest";
import type { Product } from "../../../app/domain/goods/product.ts";
import type { StockLevel } from "../../../app/domain/goods/stock-level.ts";
import type { Cursor, Page, Signal, StockPush, StockPushed, Store } from "../port.ts";
import { alone, type Bench } from "./bench.ts";
import { type Case, reasonFor } from "./case.ts";
import type { Part } from "./harness.ts";

const only =
  (part: Part): NonNullable<Case["without"]> =>
  (harness) =>
    reasonFor(harness, part, harness.parts?.includes(part) ?? false);

function goodsOf(store: Store) {
  const { catalog, stock } = store;
  if (!catalog || !stock) throw new Error("The harness says that the connector shows goods");
  return { catalog, stock };
}

function floorOf({ sandbox }: Bench) {
  if (!sandbox.floor) throw new Error("The harness says that the connector shows goods, and cannot change one");
  return sandbox.floor;
}

function pushOf(store: Store): StockPush {
  const { push } = goodsOf(store).stock;
  if (!push) throw new Error("The harness says that the connector writes counts");
  return push;
}

const mostPages = 500;

async function all<T>(from: Cursor | null, read: (cursor: Cursor | null) => Promise<Page<T>>) {
  const items: T[] = [];
  for (let [cursor, pages] = [from, 0]; ; pages++) {
    const page: Page<T> = await read(cursor);
    expect(page.unreadable ?? [], "nothing of the stand-in is unreadable").toEqual([]);
    items.push(...page.items);
    cursor = JSON.parse(JSON.stringify(page.next));
    expect(cursor, "a cursor survives JSON").toEqual(page.next);
    if (!page.more) return { items, next: page.next };
    if (pages > mostPages) throw new Error("The pages do not end");
  }
}

const products = ({ catalog }: ReturnType<typeof goodsOf>) =>
  all<Product>(catalog.beginning(), (c) => catalog.products(c ?? catalog.beginning()));
const levels = ({ stock }: ReturnType<typeof goodsOf>) =>
  all<StockLevel>(stock.beginning(), (c) => stock.levels(c ?? stock.beginning()));
const byId = <T extends { readonly id: string }>(list: readonly T[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Asks until the platform is done; fails when it never is. */
async function settled(bench: Bench, push: StockPush, pushed: StockPushed) {
  for (let asked = 0; pushed.kind === "ticket"; asked++) {
    const said = await push.ticket?.(pushed.ticket);
    if (!said || said.kind === "forgotten" || asked > 100) throw new Error(`The ticket came to ${said?.kind}`);
    if (said.kind === "done") return said.outcomes;
    await bench.sandbox.advance(30_000);
  }
  return pushed.outcomes;
}

/** What a connector may have beyond orders. */
export const partCases: readonly Case[] = [
  {
    name: "parts: the connector has what its harness says, and nothing else",
    async run(bench) {
      const { catalog, stock, doorbells } = bench.store();
      const has: Part[] = [];
      if (catalog && stock) has.push("goods");
      if (stock?.push) has.push("push");
      if (doorbells?.by === "collect") has.push("collect");
      expect(has).toEqual(bench.parts ?? []);
    },
  },
  {
    name: "goods: pages of any size bring the same goods",
    without: only("goods"),
    async run(bench) {
      const whole = byId((await products(goodsOf(bench.store()))).items);
      expect(whole.length).toBeGreaterThan(1);
      for (const size of [2, 3]) expect(byId((await products(goodsOf(bench.store(size)))).items)).toEqual(whole);
    },
  },
  {
    name: "goods: what an order names is in the catalog, under the same SKU",
    without: only("goods"),
    async run(bench) {
      const store = bench.store();
      const { lines } = await alone(store, await bench.sandbox.place());
      const { items } = await products(goodsOf(store));
      expect(lines.length).toBeGreaterThan(0);
      for (const { productId, variantId, sku } of lines) {
        const variants = items.find(({ id }) => id === productId)?.variants ?? [];
        expect(variants.find(({ id }) => id === variantId)?.sku, `line of ${sku}`).toBe(sku);
      }
    },
  },
  {
    name: "goods: once read, only what changes later comes again, where the platform can tell",
    without: only("goods"),
    async run(bench) {
      const goods = goodsOf(bench.store());
      if (!goods.catalog.from) return;
      await bench.sandbox.advance(60_000);
      const { next } = await products(goods);
      await bench.sandbox.advance(600_000);
      const { catalog } = goodsOf(bench.store());
      const late = catalog.from?.(bench.now()) ?? next;
      expect((await all<Product>(late, (c) => catalog.products(c ?? next))).items).toEqual([]);
    },
  },
  {
    name: "goods: a picture is an address, and some goods have one",
    without: only("goods"),
    async run(bench) {
      const { items } = await products(goodsOf(bench.store()));
      const pictures = items.flatMap(({ picture, variants }) => [picture, ...variants.map((one) => one.picture)]);
      const shown = pictures.filter((one) => one !== null);
      if (bench.lacks?.pictures === undefined) expect(shown.length).toBeGreaterThan(0);
      for (const picture of shown) expect(picture).toMatch(/^https?:\/\/\S+$/);
    },
  },
  {
    name: "goods: one that changed is read with its change from the cursor on",
    without: only("goods"),
    async run(bench) {
      await bench.sandbox.advance(600_000);
      const { next } = await products(goodsOf(bench.store()));
      await bench.sandbox.advance(600_000);
      const { product, title } = await floorOf(bench).rename();
      await bench.sandbox.advance(60_000);
      const { catalog } = goodsOf(bench.store());
      const later = await all<Product>(next, (c) => catalog.products(c ?? next));
      expect(later.items.find(({ id }) => id === product)?.title).toBe(title);
    },
  },
  {
    name: "stock: a count that changed is read from the cursor on",
    without: only("goods"),
    async run(bench) {
      await bench.sandbox.advance(600_000);
      const { next } = await levels(goodsOf(bench.store()));
      await bench.sandbox.advance(600_000);
      const { item, place, available } = await floorOf(bench).recount();
      await bench.sandbox.advance(60_000);
      const { stock } = goodsOf(bench.store());
      const later = await all<StockLevel>(next, (c) => stock.levels(c ?? next));
      expect(later.items.find((one) => one.item === item && one.place === place)?.available).toBe(available);
    },
  },
  {
    name: "stock: a level is of an item that the catalog counts, at a place that the shop names",
    without: only("goods"),
    async run(bench) {
      const goods = goodsOf(bench.store());
      const counted = (await products(goods)).items.flatMap(({ variants }) =>
        variants.flatMap(({ stock }) => stock.item ?? []),
      );
      const places = (await goods.stock.places()).map(({ id }) => id);
      const { items } = await levels(goods);
      expect([...new Set(items.map(({ item }) => item))].toSorted()).toEqual([...new Set(counted)].toSorted());
      expect(items.filter(({ place }) => !places.includes(place))).toEqual([]);
      if (goods.stock.locations === "one") expect(places.length).toBe(1);
      const named = items.map(({ item, place }) => `${item} ${place}`);
      expect(named.length).toBe(new Set(named).size);
    },
  },
  {
    name: "stock: a pushed count is the shop's count, and a stale one is refused where the platform compares",
    without: only("push"),
    async run(bench) {
      const store = bench.store();
      const push = pushOf(store);
      const [first] = (await levels(goodsOf(store))).items;
      if (!first) throw new Error("The stand-in counts nothing");
      const { item, place, available: from } = first;
      const sent = await push.send([{ item, place, from, to: 77 }]);
      expect(await settled(bench, push, sent)).toEqual([{ kind: "taken" }]);
      const now = (await levels(goodsOf(bench.store()))).items.find((one) => one.item === item && one.place === place);
      expect(now?.available).toBe(77);
      const late = await settled(bench, push, await push.send([{ item, place, from: 76, to: 1 }]));
      expect(late).toEqual([{ kind: push.compares ? "stale" : "taken" }]);
    },
  },
  {
    name: "stock: a ticket that the platform does not know is forgotten, not done",
    without: only("push"),
    async run(bench) {
      const push = pushOf(bench.store());
      if (push.ticket) expect(await push.ticket("no-such-ticket")).toEqual({ kind: "forgotten" });
    },
  },
  {
    name: "collected: what happened is told from the cursor on, and again from an older one",
    without: only("collect"),
    async run(bench) {
      const collect = (cursor: Cursor | null) => {
        const { doorbells } = bench.store(2);
        if (doorbells?.by !== "collect") throw new Error("The harness says that signals are collected");
        return all<Signal>(cursor, (c) => doorbells.collect(c));
      };
      const told = ({ items }: { readonly items: readonly Signal[] }) =>
        items.map((one) => ("id" in one ? one.id : null));
      const ids = [];
      for (let i = 0; i < 3; i++) ids.push(await bench.sandbox.place());
      const first = await collect(null);
      expect(told(first)).toEqual(ids);
      const later = await bench.sandbox.place();
      expect(told(await collect(first.next))).toEqual([later]);
      expect(told(await collect(first.next))).toEqual([later]);
      expect(told(await collect(null))).toEqual([...ids, later]);
    },
  },
];
