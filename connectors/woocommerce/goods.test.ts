import { expect, it } from "vitest";
import type { Product } from "../../app/domain/goods/product.ts";
import type { StockLevel } from "../../app/domain/goods/stock-level.ts";
import { toExternalId } from "../../app/domain/ids.ts";
import { minutes, toInstant } from "../../app/domain/instant.ts";
import type { Cursor, Page } from "../contract/port.ts";
import { createIo } from "../http.ts";
import { createPacer } from "../pacer.ts";
import { createWooCommerce } from "./index.ts";
import { levelsOf, mapProduct } from "./map-product.ts";
import { productSchema, variationSchema } from "./product-schema.ts";
import { openTrialShop, type TrialShop, trialKeys } from "./sandbox/trial-shop.ts";

function goodsOf(shop: TrialShop, pageSize: number) {
  const clock = { now: () => toInstant(shop.world.now()) };
  const connector = createWooCommerce({ pageSize });
  const io = createIo({
    network: { fetch: (request) => shop.sandbox.handle(request) },
    clock,
    log: { info() {}, warn() {}, error() {} },
    // The real budget: no page may need more than a poll is given.
    pacer: createPacer(connector.budgets, clock),
    priority: "poll",
    secrets: [],
    signal: new AbortController().signal,
    platform: "woocommerce",
    shop: "s",
  });
  const { catalog, stock } = connector.open(connector.account.parse({ url: shop.options.origin, ...trialKeys }), io);
  if (!catalog || !stock) throw new Error("WooCommerce shows its goods");
  return { catalog, stock };
}

/** To the end, every page with a full budget. */
async function all<T>(shop: TrialShop, from: Cursor, read: (cursor: Cursor) => Promise<Page<T>>) {
  const items: T[] = [];
  for (let cursor = from; ; ) {
    await shop.world.advance(minutes(1));
    const page = await read(cursor);
    expect(page.unreadable ?? []).toEqual([]);
    items.push(...page.items);
    cursor = page.next;
    if (!page.more) return { items, next: cursor };
  }
}

it.each([2, 7, 100])(
  "brings every good once with its variations, in pages of %i, within a poll's budget",
  async (size) => {
    const shop = openTrialShop();
    const { catalog } = goodsOf(shop, size);
    const { items } = await all<Product>(shop, catalog.beginning(), (c) => catalog.products(c));
    const products = await shop.many("/products?per_page=100");
    const variations = await shop.many("/variations?per_page=100");
    expect(items.map(({ id }) => id).toSorted()).toEqual(products.map(({ id }) => String(id)).toSorted());
    const ids = items.flatMap(({ variants }) => variants.flatMap(({ id }) => id ?? []));
    expect(ids.toSorted()).toEqual(variations.map(({ id }) => String(id)).toSorted());
    expect(ids.length).toBeGreaterThan(0);
  },
);

it("brings what changed since, and the count that the shop has now", async () => {
  const shop = openTrialShop();
  const { catalog, stock } = goodsOf(shop, 100);
  const before = await all<Product>(shop, catalog.beginning(), (c) => catalog.products(c));
  const counts = await all<StockLevel>(shop, stock.beginning(), (c) => stock.levels(c));
  const simple = before.items.find(({ variants: [first] }) => first?.id === null && first.stock.by === "own");
  if (!simple) throw new Error("The trial shop counts something");
  await shop.call("PUT", `/products/${simple.id}`, { manage_stock: true, stock_quantity: 4321 });
  const changed = await all<Product>(shop, before.next, (c) => catalog.products(c));
  expect(changed.items.map(({ id }) => id)).toEqual([simple.id]);
  const levels = await all<StockLevel>(shop, counts.next, (c) => stock.levels(c));
  expect(levels.items).toMatchObject([{ item: simple.id, available: 4321, onHand: null }]);
  expect((await stock.places()).map(({ id }) => id)).toEqual([levels.items[0]?.place]);
});

const product = (part: object) =>
  productSchema.parse({ id: 50, name: "Afiş &amp; Poster", type: "simple", status: "publish", ...part });
const variation = (part: object) => variationSchema.parse({ id: 51, name: "A3", attributes: [], ...part });
const place = toExternalId("shop");
const site = "https://shop.example.test";

it("says where units are counted: at the variation, at its product, or nowhere", () => {
  const poster = product({ type: "variable", manage_stock: true, stock_quantity: 42 });
  const own = variation({ id: 52, manage_stock: true, stock_quantity: 3 });
  const rest = [variation({ manage_stock: "parent", stock_quantity: 42 }), variation({ id: 53, manage_stock: false })];
  expect(mapProduct(poster, [own, ...rest], site).variants.map(({ stock }) => stock)).toEqual([
    { by: "own", item: "52" },
    { by: "parent", item: "50" },
    { by: "not", item: null },
  ]);
  expect(levelsOf(poster, [own, ...rest], place).map(({ item, available }) => [item, available])).toEqual([
    ["50", 42],
    ["52", 3],
  ]);
});

it("reads a good as loosely as sites write it", () => {
  const [variant] = mapProduct(product({ sku: "", price: "", images: {}, global_unique_id: 869 }), [], site).variants;
  expect(variant).toMatchObject({ id: null, sku: null, price: null, barcode: "869", title: null });
  const named = mapProduct(
    product({ type: "variable", status: "draft", images: [{ src: "https://shop.example.test/a.png" }] }),
    [variation({ attributes: [{ name: "Renk", option: "Kırmızı" }], image: null, price: "17.90" }), variation({})],
    site,
  );
  expect(named).toMatchObject({ title: "Afiş & Poster", state: "hidden", picture: "https://shop.example.test/a.png" });
  expect(named.variants).toMatchObject([
    { title: "Kırmızı", options: [{ name: "Renk", value: "Kırmızı" }], price: "17.90", picture: null },
    { title: "A3" },
  ]);
  expect(mapProduct(product({ type: "grouped" }), [], site).variants).toEqual([]);
});

it("a count that nobody entered is unknown, not zero", () => {
  const [level] = levelsOf(product({ manage_stock: true, stock_quantity: null }), [], place);
  expect(level?.available).toBeNull();
});
