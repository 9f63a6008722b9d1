import fc from "fast-check";
import type { OrderCriteria } from "#app/db/order-counts.ts";
import type { AlongTheWay } from "#app/db/order-list-path.ts";
import type { SearchQuery } from "#app/domain/orders/search-tokens.ts";
import { fulfillmentStates, orderStates, paymentMethods, paymentStates } from "#app/domain/orders/snapshot.ts";
import { foldText } from "#app/domain/text.ts";
import { type ListedFacts, shopId } from "./list-world.ts";

const day = 86_400_000;
const start = Date.parse("2026-11-01T00:00:00Z");

/** Orders of shops 1 and 2 with many equal dates, totals and names, so that ties are the rule. */
export const listedFacts: fc.Arbitrary<ListedFacts> = fc.record({
  shop: fc.constantFrom(shopId(1), shopId(2)),
  number: fc.integer({ min: 1, max: 9999 }).map((n) => `#${n}`),
  placedAt: fc.integer({ min: 0, max: 5 }).map((n) => start + n * day),
  updatedAt: fc.integer({ min: 0, max: 5 }).map((n) => start + n * day),
  total: fc.integer({ min: -2, max: 4 }).map((n) => n * 1000),
  state: fc.constantFrom(...orderStates),
  payment: fc.constantFrom(...paymentStates),
  method: fc.constantFrom(...paymentMethods),
  fulfillment: fc.constantFrom(...fulfillmentStates),
  presence: fc.constantFrom("shown", "missing", "hidden", "deleted"),
  customer: fc.constantFrom(null, "Işıl Yıldız", "Max Weber", "Çağla Öz", "Ada"),
  source: fc.constantFrom(null, "web", "pos", "checkout"),
  country: fc.constantFrom(null, "TR", "DE", "GR"),
  shopCurrency: fc.constantFrom("TRY", "TRY", "EUR"),
  tags: fc.subarray(["gift", "Hediye", "VIP"]),
  ownTags: fc.subarray(["Acil", "kırılır"]),
});

const some = <T>(words: readonly T[]) => fc.option(fc.subarray([...words], { minLength: 1 }), { nil: undefined });

/** What a person might filter by. */
export const chosenCriteria: fc.Arbitrary<OrderCriteria> = fc.record({
  shop: some([shopId(1), shopId(2), shopId(99)]),
  state: some(orderStates),
  payment: some(paymentStates),
  fulfillment: some(fulfillmentStates),
  method: some(paymentMethods),
  source: some(["web", "pos", "checkout", "elsewhere"]),
});

/** What is looked at order by order. */
export const chosenAlong: fc.Arbitrary<AlongTheWay> = fc.record({
  amount: fc.option(
    fc.record({
      currency: fc.constantFrom("TRY", "EUR"),
      from: fc.option(fc.integer({ min: -2, max: 4 }).map((n) => n * 1000)),
      to: fc.option(fc.integer({ min: -2, max: 4 }).map((n) => n * 1000)),
    }),
    { freq: 1 },
  ),
  tags: fc.option(
    fc.record({
      own: fc.subarray(["Acil", "kırılır", "none"].map(foldText)),
      shop: fc.subarray(["gift", "Hediye", "VIP", "none"]),
    }),
    { freq: 1 },
  ),
  countries: fc.option(fc.subarray(["TR", "DE", "FR"]), { freq: 1 }),
  search: fc.option(fc.constantFrom<SearchQuery>([["isil"]], [["i", "we"]], [["is"], ["yil"]], [["zz"]]), { freq: 1 }),
});

export const placedBounds = fc.record({
  from: fc.option(fc.integer({ min: 0, max: 5 }).map((n) => start + n * day)),
  before: fc.option(fc.integer({ min: 0, max: 6 }).map((n) => start + n * day)),
});
