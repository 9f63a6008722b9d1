import { describe, expect, test } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { eventCodes } from "#app/domain/orders/event.ts";
import type { TimelineEntry } from "#app/views/order-page.ts";
import { telling, timelinePage } from "./timeline-groups.ts";

const doorbell = { by: "shop", through: "doorbell" } as const;

const entry = (number: number, code: TimelineEntry["code"], rest: Partial<TimelineEntry> = {}): TimelineEntry => ({
  number,
  at: toInstant(1_000),
  code,
  params: {},
  was: null,
  became: null,
  cause: doorbell,
  ...rest,
});

/** The groups of one page, as the numbers of their entries. */
function grouped(entries: readonly TimelineEntry[], older: number | null = null) {
  const numbers = (some: readonly TimelineEntry[]) => some.map(({ number }) => number);
  const { groups, before } = timelinePage(entries, older);
  const told = groups.map(({ headline, others, amounts }) => [headline.number, numbers(others), numbers(amounts)]);
  return { told, before };
}

describe("what one reading found together", () => {
  test("is one entry: the most telling change, the others as they were told, the amounts apart", () => {
    const total = entry(3, "total.changed", { params: { part: "total" } });
    const lineTotal = entry(2, "line.changed", { params: { field: "total" } });
    const edit = [entry(5, "order.tags"), entry(4, "charge.changed"), total, lineTotal, entry(1, "line.quantity")];
    expect(grouped(edit).told).toEqual([[1, [5], [2, 4, 3]]]);
  });

  test("is told by its refund before its payment, parcel, lines, tags, charges, states and totals", () => {
    const falling: readonly TimelineEntry["code"][] = [
      "refund.added",
      "payment.added",
      "payment.state",
      "fulfillment.delivered",
      "fulfillment.tracking",
      "fulfillment.added",
      "order.cancelled",
      "line.added",
      "line.removed",
      "line.quantity",
      "order.shipping-address",
      "order.tags",
      "charge.added",
      "order.status",
      "total.changed",
    ];
    falling.forEach((code, at) => {
      const rest = falling.slice(at).map((one, index) => entry(100 - index, one));
      for (const page of [rest, rest.toReversed()])
        expect(timelinePage(page, null).groups.map(({ headline }) => headline.code)).toEqual([code]);
    });
  });

  test("keeps a group of amounts alone as one amount with the others behind it", () => {
    expect(grouped([entry(2, "total.changed"), entry(1, "charge.added")]).told).toEqual([[1, [], [2]]]);
    expect(grouped([entry(1, "total.changed")]).told).toEqual([[1, [], []]]);
  });

  test("ends where the moment or the cause is another one", () => {
    const later = entry(4, "order.tags", { at: toInstant(1_001) });
    const swept = entry(3, "order.tags", { cause: { by: "shop", through: "sweep" } });
    const byAyse = entry(2, "order.tags", { cause: { by: "person", name: "Ayşe" } });
    const byMax = entry(1, "order.tags", { cause: { by: "person", name: "Max" } });
    expect(grouped([later, swept, byAyse, byMax]).told).toEqual([
      [4, [], []],
      [3, [], []],
      [2, [], []],
      [1, [], []],
    ]);
  });

  test("never takes in the first reading", () => {
    expect(grouped([entry(2, "order.tags"), entry(1, "order.found")]).told).toEqual([
      [2, [], []],
      [1, [], []],
    ]);
  });
});

describe("a page of the timeline", () => {
  const newest = [entry(9, "order.tags", { at: toInstant(2_000) }), entry(8, "order.state", { at: toInstant(2_000) })];
  const cut = [entry(7, "order.tags"), entry(6, "order.state")];

  test("leaves a reading that may go on beyond it to the next page", () => {
    expect(grouped([...newest, ...cut], 6)).toEqual({ told: [[9, [8], []]], before: 8 });
  });

  test("shows all of itself where nothing follows, or nothing but one reading is there", () => {
    expect(grouped([...newest, ...cut]).told).toEqual([
      [9, [8], []],
      [7, [6], []],
    ]);
    expect(grouped(cut, 6)).toEqual({ told: [[7, [6], []]], before: 6 });
    expect(grouped([])).toEqual({ told: [], before: null });
  });
});

test("every event has one place in the order of what tells most", () => {
  expect(telling.toSorted()).toEqual(eventCodes.toSorted());
});
