import type { Product } from "./catalogue.ts";
import type { MailKind } from "./model.ts";
import type { StoredOrder } from "./order-model.ts";
import type { Minter } from "./state.ts";
import type { StoredGood } from "./stock-model.ts";

/** What a rule may know of the moment in which it acts. */
export interface Scene {
  /** Epoch milliseconds of the act. */
  readonly at: number;
  readonly mint: Minter;
  /** A fraction in [0, 1). */
  chance(): number;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly floor: Floor;
}

/** What is for sale at that moment. */
export interface Floor {
  good(product: Product): StoredGood;
  /** Units of an inventory item that may still be sold. */
  sellable(itemId: string): number;
  /** The location that an order of these goods is sent from. */
  routed(wanted: readonly { readonly itemId: string; readonly quantity: number }[]): string;
}

/** One thing that happened to an order, from which webhooks are made. */
export interface Mark {
  readonly topic: string;
  /** The fulfillment, refund or transaction that it is about. */
  readonly subject?: string;
  /** What the customer is told of it by mail. */
  readonly mail?: MailKind;
  readonly edit?: { readonly additions: readonly Delta[]; readonly removals: readonly Delta[] };
}

interface Delta {
  readonly id: string;
  readonly delta: number;
}

/** The shop does not allow this act now; the message says why. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Moves `updatedAt`, which Shopify keeps at one second's precision and which never goes back. */
export function touch(order: StoredOrder, at: number): void {
  order.updatedAt = Math.max(order.updatedAt, secondOf(at));
}

export function secondOf(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

export function pick<T>(scene: { chance(): number }, from: readonly T[]): T {
  const one = from[Math.floor(scene.chance() * from.length)];
  if (one === undefined) throw new Refused("nothing to choose from");
  return one;
}
