import type { OrderId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { Money } from "#app/domain/money.ts";
import type { OrderState } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "./order-list.ts";

/** The other orders of an order's customer, in all shops. */
export interface CustomerOrders {
  readonly count: number;
  /** There may be more than were looked at. */
  readonly more: boolean;
  /** What they come to, a sum for each currency; cancelled and failed ones left out. */
  readonly totals: readonly Money[];
  /** The newest of them. */
  readonly newest: readonly {
    readonly id: OrderId;
    readonly shop: ShopBadge;
    readonly number: string;
    readonly placedAt: Instant;
    readonly total: Money;
    readonly state: OrderState;
    readonly status: string;
  }[];
}
