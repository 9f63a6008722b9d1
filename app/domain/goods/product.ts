import type { ExternalId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { Attribute } from "../orders/snapshot.ts";

/** What a shop says of one of its goods at one moment. Everything in it belongs to the shop. */
export interface Product {
  readonly id: ExternalId;
  readonly title: string;
  /** "hidden": a draft, an archived or a private one; it may stand in orders all the same. */
  readonly state: "sold" | "hidden";
  /** The product's page in the shop's own admin. */
  readonly adminUrl: string | null;
  readonly picture: string | null;
  readonly updatedAt: Instant | null;
  /** What can be bought of it: one at least, but for a product that the shop has not finished. */
  readonly variants: readonly Variant[];
}

/** What is bought: an order's line names it by the product's id and its own. */
export interface Variant {
  /** Null where the product has no variants and is itself what lines name. */
  readonly id: ExternalId | null;
  /** Not unique in a shop; null where there is none. */
  readonly sku: string | null;
  /** GTIN, EAN, UPC or ISBN, as the shop wrote it. */
  readonly barcode: string | null;
  /** Null where the product's own says it all. */
  readonly title: string | null;
  readonly options: readonly Attribute[];
  /** Null where the variant has none of its own. */
  readonly picture: string | null;
  /** Decimal text, in the currency that the shop says of itself: goods name none. */
  readonly price: string | null;
  readonly stock: StockKept;
}

/**
 * Whether units are counted, and under whose id: the variant's own, the product's ("parent": its variants share one count), or nowhere
 * ("not": the shop sells it without counting).
 */
export type StockKept =
  | { readonly by: "own" | "parent"; readonly item: ExternalId }
  | { readonly by: "not"; readonly item: null };
