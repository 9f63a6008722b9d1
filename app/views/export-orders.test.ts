import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { listedFacts } from "#tests/views/arbitrary-facts.ts";
import { clock, everyOrder, openShop, orderId, putLine, putOrders, someOrder } from "#tests/views/list-world.ts";
import { type ExportWanted, exportOrders, exportText } from "./export-orders.ts";
import { orderPage } from "./order-page.server.ts";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describeOnBothEngines("the export", (open) => {
  const text = async (db: Database, caller: Parameters<typeof exportText>[1], wanted: ExportWanted) =>
    (await collect(exportText({ db }, caller, wanted))).join("");

  test("holds every order once, whole, the ones placed first first, across pages and ties", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    const facts = fc.sample(listedFacts, { numRuns: 250, seed: 2 });
    await putOrders(db, workspace, facts);
    const all = await collect(exportOrders({ db }, caller, null));
    const right = facts
      .map((one, index) => ({ ...one, id: orderId(index + 1) }))
      .sort((a, b) => a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1));
    expect(all.map((one) => one.order)).toEqual(right.map((one) => one.id));
    const one = await collect(exportOrders({ db }, caller, shops[1]));
    expect(one.map((order) => order.order)).toEqual(right.filter((r) => r.shop === shops[1]).map((r) => r.id));
  });

  test("writes NDJSON, an order a line, as the order's page shows it", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    await putOrders(db, workspace, [{ ...someOrder, presence: "hidden" }, someOrder]);
    await putLine(db, workspace, orderId(1), { position: 0, title: "Satır\nsonu", quantity: 1, currentQuantity: 1 });
    const lines = (await text(db, caller, { format: "ndjson", shop: null })).split("\n");
    expect(lines.length).toBe(3);
    const view = await orderPage({ db, clock }, caller, orderId(1), null);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      order: orderId(1),
      shop: { id: shops[0], platform: "shopify", name: "Shop 1" },
      ...view?.order,
      presence: "hidden",
      ownTags: [],
    });
  });

  test("holds what a query is about and nothing else, with our tags", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    const tagged = { ...someOrder, ownTags: ["acil"] };
    await putOrders(db, workspace, [someOrder, ...Array(101).fill(tagged), { ...tagged, state: "cancelled" }]);
    const query = { ...everyOrder, tab: "open", tags: ["ACİL"] } as const;
    const all = await collect(exportOrders({ db }, caller, null, query));
    expect(all.map(({ order }) => order)).toEqual(Array.from({ length: 101 }, (_, n) => orderId(n + 2)));
    expect(all[0]?.ownTags).toEqual(["acil"]);
  });

  test("writes CSV with a header, and with the mark for Excel when asked", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, [someOrder]);
    const csv = await text(db, caller, { format: "csv", shop: null });
    expect(csv.split("\r\n").map((line) => line.slice(0, 13))).toEqual(["shop,platform", "Shop 1,shopif", ""]);
    expect(await text(db, caller, { format: "csv", shop: null, byteOrderMark: true })).toBe(`\uFEFF${csv}`);
  });

  test("holds no read open between pages: a writer goes on, and what it places comes at the end", async () => {
    const db = await open();
    const { workspace, caller } = await openShop(db);
    await putOrders(db, workspace, Array(101).fill(someOrder));
    const seen: string[] = [];
    for await (const order of exportOrders({ db }, caller, null)) {
      if (seen.length === 0) await putOrders(db, workspace, [{ ...someOrder, placedAt: someOrder.placedAt + 1 }], 200);
      seen.push(order.order);
    }
    expect(seen.length).toBe(102);
    expect(seen.at(-1)).toBe(orderId(200));
  });

  test("reads no further than it is read: a reader that stops has cost a page, however many orders there are", async () => {
    const real = await open();
    const { workspace, caller } = await openShop(real);
    await putOrders(real, workspace, Array(450).fill(someOrder));
    let reads = 0;
    const db: Database = {
      ...real,
      read(...asked) {
        reads++;
        return real.read(...asked);
      },
    };
    const pieces = exportText({ db }, caller, { format: "csv", shop: null, query: everyOrder });
    for (let piece = 0; piece < 50; piece++) expect((await pieces.next()).done).toBe(false);
    expect(reads).toBeLessThanOrEqual(2);
    await pieces.return();
    expect(reads).toBeLessThanOrEqual(2);
    expect((await collect(exportText({ db }, caller, { format: "ndjson", shop: null }))).length).toBe(450);
  });

  test("holds nothing of another workspace, and asks for the right to read orders", async () => {
    const db = await open();
    const mine = await openShop(db, 1);
    const theirs = await openShop(db, 2);
    await putOrders(db, theirs.workspace, [{ ...someOrder, shop: theirs.shops[0] }]);
    expect(await collect(exportOrders({ db }, mine.caller, null))).toEqual([]);
    expect(await collect(exportOrders({ db }, mine.caller, theirs.shops[0]))).toEqual([]);
    const stranger = mintCaller(mine.workspace, { kind: "command-line" }, ["orders.sync"]);
    const csv = exportText({ db }, stranger, { format: "csv", shop: null });
    await expect(csv.next()).rejects.toThrow(NotAllowed);
    await expect(collect(exportOrders({ db }, stranger, null))).rejects.toThrow(NotAllowed);
  });
});
