import { asc, eq } from "drizzle-orm";
import { one, type Reading } from "#app/db/scope.ts";
import { toShopId } from "#app/domain/ids.ts";
import type { ShopBadge } from "./order-list.ts";

/** The number of the newest event that this reading sees, and the zone in which the workspace lives. */
export async function standing({ q, t, workspace }: Reading): Promise<{ upTo: number; timezone: string }> {
  const found = await q
    .select({ upTo: t.workspaces.eventNumber, timezone: t.workspaces.timezone })
    .from(t.workspaces)
    .where(eq(t.workspaces.id, workspace));
  return one(found, `workspace ${workspace}`);
}

/** Every shop of the workspace, connected or not, by name. */
export async function shopBadges({ q, t, workspace }: Reading): Promise<readonly ShopBadge[]> {
  const { id, platform, name } = t.shops;
  const found = await q
    .select({ id, platform, name })
    .from(t.shops)
    .where(eq(t.shops.workspace, workspace))
    .orderBy(asc(name), asc(id));
  return found.map((shop) => ({ ...shop, id: toShopId(shop.id) }));
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
