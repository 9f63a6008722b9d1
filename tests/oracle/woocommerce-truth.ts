import { z } from "zod";
import { both, type Facts } from "./facts.ts";

/** Only what the oracle looks at; the stand-in's truth holds WooCommerce's raw shapes. */
const text = z.string();
const item = z.looseObject({
  id: z.number(),
  total: text,
  total_tax: text,
  meta_data: z.array(z.looseObject({ key: text, value: z.unknown() })),
});
const address = z.record(text, text);
const order = z.looseObject({
  id: z.number(),
  number: text,
  status: text,
  currency: text,
  prices_include_tax: z.boolean(),
  created_via: text,
  date_created_gmt: text,
  date_modified_gmt: text,
  date_completed_gmt: text.nullable(),
  date_paid_gmt: text.nullable(),
  discount_total: text,
  discount_tax: text,
  shipping_total: text,
  total: text,
  total_tax: text,
  customer_id: z.number(),
  billing: address,
  shipping: address,
  payment_method: text,
  payment_method_title: text,
  transaction_id: text,
  customer_note: text,
  meta_data: z.array(z.looseObject({ key: text, value: z.unknown() })),
  line_items: z.array(
    item.extend({
      name: text,
      parent_name: text.nullable(),
      product_id: z.number(),
      variation_id: z.number(),
      quantity: z.number(),
      sku: text.nullable(),
      subtotal: text,
      subtotal_tax: text,
      image: z.looseObject({ src: text }),
      taxes: z.array(z.looseObject({ id: z.number(), total: text })),
    }),
  ),
  tax_lines: z.array(
    z.looseObject({
      rate_id: z.number(),
      label: text,
      rate_percent: z.number(),
      tax_total: text,
      shipping_tax_total: text,
    }),
  ),
  shipping_lines: z.array(item.extend({ method_title: text, method_id: text })),
  fee_lines: z.array(item.extend({ name: text })),
  coupon_lines: z.array(z.looseObject({ code: text, discount: text, discount_tax: text })),
  needs_processing: z.boolean(),
});
type Order = z.infer<typeof order>;
const refund = z.looseObject({
  id: z.number(),
  date_created_gmt: text,
  amount: text,
  reason: text,
  line_items: z.array(item.extend({ quantity: z.number() })),
});
type Refund = z.infer<typeof refund>;

export const wooTruth = z.object({
  orders: z.array(order),
  refunds: z.record(text, z.array(refund)),
  deleted: z.array(z.number()),
});
export type WooTruth = z.infer<typeof wooTruth>;

/** What the list must show of a WooCommerce shop, by order id. */
export function factsOfWoo(truth: WooTruth): Map<string, Facts> {
  return new Map(truth.orders.map((one) => [String(one.id), factsOf(one, truth.refunds[String(one.id)] ?? [])]));
}

/** All stand-in currencies of the tests have two decimals; cents are counted as text, since floats lie. */
function cents(value: string): number {
  const [whole = "0", fraction = ""] = value.replace("-", "").split(".");
  const exact = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, "0"));
  const up = (fraction[2] ?? "0") >= "5" ? 1n : 0n;
  const amount = Number(exact + up);
  return value.startsWith("-") && amount !== 0 ? -amount : amount;
}
const same = (minor: number) => both(minor, minor);
const at = (gmt: string | null) => (gmt === null ? null : Date.parse(`${gmt}Z`));
const said = (value: string | null | undefined) => value?.trim() || null;
const plain = (name: string) => name.replaceAll("&amp;", "&");

