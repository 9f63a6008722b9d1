import type { OrderId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { ShopBadge } from "./order-list.ts";

export interface QuarantineQuery {
  readonly shop: ShopId | null;
  /** A cause's code. */
  readonly code: string | null;
  /** Opaque; null: the first page. */
  readonly cursor: string | null;
}

/** One record that could not be read; its body is asked for separately. */
export interface QuarantineRow {
  readonly shop: ShopBadge & { readonly state: "active" | "paused" | "disconnected" };
  /** The platform's; a made-up one where the record has none. */
  readonly externalId: string;
  readonly unnamed: boolean;
  /** A fault's code and parameters, worded at the screen with what to do. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** When it was first set aside, and last tried. */
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly attempts: number;
  /** Bytes; null: nothing came that could be kept. */
  readonly bodySize: number | null;
  /** A read of it waits or is under way. */
  readonly waiting: boolean;
  /** The order in an older state that could be read. */
  readonly held: { readonly id: OrderId; readonly number: string } | null;
}

export interface QuarantineView {
  /** The newest first. */
  readonly rows: readonly QuarantineRow[];
  readonly next: string | null;
  /** How many of each shop and cause, whatever the query. */
  readonly causes: readonly { readonly shop: ShopBadge; readonly code: string; readonly count: number }[];
  readonly upTo: number;
  readonly now: Instant;
  readonly timezone: string;
}

/** For the badge in the navigation. */
export interface QuarantineCount {
  readonly count: number;
  readonly upTo: number;
}
