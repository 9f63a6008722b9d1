import { compare, connect, type PageArguments, type Place } from "./connections.ts";
import { type GraphContext, isVisible, type View } from "./graph-context.ts";
import type { StoredOrder } from "./order-model.ts";
import { compileSearch, type SearchField } from "./search.ts";
import { financialStatusOf, fulfillmentStatusOf, totalsOf } from "./totals.ts";

export type OrderListArguments = PageArguments & { readonly query?: string | null; readonly sortKey?: string };

/** What an order is sorted by, for each sort key that the stand-in plays. The platform's default is PROCESSED_AT. */
const sortValues: Readonly<Record<string, (order: StoredOrder) => number | string>> = {
  UPDATED_AT: (one) => one.updatedAt,
  CREATED_AT: (one) => one.createdAt,
  PROCESSED_AT: (one) => one.createdAt,
  ID: () => 0,
  RELEVANCE: () => 0,
  ORDER_NUMBER: (one) => one.number,
  CURRENT_TOTAL_PRICE: (one) => totalsOf(one).currentTotal.shop,
  TOTAL_PRICE: (one) => totalsOf(one).total.shop,
  CUSTOMER_NAME: (one) => `${one.billing?.last ?? ""} ${one.billing?.first ?? ""}`,
  FINANCIAL_STATUS: (one) => financialStatusOf(one),
  FULFILLMENT_STATUS: fulfillmentStatusOf,
  DESTINATION: (one) => one.shipping?.city ?? "",
  PO_NUMBER: (one) => one.poNumber ?? "",
  TOTAL_ITEMS_QUANTITY: (one) => one.lines.reduce((sum, line) => sum + line.quantity, 0),
};

const isOpen = (one: StoredOrder) => one.closedAt === null && one.cancelledAt === null;

const fields: Readonly<Record<string, SearchField<StoredOrder>>> = {
  id: { kind: "number", of: (one) => Number(one.id) },
  name: { kind: "text", of: (one) => [one.name, String(one.number)] },
  created_at: { kind: "instant", of: (one) => one.createdAt },
  processed_at: { kind: "instant", of: (one) => one.createdAt },
  updated_at: { kind: "instant", of: (one) => one.updatedAt },
  cancelled_at: { kind: "instant", of: (one) => one.cancelledAt },
  closed_at: { kind: "instant", of: (one) => one.closedAt },
  tag: { kind: "text", of: (one) => one.tags },
  sku: { kind: "text", of: (one) => one.lines.map((line) => line.sku) },
  email: { kind: "text", of: (one) => [one.email] },
  customer_id: { kind: "text", of: (one) => [one.customerId] },
  test: { kind: "flag", test: (one, value) => String(one.test) === value },
  financial_status: {
    kind: "flag",
    test: (one, value) => value === "any" || financialStatusOf(one).toLowerCase() === value,
  },
  fulfillment_status: { kind: "flag", test: (one, value) => value === "any" || fulfillmentWord(one) === value },
  status: { kind: "flag", test: hasStatus },
};

function hasStatus(one: StoredOrder, value: string): boolean {
  switch (value) {
    case "open":
      return isOpen(one);
    case "closed":
      return one.closedAt !== null;
    case "cancelled":
      return one.cancelledAt !== null;
    case "not_closed":
      return one.closedAt === null;
    default:
      return value === "any";
  }
}

function fulfillmentWord(one: StoredOrder): string {
  const status = fulfillmentStatusOf(one);
  if (status === "FULFILLED") return "shipped";
  return status === "PARTIALLY_FULFILLED" ? "partial" : "unfulfilled";
}

/** `QueryRoot.orders` */
export function ordersConnection(context: GraphContext, args: OrderListArguments): unknown {
  const sortKey = args.sortKey ?? "PROCESSED_AT";
  const sortValue = sortValues[sortKey] ?? sortValues.PROCESSED_AT;
  const placeOf = (one: StoredOrder): Place => ({ value: sortValue ? sortValue(one) : 0, id: Number(one.id) });
  const matches = compileSearch(args.query, fields);
  const found = sortedBy(context, sortKey, placeOf).filter((one) => isVisible(context, one) && matches(one));
  return connect(found, args, placeOf, (one) => context.orderView(one));
}

/** `QueryRoot.ordersCount`: capped at `limit`, which is 10,000 unless lifted with null. */
export function ordersCount(
  context: GraphContext,
  { query, limit }: { query?: string | null; limit?: number | null },
): View {
  const matches = compileSearch(query, fields);
  let count = 0;
  for (const one of context.store.all("order")) if (isVisible(context, one) && matches(one)) count += 1;
  const capped = limit !== null && limit !== undefined && count > limit;
  return { __typename: "Count", count: capped ? limit : count, precision: capped ? "AT_LEAST" : "EXACT" };
}

/** Sorting is kept until an order changes, so that paging through a big shop sorts once. */
function sortedBy(
  { store, sorted }: GraphContext,
  key: string,
  placeOf: (one: StoredOrder) => Place,
): readonly StoredOrder[] {
  const known = sorted.get(key);
  if (known?.revision === store.revision()) return known.orders;
  const places = [...store.all("order")].map((order) => ({ order, place: placeOf(order) }));
  const orders = places.sort((a, b) => compare(a.place, b.place)).map(({ order }) => order);
  sorted.set(key, { revision: store.revision(), orders });
  return orders;
}
