import { count, eq } from "drizzle-orm";
import type { FulfillmentState, OrderState, PaymentMethod, PaymentState } from "#app/domain/orders/snapshot.ts";
import type { Presence } from "./orders.ts";
import type { Reading } from "./scope.ts";

/** How many orders of a workspace share these words. A few hundred cells describe any number of orders. */
export interface OrderCell {
  readonly shop: string;
  readonly state: OrderState;
  readonly payment: PaymentState;
  readonly method: PaymentMethod;
  readonly fulfillment: FulfillmentState;
  readonly presence: Presence;
  /** Where the order came from, as its shop says it: "web", "pos", "checkout". */
  readonly source: string | null;
  readonly count: number;
}

/**
 * What orders must be, by the words that they are counted by. Words of one list are alternatives; an absent list means any; `either`
 * holds when one of its lists does.
 */
export interface OrderCriteria {
  readonly shop?: readonly string[];
  readonly state?: readonly OrderState[];
  readonly payment?: readonly PaymentState[];
  readonly method?: readonly PaymentMethod[];
  readonly fulfillment?: readonly FulfillmentState[];
  readonly presence?: readonly Presence[];
  readonly source?: readonly string[];
  readonly either?: { readonly payment: readonly PaymentState[]; readonly method: readonly PaymentMethod[] };
}

/** Every order of the workspace, counted in one statement. */
export async function countOrders({ q, t, workspace }: Reading): Promise<readonly OrderCell[]> {
  const words = {
    shop: t.orders.shop,
    state: t.orders.state,
    payment: t.orders.paymentState,
    method: t.orders.paymentMethod,
    fulfillment: t.orders.fulfillmentState,
    presence: t.orders.presence,
    source: t.orders.source,
  };
  return await q
    .select({ ...words, count: count() })
    .from(t.orders)
    .where(eq(t.orders.workspace, workspace))
    .groupBy(...Object.values(words));
}

/** How many of the counted orders meet all criteria. */
export function sumCells(cells: readonly OrderCell[], all: readonly OrderCriteria[]): number {
  return cells.reduce((sum, cell) => (all.every((criteria) => meets(cell, criteria)) ? sum + cell.count : sum), 0);
}

function meets(cell: OrderCell, { either, ...lists }: OrderCriteria): boolean {
  const within = <Word>(list: readonly Word[] | undefined, word: Word | null) =>
    list === undefined || (word !== null && list.includes(word));
  return (
    within(lists.shop, cell.shop) &&
    within(lists.state, cell.state) &&
    within(lists.payment, cell.payment) &&
    within(lists.method, cell.method) &&
    within(lists.fulfillment, cell.fulfillment) &&
    within(lists.presence, cell.presence) &&
    within(lists.source, cell.source) &&
    (either === undefined || either.payment.includes(cell.payment) || either.method.includes(cell.method))
  );
}
