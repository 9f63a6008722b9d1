import { z } from "zod";
import { faultsSchema } from "../../contract/sandbox/faults.ts";
import {
  type Coupon,
  type Customer,
  couponSchema,
  customerSchema,
  type Key,
  keySchema,
  type Mail,
  mailSchema,
  type Note,
  noteSchema,
  type Product,
  productSchema,
  type TaxRate,
  type Term,
  taxRateSchema,
  termSchema,
  type Webhook,
  webhookSchema,
} from "./entities.ts";
import { type Order, orderSchema, type Refund, refundSchema } from "./order-entities.ts";
import { storedSiteSchema } from "./site.ts";

/** The counters a WordPress database has: `post` is one sequence for goods, pictures, orders and refunds alike. */
export type Sequence =
  | "post"
  | "item"
  | "itemMeta"
  | "meta"
  | "comment"
  | "user"
  | "webhook"
  | "term"
  | "attribute"
  | "mail"
  | "key"
  | "rate";

/** Where each counter of a new shop stands. */
export const sequences = {
  post: 12,
  item: 0,
  itemMeta: 0,
  meta: 0,
  comment: 1,
  user: 1,
  webhook: 0,
  term: 15,
  attribute: 0,
  mail: 0,
  key: 0,
  /** Behind the rates that every shop begins with. */
  rate: 6,
};
const sequencesSchema = z.record(z.string(), z.int());
const droppedSchema = z.object({
  kind: z.enum(["order", "refund", "note", "product", "webhook", "coupon", "rate"]),
  id: z.int(),
});

/** One line of the journal: what an operation put, dropped and counted. */
export const entrySchema = z.object({
  order: z.array(orderSchema).optional(),
  refund: z.array(refundSchema).optional(),
  note: z.array(noteSchema).optional(),
  product: z.array(productSchema).optional(),
  customer: z.array(customerSchema).optional(),
  webhook: z.array(webhookSchema).optional(),
  coupon: z.array(couponSchema).optional(),
  rate: z.array(taxRateSchema).optional(),
  key: z.array(keySchema).optional(),
  category: z.array(termSchema).optional(),
  attribute: z.array(termSchema).optional(),
  mail: z.array(mailSchema).optional(),
  dropped: z.array(droppedSchema).optional(),
  next: sequencesSchema.optional(),
  faults: faultsSchema.optional(),
  site: storedSiteSchema.optional(),
});

export interface Kinds {
  order: Order;
  refund: Refund;
  note: Note;
  product: Product;
  customer: Customer;
  webhook: Webhook;
  coupon: Coupon;
  rate: TaxRate;
  key: Key;
  category: Term;
  attribute: Term;
  mail: Mail;
}
export const kinds = [
  "order",
  "refund",
  "note",
  "product",
  "customer",
  "webhook",
  "category",
  "attribute",
  "mail",
  "key",
  "coupon",
  "rate",
] as const;
export type Dropped = z.infer<typeof droppedSchema>;
