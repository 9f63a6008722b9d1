import type { Product, Variant } from "./catalogue.ts";
import { decimalsOf } from "./money.ts";
import { levelsOfItem, openedAt } from "./shelves.ts";
import type { Store } from "./state.ts";
import type { StoredGood } from "./stock-model.ts";

/** A product as it is sold now. */
export function goodOf(store: Store, { id, good }: Product): StoredGood {
  return (
    store.get("good", id) ?? {
      id,
      title: good.title,
      priceMinor: good.priceMinor,
      status: "ACTIVE",
      inventoryPolicy: "DENY",
      updatedAt: openedAt,
    }
  );
}

/** A price in minor units of the shop's currency; goods are priced with two decimals. */
export function shopPriceOf({ priceMinor }: Pick<StoredGood, "priceMinor">, currency: string): number {
  return Math.round(priceMinor * 10 ** (decimalsOf(currency) - 2));
}

/** A change of stock counts as an update of the variant (Shopify's page on the Product resource, `updated_at`). */
export function variantChangedAt(store: Store, variant: Variant): number {
  const levels = levelsOfItem(store, variant.inventoryItemId).map((one) => one.updatedAt);
  return Math.max(goodOf(store, variant.product).updatedAt, ...levels);
}

export function productChangedAt(store: Store, product: Product): number {
  return Math.max(...product.variants.map((one) => variantChangedAt(store, one)));
}
