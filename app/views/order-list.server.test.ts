import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { putSearchTokens } from "#app/db/search-index.ts";
import { type Caller, mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { foldText } from "#app/domain/text.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { listedFacts } from "#tests/views/arbitrary-facts.ts";
import {
  changeOrder,
  clock,
  everyOrder,
  openShop,
  orderId,
  putLine,
  putOrders,
  putPerson,
  someOrder,
} from "#tests/views/list-world.ts";
import { orderList } from "./order-list.server.ts";
import type { OrderListQuery } from "./order-list.ts";

const at = (text: string) => Date.parse(text);

describeOnBothEngines("the order list view", (open) => {
  const list = (db: Database, caller: Caller, query: Partial<OrderListQuery> = {}) =>
    orderList({ db, clock }, caller, { ...everyOrder, ...query });
  const numbers = async (...asked: Parameters<typeof list>) => (await list(...asked)).rows.map((row) => row.number);

  test("shows a row as its shop says it, with goods, people, money and tags", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    await putOrders(db, workspace, [{ ...someOrder, number: "#1042", total: 124_000, ownTags: ["İade", "acil"] }]);
    const order = orderId(1);
    await putLine(db, workspace, order, { position: 1, title: "Kupa, mavi", quantity: 2, currentQuantity: 2 });
    await putLine(db, workspace, order, { position: 0, title: "Taken off", quantity: 5, currentQuantity: 0 });
    await putLine(db, workspace, order, { position: 2, title: "Halı", quantity: 1, currentQuantity: 1 });
    await putPerson(db, workspace, order, "customer", { id: null, name: "Işıl Yıldız", email: null, phone: null });
    await putPerson(db, workspace, order, "shipping", { ...nobody, name: "Ada", city: "İzmir" });
    await putPerson(db, workspace, order, "billing", { ...nobody, city: "Old" }, { current: false });
    await db.transact(workspace, async ({ q, t }) => {
      const tags = ["z", "acele", "z"].map((tag, position) => ({ workspace, order, tag, position }));
      await q.insert(t.orderTags).values(tags);
    });
    const view = await list(db, caller);
    expect(view.rows).toEqual([
      {
        id: order,
        shop: { id: shops[0], platform: "shopify", name: "Shop 1" },
        number: "#1042",
        placedAt: someOrder.placedAt,
        updatedAt: someOrder.updatedAt,
        goods: { title: "Kupa, mavi", picture: null, quantity: 3, taken: false, moreLines: 1 },
        customer: { name: "Işıl Yıldız", city: "İzmir" },
        total: { minor: 124_000, currency: "TRY" },
        presentmentTotal: null,
        discrepancy: false,
        payment: { state: "paid", method: "card", title: null },
        fulfillment: "unfulfilled",
        state: "open",
        status: "open",
        presence: "shown",
        source: "web",
        country: "TR",
        tags: ["z", "acele", "z"],
        ownTags: ["acil", "İade"],
      },
    ]);
    expect(view).toMatchObject({ next: null, upTo: 0, now: clock.now(), timezone: "Europe/Istanbul" });
    expect(view.shops.map((shop) => shop.name)).toEqual(["Shop 1", "Shop 2"]);
  });

  test("says when people are withheld, erased or not named, and what was ordered where nothing is left", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, [someOrder, someOrder, someOrder]);
    await putPerson(db, workspace, orderId(1), "customer", { withheld: "not-approved" });
    await putPerson(db, workspace, orderId(2), "customer", null, { erasedAt: 5 });
    await putLine(db, workspace, orderId(2), { position: 0, title: "Kupa", quantity: 4, currentQuantity: 0 });
    await putLine(db, workspace, orderId(2), { position: 1, title: "Halı", quantity: 1, currentQuantity: 0 });
    await putPerson(db, workspace, orderId(3), "customer", { withheld: "masked" });
    await putPerson(db, workspace, orderId(3), "shipping", { ...nobody, city: "Berlin" });
    const { rows } = await list(db, caller, { descending: false });
    expect(rows.map((row) => row.customer)).toEqual(["withheld", null, { name: null, city: "Berlin" }]);
    const gone = { title: "Kupa", picture: null, quantity: 5, taken: true, moreLines: 1 };
    expect(rows.map((row) => row.goods)).toEqual([null, gone, null]);
  });

  test("each tab counts, and holds, exactly its orders", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, fc.sample(listedFacts, { numRuns: 120, seed: 5 }));
    const { counts } = await list(db, caller);
    expect(counts.all).toBe(120);
    for (const tab of ["all", "open", "unpaid", "to-send", "refunded", "cancelled"] as const) {
      const view = await list(db, caller, { tab, limit: 200 });
      expect(view.rows.length).toBe(counts[tab]);
      expect(view.matching).toEqual({ count: counts[tab], more: false });
      expect(view.counts).toEqual(counts);
    }
  });

  test("work tabs leave out what is trashed or gone, keep what is missing, and know who pays at the door", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, [
      { ...someOrder, number: "paid" },
      { ...someOrder, number: "cod", payment: "unpaid", method: "cash-on-delivery" },
      { ...someOrder, number: "waits", payment: "unpaid" },
      { ...someOrder, number: "held", state: "on-hold" },
      { ...someOrder, number: "sent", fulfillment: "fulfilled" },
      { ...someOrder, number: "trash", state: "trashed" },
      { ...someOrder, number: "hidden", presence: "hidden" },
      { ...someOrder, number: "deleted", presence: "deleted" },
      { ...someOrder, number: "missing", presence: "missing" },
      { ...someOrder, number: "archived", state: "completed", payment: "unpaid", method: "cash-on-delivery" },
      { ...someOrder, number: "half", state: "completed", payment: "partly-paid" },
      { ...someOrder, number: "done", state: "completed" },
      { ...someOrder, number: "called off", state: "cancelled", payment: "unpaid" },
    ]);
    const asc = { descending: false };
    expect(await numbers(db, caller, { ...asc, tab: "to-send" })).toEqual(["paid", "cod", "missing"]);
    expect(await numbers(db, caller, { ...asc, tab: "unpaid" })).toEqual(["cod", "waits", "archived", "half"]);
    expect((await list(db, caller)).counts).toMatchObject({ unpaid: 4, open: 6, "to-send": 3, cancelled: 1 });
    expect(await numbers(db, caller, { ...asc, tab: "open" })).toEqual([
      "paid",
      "cod",
      "waits",
      "held",
      "sent",
      "missing",
    ]);
    expect((await list(db, caller, asc)).rows.map((row) => row.presence)).toEqual([
      ...Array(6).fill("shown"),
      "hidden",
      "deleted",
      "missing",
      ...Array(4).fill("shown"),
    ]);
  });

  test("days are the workspace's own, both included", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db, 1, "Europe/Istanbul");
    await putOrders(db, workspace, [
      { ...someOrder, number: "before", placedAt: at("2026-11-22T20:59:59.999Z") },
      { ...someOrder, number: "first", placedAt: at("2026-11-22T21:00:00Z") },
      { ...someOrder, number: "last", placedAt: at("2026-11-23T20:59:59.999Z") },
      { ...someOrder, number: "after", placedAt: at("2026-11-23T21:00:00Z") },
    ]);
    const day = { from: "2026-11-23", to: "2026-11-23", descending: false };
    expect(await numbers(db, caller, day)).toEqual(["first", "last"]);
    expect(await numbers(db, caller, { ...day, from: null })).toEqual(["before", "first", "last"]);
    expect((await list(db, caller, { ...day, to: null })).matching).toEqual({ count: 3, more: false });
    expect(await numbers(db, caller, { from: "2026-11-24", to: "2026-11-22" })).toEqual([]);
    await expect(list(db, caller, { from: "2026-02-30" })).rejects.toThrow(RangeError);
  });

  test("search finds Turkish names however they are typed, together with every other filter", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    const names = ["Işıl Yıldız", "IŞIL ÇAĞLAR", "Isilay Gök", "Max Weber"];
    await putOrders(
      db,
      workspace,
      names.map((customer, n) => ({ ...someOrder, number: customer, customer, total: n, placedAt: 1000 - n })),
    );
    await db.transact(workspace, async (writing) => {
      for (const [n, name] of names.entries()) await putSearchTokens(writing, n + 1, foldText(name).split(" "));
    });
    const byName = { sort: "customer", descending: false } as const;
    for (const search of ["ışıl", "IŞIL", "isil", " İşıl "])
      expect(await numbers(db, caller, { ...byName, search })).toEqual(["IŞIL ÇAĞLAR", "Işıl Yıldız", "Isilay Gök"]);
    expect(await numbers(db, caller, { ...byName, search: "yildiz IŞIL" })).toEqual(["Işıl Yıldız"]);
    expect(await numbers(db, caller, { search: "isil", sort: "total" })).toEqual([...names].slice(0, 3).reverse());
    expect((await list(db, caller, { search: "isil", limit: 1 })).matching).toEqual({ count: 3, more: false });
    expect(await numbers(db, caller, { search: "isil", tab: "cancelled" })).toEqual([]);
    expect(await numbers(db, caller, { search: "nobody" })).toEqual([]);
    expect((await list(db, caller, { search: "nobody" })).counts.all).toBe(4);
    expect((await numbers(db, caller, { search: "-" })).length).toBe(4);
    const theirs = await openShop(db, 2);
    expect(await numbers(db, theirs.caller, { search: "isil" })).toEqual([]);
  });

  test("paging loses and repeats nothing that stands still, while other orders come, go and move", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    const facts = Array.from({ length: 30 }, (_, n) => ({ ...someOrder, number: `${n}`, placedAt: 1000 + (n % 3) }));
    await putOrders(db, workspace, facts);
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page === 0 || cursor !== null; page++) {
      const view: Awaited<ReturnType<typeof list>> = await list(db, caller, { cursor, limit: 7 });
      seen.push(...view.rows.map((row) => row.number));
      cursor = view.next;
      await putOrders(db, workspace, [{ ...someOrder, number: `new ${page}`, placedAt: 5000 }], 100 + page);
      await changeOrder(db, workspace, orderId(1 + page), { ...someOrder, number: `${page}`, placedAt: 6000 + page });
    }
    const still = facts.slice(5).map((one) => one.number);
    expect(seen.filter((number) => still.includes(number)).sort()).toEqual(still.sort());
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("filters by tag whatever its letters' case, by amount, channel, way to pay, platform and country", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    await putOrders(db, workspace, [
      { ...someOrder, number: "ours", ownTags: ["Kırılır"] },
      { ...someOrder, number: "theirs", tags: ["KIRILIR", "x"], shop: shops[1] },
      { ...someOrder, number: "dear", total: 500_000, method: "bank-transfer", source: "pos" },
      { ...someOrder, number: "euro", total: 500_000, shopCurrency: "EUR", country: "DE" },
    ]);
    const found = async (query: Partial<OrderListQuery>) => (await numbers(db, caller, query)).sort();
    for (const tag of ["kırılır", "KIRILIR", "Kirilir"])
      expect(await found({ tags: [tag] })).toEqual(["ours", "theirs"]);
    expect(await found({ tags: ["x"], platforms: ["shopify"] })).toEqual([]);
    expect(await found({ tags: ["x"], platforms: ["woocommerce"] })).toEqual(["theirs"]);
    expect(await found({ platforms: ["elsewhere"] })).toEqual([]);
    expect(await found({ currency: "TRY", least: "5000.00" })).toEqual(["dear"]);
    expect(await found({ currency: "TRY", most: "10" })).toEqual(["ours", "theirs"]);
    expect(await found({ currency: "EUR", least: "0", most: "5000" })).toEqual(["euro"]);
    expect(await found({ methods: ["bank-transfer"] })).toEqual(["dear"]);
    expect(await found({ channels: ["pos"] })).toEqual(["dear"]);
    expect(await found({ countries: ["DE"], from: "2026-01-01" })).toEqual(["euro"]);
    const view = await list(db, caller, { countries: ["TR", "DE"], from: "2026-01-01", limit: 1 });
    expect(view).toMatchObject({ matching: { count: 4, more: false }, channels: ["pos", "web"], currencies: ["TRY"] });
  });

  test("the next page is told only when there is one, and another list's cursor leads to the first page", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, [someOrder, someOrder, someOrder]);
    expect((await list(db, caller, { limit: 3 })).next).toBeNull();
    const { next } = await list(db, caller, { limit: 2 });
    expect(next).not.toBeNull();
    expect(await list(db, caller, { cursor: next, limit: 2 })).toMatchObject({ restarted: false, rows: [{}] });
    const first = await list(db, caller, { tab: "open" });
    expect(await list(db, caller, { cursor: next, tab: "open" })).toEqual({ ...first, restarted: true });
    const other = await openShop(db, 2);
    expect(await list(db, other.caller, { cursor: next, limit: 2 })).toMatchObject({ restarted: true, rows: [] });
    expect((await list(db, caller, { cursor: "?" })).restarted).toBe(true);
  });

  test("counts matching orders up to 1,000 and says that there are more, and further where the counts tell", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, Array(1001).fill(someOrder));
    const from = "2026-01-01";
    expect((await list(db, caller, { from })).matching).toEqual({ count: 1000, more: true });
    expect((await list(db, caller)).matching).toEqual({ count: 1001, more: false });
    expect((await list(db, caller, { from, limit: 100_000 })).rows.length).toBe(250);
  });

  test("names the newest event that it has seen", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await db.transact(workspace, async ({ q, t }) => {
      await q.update(t.workspaces).set({ eventNumber: 17 });
    });
    expect((await list(db, caller)).upTo).toBe(17);
  });

  test("shows and counts nothing of another workspace", async () => {
    const db = await open();
    const mine = await openShop(db, 1);
    const theirs = await openShop(db, 2);
    await putOrders(db, theirs.workspace, [{ ...someOrder, shop: theirs.shops[0], number: "theirs" }]);
    const queries = [{}, { shops: [theirs.shops[0]] }, { tab: "open" }, { from: "2026-01-01" }] as const;
    for (const query of queries) {
      const view = await list(db, mine.caller, query);
      expect(view).toMatchObject({ rows: [], counts: { all: 0, open: 0 }, matching: { count: 0, more: false } });
      expect(view.shops.map((shop) => shop.id)).toEqual(mine.shops);
    }
    expect(await numbers(db, theirs.caller)).toEqual(["theirs"]);
  });

  test("asks for the right to read orders", async () => {
    const db = await open();
    const { workspace } = await openShop(db);
    await expect(list(db, mintCaller(workspace, { kind: "command-line" }, []))).rejects.toThrow(NotAllowed);
  });
});

const nobody = {
  name: null,
  company: null,
  line1: null,
  line2: null,
  city: null,
  province: null,
  provinceCode: null,
  zip: null,
  country: null,
  phone: null,
};
