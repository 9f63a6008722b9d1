import { z } from "zod";
import { id, list, looseId, quantity, text } from "./loose-json.ts";

/**
 * An order of `wc/v3`, as loose as real sites are. What an order is nothing without (id, dates, status, currency, total, lines) is asked
 * for strictly.
 */
const metaSchema = z.object({
  key: text,
  value: z.unknown().optional(),
  display_key: text,
  display_value: z.unknown().optional(),
});
export type Meta = z.infer<typeof metaSchema>;

const taxShareSchema = z.object({ id: looseId, total: text });
const part = { total: text, total_tax: text, taxes: list(taxShareSchema), meta_data: list(metaSchema) };

const lineSchema = z.object({
  ...part,
  id,
  name: text,
  product_id: looseId,
  variation_id: looseId,
  quantity,
  total: z.union([z.string(), z.number()]).transform(String),
  subtotal: text,
  subtotal_tax: text,
  sku: text,
  image: z
    .object({ src: text })
    .nullish()
    .catch(null)
    .transform((image) => image?.src ?? ""),
  parent_name: text,
});
export type Line = z.infer<typeof lineSchema>;

const shippingSchema = z.object({ ...part, id, method_title: text, method_id: text });
const feeSchema = z.object({ ...part, id, name: text });
const couponSchema = z.object({ code: text, discount: text, discount_tax: text, meta_data: list(metaSchema) });

const taxLineSchema = z.object({
  rate_id: looseId,
  label: text,
  rate_code: text,
  rate_percent: text,
  tax_total: text,
  shipping_tax_total: text,
});

const addressSchema = z.object({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postcode: text,
  country: text,
  phone: text,
});
const billingSchema = addressSchema.extend({ email: text });
export type AddressFields = z.infer<typeof addressSchema>;

const refundHeadSchema = z.object({ id, reason: text, total: text });

/** The fields that tell whether an order changed; a sweep reads these only. */
export const headSchema = z.object({
  id,
  status: z.string().min(1),
  total: z.union([z.string(), z.number()]).transform(String),
  date_modified_gmt: z.string().nullish(),
  date_created_gmt: z.string(),
  refunds: list(refundHeadSchema),
});
export type OrderHead = z.infer<typeof headSchema>;

export const orderSchema = headSchema.extend({
  number: text,
  currency: z.string(),
  prices_include_tax: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  discount_total: text,
  discount_tax: text,
  shipping_total: text,
  shipping_tax: text,
  total_tax: text,
  customer_id: looseId,
  billing: billingSchema.nullish(),
  shipping: addressSchema.nullish(),
  payment_method: text,
  payment_method_title: text,
  transaction_id: text,
  created_via: text,
  customer_note: text,
  date_completed_gmt: z.string().nullish(),
  date_paid_gmt: z.string().nullish(),
  needs_processing: z.boolean().nullish(),
  meta_data: list(metaSchema),
  line_items: list(lineSchema),
  tax_lines: list(taxLineSchema),
  shipping_lines: list(shippingSchema),
  fee_lines: list(feeSchema),
  coupon_lines: list(couponSchema),
});
export type WooOrder = z.infer<typeof orderSchema>;

const refundLineSchema = z.object({ quantity, total: text, total_tax: text, meta_data: list(metaSchema) });

/** A refund of `/orders/<id>/refunds`; quantities and totals of its lines are negative, `amount` is positive. */
export const refundSchema = z.object({
  id,
  date_created_gmt: z.string().nullish(),
  amount: text,
  reason: text,
  line_items: list(refundLineSchema),
});
export type WooRefund = z.infer<typeof refundSchema>;

export const knownFields = {
  order: new Set([
    ...Object.keys(orderSchema.shape),
    ..."parent_id version date_created date_modified date_completed date_paid cart_tax order_key".split(" "),
    ..."customer_ip_address customer_user_agent cart_hash payment_url is_editable needs_payment".split(" "),
    ..."currency_symbol _links".split(" "),
  ]),
  line: new Set([...Object.keys(lineSchema.shape), "tax_class", "global_unique_id", "price"]),
  billing: new Set(Object.keys(billingSchema.shape)),
  shipping: new Set(Object.keys(addressSchema.shape)),
} as const;
