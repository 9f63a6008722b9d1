import type { ExternalId } from "../ids.ts";
import type { Instant } from "../instant.ts";

/** A place where a shop counts units. */
export interface StockPlace {
  readonly id: ExternalId;
  readonly name: string;
  /** A closed place keeps its numbers, and nothing is sold from it. */
  readonly open: boolean;
}

/** How many units of one item a shop counts at one place. */
export interface StockLevel {
  /** As the variant's `stock` names it. */
  readonly item: ExternalId;
  readonly place: ExternalId;
  /** What may still be sold; below zero where a shop sells beyond. Null where the platform does not say. */
  readonly available: number | null;
  /** What lies there, promised units included. Null where the platform does not say. */
  readonly onHand: number | null;
  readonly updatedAt: Instant | null;
}
