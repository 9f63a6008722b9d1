import type { ShopRow } from "#app/db/shops.ts";

/** Where a shop with its own bells rings: the path names the workspace and the shop, and proves nothing. */
export function bellAddress(publicUrl: string, shop: Pick<ShopRow, "workspace" | "id" | "platform">): string {
  return `${publicUrl}/webhooks/${shop.platform}/${shop.workspace}.${shop.id}`;
}
