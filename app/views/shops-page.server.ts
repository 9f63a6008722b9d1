import { readGuideClosed } from "#app/db/access.ts";
import { newestLinkRequest } from "#app/db/link-requests.ts";
import { waitingForOwner } from "#app/db/privacy.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { readShopHealth } from "#app/db/shop-health.ts";
import { listShops } from "#app/db/shops.ts";
import { readTroubles } from "#app/db/trouble.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { Instant } from "#app/domain/instant.ts";
import { privacyDueAt } from "#app/domain/privacy.ts";
import type { Clock } from "#app/ports/ports.ts";
import { guideGreets } from "./guide.ts";
import type { ShopCard, ShopsPageView } from "./shops-page.ts";
import { standing } from "./standing.ts";

/** Every shop of the workspace with its health: what was heard, read and imported, what waits, and why it is paused. */
export async function shopsPage(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
): Promise<ShopsPageView> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => ({
    ...(await standing(reading)),
    shops: await cards(reading),
    notLinked: await notLinked(reading, deps.clock.now()),
    joining: await joining(reading, deps.clock.now()),
    guideClosedAt: await readGuideClosed(reading),
    askedToBeTold: await askedToBeTold(reading),
    now: deps.clock.now(),
  }));
}

/** Whether the first-run guide greets the caller. Asked of every first address, so what was closed costs one read. */
export async function greets(deps: { readonly db: Database }, caller: Caller): Promise<boolean> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => {
    const guideClosedAt = await readGuideClosed(reading);
    return guideClosedAt === null && guideGreets({ shops: await cards(reading), guideClosedAt });
  });
}

async function askedToBeTold(reading: Reading): Promise<ShopsPageView["askedToBeTold"]> {
  const waiting = await waitingForOwner(reading);
  return waiting[0] === undefined ? null : { count: waiting.length, dueAt: privacyDueAt(waiting[0]) };
}

async function notLinked(reading: Reading, now: Instant): Promise<ShopsPageView["notLinked"]> {
  const newest = await newestLinkRequest(reading, "woocommerce");
  if (!newest || newest.code === null || newest.expiresAt <= now) return null;
  return { address: newest.address, code: newest.code, params: newest.params ?? {} };
}

async function joining(reading: Reading, now: Instant): Promise<ShopsPageView["joining"]> {
  const newest = await newestLinkRequest(reading, "shopify");
  if (!newest || newest.state === "linked" || newest.expiresAt <= now) return null;
  return { shop: newest.address, expiresAt: newest.expiresAt, declined: newest.state === "denied" };
}

const notImported: ShopCard["import"] = { state: "waiting", done: 0, total: null, finishedAt: null };

async function cards(reading: Reading): Promise<readonly ShopCard[]> {
  const health = await readShopHealth(reading);
  const troubles = await readTroubles(reading);
  const shops = await listShops(reading);
  // Named one by one: a shop's row holds its sealed account too.
  return shops.map((shop) => ({
    id: shop.id,
    platform: shop.platform,
    name: shop.name,
    adminUrl: shop.adminUrl,
    currency: shop.currency,
    timezone: shop.timezone,
    state: shop.state,
    paused: shop.paused,
    trouble: shop.state === "active" ? (troubles.get(shop.id) ?? null) : null,
    disconnectedAt: shop.disconnectedAt,
    left: shop.left,
    orders: health.orders.get(shop.id) ?? 0,
    ordersSince: health.oldest.get(shop.id) ?? null,
    historyDays: shop.historyDays,
    import: health.history.get(shop.id) ?? notImported,
    compared: health.compared.get(shop.id) ?? null,
    lastHeardAt: shop.lastHeardAt,
    lastReadAt: shop.lastReadAt,
    nextReadAt: shop.state === "active" ? (health.nextChanges.get(shop.id) ?? null) : null,
    waiting: health.waiting.get(shop.id) ?? 0,
    quarantined: health.quarantined.get(shop.id) ?? 0,
    doorbells: {
      state: shop.bellState,
      lastRungAt: shop.lastRungAt,
      checkedAt: shop.bellsCheckedAt,
      revivedAt: shop.bellsRevivedAt,
    },
    missingScopes: shop.missingScopes,
  }));
}
