import { z } from "zod";
import { bag } from "./money.ts";
import { mainLocation } from "./stock-model.ts";

/** What the stand-in keeps of an order. Ids are Shopify's numeric ids as text; instants are epoch milliseconds. */
const id = z.string();
const instant = z.int();

export const address = z.object({
  id,
  first: z.string(),
  last: z.string(),
  company: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  province: z.string().nullable(),
  provinceCode: z.string().nullable(),
  zip: z.string(),
  country: z.string(),
  phone: z.string().nullable(),
});
export type StoredAddress = z.infer<typeof address>;

const attribute = z.object({ key: z.string(), value: z.string() });

export const line = z.object({
  id,
  fulfillmentOrderLineId: id,
  sku: z.string(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  vendor: z.string(),
  /** Undiscounted price of one unit. */
  unit: bag,
  /** Units ever ordered, those added by an edit included; never falls. */
  quantity: z.int(),
  /** Units taken out by edits. */
  removed: z.int(),
  /** Discount and tax of all `quantity` units. */
  discount: bag,
  tax: bag,
  taxRate: z.number(),
  byEdit: z.boolean(),
  attributes: z.array(attribute),
});
export type StoredLine = z.infer<typeof line>;

const shippingLine = z.object({
  id,
  title: z.string(),
  code: z.string(),
  price: bag,
  discount: bag,
  tax: bag,
  taxRate: z.number(),
});

export const transaction = z.object({
  id,
  kind: z.enum(["SALE", "AUTHORIZATION", "CAPTURE", "REFUND", "VOID"]),
  status: z.enum(["SUCCESS", "PENDING", "FAILURE"]),
  gateway: z.string(),
  amount: bag,
  createdAt: instant,
  parentId: id.nullable(),
});
export type StoredTransaction = z.infer<typeof transaction>;

export const fulfillment = z.object({
  id,
  name: z.string(),
  status: z.enum(["SUCCESS", "CANCELLED"]),
  displayStatus: z.enum(["FULFILLED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "CANCELED"]),
  createdAt: instant,
  updatedAt: instant,
  inTransitAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** Where it was sent from. */
  locationId: id.default(mainLocation),
  tracking: z
    .object({ company: z.string().nullable(), number: z.string().nullable(), url: z.string().nullable() })
    .nullable(),
  lines: z.array(z.object({ id, lineId: id, quantity: z.int() })),
});
export type StoredFulfillment = z.infer<typeof fulfillment>;

export const refund = z.object({
  id,
  createdAt: instant,
  note: z.string().nullable(),
  /** The return that it pays back; null where there is none. */
  returnId: id.nullable().default(null),
  lines: z.array(
    z.object({
      id,
      lineId: id,
      quantity: z.int(),
      /** Units of it that had not been sent. */
      unsent: z.int(),
      restockType: z.enum(["CANCEL", "RETURN", "NO_RESTOCK"]),
      /** Where restocked units went. */
      locationId: id.default(mainLocation),
      subtotal: bag,
      tax: bag,
    }),
  ),
  shipping: z.array(z.object({ id, shippingLineId: id, subtotal: bag, tax: bag })),
  /** Difference between the money given back and what the lines were worth; negative when more was given. */
  adjustment: z.object({ id, amount: bag }).nullable(),
  transactionIds: z.array(id),
  total: bag,
});
export type StoredRefund = z.infer<typeof refund>;

const returned = z.object({
  id,
  name: z.string(),
  status: z.enum(["REQUESTED", "OPEN", "DECLINED", "CANCELED", "CLOSED"]),
  createdAt: instant,
  approvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Why it was declined. */
  decline: z.object({ reason: z.string(), note: z.string().nullable() }).nullable().default(null),
  lines: z.array(
    z.object({
      id,
      fulfillmentLineId: id,
      quantity: z.int(),
      reason: z.string().default("UNKNOWN"),
      note: z.string(),
      /** What the customer wrote; null for a return that the shop opened. */
      customerNote: z.string().nullable().default(null),
      /** Units whose money was given back through the return. */
      refunded: z.int().default(0),
    }),
  ),
});
export type StoredReturn = z.infer<typeof returned>;

const hold = z.object({ id, reason: z.string(), notes: z.string().nullable(), handle: z.string() });

export const order = z.object({
  id,
  number: z.int(),
  name: z.string(),
  createdAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullable(),
  closedAt: instant.nullable(),
  cancelReason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"]).nullable(),
  staffNote: z.string().nullable(),
  edited: z.boolean(),
  test: z.boolean(),
  sourceName: z.string(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  attributes: z.array(attribute),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  poNumber: z.string().nullable(),
  locale: z.string(),
  gateway: z.string(),
  currency: z.string(),
  presentmentCurrency: z.string(),
  /** Presentment units for one unit of the shop's currency. */
  rate: z.number(),
  taxesIncluded: z.boolean(),
  customerId: id.nullable(),
  billing: address.nullable(),
  shipping: address.nullable(),
  discount: z.object({ kind: z.enum(["code", "automatic"]), label: z.string(), percentage: z.number() }).nullable(),
  lines: z.array(line),
  shippingLines: z.array(shippingLine),
  transactions: z.array(transaction),
  fulfillments: z.array(fulfillment),
  refunds: z.array(refund),
  fulfillmentOrderId: id,
  /** Where what is unsent is to be sent from, and where goods come back to. */
  locationId: id.default(mainLocation),
  risk: z.enum(["LOW", "MEDIUM", "HIGH"]),
  returns: z.array(returned).default([]),
  /** What keeps the fulfillment order from being sent. */
  holds: z.array(hold).default([]),
  /** Total at the moment of purchase. */
  originalTotal: bag,
});
export type StoredOrder = z.infer<typeof order>;
