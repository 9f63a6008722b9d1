import { readWorkspace } from "#app/db/access.ts";
import { newestEvent } from "#app/db/events.ts";
import type { Reading } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import type { ShopBadge } from "./order-list.ts";

/** The number of the newest event that this reading sees, and the zone in which the workspace lives. */
export async function standing(reading: Reading): Promise<{ upTo: number; timezone: string }> {
  const { timezone } = await readWorkspace(reading);
  return { upTo: await newestEvent(reading), timezone };
}

/** Every shop of the workspace, connected or not. */
export async function shopBadges(reading: Reading): Promise<readonly ShopBadge[]> {
  return (await listShops(reading)).map(({ id, platform, name }) => ({ id, platform, name }));
}

/** Finds a shop's badge; an order always has its shop, so a missing one is a fault. */
export function badgeFinder(shops: readonly ShopBadge[]): (shop: string) => ShopBadge {
  const byId = new Map<string, ShopBadge>(shops.map((shop) => [shop.id, shop]));
  return (shop) => {
    const badge = byId.get(shop);
    if (badge === undefined) throw new Error(`An order refers to a shop that is not there: ${shop}`);
    return badge;
  };
}
