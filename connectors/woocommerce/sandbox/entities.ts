import { z } from "zod";

import { addressSchema, metaSchema } from "./order-entities.ts";

/** What the stand-in shop remembers besides its orders, in the shapes of its journal. Instants are epoch milliseconds on a whole second. */
const id = z.int();
const instant = z.int();

export const noteSchema = z.object({
  id,
  orderId: id,
  createdAt: instant,
  author: z.string(),
  note: z.string(),
  forCustomer: z.boolean(),
});

/** One mail that left the shop. */
export const mailSchema = z.object({
  id,
  at: instant,
  kind: z.enum([
    "new_order",
    "cancelled_order",
    "failed_order",
    "customer_failed_order",
    "customer_on_hold_order",
    "customer_processing_order",
    "customer_completed_order",
    "customer_refunded_order",
    "customer_partially_refunded_order",
    "customer_invoice",
    "customer_note",
  ]),
  title: z.string(),
  to: z.string(),
  orderId: id,
});

/** What goods are grouped by: a category, or an attribute that the whole shop shares (its id is then not 0). */
export const termSchema = z.object({ id, name: z.string(), slug: z.string() });

const attributeSchema = z.object({
  id: id.default(0),
  name: z.string(),
  slug: z.string(),
  options: z.array(z.string()),
});

export const productSchema = z.object({
  id,
  parentId: id,
  type: z.enum(["simple", "variable", "variation"]),
  status: z.string(),
  /** As WordPress stores it: an ampersand is `&amp;`. */
  name: z.string(),
  slug: z.string(),
  sku: z.string(),
  createdAt: instant,
  modifiedAt: instant,
  /** Shelf prices in minor units, null when none is set. */
  regularPrice: z.int().nullable(),
  salePrice: z.int().nullable(),
  taxClass: z.string(),
  virtual: z.boolean(),
  downloadable: z.boolean(),
  manageStock: z.boolean(),
  stock: z.int().nullable(),
  stockStatus: z.enum(["instock", "outofstock", "onbackorder"]),
  backorders: z.enum(["no", "notify", "yes"]),
  totalSales: z.int(),
  imageId: id,
  imageFile: z.string(),
  imageAlt: z.string().default(""),
  attributes: z.array(attributeSchema),
  /** Ids of categories; none is the shop's own "Uncategorized". */
  categories: z.array(id).default([]),
  weight: z.string().default(""),
  gtin: z.string().default(""),
  lowStock: z.int().nullable().default(null),
  meta: z.array(metaSchema),
});

/** A coupon; a fixed sum is in whole units of the shop's currency. */
export const couponSchema = z.object({
  id,
  code: z.string(),
  type: z.enum(["percent", "fixed_cart"]),
  nominal: z.number(),
  description: z.string(),
  /** Null: it is as old as the shop. */
  createdAt: instant.nullable(),
});

export const taxRateSchema = z.object({
  id,
  country: z.string(),
  state: z.string(),
  /** Ten-thousandths of a per cent: 20 % is 200 000. */
  rate: z.int(),
  name: z.string(),
  shipping: z.boolean(),
  taxClass: z.string(),
});

export const customerSchema = z.object({
  id,
  createdAt: instant,
  modifiedAt: instant.nullable(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  username: z.string(),
  billing: addressSchema,
  shipping: addressSchema,
  paying: z.boolean(),
});

export const webhookSchema = z.object({
  id,
  name: z.string(),
  status: z.enum(["active", "paused", "disabled"]),
  topic: z.string(),
  deliveryUrl: z.string(),
  secret: z.string(),
  createdAt: instant,
  modifiedAt: instant.nullable(),
  failureCount: z.int(),
});

/** A REST API key. A revoked one stays known, so that a restart does not bring it back. */
export const keySchema = z.object({
  id,
  key: z.string(),
  secret: z.string(),
  permissions: z.enum(["read", "write", "read_write"]),
  description: z.string(),
  createdAt: instant,
  revoked: z.boolean(),
});

export type Note = z.infer<typeof noteSchema>;
export type Mail = z.infer<typeof mailSchema>;
export type Term = z.infer<typeof termSchema>;
export type Product = z.infer<typeof productSchema>;
export type Coupon = z.infer<typeof couponSchema>;
export type TaxRate = z.infer<typeof taxRateSchema>;
export type Customer = z.infer<typeof customerSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Key = z.infer<typeof keySchema>;
