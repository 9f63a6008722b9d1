import { describe, expect, it } from "vitest";
import { toExternalId } from "../../app/domain/ids.ts";
import { days, toInstant } from "../../app/domain/instant.ts";
import type { Cursor, OrderReading, Page } from "../contract/port.ts";
import { app, openTestShop, startOfTests, type TestShop } from "./fixtures/open-shop.ts";
import { createShopifyConnector } from "./index.ts";

const minute = 60_000;
const ids = (page: Page<OrderReading>) => page.items.map(({ snapshot }) => snapshot.id);

/** Pulls until the feed has nothing more to say. */
async function pull(test: TestShop, from: Cursor): Promise<{ ids: string[]; next: Cursor }> {
  const found: string[] = [];
  let next = from;
  for (let turn = 0; turn < 500; turn++) {
    const page = await test.store.orders.changedSince(next);
    found.push(...ids(page));
    next = JSON.parse(JSON.stringify(page.next));
    if (!page.more) return { ids: found, next };
  }
  throw new Error("The feed never ended");
}

const long = { lines: Array.from({ length: 25 }, () => ({ sku: "MUM-03", quantity: 1 })) };

describe("The feed of changes", () => {
  it("tells every order once, and then nothing until one changes", async () => {
    const test = await openTestShop({ seed: { orders: 230, days: 20 } });
    const first = await pull(test, test.store.orders.from(toInstant(startOfTests - days(30))));
    expect(new Set(first.ids).size).toBe(230);
    expect(first.ids).toHaveLength(230);
    const idle = await pull(test, first.next);
    expect(idle).toEqual({ ids: [], next: first.next });
    const changed = test.sandbox.truth().orders[5]?.id ?? "";
    test.sandbox.act({ action: "note", order: changed, note: "çok acil" });
    expect((await pull(test, idle.next)).ids).toEqual([changed]);
  });

  it("finds an order that the index showed late, behind a newer one", async () => {
    const test = await openTestShop({ seed: { orders: 3, days: 3 } });
    await test.advance(10 * minute);
    test.sandbox.act({ action: "place", placedAt: startOfTests + 9 * minute });
    const seen = await pull(test, test.store.orders.from(toInstant(startOfTests - days(5))));
    test.sandbox.act({ action: "place", placedAt: startOfTests + 7 * minute });
    expect((await pull(test, seen.next)).ids).toHaveLength(1);
  });

  it("tells a second change within the second of the first", async () => {
    const test = await openTestShop({ seed: { orders: 1, days: 1 } });
    const id = test.sandbox.truth().orders[0]?.id ?? "";
    test.sandbox.act({ action: "note", order: id, note: "one" });
    const seen = await pull(test, test.store.orders.from(toInstant(startOfTests - days(2))));
    test.sandbox.act({ action: "note", order: id, note: "two" });
    expect((await pull(test, seen.next)).ids).toEqual([id]);
  });

  it("never moves to the clock: what is placed after a long silence is told", async () => {
    const test = await openTestShop({ seed: { orders: 1, days: 1 } });
    const seen = await pull(test, test.store.orders.from(toInstant(startOfTests - days(2))));
    await test.advance(50 * minute);
    expect((await pull(test, seen.next)).next).toEqual(seen.next);
    test.sandbox.act({ action: "place", placedAt: startOfTests + minute });
    expect((await pull(test, seen.next)).ids).toHaveLength(1);
  });

  it("mentions an order with more lines than a page carries, once", async () => {
    const test = await openTestShop();
    test.sandbox.act({ action: "place", ...long });
    const page = await test.store.orders.changedSince(test.store.orders.from(toInstant(startOfTests - 1000)));
    const id = test.sandbox.truth().orders[0]?.id;
    expect([page.items, page.mentions, page.more]).toEqual([[], [id], false]);
    expect((await test.store.orders.changedSince(page.next)).mentions).toEqual([]);
  });

  it("reaches back 60 days, or all the way with read_all_orders", async () => {
    const test = await openTestShop();
    const longAgo = toInstant(startOfTests - days(200));
    expect(test.store.orders.feed.reachesBack).toEqual({ days: 60 });
    expect(test.store.orders.from(longAgo).since).toBe(startOfTests - days(60));
    const all = createShopifyConnector(app).open({ ...test.account, scopes: ["read_all_orders"] }, test.io).orders;
    expect([all.feed.reachesBack, all.from(longAgo).since]).toEqual([undefined, longAgo]);
  });
});

