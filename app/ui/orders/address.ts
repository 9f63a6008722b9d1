import { z } from "zod";
import { looksLikeId, type OrderId, toShopId } from "#app/domain/ids.ts";
import { fulfillmentStates, orderStates, paymentStates } from "#app/domain/orders/snapshot.ts";
import { type OrderListQuery, type OrderSort, orderSorts, orderTabs } from "#app/views/order-list.ts";

export const defaultQuery: OrderListQuery = {
  tab: "all",
  search: "",
  shops: [],
  states: [],
  payments: [],
  fulfillments: [],
  from: null,
  to: null,
  sort: "placed",
  descending: true,
  cursor: null,
  limit: 50,
};

/** Each known value once; the others are dropped, so that a mistyped or old address still shows a list. */
const setOf = <const Values extends readonly string[]>(values: Values) =>
  z.array(z.string()).transform((given) => values.filter((value): value is Values[number] => given.includes(value)));

const day = z.iso.date().nullable().catch(null);

const schema = z.object({
  tab: z.enum(orderTabs).catch(defaultQuery.tab),
  search: z.string().trim().max(200).catch(""),
  shops: z.array(z.string()).transform((ids) => [...new Set(ids.filter(looksLikeId))].map(toShopId)),
  states: setOf(orderStates),
  payments: setOf(paymentStates),
  fulfillments: setOf(fulfillmentStates),
  from: day,
  to: day,
  sort: z.enum(orderSorts).catch(defaultQuery.sort),
  descending: z.enum(["asc", "desc"]).nullable().catch(null),
  cursor: z.string().min(1).max(1000).nullable().catch(null),
  limit: z.coerce.number().int().min(1).max(250).catch(defaultQuery.limit),
});

/** Reads the list's query out of an address. What is not understood counts as not said. */
export function queryFromAddress(params: URLSearchParams): OrderListQuery {
  const { descending, ...query } = schema.parse({
    tab: params.get("tab"),
    search: params.get("q") ?? "",
    shops: params.getAll("shop-id"),
    states: params.getAll("state"),
    payments: params.getAll("payment"),
    fulfillments: params.getAll("fulfillment"),
    from: params.get("from"),
    to: params.get("to"),
    sort: params.get("sort"),
    descending: params.get("order"),
    cursor: params.get("cursor"),
    limit: params.get("limit") ?? defaultQuery.limit,
  });
  return { ...query, descending: descending ? descending === "desc" : descendsByNature(query.sort) };
}

/** People read names from A, everything else from the newest or highest. */
export const descendsByNature = (sort: OrderSort): boolean => sort !== "customer";

/** The address of a query, without what goes without saying: the same query always has the same address. */
export function addressOf(query: OrderListQuery): string {
  const params = new URLSearchParams();
  if (query.tab !== defaultQuery.tab) params.set("tab", query.tab);
  if (query.search) params.set("q", query.search);
  for (const shop of query.shops) params.append("shop-id", shop);
  for (const state of query.states) params.append("state", state);
  for (const payment of query.payments) params.append("payment", payment);
  for (const fulfillment of query.fulfillments) params.append("fulfillment", fulfillment);
  if (query.from) params.set("from", query.from);
  if (query.to) params.set("to", query.to);
  if (query.sort !== defaultQuery.sort) params.set("sort", query.sort);
  if (query.descending !== descendsByNature(query.sort)) params.set("order", query.descending ? "desc" : "asc");
  if (query.limit !== defaultQuery.limit) params.set("limit", String(query.limit));
  if (query.cursor) params.set("cursor", query.cursor);
  const text = params.toString();
  return text ? `/orders?${text}` : "/orders";
}

/** The address of an order that was opened from a list: the list's own filters stand behind it. */
export const orderAddress = (order: OrderId, list: OrderListQuery): string =>
  addressOf(list).replace("/orders", `/orders/${order}`);

/** The query with something changed, at its first page: a cursor belongs to one query only. */
export const changed = (query: OrderListQuery, change: Partial<OrderListQuery>): OrderListQuery => ({
  ...query,
  cursor: null,
  ...change,
});

/** Without filters and search; the tab, the sort and the page's length stay. */
export const cleared = (query: OrderListQuery): OrderListQuery =>
  changed(query, { search: "", shops: [], states: [], payments: [], fulfillments: [], from: null, to: null });

/** How many filters are set; the search counts for itself. */
export const filtersIn = (query: OrderListQuery): number =>
  query.shops.length +
  query.states.length +
  query.payments.length +
  query.fulfillments.length +
  (query.from ? 1 : 0) +
  (query.to ? 1 : 0);
