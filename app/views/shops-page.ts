import type { Trouble } from "#app/db/trouble.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { ShopBadge } from "./order-list.ts";

export interface ShopCard extends ShopBadge {
  readonly adminUrl: string;
  readonly currency: string;
  readonly timezone: string | null;
  readonly state: "active" | "paused" | "disconnected";
  /** A fault's code and parameters, worded at the screen with what to do. */
  readonly paused: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
    readonly at: Instant;
  } | null;
  /** It is read, and its reads fail one after the other: the last fault, and since when. Null: they do not. */
  readonly trouble: Trouble | null;
  readonly disconnectedAt: Instant | null;
  /** Disconnected because its own people uninstalled Tek there. */
  readonly left: boolean;
  readonly orders: number;
  /** When the oldest of them was placed; null before the first. */
  readonly ordersSince: Instant | null;
  /** How many days back the platform shows orders; null for all of them. */
  readonly historyDays: number | null;
  readonly import: {
    readonly state: "waiting" | "running" | "done";
    readonly done: number;
    readonly total: number | null;
    readonly finishedAt: Instant | null;
  };
  /** What the shop shows against what we hold, order by order; the others are read again. Null before the first comparison. */
  readonly compared: { readonly alike: number; readonly of: number; readonly finishedAt: Instant | null } | null;
  readonly lastHeardAt: Instant | null;
  readonly lastReadAt: Instant | null;
  /** The next poll; a time long past says that work is late, or that the shop is in trouble. */
  readonly nextReadAt: Instant | null;
  readonly waiting: number;
  readonly quarantined: number;
  readonly doorbells: {
    readonly state: "none" | "waiting" | "in-place" | "failing";
    readonly lastRungAt: Instant | null;
    readonly checkedAt: Instant | null;
    /** One was last found switched off, deleted or led elsewhere, and was put up again. */
    readonly revivedAt: Instant | null;
  };
  readonly missingScopes: readonly string[];
}

export interface ShopsPageView {
  readonly shops: readonly ShopCard[];
  /** The newest approval on a shop's own page that came to nothing, while it can still be tried again. */
  readonly notLinked: {
    readonly address: string;
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  } | null;
  /** The newest link by which a Shopify shop may join, until it runs out or the shop joined. */
  readonly joining: {
    readonly shop: string;
    readonly expiresAt: Instant;
    /** A person of the shop said no. */
    readonly declined: boolean;
  } | null;
  /** When its people closed the first-run guide; null while it greets. */
  readonly guideClosedAt: Instant | null;
  /** People who asked to be told what is held of them and still wait; null: none. */
  readonly askedToBeTold: { readonly count: number; readonly dueAt: Instant } | null;
  readonly upTo: number;
  readonly now: Instant;
  readonly timezone: string;
}