function factsOf(o: Order, refunds: Refund[]): Facts {
  const gross = (net: string, tax: string) => cents(net) + (o.prices_include_tax ? cents(tax) : 0);
  const list = [...refunds].sort(
    (a, b) => (at(a.date_created_gmt) ?? 0) - (at(b.date_created_gmt) ?? 0) || a.id - b.id,
  );
  const back = new Map<number, number>();
  for (const line of list.flatMap((r) => r.line_items)) {
    const of = refundedLine(line);
    back.set(of, (back.get(of) ?? 0) - line.quantity);
  }
  const given = list.reduce((sum, r) => sum + cents(r.amount), 0);
  const total = cents(o.total);
  const paid = o.date_paid_gmt !== null;
  const settled = paid || ["cancelled", "trash", "refunded"].includes(o.status);
  const lines = o.line_items.map((line) => lineFacts(o, line, back.get(line.id) ?? 0));
  const subtotal = o.line_items.reduce((sum, line) => sum + gross(line.total, line.total_tax), 0);
  const shipping = o.shipping_lines.reduce((sum, line) => sum + gross(line.total, line.total_tax), 0);
  const fees = o.fee_lines.reduce((sum, line) => sum + gross(line.total, line.total_tax), 0);
  return {
    number: `#${o.number}`,
    placedAt: at(o.date_created_gmt) ?? 0,
    updatedAt: at(o.date_modified_gmt) ?? 0,
    cancelledAt: null,
    closedAt: null,
    completedAt: at(o.date_completed_gmt),
    status: o.status,
    state: stateOf(o),
    source: said(o.created_via),
    currencies: `${o.currency}/${o.currency}`,
    customer: customerOf(o),
    shipping: addressOf(o.shipping),
    billing: addressOf(o.billing),
    note: said(o.customer_note),
    attributes: attributesOf(o),
    lines,
    charges: [
      ...o.shipping_lines.map((s) => `shipping ${s.id} ${plain(s.method_title)} ${same(gross(s.total, s.total_tax))}`),
      ...o.fee_lines.map((f) => `fee ${f.id} ${plain(f.name)} ${same(gross(f.total, f.total_tax))}`),
      ...o.coupon_lines.map((c) => `coupon ${c.code} ${same(gross(c.discount, c.discount_tax))}`),
      ...o.tax_lines.map(
        (t) => `tax ${t.label} ${t.rate_percent} ${same(cents(t.tax_total) + cents(t.shipping_tax_total))}`,
      ),
    ],
    totals: {
      subtotal: same(subtotal),
      discount: same(gross(o.discount_total, o.discount_tax)),
      shipping: same(shipping),
      fees: same(fees),
      tax: same(cents(o.total_tax)),
      stated: same(total),
      derived: same(subtotal + shipping + fees + (o.prices_include_tax ? 0 : cents(o.total_tax))),
      paid: same(paid ? total : 0),
      refunded: same(given),
      outstanding: same(settled ? 0 : Math.max(0, total - given)),
    },
    payment: {
      state: paymentState(o, given),
      method: methods[o.payment_method] ?? null,
      title: said(o.payment_method_title),
    },
    payments: paid ? [`sale success ${o.payment_method} ${same(total)} ${at(o.date_paid_gmt)}`] : [],
    ...fulfillmentOf(o),
    refunds: list.map(
      (r) => `${r.id} ${at(r.date_created_gmt)} ${same(cents(r.amount))} ${said(r.reason)} ${refundLines(r)}`,
    ),
    tags: [],
  };
}

const refundedLine = (line: { meta_data: { key: string; value: unknown }[] }): number =>
  Number(line.meta_data.find((m) => m.key === "_refunded_item_id")?.value);

const refundLines = (r: Refund) =>
  r.line_items
    .map((l) => `${refundedLine(l)}×${-l.quantity || 0}=${same(Math.abs(cents(l.total) + cents(l.total_tax)))}`)
    .join(",");

