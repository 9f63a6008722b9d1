import { z } from "zod";
import { isCalendarDay } from "#app/domain/calendar.ts";
import { looksLikeId, type OrderId, toShopId } from "#app/domain/ids.ts";
import { isCurrency } from "#app/domain/money.ts";
import { fulfillmentStates, orderStates, paymentMethods, paymentStates } from "#app/domain/orders/snapshot.ts";
import { foldText } from "#app/domain/text.ts";
import { type OrderListQuery, type OrderSort, orderSorts, orderTabs } from "./order-list.ts";

export const defaultQuery: OrderListQuery = {
  tab: "all",
  search: "",
  shops: [],
  states: [],
  payments: [],
  fulfillments: [],
  methods: [],
  platforms: [],
  channels: [],
  tags: [],
  countries: [],
  currency: null,
  least: null,
  most: null,
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

/** Each word once, none that is empty or endless, and no more than anybody would choose. */
const wordsOf = (most: number, fits: (word: string) => boolean = () => true) =>
  z
    .array(z.string())
    .transform((given) => [...new Set(given.map((word) => word.trim()).filter((word) => word && fits(word)))])
    .transform((given) => given.filter((word) => word.length <= longestWord).slice(0, most));
const longestWord = 100;

/** The day after it must exist too. */
const day = z
  .string()
  .refine((text) => isCalendarDay(text) && text < "9998")
  .nullable()
  .catch(null);
const decimal = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/)
  .nullable()
  .catch(null);

const schema = z
  .object({
    tab: z.enum(orderTabs).catch(defaultQuery.tab),
    search: z.string().trim().max(200).catch(""),
    shops: z.array(z.string()).transform((ids) => [...new Set(ids.filter(looksLikeId))].map(toShopId)),
    states: setOf(orderStates),
    payments: setOf(paymentStates),
    fulfillments: setOf(fulfillmentStates),
    methods: setOf(paymentMethods),
    platforms: wordsOf(10, (word) => /^[a-z][a-z-]*$/.test(word)),
    channels: wordsOf(20),
    tags: wordsOf(20, (word) => foldText(word) !== ""),
    countries: wordsOf(20, (word) => /^[A-Z]{2}$/.test(word)),
    currency: z.string().refine(isCurrency).nullable().catch(null),
    least: decimal,
    most: decimal,
    from: day,
    to: day,
    sort: z.enum(orderSorts).catch(defaultQuery.sort),
    descending: z.enum(["asc", "desc"]).nullable().catch(null),
    cursor: z.string().min(1).max(1000).nullable().catch(null),
    limit: z.coerce.number().int().min(1).max(250).catch(defaultQuery.limit),
  })
  .transform((query) => ({
    ...query,
    // An amount says nothing without its currency, nor a currency without an amount.
    ...(query.currency === null ? { least: null, most: null } : {}),
    ...(query.least === null && query.most === null ? { currency: null } : {}),
    // A country is looked at order by order: without a first day that would be all of them.
    ...(query.from === null ? { countries: [] } : {}),
  }));

/** Reads the list's query out of an address. What is not understood counts as not said. */
export function queryFromAddress(params: URLSearchParams): OrderListQuery {
  const { descending, ...query } = schema.parse({
    tab: params.get("tab"),
    search: params.get("q") ?? "",
    shops: params.getAll("shop-id"),
    states: params.getAll("state"),
    payments: params.getAll("payment"),
    fulfillments: params.getAll("fulfillment"),
    methods: params.getAll("method"),
    platforms: params.getAll("platform"),
    channels: params.getAll("channel"),
    tags: params.getAll("tag"),
    countries: params.getAll("country"),
    currency: params.get("currency"),
    least: params.get("least"),
    most: params.get("most"),
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

/** What of an address is a part of the list's query and was not understood, as it stands there: "state=frozen". */
export function ignoredIn(params: URLSearchParams): readonly string[] {
  const said = sayings(queryFromAddress(params));
  const names = new Set(said.map(([name]) => name));
  return [...params]
    .filter(([name, value]) => names.has(name) && value.trim() !== "")
    .filter(
      ([name, value]) =>
        !said.some(([one, understood]) => one === name && (understood === value || understood === value.trim())),
    )
    .map(([name, value]) => `${name}=${value.slice(0, 40)}`);
}

/** Names in an address that are no part of a list's query. */
export function unknownIn(params: URLSearchParams): readonly string[] {
  const names = new Set(sayings(defaultQuery).map(([name]) => name));
  return [...new Set(params.keys())].filter((name) => !names.has(name));
}

/** All that an address can say of a query; null where it says nothing. */
function sayings(query: OrderListQuery): readonly (readonly [name: string, value: string | null])[] {
  const each = (name: string, values: readonly string[]) =>
    values.length > 0 ? values.map((value) => [name, value] as const) : [[name, null] as const];
  return [
    ["tab", query.tab],
    ["q", query.search || null],
    ...each("shop-id", query.shops),
    ...each("state", query.states),
    ...each("payment", query.payments),
    ...each("fulfillment", query.fulfillments),
    ...each("method", query.methods),
    ...each("platform", query.platforms),
    ...each("channel", query.channels),
    ...each("tag", query.tags),
    ...each("country", query.countries),
    ["currency", query.currency],
    ["least", query.least],
    ["most", query.most],
    ["from", query.from],
    ["to", query.to],
    ["sort", query.sort],
    ["order", query.descending ? "desc" : "asc"],
    ["limit", String(query.limit)],
    ["cursor", query.cursor],
  ];
}

/** The address of a query, without what goes without saying: the same query always has the same address. */
export function addressOf(query: OrderListQuery): string {
  const text = searchOf(query);
  return text ? `/orders?${text}` : "/orders";
}

/** The address of an order that was opened from a list: the list's own filters stand behind it. */
export const orderAddress = (order: OrderId, list: OrderListQuery): string =>
  addressOf(list).replace("/orders", `/orders/${order}`);

/** What stands behind the question mark of a query's address. */
export function searchOf(query: OrderListQuery): string {
  const natural = sayings({ ...defaultQuery, sort: query.sort, descending: descendsByNature(query.sort) });
  const plain = new Map(natural.filter(([name]) => name !== "sort"));
  plain.set("sort", defaultQuery.sort);
  const params = new URLSearchParams();
  for (const [name, value] of sayings(query))
    if (value !== null && value !== plain.get(name)) params.append(name, value);
  return params.toString();
}

/** The query with something changed, at its first page: a cursor belongs to one query only. */
export const changed = (query: OrderListQuery, change: Partial<OrderListQuery>): OrderListQuery => ({
  ...query,
  cursor: null,
  ...change,
});

/** Without filters and search; the tab, the sort and the page's length stay. */
export const cleared = (query: OrderListQuery): OrderListQuery => {
  const { tab, sort, descending, limit } = query;
  return { ...defaultQuery, tab, sort, descending, limit };
};

/** How many filters are set; the search counts for itself. */
export const filtersIn = (query: OrderListQuery): number =>
  [
    query.shops,
    query.states,
    query.payments,
    query.fulfillments,
    query.methods,
    query.platforms,
    query.channels,
    query.tags,
    query.countries,
  ].reduce((sum, list) => sum + list.length, 0) +
  (query.currency ? 1 : 0) +
  (query.from ? 1 : 0) +
  (query.to ? 1 : 0);
