import type { ExternalId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { Amount } from "../money.ts";

/** What a platform does not show us, and why. Never overwrites what we know. */
export interface Withheld {
  readonly withheld: "not-approved" | "masked" | "expired";
}
export type Shown<T> = T | null | Withheld;

export function isWithheld(value: unknown): value is Withheld {
  return typeof value === "object" && value !== null && "withheld" in value;
}

/**
 * What a platform says of one order at one moment. A page and a single read fill the very same fields. Everything in it belongs to
 * the shop: the newest snapshot replaces ours, whole.
 */
export interface OrderSnapshot {
  readonly id: ExternalId;
  /** As people say it, with the shop's prefix: "#1042". */
  readonly number: string;
  /** The order's page in the shop's own admin. */
  readonly adminUrl: string | null;
  /** Changes whenever the platform can tell that the order changed; compared by sweeps. Made and read by one adapter only. */
  readonly version: string;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
  readonly cancelledAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly completedAt: Instant | null;
  /** The platform's own status word, as it says it. */
  readonly status: string;
  readonly state: OrderState;
  /** Where in the shop the order came from: "web", "pos", "checkout", "admin" … as the platform says it. */
  readonly source: string | null;
  readonly currency: { readonly shop: string; readonly presentment: string };
  readonly taxesIncluded: boolean;
  readonly test: boolean;
  readonly people: OrderPeople;
  readonly lines: readonly OrderLine[];
  readonly shipping: readonly ShippingLine[];
  readonly fees: readonly Fee[];
  readonly coupons: readonly Coupon[];
  readonly taxes: readonly Tax[];
  readonly totals: OrderTotals;
  readonly payment: PaymentSummary;
  readonly payments: readonly Payment[];
  readonly fulfillment: FulfillmentState;
  readonly fulfillments: readonly Fulfillment[];
  readonly refunds: readonly Refund[];
  readonly tags: readonly string[];
}

export const orderStates = ["pending", "open", "on-hold", "completed", "cancelled", "failed", "trashed"] as const;
/** The shop's status in words that every platform shares, for filters and rules. */
export type OrderState = (typeof orderStates)[number];

export const paymentStates = [
  "unpaid",
  "authorized",
  "partly-paid",
  "paid",
  "partly-refunded",
  "refunded",
  "voided",
  "failed",
] as const;
export type PaymentState = (typeof paymentStates)[number];

export const paymentMethods = [
  "card",
  "bank-transfer",
  "cash-on-delivery",
  "wallet",
  "gift-card",
  "other",
  "none",
] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const fulfillmentStates = ["unfulfilled", "partly-fulfilled", "fulfilled", "not-required"] as const;
export type FulfillmentState = (typeof fulfillmentStates)[number];

/** Personal values of an order; stored in erasable tables only. */
export interface OrderPeople {
  readonly customer: Shown<Customer>;
  readonly shipping: Shown<Address>;
  readonly billing: Shown<Address>;
  /** What the customer or the shop wrote, and the answers that a checkout collected: free text may name people. */
  readonly remarks: Shown<Remarks>;
}

export interface Customer {
  /** Null for a guest. */
  readonly id: ExternalId | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Address {
  readonly name: string | null;
  readonly company: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  /** ISO 3166 alpha-2 where the platform has it. */
  readonly country: string | null;
  readonly phone: string | null;
}

export interface Remarks {
  readonly note: string | null;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

export interface OrderLine {
  readonly id: ExternalId;
  readonly productId: ExternalId | null;
  readonly variantId: ExternalId | null;
  readonly sku: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly options: readonly Attribute[];
  readonly picture: string | null;
  /** As ordered. */
  readonly quantity: number;
  /** After edits and refunds. */
  readonly currentQuantity: number;
  readonly unitPrice: Amount;
  /** What discounts and coupons take off the whole line, positive. */
  readonly discount: Amount;
  /** The whole line as ordered, after discounts; with tax where the order's prices include it. */
  readonly total: Amount;
  readonly taxes: readonly Tax[];
  readonly requiresShipping: boolean;
}

export interface Tax {
  readonly title: string;
  /** Percent as a decimal text, "20" or "8.25"; null where the platform does not say. */
  readonly rate: string | null;
  readonly amount: Amount;
}

export interface ShippingLine {
  readonly id: ExternalId;
  readonly title: string;
  readonly code: string | null;
  /** After discounts. */
  readonly total: Amount;
  readonly taxes: readonly Tax[];
}

export interface Fee {
  readonly id: ExternalId;
  readonly title: string;
  /** May be negative. */
  readonly total: Amount;
  readonly taxes: readonly Tax[];
}

export interface Coupon {
  readonly code: string;
  /** Null where the platform does not say what this code took off. */
  readonly amount: Amount | null;
}

export interface OrderTotals {
  /** Goods after discounts, before shipping, fees and (unless included) tax. */
  readonly subtotal: Amount;
  readonly discount: Amount;
  readonly shipping: Amount;
  readonly fees: Amount;
  readonly tax: Amount;
  /** What was sold, after edits, before refunds: what the shop states, and what its own parts add up to. */
  readonly total: { readonly stated: Amount; readonly derived: Amount };
  readonly paid: Amount;
  readonly refunded: Amount;
  readonly outstanding: Amount;
}

export interface PaymentSummary {
  readonly state: PaymentState;
  readonly method: PaymentMethod;
  /** The method as the shop calls it. */
  readonly title: string | null;
}

export interface Payment {
  readonly id: ExternalId;
  readonly kind: "sale" | "authorization" | "capture" | "void" | "refund" | "other";
  readonly status: "success" | "pending" | "failure";
  readonly gateway: string | null;
  readonly amount: Amount;
  readonly at: Instant | null;
}

export interface Fulfillment {
  readonly id: ExternalId;
  /** The platform's own status word. */
  readonly status: string;
  readonly state: "open" | "sent" | "delivered" | "cancelled" | "failed";
  readonly lines: readonly { readonly line: ExternalId; readonly quantity: number }[];
  readonly tracking: readonly {
    readonly carrier: string | null;
    readonly number: string | null;
    readonly url: string | null;
  }[];
  readonly sent: Evidence | null;
  readonly delivered: Evidence | null;
}

/** When something happened, and how we know. */
export interface Evidence {
  readonly at: Instant;
  readonly by:
    | "fulfillment-created"
    | "carrier-in-transit"
    | "carrier-delivered"
    | "status-completed"
    | "tracking-plugin"
    | "marked-delivered";
}

export interface Refund {
  readonly id: ExternalId;
  readonly at: Instant | null;
  readonly reason: string | null;
  readonly amount: Amount;
  readonly lines: readonly RefundLine[];
}

export interface RefundLine {
  readonly line: ExternalId;
  readonly quantity: number;
  readonly amount: Amount;
  /** "unknown" where the platform does not tell. */
  readonly restocked: "yes" | "no" | "unknown";
}
