import { ActRefused } from "./act-refused.ts";
import type { Order } from "./order-entities.ts";
import { updateOrder } from "./orders.ts";
import type { Shop } from "./shop.ts";

/** What a careless currency plugin writes into an order: no code of ISO 4217, so that no reader can tell what the order is worth. */
export const noCurrency = "gold";

/** Orders whose currency is no code of three letters, as a careless plugin leaves them; those in the trash are not read. */
export const unreadableOrders = (shop: Shop): readonly Order[] =>
  [...shop.state.orders.values()].filter(({ currency, status }) => status !== "trash" && !/^[A-Z]{3}$/.test(currency));

/** Gives each of them the shop's own currency, which rings as any change does, and answers the last one's id. */
export function mendUnreadable(shop: Shop): number {
  const mended = unreadableOrders(shop).map(({ id }) => updateOrder(shop, id, { currency: shop.currency }).id);
  const last = mended.at(-1);
  if (last === undefined) throw new ActRefused("no order is unreadable");
  return last;
}
