import {
  listedGoods,
  metaOf,
  type RecordedGood,
  type RecordedItem,
  recordedGoods,
  recordedOrders,
  recordedVariations,
} from "./recorded-shapes.ts";
import type { TrialShop } from "./trial-shop.ts";

/** A stand-in that was given the recorded shop's goods and orders through its own API, and who is who. */
export interface Laid {
  readonly shop: TrialShop;
  /** The stand-in's id of a recorded thing, and the recorded id of one of the stand-in's. */
  ours(recordedId: number): number;
  theirs(id: number): number;
}

/** What the recordings say of the goods: whole ones, and for those that stand only in orders their lines. */
export async function layGoods(laid: Laid, pairs: Map<number, number>): Promise<void> {
  const { shop } = laid;
  await shop.one("POST", "/products/attributes", { name: "Renk" });
  for (const name of ["Giyim", "Mutfak & Ev"]) await shop.one("POST", "/products/categories", { name });
  const goods = new Map([...recordedGoods(), ...listedGoods()].map((good) => [good.id, good]));
  for (const line of soldLines())
    if (line.product_id && !goods.has(line.product_id)) goods.set(line.product_id, goodOfLine(line));
  for (const good of [...goods.values()].toSorted((a, b) => a.id - b.id))
    pairs.set(good.id, (await shop.one("POST", "/products", goodInput(good))).id);
  for (const one of recordedVariations()) {
    const path = `/products/${laid.ours(one.parent_id ?? 0)}/variations`;
    const image = one.image ? { image: { src: one.image.src, alt: one.image.alt } } : {};
    pairs.set(one.id, (await shop.one("POST", path, { ...goodInput(one), ...image })).id);
  }
}

/** Goods that were saved after they were made, but not by a recorded order: an empty PUT moves their date too. */
export async function touchGoods({ shop, ours }: Laid): Promise<void> {
  await shop.world.advance(60_000);
  const whole = recordedGoods();
  const known = new Set(whole.map(({ id }) => id));
  const unknown = soldLines().filter(({ product_id }) => product_id && !known.has(product_id));
  const saved = [
    ...[...whole, ...recordedVariations()].filter((good) => (good.date_modified ?? "") > (good.date_created ?? "")),
    ...unknown.map((line) => ({ id: line.product_id, parent_id: 0 })),
  ];
  for (const good of saved) {
    const path = good.parent_id
      ? `/products/${ours(good.parent_id)}/variations/${ours(good.id)}`
      : `/products/${ours(good.id)}`;
    const now = await shop.one("GET", path);
    if (!("name" in good) || now.date_modified === now.date_created) await shop.one("PUT", path, {});
  }
}

export function goodInput(good: RecordedGood): object {
  return {
    type: good.type === "variable" ? "variable" : "simple",
    name: good.name.replaceAll("&amp;", "&"),
    status: good.status,
    sku: good.sku ?? "",
    regular_price: good.regular_price,
    sale_price: good.sale_price,
    manage_stock: good.manage_stock === true,
    // What its orders still hold was on the shelf before they came.
    ...(good.manage_stock === true ? { stock_quantity: (good.stock_quantity ?? 0) + heldOf(good) } : {}),
    stock_status: good.stock_status,
    backorders: good.backorders,
    tax_class: good.tax_class,
    virtual: good.virtual,
    downloadable: good.downloadable,
    // The batch shows a product's weight before it is rounded.
    ...(good.weight ? { weight: String(Number(Number(good.weight).toFixed(4))) } : {}),
    global_unique_id: good.global_unique_id,
    low_stock_amount: good.low_stock_amount,
    categories: (good.categories ?? []).filter(({ id }) => id !== 15),
    images: (good.images ?? []).map(({ src, alt }) => ({ src, alt })),
    attributes: good.attributes,
    meta_data: (good.meta_data ?? []).map(({ key, value }) => ({ key, value })),
  };
}

const soldLines = (): RecordedItem[] => recordedOrders().flatMap((order) => order.line_items);

function heldOf(good: RecordedGood): number {
  const mine = soldLines().filter((line) => line.variation_id === good.id || line.product_id === good.id);
  return mine.reduce((all, line) => all + Number(metaOf(line, "_reduced_stock") ?? 0), 0);
}

/** A good that stands only in an order's line. */
export function goodOfLine(line: RecordedItem): RecordedGood {
  const src = line.image?.src;
  return {
    id: line.product_id,
    name: line.parent_name ?? line.name,
    sku: line.sku,
    regular_price: (Number(line.subtotal) / line.quantity).toFixed(2),
    manage_stock: metaOf(line, "_reduced_stock") !== undefined || line.product_id < 31,
    stock_quantity: 100,
    tax_class: line.tax_class,
    images: src ? [{ src }] : [],
  };
}
