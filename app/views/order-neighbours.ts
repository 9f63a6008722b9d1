import type { OrderId } from "#app/domain/ids.ts";
import type { OrderListQuery } from "./order-list.ts";

interface Neighbour {
  readonly id: OrderId;
  readonly number: string;
}

/** What stands around an order in the list that it was opened from. */
export interface OrderNeighbours {
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
  /** The list at a page that holds the order: the one that it was opened from, as long as it is there. */
  readonly list: OrderListQuery;
}
