import { z } from "zod";
import { faultsSchema } from "../../contract/sandbox/faults.ts";
import { bag } from "./money.ts";

/** The location that every shop begins with. */
export const mainLocation = "70100000001";

/** The stored facts of the stand-in. Ids are Shopify's numeric ids as text; instants are epoch milliseconds. */
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
  lines: z.array(z.object({ id, fulfillmentLineId: id, quantity: z.int(), note: z.string() })),
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

const customer = z.object({
  id,
  first: z.string(),
  last: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  createdAt: instant,
  addressId: id.nullable(),
});

export const token = z.object({
  id: z.string(),
  kind: z.enum(["access", "refresh"]),
  /** null: a token that does not expire. */
  expiresAt: instant.nullable(),
  /** For refresh tokens: the one that was used up to get this one, and that dies when this one is used. */
  parent: z.string().nullable(),
});
export type StoredToken = z.infer<typeof token>;

export const subscription = z.object({
  id,
  topic: z.string(),
  uri: z.string(),
  includeFields: z.array(z.string()),
  filter: z.string().nullable(),
  name: z.string().nullable(),
  failures: z.int(),
  createdAt: instant,
});
export type StoredSubscription = z.infer<typeof subscription>;

export const delivery = z.object({
  id: z.string(),
  /** The same for every retry and for a doubled delivery. */
  webhookId: z.string(),
  eventId: z.string(),
  topic: z.string(),
  uri: z.string(),
  body: z.string(),
  name: z.string().nullable(),
  subscriptionId: id.nullable(),
  triggeredAt: instant,
  dueAt: instant,
  attempts: z.int(),
});
export type StoredDelivery = z.infer<typeof delivery>;

/** Every state that units at a location can be in, as Shopify names them. */
export const quantityNames = [
  "available",
  "committed",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
  "on_hand",
  "incoming",
] as const;
export type QuantityName = (typeof quantityNames)[number];

const quantity = z.object({ quantity: z.int(), at: instant });

/** What of one variant stands at one location. `id` is `item@location`. */
export const level = z.object({
  id: z.string(),
  itemId: id,
  locationId: id,
  createdAt: instant,
  updatedAt: instant,
  quantities: z.record(z.enum(quantityNames), quantity),
});
export type StoredLevel = z.infer<typeof level>;

/** One change of stock by an app or a person, as the inventory history shows it. */
export const adjustment = z.object({
  id,
  at: instant,
  reason: z.string(),
  referenceDocumentUri: z.string().nullable(),
  changes: z.array(
    z.object({
      name: z.enum(quantityNames),
      delta: z.int(),
      after: z.int(),
      itemId: id,
      locationId: id,
      ledgerDocumentUri: z.string().nullable(),
    }),
  ),
});
export type StoredAdjustment = z.infer<typeof adjustment>;

const location = z.object({
  id,
  name: z.string(),
  address1: z.string(),
  city: z.string(),
  zip: z.string(),
  active: z.boolean(),
  fulfillsOnlineOrders: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
export type StoredLocation = z.infer<typeof location>;

/** What was changed of a product since the shop opened. `id` is the product's. */
const good = z.object({
  id,
  title: z.string(),
  /** Minor units with two decimals, as the cast writes prices. */
  priceMinor: z.int(),
  status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED"]),
  /** Whether it may be sold when none is left. */
  inventoryPolicy: z.enum(["DENY", "CONTINUE"]),
  updatedAt: instant,
});
export type StoredGood = z.infer<typeof good>;

/** Every mail to a customer that the stand-in plays. */
export const mailKinds = [
  "order_confirmation",
  "shipping_confirmation",
  "shipping_update",
  "order_refund",
  "order_cancelled",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** A mail that the shop would have sent to the customer of an order. */
const mail = z.object({ id, at: instant, orderId: id, kind: z.enum(mailKinds), to: z.string(), subject: z.string() });
export type StoredMail = z.infer<typeof mail>;

/** Frozen: the fee is owed. Locked: under review. Closed: given up by its merchant, who may open it again. */
export const standings = ["open", "frozen", "locked", "closed"] as const;
export type Standing = (typeof standings)[number];

/** The one record of things that are not a list. */
const house = z.object({
  id: z.literal("house"),
  nextId: z.int(),
  nextNumber: z.int(),
  installed: z.boolean(),
  standing: z.enum(standings).default("open"),
  /** What the merchant changed since the shop opened; null: nothing. */
  name: z.string().nullable().default(null),
  host: z.string().nullable().default(null),
  scopes: z.array(z.string()).nullable().default(null),
  faults: faultsSchema,
});

/** Every kind of record the journal holds. */
export const kinds = {
  order,
  customer,
  token,
  subscription,
  delivery,
  house,
  /** Ids of orders that are gone for good. */
  deleted: z.object({ id, at: instant }),
  /** Answers of idempotent mutations by their key. */
  answered: z.object({
    id: z.string(),
    fingerprint: z.string(),
    /** What the mutation made: a refund of an order, or an adjustment of stock. */
    orderId: id.optional(),
    refundId: id.optional(),
    adjustmentId: id.optional(),
  }),
  level,
  location,
  good,
  adjustment,
  mail,
  job: z.object({ id: z.string(), orderId: id }),
} as const;
