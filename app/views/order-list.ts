import type { OrderId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { Money } from "#app/domain/money.ts";
import type { FulfillmentState, OrderState, PaymentMethod, PaymentState } from "#app/domain/orders/snapshot.ts";

export interface ShopBadge {
  readonly id: ShopId;
  readonly platform: string;
  readonly name: string;
}

export const orderTabs = ["all", "open", "unpaid", "to-send", "refunded", "cancelled"] as const;
export type OrderTab = (typeof orderTabs)[number];
export const orderSorts = ["placed", "updated", "total", "customer"] as const;
export type OrderSort = (typeof orderSorts)[number];

/** As it stands in the address. Empty lists mean "any". */
export interface OrderListQuery {
  readonly tab: OrderTab;
  readonly search: string;
  readonly shops: readonly ShopId[];
  readonly states: readonly OrderState[];
  readonly payments: readonly PaymentState[];
  readonly fulfillments: readonly FulfillmentState[];
  readonly methods: readonly PaymentMethod[];
  readonly platforms: readonly string[];
  /** Where orders came from, as the shops call it: "web", "pos", "checkout". */
  readonly channels: readonly string[];
  /** Ours and the shops', whatever their letters' case. */
  readonly tags: readonly string[];
  /** ISO 3166-1; only together with `from`. */
  readonly countries: readonly string[];
  /** Totals from `least` to `most`, both included, decimals such as "12.50" in `currency`; null is an open end. */
  readonly currency: string | null;
  readonly least: string | null;
  readonly most: string | null;
  /** Calendar days of the workspace's zone, "2026-11-23", both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: OrderSort;
  readonly descending: boolean;
  /** Of the page before, from `OrderListView.next`; null for the first page. */
  readonly cursor: string | null;
  readonly limit: number;
}

export interface OrderRow {
  readonly id: OrderId;
  readonly shop: ShopBadge;
  readonly number: string;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
  /** The first line's title and picture, all units, and how many further lines there are. */
  readonly goods: {
    readonly title: string;
    readonly picture: string | null;
    readonly quantity: number;
    /** Cancelled or refunded to the last unit: these are the units that were ordered. */
    readonly taken: boolean;
    readonly moreLines: number;
  } | null;
  readonly customer: { readonly name: string | null; readonly city: string | null } | "withheld" | "erased" | null;
  readonly total: Money;
  /** In what the customer saw, where that is another currency. */
  readonly presentmentTotal: Money | null;
  readonly discrepancy: boolean;
  readonly payment: { readonly state: PaymentState; readonly method: PaymentMethod; readonly title: string | null };
  readonly fulfillment: FulfillmentState;
  readonly state: OrderState;
  readonly status: string;
  readonly presence: "shown" | "missing" | "hidden" | "deleted";
  readonly source: string | null;
  /** ISO 3166-1 of where it goes, else of the bill. */
  readonly country: string | null;
  /** The shop's, in its order. */
  readonly tags: readonly string[];
  /** Given in Tek, from A. */
  readonly ownTags: readonly string[];
}

/** A list's filters under a name, for everybody in the workspace. */
export interface SavedTab {
  readonly id: string;
  readonly name: string;
  /** What stands behind the question mark of its address. */
  readonly query: string;
  /** Exact where the counts of the orders tell; else up to 1,000, and `more` when there are further ones. */
  readonly count: number;
  readonly more: boolean;
}

export interface OrderListView {
  readonly rows: readonly OrderRow[];
  readonly next: string | null;
  /** The cursor was none of this list (any more): these are the rows of its first page. */
  readonly restarted: boolean;
  /** Of the tabs, without the other filters; exact. */
  readonly counts: Readonly<Record<OrderTab, number>>;
  /** Orders that match the whole query: exact where the counts tell; else up to 1,000, and `more` when there are further ones. */
  readonly matching: { readonly count: number; readonly more: boolean };
  /** The saved views, in the order in which people put them. */
  readonly views: readonly SavedTab[];
  /** What the person chose to see; null: as everybody. */
  readonly columns: readonly string[] | null;
  readonly shops: readonly ShopBadge[];
  /** What can be chosen from: where orders came from, and the currencies of the shops. */
  readonly channels: readonly string[];
  readonly currencies: readonly string[];
  /** The newest event that this view has seen: the live stream goes on from it. */
  readonly upTo: number;
  readonly now: Instant;
  readonly timezone: string;
}
