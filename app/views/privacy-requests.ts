import type { OrderId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";

/** A request of a person or a shop that came through its platform. Nothing in it names a person. */
export interface PrivacyRequestRow {
  readonly id: string;
  /** customer-data: the owner gives out what these orders hold. customer-erase and shop-erase: Tek does it by itself. */
  readonly kind: "customer-data" | "customer-erase" | "shop-erase";
  /** Null once the shop was erased. */
  readonly shop: { readonly id: string; readonly platform: string; readonly name: string } | null;
  readonly platform: string;
  readonly receivedAt: Instant;
  /** Until when it must be done. */
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
  /** How many orders it reached; null until it is done. */
  readonly reached: number | null;
  /** Those of its orders that are held, to be opened. */
  readonly orders: readonly { readonly id: OrderId; readonly number: string }[];
}

export interface PrivacyRequestsView {
  readonly requests: readonly PrivacyRequestRow[];
  readonly upTo: number;
  readonly now: Instant;
  readonly timezone: string;
}
