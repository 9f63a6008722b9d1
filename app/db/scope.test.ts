import { expect, expectTypeOf, test } from "vitest";
import { toShopId } from "#app/domain/ids.ts";
import { findOrders } from "./orders.ts";
import { claim } from "./queue.ts";
import type { Database, GlobalReading, GlobalWriting, Reading, Writing } from "./scope.ts";
import { one } from "./scope.ts";
import { findShopByExternal, insertShop, listShops } from "./shops.ts";

test("a query without a workspace does not compile", () => {
  const shop = toShopId("01900002-0000-7000-8000-000000000001");
  /** Never run: what the compiler says of it is the test. */
  const refused = (db: Database, reading: Reading, global: GlobalReading<"people">, due: GlobalWriting<"due-work">) => {
    // @ts-expect-error A database has no queries outside a read or a transaction.
    db.q;
    // @ts-expect-error A workspace must be named.
    db.read((scope: Reading) => listShops(scope));
    // @ts-expect-error A workspace's id is not any text.
    db.read("01900001-0000-7000-8000-000000000001", listShops);
    // @ts-expect-error A global reading is not a workspace's.
    findOrders(global, shop, []);
    // @ts-expect-error Another reason gives no right to this query.
    findShopByExternal(global, "shopify", shop);
    // @ts-expect-error No reason but those that are listed.
    db.readGlobal("because", async () => {});
    // @ts-expect-error Reading is not writing.
    insertShop(reading, { id: shop });
    // @ts-expect-error Claiming is for those who do the due work.
    claim(global, { queue: "turn", now: 0, lease: 1, limit: 1 });
    // @ts-expect-error What only one engine has is not there.
    reading.q.all;
    // @ts-expect-error Transactions are opened by the database only.
    due.q.transaction;
  };
  expect(refused).toBeTypeOf("function");
  expectTypeOf<Writing>().toExtend<Reading>();
});

test("a row that must be there and is not is named", () => {
  expect(one([7, 8], "x")).toBe(7);
  expect(() => one([], "feed changes")).toThrow("feed changes");
});
