import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExternalId, toExternalId } from "#app/domain/ids.ts";
import { days, hours, minutes, toInstant } from "#app/domain/instant.ts";
import { fulfillmentStates, orderStates, paymentStates } from "#app/domain/orders/snapshot.ts";
import { whenToReread } from "#app/domain/sync/when-to-reread.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { type ListedFacts, openShop, orderId, putOrders, someOrder } from "#tests/views/list-world.ts";
import { pageEdges, staleOrders, touchCompared } from "./stale-orders.ts";

const now = toInstant(days(20_000));

interface Known {
  readonly facts: ListedFacts;
  readonly lastReadAt: number;
}

const span = fc.oneof(fc.nat(hours(12)), fc.nat(days(5)), fc.nat(days(60)));
const known: fc.Arbitrary<Known> = fc.record({
  lastReadAt: span.map((ms) => now - ms),
  facts: fc.record({
    state: fc.constantFrom(...orderStates),
    payment: fc.constantFrom(...paymentStates),
    fulfillment: fc.constantFrom(...fulfillmentStates),
    presence: fc.constantFrom("shown", "shown", "shown", "missing", "hidden", "deleted"),
    updatedAt: fc.oneof(span, fc.constant(-hours(2))).map((ms) => now - ms),
    placedAt: span.map((ms) => now - ms),
    shop: fc.constant(someOrder.shop),
    number: fc.constant("#1"),
    total: fc.constant(1),
    method: fc.constant("card"),
    customer: fc.constant(null),
    source: fc.constant(null),
    country: fc.constant(null),
    shopCurrency: fc.constant("TRY"),
    tags: fc.constant([]),
    ownTags: fc.constant([]),
  }),
});

describeOnBothEngines("orders that wait to be read again", (open) => {
  const setUp = async (orders: readonly Known[]) => {
    const db = await open();
    const { workspace, shops } = await openShop(db);
    await putOrders(
      db,
      workspace,
      orders.map(({ facts }) => facts),
    );
    await db.transact(workspace, async ({ q, t }) => {
      for (const [i, { lastReadAt }] of orders.entries())
        await q
          .update(t.orders)
          .set({ lastReadAt })
          .where(and(eq(t.orders.workspace, workspace), eq(t.orders.id, orderId(i + 1))));
    });
    const [shop, other] = shops;
    const stale = (limit = 1000, of = shop) =>
      db.read(workspace, (reading) => staleOrders(reading, of, { now, limit }));
    return { db, workspace, shop, other, stale };
  };
  const idOf = (i: number): ExternalId => toExternalId(orderId(i + 1));
  const due = ({ facts, lastReadAt }: Known) => {
    const order = { ...facts, updatedAt: toInstant(facts.updatedAt), lastReadAt: toInstant(lastReadAt) };
    const at = whenToReread(order, now);
    return facts.presence === "shown" && at !== null && at <= now;
  };

  test("are those that the rule says, of this shop only", async () => {
    const orders = fc.sample(known, { numRuns: 400, seed: 11 });
    const { stale, other } = await setUp(orders);
    const expected = orders.flatMap((order, i) => (due(order) ? [idOf(i)] : []));
    expect(expected.length).toBeGreaterThan(40);
    expect((await stale()).map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
    expect(await stale(1000, other)).toEqual([]);
  });

  test("come the newest first, and young ones before old ones where not all are asked for", async () => {
    const old = { facts: { ...someOrder, updatedAt: now - days(20), placedAt: now - days(21) }, lastReadAt: 0 };
    const young = { facts: { ...someOrder, updatedAt: now - hours(1), placedAt: now - hours(1) }, lastReadAt: 0 };
    const { stale } = await setUp([old, young, old]);
    expect((await stale()).map(({ id }) => id)[0]).toBe(idOf(1));
    expect((await stale(1)).map(({ id }) => id)).toEqual([idOf(1)]);
  });

  test("wait no more once they were compared, as long as they are watched", async () => {
    const quiet = { ...someOrder, updatedAt: now - days(100), placedAt: now - days(100) };
    const final = { ...quiet, state: "completed", fulfillment: "fulfilled" } as const;
    const orders = [quiet, final].map((facts) => ({ facts, lastReadAt: now - days(3) }));
    const { db, workspace, shop, stale } = await setUp(orders);
    expect((await stale()).map(({ id }) => id)).toEqual([idOf(0)]);
    await db.transact(workspace, (writing) => touchCompared(writing, shop, [idOf(0), idOf(1)], now));
    expect(await stale()).toEqual([]);
    const read = await db.read(workspace, async ({ q, t }) =>
      q
        .select({ at: t.orders.lastReadAt })
        .from(t.orders)
        .where(eq(t.orders.workspace, workspace))
        .orderBy(t.orders.row),
    );
    expect(read.map(({ at }) => at)).toEqual([now, now - days(3)]);
  });

  test("stand on pages whose ends are known", async () => {
    const orders = [5, 3, 1, 4, 2].map((ago) => ({
      facts: { ...someOrder, placedAt: now - minutes(ago) },
      lastReadAt: now,
    }));
    const { db, workspace, shop } = await setUp(orders);
    const edges = (pages: number) => db.read(workspace, (reading) => pageEdges(reading, shop, { pageSize: 2, pages }));
    expect(await edges(2)).toEqual([now - minutes(2), now - minutes(4)]);
    expect(await edges(9)).toEqual([now - minutes(2), now - minutes(4), 0]);
  });
});
