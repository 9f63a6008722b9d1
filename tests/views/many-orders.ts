import { toExternalId } from "#app/domain/ids.ts";
import { type Instant, minutes, toInstant } from "#app/domain/instant.ts";
import { type Amount, single } from "#app/domain/money.ts";
import type { Customer, Fulfillment, OrderLine, OrderPeople, OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import { foldText } from "#app/domain/text.ts";
import type { OrderReading } from "#connectors/contract/port.ts";

/** When the newest of many orders was placed; each further one eleven minutes earlier, so that 100,000 span two years. */
export const newestPlacedAt = toInstant(Date.parse("2026-11-20T12:00:00Z"));
const apart = minutes(11);

/** As people write it: whoever searches for one of them means all. */
export const spellings = ["Işıl", "IŞIL", "ışıl", "Isil", "isil", "IŞıl"] as const;
const firstNames = [
  "Ayşe",
  "Çağla",
  "Mehmet",
  "İbrahim",
  "Gülşen",
  "Özge",
  "Şule",
  "Max",
  "Anna",
  "Jürgen",
  "Émile",
  "Zoë",
];
const lastNames = [
  "Yılmaz",
  "Şahin",
  "Öztürk",
  "Çelik",
  "Iğdır",
  "Güneş",
  "Weber",
  "Müller",
  "Groß",
  "Dupont",
  "Novák",
];
const cities = ["İstanbul", "Ankara", "İzmir", "Diyarbakır", "Muğla", "Berlin", "Köln", "Wien"];
const products = [
  "Kupa, mavi",
  "Çini tabak",
  "Gümüş küpe",
  "Halı",
  "Seramik vazo",
  "Porzellanteller",
  "Tea glass",
  "Şamdan",
];
const tags = ["gift", "VIP", "Toptan", "kırılır"];
const sources = ["web", "pos", "checkout", "admin"];

const at = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length];
  if (found === undefined) throw new RangeError("An empty list");
  return found;
};

/** Well mixed whatever the numbers (murmur3's finaliser): what one fact is says nothing about another. */
function mixed(n: number, about: number): number {
  let h = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(about, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** About five orders of many have the same customer; one customer in twenty is called Işıl. */
export function manyCustomer(n: number, many: number): Customer {
  const c = mixed(n, 1) % Math.max(1, Math.floor(many / 5));
  const first = c % 20 === 0 ? at(spellings, mixed(n, 2)) : at(firstNames, mixed(c, 3));
  const last = at(lastNames, mixed(c, 4));
  const local = `5${String(32_000_0000 + c * 7).padStart(9, "0")}`;
  const phone = at([`+90 ${local.slice(0, 3)} ${local.slice(3, 6)} ${local.slice(6)}`, `0${local}`, `90${local}`], n);
  return {
    id: toExternalId(`${9_000_000 + c}`),
    name: `${first} ${last}`,
    email: `${foldText(last)}.${c}@example.com`,
    phone,
  };
}

export const numberOf = (n: number): string => `#${100_000 + n}`;
export const skuOf = (n: number): string => `TK-${String(mixed(n, 5) % 400).padStart(4, "0")}`;
export const productOf = (n: number): string => at(products, mixed(n, 6));
export const trackingOf = (n: number): string => `TR${String(700_000_000 + n * 13)}`;

/** Order `n` (from 0, the newest) of `many`: the same for the same numbers. */
export function manyOrder(n: number, many: number): OrderReading {
  const placedAt = toInstant(newestPlacedAt - n * apart);
  const money = (minor: number): Amount => single({ minor, currency: n % 4 === 3 ? "EUR" : "TRY" });
  const lines = Array.from({ length: 1 + (mixed(n, 7) % 3) }, (_, position) => lineOf(n, position, money));
  const total = lines.reduce((sum, line) => sum + line.total.shop.minor, 0);
  const [nothing, whole] = [money(0), money(total)];
  const young = n * 50 < many;
  const cancelled = mixed(n, 8) % 33 === 0;
  const unpaid = young && mixed(n, 9) % 5 === 0;
  const sent = !young && !cancelled;
  const snapshot: OrderSnapshot = {
    id: toExternalId(`${7_000_000_000 + n}`),
    number: numberOf(n),
    adminUrl: null,
    version: String(placedAt),
    placedAt,
    updatedAt: toInstant(placedAt + minutes(mixed(n, 10) % 5000)),
    cancelledAt: cancelled ? placedAt : null,
    closedAt: null,
    completedAt: sent ? placedAt : null,
    status: cancelled ? "cancelled" : sent ? "completed" : "processing",
    state: cancelled ? "cancelled" : sent ? "completed" : "open",
    source: at(sources, mixed(n, 11)),
    currency: { shop: whole.shop.currency, presentment: whole.shop.currency },
    taxesIncluded: true,
    test: false,
    people: peopleOf(n, many),
    lines,
    shipping: [],
    fees: [],
    coupons: [],
    taxes: [],
    totals: {
      subtotal: whole,
      discount: nothing,
      shipping: nothing,
      fees: nothing,
      tax: nothing,
      total: { stated: whole, derived: whole },
      paid: unpaid ? nothing : whole,
      refunded: nothing,
      outstanding: unpaid ? whole : nothing,
    },
    payment: {
      state: unpaid ? "unpaid" : "paid",
      method: at(["card", "card", "card", "bank-transfer", "cash-on-delivery", "wallet"] as const, mixed(n, 12)),
      title: null,
    },
    payments: [],
    fulfillment: sent ? "fulfilled" : "unfulfilled",
    fulfillments: sent ? [parcelOf(n, placedAt)] : [],
    refunds: [],
    tags: tags.filter((_, i) => mixed(n, 20 + i) % (10 * 7 ** i) === 0),
  };
  return { snapshot, raw: { format: "many/1", body: JSON.stringify({ number: snapshot.number }) }, unknown: [] };
}

function lineOf(n: number, position: number, money: (minor: number) => Amount): OrderLine {
  const [quantity, price] = [1 + (mixed(n, 30 + position) % 3), 500 + (mixed(n, 40 + position) % 200_000)];
  return {
    id: toExternalId(`${n}-${position}`),
    productId: null,
    variantId: null,
    sku: skuOf(n + position * 7),
    title: productOf(n + position * 7),
    variantTitle: null,
    options: [],
    picture: null,
    quantity,
    currentQuantity: quantity,
    unitPrice: money(price),
    discount: money(0),
    total: money(price * quantity),
    taxes: [],
    requiresShipping: true,
  };
}

function peopleOf(n: number, many: number): OrderPeople {
  const customer = manyCustomer(n, many);
  const { name, phone } = customer;
  const city = at(cities, mixed(n, 13));
  const country = city === "Berlin" || city === "Köln" ? "DE" : city === "Wien" ? "AT" : "TR";
  const rest = { company: null, line1: "Gül Sok. 1", line2: null, province: null, provinceCode: null, zip: "34000" };
  const address = { ...rest, name, phone, city, country };
  return { customer, shipping: address, billing: address, remarks: null };
}

function parcelOf(n: number, placedAt: Instant): Fulfillment {
  return {
    id: toExternalId(`F${n}`),
    status: "success",
    state: "sent",
    lines: [],
    tracking: [{ carrier: "Yurtiçi", number: trackingOf(n), url: null }],
    sent: { at: placedAt, by: "fulfillment-created" },
    delivered: null,
  };
}
