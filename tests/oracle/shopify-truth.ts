import { z } from "zod";
import { both, type Facts } from "./facts.ts";

/** Only what the oracle looks at; the stand-in's truth holds its stored facts in minor units. */
const text = z.string();
const bag = z.object({ shop: z.number(), presentment: z.number() });
type Bag = z.infer<typeof bag>;
const address = z.looseObject({
  first: text,
  last: text,
  company: text.nullable(),
  line1: text,
  line2: text.nullable(),
  city: text,
  province: text.nullable(),
  zip: text,
  country: text,
  phone: text.nullable(),
});
const order = z.looseObject({
  id: text,
  name: text,
  createdAt: z.number(),
  updatedAt: z.number(),
  cancelledAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  cancelReason: text.nullable(),
  sourceName: text,
  note: text.nullable(),
  tags: z.array(text),
  attributes: z.array(z.object({ key: text, value: text })),
  email: text.nullable(),
  phone: text.nullable(),
  gateway: text,
  currency: text,
  presentmentCurrency: text,
  taxesIncluded: z.boolean(),
  customerId: text.nullable(),
  billing: address.nullable(),
  shipping: address.nullable(),
  discount: z.looseObject({ kind: text, label: text }).nullable(),
  lines: z.array(
    z.looseObject({
      id: text,
      sku: text,
      title: text,
      variantTitle: text.nullable(),
      attributes: z.array(z.object({ key: text, value: text })),
      unit: bag,
      quantity: z.number(),
      discount: bag,
      tax: bag,
      taxRate: z.number(),
      counts: z.object({ current: z.number() }),
    }),
  ),
  shippingLines: z.array(z.looseObject({ id: text, title: text, price: bag, discount: bag, tax: bag })),
  transactions: z.array(z.looseObject({ kind: text, status: text, gateway: text, amount: bag, createdAt: z.number() })),
  fulfillments: z.array(
    z.looseObject({
      status: text,
      displayStatus: text,
      createdAt: z.number(),
      updatedAt: z.number(),
      inTransitAt: z.number().nullable(),
      deliveredAt: z.number().nullable(),
      tracking: z.looseObject({ number: text }).nullable(),
    }),
  ),
  refunds: z.array(
    z.looseObject({
      id: text,
      createdAt: z.number(),
      note: text.nullable(),
      total: bag,
      lines: z.array(z.looseObject({ lineId: text, quantity: z.number(), subtotal: bag })),
    }),
  ),
  totals: z.looseObject({
    subtotal: bag,
    discounts: bag,
    tax: bag,
    total: bag,
    received: bag,
    refunded: bag,
    outstanding: bag,
  }),
  financialStatus: text,
  fulfillmentStatus: text,
});
type Order = z.infer<typeof order>;

export const shopifyTruth = z.object({ orders: z.array(order), deleted: z.array(text) });

/** What the stand-in sells, by SKU: orders store the SKU only. */
export type Catalogue = (sku: string) => {
  readonly product: string;
  readonly variant: string;
  readonly picture: string;
  readonly options: readonly string[];
} | null;
export type ShopifyTruth = z.infer<typeof shopifyTruth>;

/** What the list must show of a Shopify shop, by order id. */
export function factsOfShopify(truth: ShopifyTruth, catalogue: Catalogue): Map<string, Facts> {
  return new Map(truth.orders.map((one) => [one.id, factsOf(one, catalogue)]));
}

const show = (b: Bag) => both(b.shop, b.presentment);
const nothing: Bag = { shop: 0, presentment: 0 };
const plus = (bags: readonly Bag[]): Bag =>
  bags.reduce((a, b) => ({ shop: a.shop + b.shop, presentment: a.presentment + b.presentment }), nothing);
const less = (a: Bag, b: Bag): Bag => ({ shop: a.shop - b.shop, presentment: a.presentment - b.presentment });
const times = (a: Bag, n: number): Bag => ({ shop: a.shop * n, presentment: a.presentment * n });

/** Dates leave Shopify in whole seconds. */
const second = (ms: number | null) => (ms === null ? null : Math.floor(ms / 1000) * 1000);

