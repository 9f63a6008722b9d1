import type { OrderId } from "#app/domain/ids.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "./order-list.ts";
import type { OrderPageView } from "./order-page.ts";

/** One order whole: as its shop says it, and what we know of it. */
export interface ExportedOrder extends OrderSnapshot {
  readonly order: OrderId;
  readonly shop: ShopBadge;
  readonly presence: OrderPageView["presence"];
  /** Given in Tek. */
  readonly ownTags: readonly string[];
}
