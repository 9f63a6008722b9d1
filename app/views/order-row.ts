import { z } from "zod";
import type { Goods, ListedOrder, ListedPerson } from "#app/db/order-rows.ts";
import { toOrderId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { isWithheld } from "#app/domain/orders/snapshot.ts";
import type { OrderRow, ShopBadge } from "./order-list.ts";

/** One line of the list out of its parts. `people`: those of this order. */
export function orderRow(
  order: ListedOrder,
  shop: ShopBadge,
  parts: {
    readonly goods: Goods | null;
    readonly tags: readonly string[];
    readonly ownTags: readonly string[];
    readonly people: readonly ListedPerson[];
    /** Its people asked to be forgotten. */
    readonly forgotten: boolean;
  },
): OrderRow {
  const inShop = { minor: order.totalShop, currency: order.shopCurrency };
  const shown = { minor: order.totalPresentment, currency: order.presentmentCurrency };
  const derived = [order.derivedTotalShop, order.derivedTotalPresentment];
  return {
    id: toOrderId(order.id),
    shop,
    number: order.number,
    placedAt: toInstant(order.placedAt),
    updatedAt: toInstant(order.updatedAt),
    goods: goodsOf(parts.goods),
    customer: customerOf(parts.people) ?? (parts.forgotten ? "erased" : null),
    total: inShop,
    presentmentTotal: shown.currency === inShop.currency ? null : shown,
    discrepancy: derived[0] !== inShop.minor || derived[1] !== shown.minor,
    payment: { state: order.paymentState, method: order.paymentMethod, title: order.paymentTitle },
    fulfillment: order.fulfillmentState,
    state: order.state,
    status: order.status,
    presence: order.presence,
    source: order.source,
    country: order.country,
    tags: parts.tags,
    ownTags: parts.ownTags,
  };
}

function goodsOf(goods: Goods | null): OrderRow["goods"] {
  if (goods === null) return null;
  const { title, picture, quantity, lines, taken } = goods;
  return { title, picture, quantity, taken, moreLines: lines - 1 };
}

const named = z.object({ name: z.string().nullable() });
const placed = named.extend({ city: z.string().nullable() });

/** The customer's name, or else the recipient's; the city that it goes to, or else the payer's. */
function customerOf(people: readonly ListedPerson[]): OrderRow["customer"] {
  const shownAs = (role: ListedPerson["role"]) => people.find((one) => one.role === role)?.value ?? null;
  const customer = named.safeParse(shownAs("customer")).data;
  const shipping = placed.safeParse(shownAs("shipping")).data;
  const billing = placed.safeParse(shownAs("billing")).data;
  const name = customer?.name ?? shipping?.name ?? billing?.name ?? null;
  const city = shipping?.city ?? billing?.city ?? null;
  if (name !== null || city !== null) return { name, city };
  if (people.some((one) => isWithheld(one.value))) return "withheld";
  return customer || shipping || billing ? { name, city } : null;
}
