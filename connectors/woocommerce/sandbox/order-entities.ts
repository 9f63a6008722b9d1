import { z } from "zod";

/**
 * What the stand-in shop remembers, in the shapes of its journal. Amounts called `fine` are integers of a ten-thousandth of the
 * minor unit (WooCommerce keeps net prices unrounded too); all instants are epoch milliseconds on a whole second.
 */
const fine = z.int();
const id = z.int();
const instant = z.int();

export const metaSchema = z.object({
  id,
  key: z.string(),
  value: z.unknown(),
  displayKey: z.string().optional(),
  displayValue: z.unknown().optional(),
});

/** One tax on one line: `subtotal` is the tax before discounts, null where a line has none (shipping, fees). */
const lineTaxSchema = z.object({
  rate: id,
  total: z.int(),
  subtotal: z.int().nullable(),
  raw: fine,
  rawSubtotal: fine,
});

export const addressSchema = z.object({
  first_name: z.string(),
  last_name: z.string(),
  company: z.string(),
  address_1: z.string(),
  address_2: z.string(),
  city: z.string(),
  state: z.string(),
  postcode: z.string(),
  country: z.string(),
  email: z.string(),
  phone: z.string(),
});

const productLineSchema = z.object({
  id,
  name: z.string(),
  productId: id,
  variationId: id,
  quantity: z.int(),
  taxClass: z.string(),
  subtotal: fine,
  total: fine,
  taxes: z.array(lineTaxSchema),
  meta: z.array(metaSchema),
});

const shippingLineSchema = z.object({
  id,
  title: z.string(),
  method: z.string(),
  instance: z.string(),
  total: fine,
  taxes: z.array(lineTaxSchema),
  meta: z.array(metaSchema),
});

const feeLineSchema = z.object({
  id,
  name: z.string(),
  taxClass: z.string(),
  taxStatus: z.string(),
  total: fine,
  taxes: z.array(lineTaxSchema),
  meta: z.array(metaSchema),
});

const couponLineSchema = z.object({
  id,
  code: z.string(),
  type: z.enum(["percent", "fixed_cart"]),
  nominal: z.number(),
  discount: fine,
  discountTax: z.int(),
  meta: z.array(metaSchema),
});

const taxLineSchema = z.object({ id, rate: id, total: z.int(), shipping: z.int() });

export const orderSchema = z.object({
  id,
  key: z.string(),
  status: z.string(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  createdAt: instant,
  modifiedAt: instant,
  paidAt: instant.nullable(),
  completedAt: instant.nullable(),
  customerId: id,
  billing: addressSchema,
  shipping: addressSchema,
  paymentMethod: z.string(),
  paymentTitle: z.string(),
  transactionId: z.string(),
  createdVia: z.string(),
  customerNote: z.string(),
  customerIp: z.string(),
  customerAgent: z.string(),
  cartHash: z.string(),
  meta: z.array(metaSchema),
  lines: z.array(productLineSchema),
  shippingLines: z.array(shippingLineSchema),
  feeLines: z.array(feeLineSchema),
  couponLines: z.array(couponLineSchema),
  taxLines: z.array(taxLineSchema),
  stockReduced: z.boolean(),
  /** Whether the shopkeeper was told of it: that happens once. */
  newOrderMailed: z.boolean().default(false),
});

export const refundSchema = z.object({
  id,
  orderId: id,
  createdAt: instant,
  amount: z.int(),
  /** Neither an amount nor a line's total was sent: WooCommerce then shows none (recorded). */
  unpriced: z.boolean().default(false),
  reason: z.string(),
  paidBack: z.boolean(),
  meta: z.array(metaSchema),
  lines: z.array(productLineSchema),
  shippingLines: z.array(shippingLineSchema),
  feeLines: z.array(feeLineSchema),
  taxLines: z.array(taxLineSchema),
});

export type Meta = z.infer<typeof metaSchema>;
export type LineTax = z.infer<typeof lineTaxSchema>;
export type Address = z.infer<typeof addressSchema>;
export type ProductLine = z.infer<typeof productLineSchema>;
export type ShippingLine = z.infer<typeof shippingLineSchema>;
export type FeeLine = z.infer<typeof feeLineSchema>;
export type CouponLine = z.infer<typeof couponLineSchema>;
export type TaxLine = z.infer<typeof taxLineSchema>;
export type Order = z.infer<typeof orderSchema>;
export type Refund = z.infer<typeof refundSchema>;

export const noAddress: Address = {
  first_name: "",
  last_name: "",
  company: "",
  address_1: "",
  address_2: "",
  city: "",
  state: "",
  postcode: "",
  country: "",
  email: "",
  phone: "",
};
