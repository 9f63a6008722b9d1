import type { Variant } from "./catalogue.ts";
import type { MoneyBagView } from "./defaults.ts";
import type { Desk } from "./desk.ts";
import { type Bag, decimalText } from "./money.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import type { StoredOrder, StoredReturn } from "./order-model.ts";
import type { Store } from "./state.ts";

/** An object of the graph: plain values, or functions of the field's arguments. */
export interface View {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** What the graph is drawn from; one per request. */
export interface GraphContext {
  readonly options: ShopifySandboxOptions;
  readonly store: Store;
  readonly desk: Desk;
  readonly scopes: ReadonlySet<string>;
  readonly now: number;
  /** Orders by sort key, as they were at a revision of the store. */
  readonly sorted: Map<string, SortedOrders>;
  /** Draws an order; held here because parts of an order lead back to it. */
  orderView(order: StoredOrder): View;
  returnView(order: StoredOrder, one: StoredReturn): View;
  /** Draws an inventory item, to which each of its levels leads back. */
  itemView(variant: Variant): View;
}

export interface SortedOrders {
  readonly revision: number;
  readonly orders: readonly StoredOrder[];
}

const windowMs = 60 * 86_400_000;

/** Orders older than 60 days do not exist for an app without `read_all_orders` (Shopify's page on the Order object). */
export function isVisible(context: GraphContext, order: StoredOrder): boolean {
  return context.scopes.has("read_all_orders") || order.createdAt >= context.now - windowMs;
}

export function visibleOrder(context: GraphContext, id: string): StoredOrder | undefined {
  const order = context.store.get("order", id);
  return order && isVisible(context, order) ? order : undefined;
}

export function moneyBag(
  bag: Bag,
  { currency, presentmentCurrency }: Pick<StoredOrder, "currency" | "presentmentCurrency">,
): MoneyBagView {
  const money = (minor: number, currencyCode: string) =>
    ({ __typename: "MoneyV2", amount: decimalText(minor, currencyCode), currencyCode }) as const;
  return {
    __typename: "MoneyBag",
    minor: bag,
    shopMoney: money(bag.shop, currency),
    presentmentMoney: money(bag.presentment, presentmentCurrency),
  };
}

/** The first few of a plain list, or all of it. */
export function few<T>(list: readonly T[], first: number | null | undefined): readonly T[] {
  return first === null || first === undefined ? list : list.slice(0, first);
}

export function attributes(list: readonly { key: string; value: string }[]): View[] {
  return list.map(({ key, value }) => ({ __typename: "Attribute", key, value }));
}
