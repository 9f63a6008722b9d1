import { readRaw } from "#app/db/order-raw.ts";
import { findOrders, type StoredOrder } from "#app/db/orders.ts";
import { readHeldValues, readSetAside } from "#app/db/personal-data.ts";
import { readPrivacyRequest } from "#app/db/privacy.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { readShop } from "#app/db/shops.ts";
import { readOwnTags } from "#app/db/tags.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { Instant } from "#app/domain/instant.ts";

/**
 * What is held of the person who asked to be told, as JSON text for the owner to hand out: each order with every value that it ever had of
 * them, and as the shop sent it. Instants are in UTC. Null: no such request, or it asks for something else. Throws `NotAllowed`.
 */
export async function personalData(
  { db }: { readonly db: Database },
  caller: Caller,
  id: string,
): Promise<string | null> {
  mustHave(caller, "shops.manage");
  mustHave(caller, "orders.read");
  return await db.read(caller.workspace, async (reading) => {
    const request = await readPrivacyRequest(reading, id);
    if (request?.kind !== "customer-data") return null;
    const shop = await readShop(reading, request.shop);
    const held = [...(await findOrders(reading, request.shop, request.orders)).values()];
    const orders: unknown[] = [];
    for (const order of held) orders.push(await whatIsHeldOf(reading, order));
    const setAside = await readSetAside(reading, request.shop, request.orders);
    const told = {
      asked: { through: request.platform, shop: shop?.name ?? null, at: iso(request.receivedAt) },
      orders,
      couldNotBeRead: setAside.map((one) => ({ id: one.id, asTheShopSentIt: parsed(one.body) })),
    };
    return `${JSON.stringify(told, null, 2)}\n`;
  });
}

async function whatIsHeldOf(reading: Reading, { id, snapshot }: StoredOrder) {
  const values = await readHeldValues(reading, id);
  const raw = await readRaw(reading, id);
  const { people: _, ...order } = snapshot;
  return {
    number: order.number,
    placedAt: iso(order.placedAt),
    status: order.status,
    total: order.totals.total.stated.shop,
    items: order.lines.map(({ title, variantTitle, sku, quantity }) => ({ title, variantTitle, sku, quantity })),
    tagsInTek: (await readOwnTags(reading, [id])).get(id) ?? [],
    person: values.map(({ role, current, value, since }) => ({ role, current, since: iso(since), value })),
    asTheShopSentIt: raw && parsed(raw.body),
  };
}

const iso = (at: Instant) => new Date(at).toISOString();

/** As data where it is JSON, so that a person can read it; else as the text that it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