describe("The history", () => {
  it("tells every order once, the newest first, and can be resumed from any page", async () => {
    const test = await openTestShop({ seed: { orders: 230, days: 20 } });
    const { orders } = test.store;
    const placed: number[] = [];
    const found = new Set<string>();
    let cursor = orders.beginning();
    for (let more = true; more; ) {
      const page = await orders.history(JSON.parse(JSON.stringify(cursor)));
      placed.push(...page.items.map(({ snapshot }) => snapshot.placedAt));
      for (const id of ids(page)) found.add(id);
      ({ next: cursor, more } = page);
    }
    expect(placed).toEqual(placed.toSorted((a, b) => b - a));
    expect([placed.length, found.size, await orders.count()]).toEqual([230, 230, 230]);
  });

  it("goes on behind the depth at which Shopify's own paging ends, without a gap or a repetition", async () => {
    const test = await openTestShop({ seed: { orders: 150, days: 20 } });
    const { orders } = test.store;
    const first = await orders.history(orders.beginning());
    const deep = await orders.history({ ...(await nextAt(test, 19_950)) });
    expect(deep.next.after).toBeUndefined();
    const rest = await orders.history(deep.next);
    expect(first.items).toHaveLength(100);
    expect(new Set([...ids(deep), ...ids(rest)]).size).toBe(150);
    expect([...ids(deep), ...ids(rest)]).toHaveLength(150);
  });

  async function nextAt(test: TestShop, depth: number): Promise<Cursor> {
    return { ...test.store.orders.beginning(), depth };
  }

  it("does not count what Shopify only estimates", async () => {
    const test = await openTestShop();
    test.answerNext(() => Response.json({ data: { ordersCount: { count: 10_000, precision: "AT_LEAST" } } }));
    expect(await test.store.orders.count()).toBeNull();
  });
});

describe("A sweep", () => {
  it("gives every order the version that its snapshot has, read alone or in a page", async () => {
    const test = await openTestShop({ seed: { orders: 60, days: 20 } });
    const { orders } = test.store;
    const heads = new Map((await orders.identify(null)).items.map(({ id, version }) => [id, version]));
    const page = await orders.history(orders.beginning());
    expect(heads.size).toBe(60);
    for (const { snapshot } of page.items) {
      expect(heads.get(snapshot.id)).toBe(snapshot.version);
      expect((await orders.one(snapshot.id))?.snapshot).toEqual(snapshot);
    }
  });

  it.each([
    ["pay", {}],
    ["fulfill", {}],
    ["refund", {}],
    ["cancel", {}],
    ["close", {}],
    ["deliver", {}],
  ] as const)("sees that somebody did this: %s", async (action, more) => {
    const test = await openTestShop();
    test.sandbox.act({ action: "place", paid: action !== "pay" && action !== "cancel" });
    const order = test.sandbox.truth().orders[0]?.id ?? "";
    if (action === "deliver") test.sandbox.act({ action: "fulfill", order });
    const before = (await test.store.orders.identify(null)).items[0]?.version;
    await test.advance(minute);
    test.sandbox.act({ action, order, ...more });
    expect((await test.store.orders.identify(null)).items[0]?.version).not.toBe(before);
  });
});

