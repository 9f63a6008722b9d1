import { shopify, wooShops } from "#demo/shops.ts";
import type { Town } from "../stories/town.ts";

/** One of the town's shops, whatever its platform, with what the browser's tests do in it. */
export interface TownShop {
  readonly name: string;
  readonly platform: "Shopify" | "WooCommerce";
  /** An order that is not paid yet; answers its id in the shop and its number. */
  place(): { readonly id: string; readonly number: string };
  pay(id: string): void;
}

export function shopsOf(town: Town): readonly TownShop[] {
  const first: TownShop = {
    name: shopify.name,
    platform: "Shopify",
    place() {
      const { order: id = "" } = town.shopify.act({
        action: "place",
        paid: false,
        person: 1,
        lines: [{ sku: "VAZO-02", quantity: 1 }],
      });
      const placed = town.shopify.truth().orders.find((order) => order.id === id);
      return { id, number: placed?.name ?? "" };
    },
    pay: (order) => void town.shopify.act({ action: "pay", order }),
  };
  const others = town.woo.map(
    (shop, i): TownShop => ({
      name: wooShops[i]?.name ?? "",
      platform: "WooCommerce",
      place() {
        const { order } = shop.act({
          action: "place",
          payment: "bacs",
          person: 1,
          lines: [{ sku: "VAZO-02", quantity: 1 }],
        });
        return { id: String(order), number: `#${order}` };
      },
      pay: (order) => void shop.act({ action: "pay", order: Number(order) }),
    }),
  );
  return [first, ...others];
}
