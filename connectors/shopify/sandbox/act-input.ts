import { z } from "zod";
import { standings } from "./model.ts";

const target = { order: z.string().describe("numeric id, gid or name of the order") };
const at = { at: z.int().optional().describe("epoch ms of the act; now when absent") };
const notify = { notify: z.boolean().optional().describe("whether the customer is told by mail; yes when absent") };
const quantities = z.array(z.object({ line: z.string(), quantity: z.int().positive() })).optional();

const addressInput = z.object({
  first: z.string().optional(),
  last: z.string().optional(),
  company: z.string().nullable().optional(),
  line1: z.string().optional(),
  line2: z.string().nullable().optional(),
  city: z.string().optional(),
  province: z.string().nullable().optional(),
  provinceCode: z.string().nullable().optional(),
  zip: z.string().optional(),
  country: z.string().length(2).optional(),
  phone: z.string().nullable().optional(),
});

const placeInput = z.object({
  action: z.literal("place"),
  lines: z
    .array(z.object({ sku: z.string(), quantity: z.int().positive() }))
    .min(1)
    .optional(),
  /** Index into the cast of people; null places an order without a customer. */
  person: z.int().min(0).nullable().optional(),
  buyer: z
    .object({ first: z.string(), last: z.string(), email: z.string(), phone: z.string(), line1: z.string() })
    .optional()
    .describe("somebody who is not of the cast"),
  paid: z.boolean().optional(),
  gateway: z.string().optional(),
  presentmentCurrency: z.string().length(3).optional(),
  taxesIncluded: z.boolean().optional(),
  discountPercent: z.number().min(0).max(100).optional(),
  discountCode: z.string().optional(),
  /** Minor units of the shop's currency. */
  shippingMinor: z.int().min(0).optional(),
  note: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  test: z.boolean().optional(),
  sourceName: z.string().optional(),
  placedAt: z.int().optional(),
});

export const actInput = z.discriminatedUnion("action", [
  placeInput,
  z.object({ action: z.literal("pay"), ...target, ...at }),
  z.object({
    action: z.literal("edit"),
    ...target,
    ...at,
    change: z.enum(["add", "quantity", "remove"]).optional(),
    sku: z.string().optional(),
    line: z.string().optional(),
    quantity: z.int().min(0).optional(),
  }),
  z.object({ action: z.literal("address"), ...target, ...at, address: addressInput.optional() }),
  z.object({ action: z.literal("note"), ...target, ...at, note: z.string().nullable().optional() }),
  z.object({
    action: z.literal("tag"),
    ...target,
    ...at,
    add: z.array(z.string()).optional(),
    remove: z.array(z.string()).optional(),
  }),
  z.object({
    action: z.literal("fulfill"),
    ...target,
    ...at,
    ...notify,
    partial: z.boolean().optional(),
    lines: quantities,
    tracking: z
      .object({ company: z.string().optional(), number: z.string().optional(), url: z.string().optional() })
      .nullable()
      .optional(),
  }),
  z.object({
    action: z.literal("return"),
    ...target,
    ...at,
    note: z.string().optional(),
    open: z.boolean().optional().describe("opened by the shop, nobody has to approve it"),
    lines: z
      .array(
        z.object({
          line: z.string().describe("numeric id of the fulfillment's line"),
          quantity: z.int(),
          reason: z.string().optional(),
          note: z.string().optional(),
          customerNote: z.string().nullable().optional(),
        }),
      )
      .optional()
      .describe("all that was sent, when absent"),
  }),
  z.object({
    action: z.literal("settleReturn"),
    ...target,
    ...at,
    change: z.enum(["approve", "decline", "close", "reopen", "cancel"]),
    return: z.string().optional().describe("numeric id; the first that can be, when absent"),
    reason: z.string().optional().describe("why it is declined"),
    note: z.string().nullable().optional(),
  }),
  z.object({
    action: z.literal("hold"),
    ...target,
    ...at,
    reason: z.string().optional(),
    notes: z.string().nullable().optional(),
    handle: z.string().optional(),
  }),
  z.object({ action: z.literal("release"), ...target, ...at }),
  z.object({ action: z.literal("move"), ...target, ...at, location: z.string().describe("numeric id") }),
  z.object({ action: z.literal("deliver"), ...target, ...at, fulfillment: z.string().optional() }),
  z.object({
    action: z.literal("refund"),
    ...target,
    ...at,
    ...notify,
    restock: z.boolean().optional(),
    partial: z.boolean().optional(),
    lines: quantities,
    shipping: z.boolean().optional(),
    /** Minor units of the shop's currency; what the goods are worth when absent. */
    amountMinor: z.int().min(0).optional(),
    note: z.string().nullable().optional(),
  }),
  z.object({
    action: z.literal("cancel"),
    ...target,
    ...at,
    ...notify,
    reason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"]).optional(),
    restock: z.boolean().optional(),
    refund: z.boolean().optional(),
    staffNote: z.string().nullable().optional(),
  }),
  z.object({ action: z.literal("close"), ...target, ...at }),
  z.object({ action: z.literal("delete"), ...target, ...at }),
  z.object({
    action: z.literal("stock"),
    sku: z.string(),
    location: z.string().optional().describe("numeric id; the main one when absent"),
    available: z.int().optional().describe("how many can be sold there now"),
    delta: z.int().optional().describe("how many more there are"),
  }),
  z.object({
    action: z.literal("product"),
    sku: z.string(),
    title: z.string().min(1).optional(),
    priceMinor: z.int().min(0).optional(),
    status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED"]).optional(),
    inventoryPolicy: z.enum(["DENY", "CONTINUE"]).optional(),
  }),
  z.object({
    action: z.literal("location"),
    location: z.string().optional().describe("numeric id; a new location when absent"),
    name: z.string().min(1).optional(),
    active: z.boolean().optional(),
  }),
  z.object({ action: z.literal("random") }),
  z.object({ action: z.literal("revoke") }),
  z.object({ action: z.literal("uninstall") }),
  z.object({ action: z.literal("install") }),
  z.object({ action: z.literal("scope"), scope: z.string().regex(/^(read|write)_[a-z_]+$/), granted: z.boolean() }),
  z.object({ action: z.literal("standing"), standing: z.enum(standings) }),
  z.object({
    action: z.literal("rename"),
    name: z.string().trim().min(1).max(100).optional(),
    host: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/)
      .optional()
      .describe("a new *.myshopify.com address, which Shopify grants once"),
  }),
  z.object({
    action: z.literal("privacy"),
    asks: z.enum(["data", "erasure"]),
    customer: z.string().describe("numeric id"),
  }),
]);
export type ActInput = z.infer<typeof actInput>;
export type Act<A extends ActInput["action"]> = Extract<ActInput, { action: A }>;
export type PlaceInput = z.infer<typeof placeInput>;