function lineFacts(o: Order, line: Order["line_items"][number], back: number): Facts["lines"][number] {
  const gross = (net: string, tax: string) => cents(net) + (o.prices_include_tax ? cents(tax) : 0);
  const parent = said(line.parent_name);
  const before = gross(line.subtotal, line.subtotal_tax);
  const total = gross(line.total, line.total_tax);
  return {
    id: String(line.id),
    product: line.product_id ? String(line.product_id) : null,
    variant: line.variation_id ? String(line.variation_id) : null,
    sku: said(line.sku),
    title: plain(parent ?? line.name),
    variantTitle: parent === null ? null : plain(line.name).slice(plain(parent).length + 3),
    options: line.meta_data
      .filter((m) => !m.key.startsWith("_") && typeof m.display_value === "string")
      .map((m) => `${m.display_key}: ${m.display_value}`)
      .join(", "),
    picture: said(line.image.src),
    quantity: line.quantity,
    current: Math.max(0, line.quantity - back),
    unit: line.quantity ? same(Math.round(before / line.quantity)) : same(before),
    discount: same(before - total),
    total: same(total),
    tax: same(line.taxes.reduce((sum, t) => sum + cents(t.total), 0)),
  };
}

function stateOf(o: Order): string {
  const words: Record<string, string> = { processing: "open", trash: "trashed" };
  if (o.status === "refunded") return o.date_completed_gmt ? "completed" : "cancelled";
  return words[o.status] ?? o.status;
}

const methods: Record<string, string> = {
  bacs: "bank-transfer",
  cod: "cash-on-delivery",
  iyzico: "card",
  stripe: "card",
  cheque: "other",
  "": "none",
};

function paymentState(o: Order, given: number): string {
  if (o.status === "refunded" || (given > 0 && given >= cents(o.total))) return "refunded";
  if (given > 0) return "partly-refunded";
  if (o.date_paid_gmt) return "paid";
  return ({ failed: "failed", cancelled: "voided" } as Record<string, string>)[o.status] ?? "unpaid";
}

function fulfillmentOf(o: Order): Pick<Facts, "fulfillment" | "fulfillments"> {
  const parcels =
    z
      .array(z.looseObject({ tracking_number: text, date_shipped: text }))
      .safeParse(o.meta_data.find((m) => m.key === "_wc_shipment_tracking_items")?.value).data ?? [];
  const shown = parcels.map((p) => `sent ${p.tracking_number} ${Number(p.date_shipped) * 1000}`);
  if (!needsShipping(o)) return { fulfillment: "not-required", fulfillments: shown };
  if (shown.length) return { fulfillment: "fulfilled", fulfillments: shown };
  const sent = o.status === "completed" || (o.status === "refunded" && o.date_completed_gmt !== null);
  if (!sent) return { fulfillment: "unfulfilled", fulfillments: [] };
  return { fulfillment: "fulfilled", fulfillments: [`sent  ${at(o.date_completed_gmt ?? o.date_modified_gmt)}`] };
}

function needsShipping(o: Order): boolean {
  if (!o.needs_processing) return false;
  const place = Object.values(o.shipping).some((v) => v.trim() !== "");
  return (
    place ||
    o.shipping_lines.length > 0 ||
    o.line_items.some((l) => l.meta_data.some((m) => m.key === "_reduced_stock"))
  );
}

function customerOf(o: Order): Facts["customer"] {
  const name =
    said(`${o.billing.first_name} ${o.billing.last_name}`) ?? said(`${o.shipping.first_name} ${o.shipping.last_name}`);
  const customer = {
    id: o.customer_id ? String(o.customer_id) : null,
    name,
    email: said(o.billing.email),
    phone: said(o.billing.phone) ?? said(o.shipping.phone),
  };
  return Object.values(customer).every((v) => v === null) ? null : customer;
}

function addressOf(a: Readonly<Record<string, string>>): Facts["shipping"] {
  const shown = {
    name: said(`${a.first_name} ${a.last_name}`),
    company: said(a.company),
    line1: said(a.address_1),
    line2: said(a.address_2),
    city: said(a.city),
    province: said(a.state),
    zip: said(a.postcode),
    country: said(a.country),
    phone: said(a.phone),
  };
  return Object.values(shown).every((v) => v === null) ? null : shown;
}

function attributesOf(o: Order): string[] {
  return o.meta_data
    .filter(
      (m) =>
        !m.key.startsWith("_") &&
        m.key !== "is_vat_exempt" &&
        ["string", "number", "boolean"].includes(typeof m.value) &&
        m.value !== "",
    )
    .map((m) => `${m.key}=${String(m.value)}`);
}
