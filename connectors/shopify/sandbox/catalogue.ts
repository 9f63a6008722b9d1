import { type Good, goods } from "../../contract/sandbox/cast.ts";

/** What is sold: each option of a good is a variant; a good without options has one. */
export interface Variant {
  readonly id: string;
  readonly inventoryItemId: string;
  readonly sku: string;
  /** Shopify calls the only variant of a product "Default Title". */
  readonly title: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly product: Product;
  readonly position: number;
}

export interface Product {
  readonly id: string;
  readonly good: Good;
  readonly handle: string;
  readonly variants: readonly Variant[];
}

export const vendor = "Tek Atölye";

const firstProduct = 8_100_000_000_000;
const firstVariant = 44_100_000_000_000;
const firstInventoryItem = 46_100_000_000_000;

function productOf(good: Good, index: number): Product {
  const variants: Variant[] = [];
  const product: Product = { id: String(firstProduct + index * 32_769), good, handle: handleOf(good), variants };
  const options = good.options.length ? good.options : [{ name: "Title", value: "Default Title", sku: good.sku }];
  options.forEach((option, at) => {
    const step = (index * 10 + at) * 32_769;
    variants.push({
      id: String(firstVariant + step),
      inventoryItemId: String(firstInventoryItem + step),
      sku: option.sku,
      title: option.value,
      options: [{ name: option.name, value: option.value }],
      product,
      position: at + 1,
    });
  });
  return product;
}

function handleOf(good: Good): string {
  const plain = good.title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("ı", "i");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

export const products: readonly Product[] = goods.map(productOf);
export const variants: readonly Variant[] = products.flatMap((product) => product.variants);

const bySku = new Map([
  ...products.flatMap(({ good, variants: [first] }) => (first ? [[good.sku, first] as const] : [])),
  ...variants.map((one) => [one.sku, one] as const),
]);

/** Finds a variant by its SKU; a product's SKU means its first variant. */
export function variantOf(sku: string): Variant | undefined {
  return bySku.get(sku);
}

const byItem = new Map(variants.map((one) => [one.inventoryItemId, one]));

export function variantByItem(inventoryItemId: string): Variant | undefined {
  return byItem.get(inventoryItemId);
}
