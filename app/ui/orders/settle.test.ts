import { expect, test } from "vitest";
import { toOrderId, toShopId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type { OrderRow } from "#app/views/order-list.ts";
import { isStill, settle, settledAt } from "./settle.ts";

const idOf = (n: number) => toOrderId(`00000000-0000-7000-8000-${String(n).padStart(12, "0")}`);

function row(n: number, change: Partial<OrderRow> = {}): OrderRow {
  return {
    id: idOf(n),
    shop: { id: toShopId("00000000-0000-7000-8000-00000000aaaa"), platform: "shopify", name: "Shop" },
    number: `#${n}`,
    placedAt: toInstant(n),
    updatedAt: toInstant(n),
    goods: null,
    customer: null,
    total: { minor: 100, currency: "TRY" },
    presentmentTotal: null,
    discrepancy: false,
    payment: { state: "unpaid", method: "none", title: null },
    fulfillment: "unfulfilled",
    state: "open",
    status: "open",
    presence: "shown",
    source: null,
    country: null,
    tags: [],
    ownTags: [],
    ...change,
  };
}

const numbers = (rows: readonly OrderRow[]) => rows.map((one) => one.number);

test("where nobody looks closely, new orders appear at their place and glow", () => {
  const next = settle(settledAt([row(2), row(1)]), [row(3), row(2), row(1)], true);
  expect(numbers(next.rows)).toEqual(["#3", "#2", "#1"]);
  expect([...next.fresh]).toEqual([idOf(3)]);
  expect(next.held).toEqual([]);
});

test("while somebody reads, every row keeps its place and new orders are counted instead", () => {
  const next = settle(settledAt([row(2), row(1)]), [row(4), row(3), row(2), row(1)], false);
  expect(numbers(next.rows)).toEqual(["#2", "#1"]);
  expect(next.held).toEqual([idOf(4), idOf(3)]);
});

test("a row that changed takes its new content in its place, even while somebody reads", () => {
  const next = settle(settledAt([row(2), row(1)]), [row(1, { fulfillment: "fulfilled" }), row(2)], false);
  expect(numbers(next.rows)).toEqual(["#2", "#1"]);
  expect(next.rows[1]?.fulfillment).toBe("fulfilled");
  expect([...next.fresh]).toEqual([idOf(1)]);
});

test("a row that left the view stays while somebody reads, and goes when they have finished", () => {
  const reading = settle(settledAt([row(2), row(1)]), [row(2)], false);
  expect(numbers(reading.rows)).toEqual(["#2", "#1"]);
  expect(numbers(settle(reading, [row(2)], true).rows)).toEqual(["#2"]);
});

test("news that change nothing on the screen make nothing glow", () => {
  expect(settle(settledAt([row(1)]), [row(1)], true).fresh.size).toBe(0);
});

test("each way of paying attention is enough to keep the rows still", () => {
  const idle = { scrolled: false, selecting: false, pointing: false, focused: false };
  expect(isStill(idle)).toBe(true);
  for (const one of ["scrolled", "selecting", "pointing", "focused"] as const)
    expect(isStill({ ...idle, [one]: true })).toBe(false);
});