function factsOf(o: Order, catalogue: Catalogue): Facts {
  const goods = plus(o.lines.map((l) => less(times(l.unit, l.quantity), l.discount)));
  const shipping = plus(o.shippingLines.map((s) => less(s.price, s.discount)));
  const rate = o.lines[0]?.taxRate ?? 0;
  const code = o.discount?.kind === "code" ? o.discount.label : null;
  const off = plus([...o.lines.map((l) => l.discount), ...o.shippingLines.map((s) => s.discount)]);
  return {
    number: o.name,
    placedAt: second(o.createdAt) ?? 0,
    updatedAt: second(o.updatedAt) ?? 0,
    cancelledAt: second(o.cancelledAt),
    closedAt: second(o.closedAt),
    completedAt: null,
    status: [
      o.cancelledAt === null ? null : `CANCELLED${o.cancelReason ? `:${o.cancelReason}` : ""}`,
      o.financialStatus,
      o.fulfillmentStatus,
    ]
      .filter(Boolean)
      .join("/"),
    state: stateOf(o),
    source: o.sourceName || null,
    currencies: `${o.currency}/${o.presentmentCurrency}`,
    customer: customerOf(o),
    shipping: addressOf(o.shipping),
    billing: addressOf(o.billing),
    note: o.note || null,
    attributes: o.attributes.map((a) => `${a.key}=${a.value}`),
    lines: o.lines.map((l) => ({
      id: l.id,
      product: catalogue(l.sku)?.product ?? null,
      variant: catalogue(l.sku)?.variant ?? null,
      picture: catalogue(l.sku)?.picture ?? null,
      sku: l.sku,
      title: l.title,
      variantTitle: l.variantTitle,
      options: [...(catalogue(l.sku)?.options ?? []), ...l.attributes.map((a) => `${a.key}: ${a.value}`)].join(", "),
      quantity: l.quantity,
      current: l.counts.current,
      unit: show(l.unit),
      discount: show(l.discount),
      total: show(less(times(l.unit, l.quantity), l.discount)),
      tax: show(l.tax),
    })),
    charges: [
      ...o.shippingLines.map((s) => `shipping ${s.id} ${s.title} ${show(less(s.price, s.discount))}`),
      ...(code === null ? [] : [`coupon ${code} ${off.shop === 0 ? "null" : show(off)}`]),
      ...(o.totals.tax.shop === 0
        ? []
        : [`tax ${o.shipping?.country === "DE" ? "MwSt." : "KDV"} ${Math.round(rate * 100)} ${show(o.totals.tax)}`]),
    ],
    totals: {
      subtotal: show(o.totals.subtotal),
      discount: show(o.totals.discounts),
      shipping: show(shipping),
      fees: show(nothing),
      tax: show(o.totals.tax),
      stated: show(o.totals.total),
      derived: show(plus([goods, shipping, o.taxesIncluded ? nothing : o.totals.tax])),
      paid: show(o.totals.received),
      refunded: show(o.totals.refunded),
      outstanding: show(o.totals.outstanding),
    },
    payment: {
      state: paymentStates[o.financialStatus] ?? "?",
      method: methodOf(o.gateway),
      title: gatewayTitle(o.gateway),
    },
    payments: o.transactions.map((t) =>
      [t.kind.toLowerCase(), t.status.toLowerCase(), gatewayTitle(t.gateway), show(t.amount), second(t.createdAt)].join(
        " ",
      ),
    ),
    fulfillment: fulfillmentStates[o.fulfillmentStatus] ?? "?",
    fulfillments: o.fulfillments.map(fulfillmentOf),
    refunds: o.refunds.map((r) =>
      [
        r.id,
        second(r.createdAt),
        show(r.total),
        r.note,
        r.lines.map((l) => `${l.lineId}×${l.quantity}=${show(l.subtotal)}`).join(","),
      ]
        .map(String)
        .join(" "),
    ),
    tags: o.tags,
  };
}

function stateOf(o: Order): string {
  if (o.cancelledAt !== null) return "cancelled";
  if (o.closedAt !== null) return "completed";
  return o.fulfillmentStatus === "ON_HOLD" ? "on-hold" : "open";
}

const paymentStates: Record<string, string> = {
  PENDING: "unpaid",
  AUTHORIZED: "authorized",
  PARTIALLY_PAID: "partly-paid",
  PAID: "paid",
  PARTIALLY_REFUNDED: "partly-refunded",
  REFUNDED: "refunded",
  VOIDED: "voided",
  EXPIRED: "voided",
};
const fulfillmentStates: Record<string, string> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partly-fulfilled" };
for (const word of ["UNFULFILLED", "RESTOCKED", "IN_PROGRESS", "ON_HOLD", "SCHEDULED", "OPEN"])
  fulfillmentStates[word] = "unfulfilled";

const gatewayTitle = (gateway: string) => (gateway === "shopify_payments" ? "Shopify Payments" : gateway);

function methodOf(gateway: string): string {
  const words: readonly (readonly [string, string])[] = [
    ["shopify_payments", "card"],
    ["iyzico", "card"],
    ["Havale", "bank-transfer"],
    ["Bank", "bank-transfer"],
    ["Kapıda", "cash-on-delivery"],
    ["Cash on", "cash-on-delivery"],
  ];
  return words.find(([word]) => gateway.includes(word))?.[1] ?? "other";
}

function fulfillmentOf(f: Order["fulfillments"][number]): string {
  const number = f.tracking?.number ?? "";
  if (f.status === "CANCELLED") return `cancelled ${number} ${second(f.inTransitAt) ?? ""}`;
  if (f.deliveredAt !== null) return `delivered ${number} ${second(f.deliveredAt)}`;
  return `sent ${number} ${second(f.inTransitAt ?? f.createdAt)}`;
}

function customerOf(o: Order): Facts["customer"] {
  const known = o.billing ?? o.shipping;
  const name = o.customerId !== null && known ? `${known.first} ${known.last}` : null;
  const customer = { id: o.customerId, name, email: o.email, phone: o.phone };
  return Object.values(customer).every((v) => v === null) ? null : customer;
}

function addressOf(a: Order["billing"]): Facts["shipping"] {
  if (!a) return null;
  const { first, last, company, line1, line2, city, province, zip, country, phone } = a;
  return { name: `${first} ${last}`, company, line1, line2, city, province, zip, country, phone };
}
