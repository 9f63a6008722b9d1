import fc from "fast-check";
import type { OrderCriteria } from "#app/db/order-counts.ts";
import { fulfillmentStates, orderStates, paymentMethods, paymentStates } from "#app/domain/orders/snapshot.ts";
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
});

const some = <T>(words: readonly T[]) => fc.option(fc.subarray([...words], { minLength: 1 }), { nil: undefined });

/** What a person might filter by. */
export const chosenCriteria: fc.Arbitrary<OrderCriteria> = fc.record({
  shop: some([shopId(1), shopId(2), shopId(99)]),
  state: some(orderStates),
  payment: some(paymentStates),
  fulfillment: some(fulfillmentStates),
});

export const placedBounds = fc.record({
  from: fc.option(fc.integer({ min: 0, max: 5 }).map((n) => start + n * day)),
  before: fc.option(fc.integer({ min: 0, max: 6 }).map((n) => start + n * day)),
});
