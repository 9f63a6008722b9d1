import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { foldText } from "#app/domain/text.ts";
import { tabCriteria } from "#app/views/order-tabs.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { chosenAlong, chosenCriteria, listedFacts, placedBounds } from "#tests/views/arbitrary-facts.ts";
import { type ListedFacts, openShop, putOrders, someOrder } from "#tests/views/list-world.ts";
import { fewRows } from "./few-rows.ts";
import { countOrders, type OrderCriteria, sumCells } from "./order-counts.ts";
import { countMatching, findOrderPage, type OrderHit } from "./order-list.ts";
import {
  type AlongTheWay,
  type ListSort,
  nothingAlong,
  type OrderFilter,
  pathFor,
  toldByCounts,
} from "./order-list-path.ts";
import type { Reading } from "./scope.ts";
import { fewMatching, putSearchTokens } from "./search-index.ts";

const anything: OrderFilter = { all: [], placed: { from: null, before: null }, rows: null, along: nothingAlong };

/** The list once more, slowly and plainly: positions (from 1, which is also the row's order) of matching orders as they should come. */
function expected(orders: readonly ListedFacts[], filter: OrderFilter, sort: ListSort, descending: boolean): number[] {
  const all = orders.map((facts, index) => ({ facts, row: index + 1 }));
  const wanted = all.filter(
    ({ facts, row }) => passes(facts, filter) && (filter.rows === null || filter.rows.includes(row)),
  );
  const way = descending ? -1 : 1;
  const named = wanted.filter(({ facts }) => sort !== "customer" || facts.customer !== null);
  const nameless = wanted.filter((one) => !named.includes(one));
  const key = ({ facts }: { facts: ListedFacts }) =>
    ({
      placed: facts.placedAt,
      updated: facts.updatedAt,
      total: facts.total,
      customer: foldText(facts.customer ?? ""),
    })[sort];
  const placed = ({ facts }: { facts: ListedFacts }) => facts.placedAt;
  const by =
    (of: (one: (typeof all)[number]) => string | number) => (a: (typeof all)[number], b: (typeof all)[number]) =>
      way * (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : a.row - b.row);
  return [...named.sort(by(key)), ...nameless.sort(by(placed))].map(({ row }) => row);
}

function passes(facts: ListedFacts, { all, placed, along }: OrderFilter): boolean {
  const { from, before } = placed;
  if (!passesAlong(facts, along)) return false;
  if ((from !== null && facts.placedAt < from) || (before !== null && facts.placedAt >= before)) return false;
  return all.every(({ either, ...lists }: OrderCriteria) => {
    const has = (list: readonly string[] | undefined, word: string | null) =>
      !list || (word !== null && list.includes(word));
    const settled = !either || either.payment.includes(facts.payment) || either.method.includes(facts.method);
    return (
      settled &&
      has(lists.shop, facts.shop) &&
      has(lists.state, facts.state) &&
      has(lists.payment, facts.payment) &&
      has(lists.method, facts.method) &&
      has(lists.fulfillment, facts.fulfillment) &&
      has(lists.presence, facts.presence) &&
      has(lists.source, facts.source)
    );
  });
}

function passesAlong(facts: ListedFacts, { amount, tags, countries, search }: AlongTheWay): boolean {
  if (amount !== null) {
    if (facts.shopCurrency !== amount.currency) return false;
    if (amount.from !== null && facts.total < amount.from) return false;
    if (amount.to !== null && facts.total > amount.to) return false;
  }
  const ours = facts.ownTags.map(foldText);
  if (tags && !ours.some((tag) => tags.own.includes(tag)) && !facts.tags.some((tag) => tags.shop.includes(tag)))
    return false;
  const tokens = wordsOf(facts);
  const isMet = (words: readonly string[]) => words.some((word) => tokens.some((token) => token.startsWith(word)));
  if (search !== null && !search.every(isMet)) return false;
  return countries === null || (facts.country !== null && countries.includes(facts.country));
}

const wordsOf = (facts: ListedFacts) =>
  foldText(facts.customer ?? "")
    .split(" ")
    .filter(Boolean);

const filters: fc.Arbitrary<OrderFilter> = fc.record({
  all: fc.tuple(fc.constantFrom(...Object.values(tabCriteria)), chosenCriteria),
  placed: placedBounds.map(({ from, before }) => ({
    from: from === null ? null : toInstant(from),
    before: before === null ? null : toInstant(before),
  })),
  rows: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 60 }))),
  along: chosenAlong,
});
const sorts = fc.constantFrom<ListSort>("placed", "updated", "total", "customer");

async function pageThrough(reading: Reading, filter: OrderFilter, sort: ListSort, descending: boolean, limit: number) {
  const cells = await countOrders(reading);
  const rows: number[] = [];
  let after: OrderHit | null = null;
  for (;;) {
    const page: readonly OrderHit[] = await findOrderPage(reading, { filter, sort, descending, after, limit, cells });
    rows.push(...page.map((hit) => hit.row));
    after = page.at(-1) ?? null;
    if (page.length < limit || after === null) return rows;
  }
}

