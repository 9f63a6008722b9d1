import fc from "fast-check";
import { expect, test } from "vitest";
import { toShopId } from "#app/domain/ids.ts";
import { fulfillmentStates, orderStates, paymentMethods, paymentStates } from "#app/domain/orders/snapshot.ts";
import { addressOf, changed, cleared, defaultQuery, filtersIn, ignoredIn, queryFromAddress } from "./order-address.ts";
import { type OrderListQuery, orderSorts, orderTabs } from "./order-list.ts";

const read = (address: string) => queryFromAddress(new URL(address, "https://tek.example").searchParams);

const amounts = fc.constantFrom(null, "0", "-12.50", "1000.00");
const queries: fc.Arbitrary<OrderListQuery> = fc
  .record({
    tab: fc.constantFrom(...orderTabs),
    search: fc.string({ maxLength: 200 }).map((text) => text.trim()),
    shops: fc.uniqueArray(fc.uuid({ version: 7 }).map(toShopId), { maxLength: 4 }),
    states: fc.subarray([...orderStates]),
    payments: fc.subarray([...paymentStates]),
    fulfillments: fc.subarray([...fulfillmentStates]),
    methods: fc.subarray([...paymentMethods]),
    platforms: fc.subarray(["shopify", "woocommerce"]),
    channels: fc.subarray(["web", "pos", "a&b=c"]),
    tags: fc.subarray(["Hediye", "kırılır, ağır", "VIP"]),
    countries: fc.subarray(["TR", "DE"]),
    currency: fc.constantFrom(null, "TRY", "JPY"),
    least: amounts,
    most: amounts,
    from: fc.constantFrom(null, "2024-02-29", "2026-11-23"),
    to: fc.constantFrom(null, "2026-12-31"),
    sort: fc.constantFrom(...orderSorts),
    descending: fc.boolean(),
    cursor: fc.option(fc.string({ minLength: 1, maxLength: 80, unit: "grapheme-ascii" })),
    limit: fc.integer({ min: 1, max: 250 }),
  })
  .map((query) => {
    const { from, currency, least, most } = query;
    const bounded = currency !== null && (least !== null || most !== null);
    return {
      ...query,
      ...(bounded ? {} : { currency: null, least: null, most: null }),
      countries: from === null ? [] : query.countries,
    };
  });

test("every query comes back out of its own address as it was", () => {
  fc.assert(
    fc.property(queries, (query) => {
      const address = addressOf(query);
      expect(read(address)).toEqual(query);
      expect(ignoredIn(new URL(address, "https://tek.example").searchParams)).toEqual([]);
    }),
  );
});

test("the plain list has the plain address", () => {
  expect(addressOf(defaultQuery)).toBe("/orders");
  expect(read("/orders")).toEqual(defaultQuery);
});

test("what an address says wrongly counts as not said, and the rest still counts", () => {
  const query = read(
    "/orders?tab=unpaid&state=open&state=frozen&payment=PAID&shop-id=1%27--&from=2026-02-30&to=tomorrow&sort=size&order=up&limit=9999&q=%20cup%20",
  );
  expect(query).toEqual({ ...defaultQuery, tab: "unpaid", states: ["open"], search: "cup" });
});

test("what an address says wrongly is told as it stands there; what goes without saying is not", () => {
  const told = (address: string) => ignoredIn(new URL(address, "https://tek.example").searchParams);
  expect(told("/orders?state=open&state=frozen&from=2026-02-30&tab=all&sort=placed&order=desc&limit=50&q=")).toEqual([
    "state=frozen",
    "from=2026-02-30",
  ]);
  expect(told("/orders?least=12,5&currency=TRY&most=abc")).toEqual(["least=12,5", "currency=TRY", "most=abc"]);
  expect(told("/orders?least=12.5")).toEqual(["least=12.5"]);
  expect(told("/orders?country=TR")).toEqual(["country=TR"]);
  expect(told("/orders?from=9999-01-01&to=9998-12-31")).toEqual(["from=9999-01-01", "to=9998-12-31"]);
  expect(told("/orders?country=tr&country=TR&from=2026-01-01")).toEqual(["country=tr"]);
  expect(told("/orders?embedded=1&shop=demo.myshopify.com&hmac=1")).toEqual([]);
});

test("what the shop admin adds to an address is no part of the query", () => {
  expect(read("/orders?embedded=1&shop=demo.myshopify.com&host=abc&locale=tr&id_token=x.y.z&session=1")).toEqual(
    defaultQuery,
  );
});

test("names are read from A unless the address says otherwise, the rest from the newest or highest", () => {
  expect(read("/orders?sort=customer").descending).toBe(false);
  expect(read("/orders?sort=total").descending).toBe(true);
  expect(addressOf({ ...defaultQuery, sort: "customer", descending: false })).toBe("/orders?sort=customer");
});

test("a changed query begins at its first page", () => {
  expect(changed({ ...defaultQuery, cursor: "c" }, { tab: "open" })).toEqual({ ...defaultQuery, tab: "open" });
});

test("clearing takes away search and filters and leaves the view and its sort", () => {
  const query = read("/orders?tab=open&sort=total&q=x&state=open&from=2026-01-01&cursor=c");
  expect(filtersIn(query)).toBe(2);
  expect(cleared(query)).toEqual({ ...defaultQuery, tab: "open", sort: "total" });
});
