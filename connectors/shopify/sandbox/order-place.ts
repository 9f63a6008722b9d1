import { people } from "../../contract/sandbox/cast.ts";
import type { PlaceInput } from "./act-input.ts";
import { type Variant, variantOf, variants, vendor } from "./catalogue.ts";
import { shopPriceOf } from "./goods.ts";
import { type Bag, bagAt, minus, share, times, zero } from "./money.ts";
import type { StoredAddress, StoredLine, StoredOrder } from "./order-model.ts";
import { type Mark, pick, Refused, type Scene, secondOf } from "./scene.ts";
import type { Entity } from "./state.ts";
import { totalsOf } from "./totals.ts";

/** Rough units of each currency for one US dollar; only so that presentment amounts look right. */
const perDollar: Readonly<Record<string, number>> = { USD: 1, EUR: 0.92, GBP: 0.79, TRY: 42, JPY: 151, CAD: 1.38 };
const taxRate = 0.2;
const manualGateways = ["Cash on Delivery (COD)", "Bank Deposit"];

export interface Placed {
  readonly order: StoredOrder;
  /** The customer, when this order is their first. */
  readonly customer: Entity<"customer"> | undefined;
  readonly marks: Mark[];
}

/** Places an order. What the input leaves open is chosen by chance. Throws `Refused` for an unknown SKU or person. */
export function placeOrder(
  input: PlaceInput,
  scene: Scene,
  known: (email: string) => Entity<"customer"> | undefined,
): Placed {
  const { mint } = scene;
  const at = secondOf(input.placedAt ?? scene.at);
  const person = buyerOf(input, scene);
  const presentmentCurrency = input.presentmentCurrency ?? currencyFor(person?.address.country, scene);
  const rate = rateBetween(scene.currency, presentmentCurrency);
  const price = (shopMinor: number) => bagAt(shopMinor, rate, scene.currency, presentmentCurrency);
  const taxesIncluded = input.taxesIncluded ?? scene.taxesIncluded;
  const percentage = input.discountPercent ?? (scene.chance() < 0.25 ? pick(scene, [5, 10, 15]) : 0);
  const taxOn = (net: Bag) => share(net, taxesIncluded ? taxRate / (1 + taxRate) : taxRate);

  const returning = person && known(person.email);
  const customerId = person ? (returning?.id ?? mint.id()) : null;
  const gateway = input.gateway ?? (scene.chance() < 0.2 ? pick(scene, manualGateways) : "shopify_payments");
  const id = mint.id();
  const number = mint.number();
  const home = person && addressOf(person, mint.id());
  const wanted = chosen(input, scene);
  const lines = wanted.map(({ variant, quantity }): StoredLine => {
    const unit = price(shopPriceOf(scene.floor.good(variant.product), scene.currency));
    const discount = share(times(unit, quantity), percentage / 100);
    const tax = taxOn(minus(times(unit, quantity), discount));
    return { ...newLine(variant, scene), unit, quantity, discount, tax };
  });
  const shippingPrice = price(input.shippingMinor ?? pick(scene, [0, 4990, 7990]));
  const order: StoredOrder = {
    id,
    number,
    name: `#${number}`,
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    closedAt: null,
    cancelReason: null,
    staffNote: null,
    edited: false,
    test: input.test ?? false,
    sourceName: input.sourceName ?? "web",
    note: input.note ?? (scene.chance() < 0.15 ? "Lütfen kapıya bırakın / please leave at the door" : null),
    tags: input.tags ?? [],
    attributes: scene.chance() < 0.1 ? [{ key: "Hediye paketi", value: "evet" }] : [],
    email: person?.email ?? null,
    phone: person?.phone ?? null,
    poNumber: null,
    locale: person?.address.country === "DE" ? "de" : "tr",
    gateway,
    currency: scene.currency,
    presentmentCurrency,
    rate,
    taxesIncluded,
    customerId,
    billing: home ?? null,
    shipping: home ? { ...home, id: mint.id() } : null,
    discount:
      percentage === 0
        ? null
        : {
            kind: input.discountCode === undefined && scene.chance() < 0.3 ? "automatic" : "code",
            label: input.discountCode ?? `TEK${percentage}`,
            percentage,
          },
    lines,
    shippingLines: [
      {
        id: mint.id(),
        title: "Standart kargo",
        code: "standard",
        price: shippingPrice,
        discount: zero,
        tax: taxOn(shippingPrice),
        taxRate,
      },
    ],
    transactions: [],
    fulfillments: [],
    refunds: [],
    fulfillmentOrderId: mint.id(),
    locationId: scene.floor.routed(
      wanted.map(({ variant, quantity }) => ({ itemId: variant.inventoryItemId, quantity })),
    ),
    returns: [],
    holds: [],
    risk: scene.chance() < 0.05 ? "HIGH" : "LOW",
    originalTotal: zero,
  };
  order.originalTotal = totalsOf(order).total;
  const marks: Mark[] = [{ topic: "orders/create", mail: "order_confirmation" }];
  if (input.paid ?? !manualGateways.includes(gateway)) {
    const sale = {
      id: mint.id(),
      kind: "SALE" as const,
      status: "SUCCESS" as const,
      gateway,
      amount: order.originalTotal,
      createdAt: at,
      parentId: null,
    };
    order.transactions.push(sale);
    marks.push({ topic: "order_transactions/create", subject: sale.id });
  }
  const customer =
    person && customerId !== null && !returning
      ? {
          id: customerId,
          first: person.first,
          last: person.last,
          email: person.email,
          phone: person.phone,
          createdAt: at,
          addressId: null,
        }
      : undefined;
  return { order, customer, marks };
}

