import { z } from "zod";
import { both, type Facts } from "./facts.ts";

/** One line of `tek orders export --format ndjson`, as far as the oracle compares it. */
const money = z.object({ minor: z.number(), currency: z.string() });
const amount = z.object({ shop: money, presentment: money }).transform((a) => both(a.shop.minor, a.presentment.minor));
const tax = z.object({
  title: z.string(),
  rate: z.string().nullable(),
  amount: z.object({ shop: money, presentment: money }),
});
const nullable = z.string().nullable();
const evidence = z.object({ at: z.number(), by: z.string() }).nullable();
const person = z.record(z.string(), nullable).nullable();

export const exported = z.looseObject({
  shop: z.looseObject({ name: z.string() }),
  presence: z.string(),
  id: z.string(),
  number: z.string(),
  placedAt: z.number(),
  updatedAt: z.number(),
  cancelledAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  completedAt: z.number().nullable(),
  status: z.string(),
  state: z.string(),
  source: nullable,
  currency: z.object({ shop: z.string(), presentment: z.string() }),
  people: z.object({
    customer: person,
    shipping: person,
    billing: person,
    remarks: z
      .object({ note: nullable, attributes: z.array(z.object({ name: z.string(), value: z.string() })) })
      .nullable(),
  }),
  lines: z.array(
    z.looseObject({
      id: z.string(),
      productId: nullable,
      variantId: nullable,
      sku: nullable,
      title: z.string(),
      variantTitle: nullable,
      options: z.array(z.object({ name: z.string(), value: z.string() })),
      picture: nullable,
      quantity: z.number(),
      currentQuantity: z.number(),
      unitPrice: amount,
      discount: amount,
      total: amount,
      taxes: z.array(tax),
    }),
  ),
  shipping: z.array(z.looseObject({ id: z.string(), title: z.string(), total: amount })),
  fees: z.array(z.looseObject({ id: z.string(), title: z.string(), total: amount })),
  coupons: z.array(z.looseObject({ code: z.string(), amount: amount.nullable() })),
  taxes: z.array(tax),
  totals: z.object({
    subtotal: amount,
    discount: amount,
    shipping: amount,
    fees: amount,
    tax: amount,
    total: z.object({ stated: amount, derived: amount }),
    paid: amount,
    refunded: amount,
    outstanding: amount,
  }),
  payment: z.object({ state: z.string(), method: z.string(), title: nullable }),
  payments: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      gateway: nullable,
      amount,
      at: z.number().nullable(),
    }),
  ),
  fulfillment: z.string(),
  fulfillments: z.array(
    z.looseObject({
      id: z.string(),
      state: z.string(),
      tracking: z.array(z.looseObject({ number: nullable })),
      sent: evidence,
      delivered: evidence,
      lines: z.array(z.object({ line: z.string(), quantity: z.number() })),
    }),
  ),
  refunds: z.array(
    z.looseObject({
      id: z.string(),
      at: z.number().nullable(),
      reason: nullable,
      amount,
      lines: z.array(z.looseObject({ line: z.string(), quantity: z.number(), amount })),
    }),
  ),
  tags: z.array(z.string()),
});
export type Exported = z.infer<typeof exported>;

export function factsOfTek(o: Exported): Facts {
  return {
    number: o.number,
    placedAt: o.placedAt,
    updatedAt: o.updatedAt,
    cancelledAt: o.cancelledAt,
    closedAt: o.closedAt,
    completedAt: o.completedAt,
    status: o.status,
    state: o.state,
    source: o.source,
    currencies: `${o.currency.shop}/${o.currency.presentment}`,
    customer: o.people.customer,
    shipping: withoutCode(o.people.shipping),
    billing: withoutCode(o.people.billing),
    note: o.people.remarks?.note ?? null,
    attributes: (o.people.remarks?.attributes ?? []).map((a) => `${a.name}=${a.value}`),
    lines: o.lines.map((l) => ({
      id: l.id,
      product: l.productId,
      variant: l.variantId,
      sku: l.sku,
      title: l.title,
      variantTitle: l.variantTitle,
      options: l.options.map((o) => `${o.name}: ${o.value}`).join(", "),
      picture: l.picture,
      quantity: l.quantity,
      current: l.currentQuantity,
      unit: l.unitPrice,
      discount: l.discount,
      total: l.total,
      tax: sum(l.taxes),
    })),
    charges: [
      ...o.shipping.map((s) => `shipping ${s.id} ${s.title} ${s.total}`),
      ...o.fees.map((f) => `fee ${f.id} ${f.title} ${f.total}`),
      ...o.coupons.map((c) => `coupon ${c.code} ${c.amount}`),
      ...o.taxes.map((t) => `tax ${t.title} ${t.rate} ${both(t.amount.shop.minor, t.amount.presentment.minor)}`),
    ],
    totals: {
      subtotal: o.totals.subtotal,
      discount: o.totals.discount,
      shipping: o.totals.shipping,
      fees: o.totals.fees,
      tax: o.totals.tax,
      stated: o.totals.total.stated,
      derived: o.totals.total.derived,
      paid: o.totals.paid,
      refunded: o.totals.refunded,
      outstanding: o.totals.outstanding,
    },
    payment: o.payment,
    payments: o.payments.map((p) => `${p.kind} ${p.status} ${p.gateway} ${p.amount} ${p.at}`),
    fulfillment: o.fulfillment,
    fulfillments: o.fulfillments.map((f) =>
      [f.state, f.tracking.map((t) => t.number).join("+"), f.delivered?.at ?? f.sent?.at ?? null].join(" "),
    ),
    refunds: o.refunds.map(
      (r) =>
        `${r.id} ${r.at} ${r.amount} ${r.reason} ${r.lines.map((l) => `${l.line}×${l.quantity}=${l.amount}`).join(",")}`,
    ),
    tags: o.tags,
  };
}

function withoutCode(address: Record<string, string | null> | null) {
  if (!address) return null;
  const { provinceCode: _, ...shown } = address;
  return shown;
}

function sum(taxes: readonly z.infer<typeof tax>[]): string {
  const add = (side: "shop" | "presentment") => taxes.reduce((total, t) => total + t.amount[side].minor, 0);
  return both(add("shop"), add("presentment"));
}
