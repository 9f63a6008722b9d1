import { insertDelivery } from "#app/db/deliveries.ts";
import { put } from "#app/db/queue.ts";
import { findShopByExternal, readShop, type ShopRow } from "#app/db/shops.ts";
import { looksLikeId, toDeliveryId, toExternalId, toShopId, toWorkspaceId } from "#app/domain/ids.ts";
import type { Engine } from "#app/engine.ts";
import { bellSecretsOf } from "#app/linking/shop-secrets.ts";
import type { RawDelivery } from "#connectors/contract/port.ts";
import type { Platform } from "#connectors/registry.ts";

/** Kept beside the body for diagnosis: what the platforms' own headers say, and nothing that could hold a cookie or a credential. */
const kept = /^(x-shopify-|x-wc-|content-type$|user-agent$)/;

/**
 * Takes one doorbell: verifies it, stores it as it came, says 2xx. What it means is worked out later, from the stored bytes; the same
 * delivery twice is harmless, since it only asks for a look. Throws when the database does: then the platform rings again.
 */
export async function receiveDelivery(
  engine: Engine,
  platformName: string,
  shopKey: string | null,
  delivery: RawDelivery,
): Promise<{ readonly status: number }> {
  const platform = engine.registry.get(platformName);
  if (!platform) return { status: 404 };
  const shop = shopKey === null ? null : await shopOfKey(engine, shopKey);
  if (shopKey !== null && (!shop || shop.platform !== platformName)) return { status: 404 };
  // Its secret is deleted. A platform gives up sooner where it is told that nobody is there.
  if (shop?.state === "disconnected") return { status: 410 };
  const received = platform.connector.receive(
    delivery,
    shop ? bellSecretsOf(engine.sealer, platform, shop) : platform.appSecrets,
  );
  if (received.kind === "handshake") return { status: 200 };
  if (received.kind === "refused") {
    engine.log.warn("delivery.refused", { platform: platformName, why: received.why });
    return { status: received.why === "malformed" ? 400 : 401 };
  }
  const target = shop ?? (await shopNamed(engine, platform, received.shop ?? received.shopHint));
  // A shop that we do not know any more must not make the platform ring for ever.
  if (!target) return { status: 200 };
  // The app's bells go on where a merchant disconnected the shop here, and come late where it left. What people and the shop may still
  // ask is heard; the rest leads nowhere, and is counted by its line in the log.
  if (target.state === "disconnected" && !received.signals.some(({ about }) => about === "privacy")) {
    engine.log.info("delivery.dropped", { platform: platformName, shop: target.id });
    return { status: 200 };
  }
  await store(engine, target, received, delivery);
  return { status: 200 };
}

async function store(
  engine: Engine,
  shop: ShopRow,
  received: { readonly id: string; readonly topic: string },
  { headers, body }: RawDelivery,
): Promise<void> {
  const now = engine.clock.now();
  const id = toDeliveryId(engine.ids.next());
  await engine.db.transact(shop.workspace, async (writing) => {
    await insertDelivery(writing, {
      id,
      shop: shop.id,
      topic: received.topic,
      deliveryId: received.id,
      headers: Object.fromEntries([...headers].filter(([name]) => kept.test(name))),
      body: Buffer.from(body),
      receivedAt: now,
    });
    await put(writing, { queue: "inbox", shop: shop.id, key: id, dueAt: now, now, note: {} });
    // Also of a shop that is not read: an uninstall and a wish to be forgotten come then.
    await put(writing, { queue: "turn", shop: shop.id, key: "", dueAt: now, now, note: {} });
  });
}

/** Shops with bells of their own ring at "<workspace>.<shop>". */
async function shopOfKey(engine: Engine, key: string): Promise<ShopRow | null> {
  const [workspace = "", shop = ""] = key.split(".");
  if (!looksLikeId(workspace) || !looksLikeId(shop)) return null;
  return await engine.db.read(toWorkspaceId(workspace), (reading) => readShop(reading, toShopId(shop)));
}

/** Where one address serves the app: the shop that the signed body names, else the one that the headers do; all that those can cause is a look with that shop's own token. */
async function shopNamed(engine: Engine, platform: Platform, name: string): Promise<ShopRow | null> {
  if (!name) return null;
  return await engine.db.readGlobal("external-shop", (reading) =>
    findShopByExternal(reading, platform.connector.platform, toExternalId(name)),
  );
}
