import type { Product, StockKept, Variant } from "../../app/domain/goods/product.ts";
import type { StockLevel } from "../../app/domain/goods/stock-level.ts";
import { type ExternalId, toExternalId } from "../../app/domain/ids.ts";
import { plainText, said } from "./plain-text.ts";
import type { WooProduct, WooVariation } from "./product-schema.ts";
import { gmt } from "./woo-time.ts";

/** Whether the product is bought by its variations; a plugin's "variable-subscription" is too. */
export const isVariable = ({ type }: Pick<WooProduct, "type">): boolean => type.startsWith("variable");

/** `site` is the account's address, for the link into WordPress' admin. */
export function mapProduct(product: WooProduct, variations: readonly WooVariation[], site: string): Product {
  return {
    id: toExternalId(product.id),
    title: plainText(product.name),
    state: product.status === "publish" ? "sold" : "hidden",
    adminUrl: `${site}/wp-admin/post.php?post=${product.id}&action=edit`,
    picture: address(product.images[0]?.src ?? ""),
    updatedAt: gmt(product.date_modified_gmt),
    variants: variantsOf(product, variations),
  };
}

function variantsOf(product: WooProduct, variations: readonly WooVariation[]): Variant[] {
  if (isVariable(product)) return variations.map((variation) => mapVariation(product, variation));
  // A group is a page that shows other products: nobody buys it.
  if (product.type === "grouped") return [];
  return [{ id: null, ...sold(product), title: null, options: [], picture: null, stock: keptBy(product, product) }];
}

function mapVariation(product: WooProduct, variation: WooVariation): Variant {
  const options = variation.attributes
    .filter(({ option }) => option !== "")
    .map(({ name, option }) => ({ name: plainText(name), value: plainText(option) }));
  return {
    id: toExternalId(variation.id),
    ...sold(variation),
    // An "any colour" variation may name no option at all.
    title: options.map(({ value }) => value).join(", ") || said(variation.name),
    options,
    picture: address(variation.image),
    stock: keptBy(variation, product),
  };
}

const sold = ({ sku, global_unique_id, price }: WooProduct | WooVariation) => ({
  sku: said(sku),
  barcode: said(global_unique_id),
  price: /^-?\d+(\.\d+)?$/.test(price) ? price : null,
});

function keptBy({ id, manage_stock }: WooProduct | WooVariation, product: WooProduct): StockKept {
  if (manage_stock === "own") return { by: "own", item: toExternalId(id) };
  if (manage_stock === "parent") return { by: "parent", item: toExternalId(product.id) };
  return { by: "not", item: null };
}

/**
 * The counts that the product and its variations keep. WooCommerce takes units off when an order is placed, so that its one number is
 * what may still be sold. Its `null` with stock management on is a count that nobody has entered.
 */
export function levelsOf(product: WooProduct, variations: readonly WooVariation[], place: ExternalId): StockLevel[] {
  return [product, ...(isVariable(product) ? variations : [])].flatMap((one) =>
    one.manage_stock === "own"
      ? {
          item: toExternalId(one.id),
          place,
          available: one.stock_quantity,
          onHand: null,
          updatedAt: gmt(one.date_modified_gmt),
        }
      : [],
  );
}

const address = (src: string) => (/^https?:\/\//.test(src) ? src : null);