describe("One order", () => {
  it("is null when the shop shows none, whatever the id looks like", async () => {
    const test = await openTestShop();
    expect(await test.store.orders.one(toExternalId("123456"))).toBeNull();
    expect(await test.store.orders.one(toExternalId("gid://shopify/Customer/1"))).toBeNull();
  });

  it("with long lists is read to their ends, of lines as of parcels and refunds", async () => {
    const test = await openTestShop();
    const lines = Array.from({ length: 230 }, () => ({ sku: "MUM-03", quantity: 2 }));
    test.sandbox.act({ action: "place", lines, paid: true });
    const truth = () => test.sandbox.truth().orders[0];
    const order = truth()?.id ?? "";
    test.sandbox.act({ action: "fulfill", order });
    test.sandbox.act({ action: "refund", order });
    const reading = await test.store.orders.one(toExternalId(order));
    const snapshot = reading?.snapshot;
    expect(snapshot?.lines.map(({ id }) => id)).toEqual(truth()?.lines.map(({ id }) => id));
    expect(snapshot?.fulfillments[0]?.lines).toHaveLength(230);
    expect(snapshot?.refunds[0]?.lines).toHaveLength(230);
    expect(snapshot?.totals.total.derived).toEqual(snapshot?.totals.total.stated);
    expect(JSON.parse(reading?.raw.body ?? "").lineItems.nodes).toHaveLength(230);
    expect(test.sent.filter((name) => name.startsWith("More"))).toEqual([
      ...Array(2).fill("MoreLines"),
      ...Array(2).fill("MoreFulfillmentLines"),
      ...Array(2).fill("MoreRefundLines"),
    ]);
  });

  it("that changes while it is read is read anew, never mixed of two states", async () => {
    const test = await openTestShop();
    test.sandbox.act({ action: "place", lines: Array.from({ length: 130 }, () => ({ sku: "MUM-03", quantity: 1 })) });
    const order = test.sandbox.truth().orders[0]?.id ?? "";
    const ask = (request: Request) => test.sandbox.handle(request);
    test.answerNext(ask);
    test.answerNext(async (request) => {
      await test.advance(minute);
      test.sandbox.act({ action: "note", order, note: "changed meanwhile" });
      return ask(request);
    });
    const reading = await test.store.orders.one(toExternalId(order));
    expect(reading?.snapshot.people.remarks).toMatchObject({ note: "changed meanwhile" });
    expect(reading?.snapshot.lines).toHaveLength(130);
  });
});

describe("Money", () => {
  it.each([true, false])(
    "adds up to what the shop states, in both currencies, with taxes included: %s",
    async (taxesIncluded) => {
      const test = await openTestShop({ taxesIncluded, seed: { orders: 60, days: 20 } });
      test.sandbox.act({ action: "place", presentmentCurrency: "EUR", discountCode: "HOŞGELDİN", discountPercent: 10 });
      const { items } = await test.store.orders.history(test.store.orders.beginning());
      expect(items).toHaveLength(61);
      for (const { snapshot } of items) {
        expect(snapshot.taxesIncluded).toBe(taxesIncluded);
        expect(snapshot.totals.total.derived).toEqual(snapshot.totals.total.stated);
      }
    },
  );

  it("says what a code took off", async () => {
    const test = await openTestShop();
    const lines = [{ sku: "MUM-03", quantity: 2 }];
    test.sandbox.act({ action: "place", lines, discountCode: "HOŞGELDİN", discountPercent: 10 });
    const [reading] = (await test.store.orders.history(test.store.orders.beginning())).items;
    expect(reading?.snapshot.coupons).toEqual([{ code: "HOŞGELDİN", amount: reading?.snapshot.totals.discount }]);
    expect(reading?.snapshot.totals.discount.shop).toEqual({ minor: 3180, currency: "TRY" });
  });
});

describe("A shop that hides things from us", () => {
  it("withholds people while the app is not approved for protected data", async () => {
    const test = await openTestShop({ protectedData: false });
    test.sandbox.act({ action: "place", person: 1 });
    const [reading] = (await test.store.orders.history(test.store.orders.beginning())).items;
    const withheld = { withheld: "not-approved" };
    expect(reading?.snapshot.people).toMatchObject({ customer: withheld, shipping: withheld, billing: withheld });
  });

  it("says how far back it shows orders, by the scopes that it granted", async () => {
    const days = async (...more: string[]) =>
      (await (await openTestShop({ scopes: ["read_orders", ...more] })).store.whoami()).historyDays;
    expect([await days(), await days("read_all_orders")]).toEqual([60, null]);
  });

  it("names the scopes that are missing, and still tells the orders", async () => {
    const test = await openTestShop({ scopes: ["write_orders", "read_products"] });
    test.sandbox.act({ action: "place", person: 1 });
    expect((await test.store.whoami()).missingScopes).toEqual([
      "read_customers",
      "read_fulfillments",
      "read_returns",
      "read_inventory",
      "read_locations",
      "read_merchant_managed_fulfillment_orders",
    ]);
    const { items } = await test.store.orders.history(test.store.orders.beginning());
    expect(items).toHaveLength(1);
    expect(test.notes).toContain('shopify.access-denied {"field":"orders.nodes.customer"}');
  });

  it("is told apart from one that gives no access at all", async () => {
    const test = await openTestShop({ scopes: ["read_products"] });
    await expect(test.store.orders.history(test.store.orders.beginning())).rejects.toMatchObject({ kind: "forbidden" });
  });
});