describeOnBothEngines("the order list", (open) => {
  test("pages through exactly the orders that match, in order, whatever is asked and however many tie", async () => {
    const orders = fc.sample(listedFacts, { numRuns: 60, seed: 7 });
    const db = await open();
    const { workspace } = await openShop(db);
    await putOrders(db, workspace, orders);
    await db.transact(workspace, async (writing) => {
      for (const [index, facts] of orders.entries()) await putSearchTokens(writing, index + 1, wordsOf(facts));
    });
    await db.read(workspace, async (reading) => {
      await fc.assert(
        fc.asyncProperty(
          filters,
          sorts,
          fc.boolean(),
          fc.integer({ min: 1, max: 20 }),
          async (filter, sort, down, limit) => {
            const rows = await pageThrough(reading, filter, sort, down, limit);
            const right = expected(orders, filter, sort, down);
            expect(rows).toEqual(right);
            const cells = await countOrders(reading);
            expect(await countMatching(reading, filter, cells, 1000)).toBe(right.length);
            const capped = await countMatching(reading, filter, cells, 3);
            expect(capped).toBe(toldByCounts(filter) ? right.length : Math.min(right.length, 4));
            // Where few orders have the word, the tags or the amount, they lead; the list stays the same.
            const { search } = filter.along;
            const rare = search && (await fewMatching(reading, search, 25));
            const few = rare ?? (await fewRows(reading, filter, 25));
            if (few === null) return;
            expect(few.length).toBeLessThanOrEqual(25);
            const led = { ...filter, rows: few.filter((row) => filter.rows?.includes(row) ?? true) };
            expect(await pageThrough(reading, led, sort, down, limit)).toEqual(right);
          },
        ),
        { numRuns: 300 },
      );
    });
  });

  test("counts by criteria what a person would count", async () => {
    const orders = fc.sample(listedFacts, { numRuns: 200, seed: 11 });
    const db = await open();
    const { workspace } = await openShop(db);
    await putOrders(db, workspace, orders);
    const cells = await db.read(workspace, countOrders);
    for (const criteria of [...Object.values(tabCriteria), ...fc.sample(chosenCriteria, { numRuns: 50, seed: 3 })]) {
      const right = orders.filter((facts) => passes(facts, { ...anything, all: [criteria] })).length;
      expect(sumCells(cells, [criteria])).toBe(right);
    }
  });

  test("reads and counts nothing of another workspace, not even by row numbers and shops that it was told", async () => {
    const db = await open();
    const mine = await openShop(db, 1);
    const theirs = await openShop(db, 2);
    await putOrders(db, theirs.workspace, [{ ...someOrder, shop: theirs.shops[0] }], 1);
    await putOrders(db, mine.workspace, [someOrder], 1);
    await db.read(mine.workspace, async (reading) => {
      const cells = await countOrders(reading);
      expect(sumCells(cells, [])).toBe(1);
      const slice = { sort: "placed", descending: true, after: null, limit: 10, cells } as const;
      expect(await findOrderPage(reading, { ...slice, filter: { ...anything, rows: [1] } })).toEqual([]);
      expect(
        await findOrderPage(reading, { ...slice, filter: { ...anything, all: [{ shop: [theirs.shops[0]] }] } }),
      ).toEqual([]);
      expect((await findOrderPage(reading, { ...slice, filter: anything })).map((hit) => hit.row)).toEqual([2]);
    });
  });
});

describe("the path of a list", () => {
  const cell = { shop: "1", method: "card", presence: "shown", source: "web" } as const;
  const done = { ...cell, state: "completed", payment: "paid", fulfillment: "fulfilled", count: 90_000 } as const;
  const cells = [
    done,
    { ...cell, state: "open", payment: "paid", fulfillment: "unfulfilled", count: 900 },
    { ...cell, state: "open", payment: "unpaid", fulfillment: "unfulfilled", count: 100 },
  ] as const;
  const through = (all: readonly OrderCriteria[], sort: ListSort, placed = anything.placed) =>
    pathFor({ filter: { all, placed, rows: null, along: nothingAlong }, sort, limit: 51, cells }).through;

  test("leads with the filter that leaves the fewest orders", () => {
    expect(through([{ state: ["open"], payment: ["unpaid"] }], "placed")).toEqual({ index: "orders_payment_placed" });
    expect(through([{ state: ["open"], payment: ["paid"] }], "placed")).toEqual({ index: "orders_state_placed" });
    expect(through([{}], "placed")).toEqual({ index: "orders_placed" });
  });

  test("walks a sort's own index where most orders match, and sorts where few do", () => {
    expect(through([{}], "total")).toEqual({ index: "orders_total" });
    expect(through([{ state: ["completed"] }], "customer")).toBe("customers");
    expect(through([{ payment: ["unpaid"] }], "updated")).toEqual({ index: "orders_payment_placed" });
    expect(through([{}], "total", { from: toInstant(1), before: null })).toEqual({ index: "orders_placed" });
  });
});
