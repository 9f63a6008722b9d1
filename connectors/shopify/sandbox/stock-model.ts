import { z } from "zod";

/** The location that every shop begins with. */
export const mainLocation = "70100000001";

/** What the stand-in keeps of its floor: goods, places and counts. */
const id = z.string();
const instant = z.int();

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

export const location = z.object({
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
export const good = z.object({
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