function buyerOf({ buyer, person: asked }: PlaceInput, scene: Scene): (typeof people)[number] | undefined {
  const index = asked === undefined ? Math.floor(scene.chance() * people.length) : asked;
  const person = index === null ? undefined : people[index];
  if (index !== null && !person) throw new Refused(`there is no person ${index}; the cast has ${people.length}`);
  if (buyer === undefined) return person;
  const { line1, ...who } = buyer;
  const home = { city: "Çanakkale", province: "Çanakkale", provinceCode: "TR17", zip: "17100", country: "TR" };
  return { ...who, address: { line1, ...home } };
}

/** A line of a variant at no price yet; the caller gives unit price, quantity, discount and tax. */
export function newLine(variant: Variant, scene: Scene): StoredLine {
  return {
    id: scene.mint.id(),
    fulfillmentOrderLineId: scene.mint.id(),
    sku: variant.sku,
    title: scene.floor.good(variant.product).title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    vendor,
    unit: zero,
    quantity: 0,
    removed: 0,
    discount: zero,
    tax: zero,
    taxRate,
    byEdit: false,
    attributes: [],
  };
}

function chosen(input: PlaceInput, scene: Scene): { variant: Variant; quantity: number }[] {
  if (!input.lines) {
    const count = 1 + Math.floor(scene.chance() * 3);
    const there = variants.filter((one) => mostOf(one, scene) > 0);
    const picked = new Set(Array.from({ length: count }, () => pick(scene, there)));
    return [...picked].map((variant) => ({
      variant,
      quantity: Math.min(mostOf(variant, scene), 1 + Math.floor(scene.chance() * 3)),
    }));
  }
  return input.lines.map(({ sku, quantity }) => {
    const variant = variantOf(sku);
    if (!variant) throw new Refused(`no variant has the SKU ${sku}`);
    const most = mostOf(variant, scene);
    if (quantity > most) throw new Refused(`only ${Math.max(0, most)} of ${variant.sku} can be bought`);
    return { variant, quantity };
  });
}

/** How many a customer may buy now: no more than there are, unless the shop goes on selling without. */
function mostOf(variant: Variant, { floor }: Scene): number {
  const { status, inventoryPolicy } = floor.good(variant.product);
  if (status !== "ACTIVE") return 0;
  return inventoryPolicy === "CONTINUE" ? Number.POSITIVE_INFINITY : floor.sellable(variant.inventoryItemId);
}

function currencyFor(country: string | undefined, scene: Scene): string {
  if (country === "DE" && scene.currency !== "EUR") return "EUR";
  return scene.currency;
}

function rateBetween(shop: string, presentment: string): number {
  if (shop === presentment) return 1;
  return Number(((perDollar[presentment] ?? 1) / (perDollar[shop] ?? 1)).toFixed(6));
}

function addressOf(person: (typeof people)[number], id: string): StoredAddress {
  const { line1, city, province, provinceCode, zip, country } = person.address;
  return {
    id,
    first: person.first,
    last: person.last,
    company: null,
    line1,
    line2: null,
    city,
    province,
    provinceCode,
    zip,
    country,
    phone: person.phone,
  };
}
