import { z } from "zod";
import { faultsSchema } from "../../contract/sandbox/faults.ts";
import { order } from "./order-model.ts";
import { adjustment, good, level, location } from "./stock-model.ts";

/** The stored facts of the stand-in. Ids are Shopify's numeric ids as text; instants are epoch milliseconds. */
const id = z.string();
const instant = z.int();

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
