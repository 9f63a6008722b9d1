import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { days, hours, minutes, plus, toInstant } from "../instant.ts";
import { fulfillmentStates, orderStates, paymentStates } from "../orders/snapshot.ts";
import { cheapestPages, rereadAllowance, watchOf, whenToReread } from "./when-to-reread.ts";

const now = toInstant(days(20_000));
const open = { state: "open", payment: "paid", fulfillment: "unfulfilled" } as const;
const completed = { state: "completed", payment: "paid", fulfillment: "fulfilled" } as const;
const distanceOf = (order: Parameters<typeof watchOf>[0], quiet: number) => {
  const lastReadAt = toInstant(now - minutes(1));
  const at = whenToReread({ ...order, updatedAt: toInstant(now - quiet), lastReadAt }, now);
  return at === null ? null : at - lastReadAt;
};
const anyOrder = fc.record({
  state: fc.constantFrom(...orderStates),
  payment: fc.constantFrom(...paymentStates),
  fulfillment: fc.constantFrom(...fulfillmentStates),
});

describe("an order is watched", () => {
  test.each([
    [open, "open"],
    [{ ...open, state: "pending", payment: "unpaid" }, "open"],
    [{ ...open, state: "on-hold" }, "open"],
    [{ ...open, payment: "unpaid", fulfillment: "fulfilled" }, "open"],
    [{ ...open, fulfillment: "fulfilled" }, "ended"],
    [{ ...open, payment: "refunded", fulfillment: "not-required" }, "ended"],
    [completed, "ended"],
    [{ ...open, state: "cancelled" }, "ended"],
    [{ ...open, state: "failed", payment: "failed" }, "ended"],
    [{ ...open, state: "trashed" }, "ended"],
  ] as const)("%o is %s", (order, watch) => {
    expect(watchOf(order)).toBe(watch);
  });
});

describe("an order is read again", () => {
  test("often while it is young, and rarely when nothing happened to it for long", () => {
    const quiet = [0, hours(5.9), hours(6), days(3), days(14), days(3650)];
    expect(quiet.map((ms) => distanceOf(open, ms))).toEqual([
      minutes(30),
      minutes(30),
      hours(2),
      hours(8),
      days(1),
      days(1),
    ]);
  });

  test("for a month after it ended, and then no more", () => {
    const quiet = [0, days(1.9), days(2), days(29.9), days(30), days(3650)];
    expect(quiet.map((ms) => distanceOf(completed, ms))).toEqual([hours(4), hours(4), days(1), days(1), null, null]);
  });

  test("at distances that only grow, without a gap in any order's life", () => {
    fc.assert(
      fc.property(anyOrder, fc.nat(days(4000)), fc.nat(days(4000)), (order, a, b) => {
        const [younger, older] = [Math.min(a, b), Math.max(a, b)];
        const far = (quiet: number) => distanceOf(order, quiet) ?? Number.POSITIVE_INFINITY;
        expect(far(older)).toBeGreaterThanOrEqual(far(younger));
        if (watchOf(order) === "open") expect(far(older)).toBeLessThanOrEqual(days(1));
      }),
    );
  });

  test("as a young one when its shop's clock runs ahead", () => {
    expect(distanceOf(open, -hours(3))).toBe(minutes(30));
  });
});

test("reading again has a tenth of what the budget gives between two looks", () => {
  expect(rereadAllowance({ perSecond: 4 }, minutes(10))).toBe(240);
});

describe("pages of ids and versions", () => {
  const at = (...minutesAgo: number[]) => minutesAgo.map((ago) => plus(now, -minutes(ago)));
  const cost = { one: 2, heads: { page: 5, pageSize: 100 } };

  test("are read where many of the waiting orders are young", () => {
    expect(cheapestPages(at(1, 2, 3), at(10, 20), cost)).toBe(1);
    expect(cheapestPages(at(1, 2, 3, 11, 12, 13), at(10, 20), cost)).toBe(2);
  });

  test("are not read for the few that are cheaper by their ids", () => {
    expect(cheapestPages(at(1, 2), at(10, 20), cost)).toBe(0);
    expect(cheapestPages(at(1, 2, 3, 11, 12), at(10, 20), cost)).toBe(1);
    expect(cheapestPages(at(500, 600, 700), at(10, 20), cost)).toBe(0);
    expect(cheapestPages([], at(10), cost)).toBe(0);
  });

  test("cost no more than any other number of them would", () => {
    const ages = fc.array(fc.nat(1000), { maxLength: 30 });
    fc.assert(
      fc.property(ages, fc.array(fc.nat(1000), { maxLength: 5 }), (placed, ends) => {
        const edges = at(...ends.toSorted((a, b) => a - b));
        const orders = at(...placed);
        const spent = (pages: number) =>
          pages * 5 + 2 * orders.filter((one) => pages === 0 || one < (edges[pages - 1] ?? 0)).length;
        const all = Array.from({ length: edges.length + 1 }, (_, pages) => spent(pages));
        expect(spent(cheapestPages(orders, edges, cost))).toBe(Math.min(...all));
      }),
    );
  });
});
