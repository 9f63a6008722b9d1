import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "#app/db/open.ts";
import { countOrders } from "#app/db/order-counts.ts";
import { countMatching, findOrderPage } from "#app/db/order-list.ts";
import { type ListSort, nothingAlong, type OrderFilter } from "#app/db/order-list-path.ts";
import type { Queries, Reading } from "#app/db/scope.ts";
import { toInstant } from "#app/domain/instant.ts";
import { tabCriteria } from "#app/views/order-tabs.ts";
import { sqliteKit } from "#drizzle/kit.ts";
import { defineSchema } from "#drizzle/schema/define-schema.ts";
import { quietLog } from "#tests/engines/quiet-log.ts";
import { openShop, putOrders, someOrder } from "#tests/views/list-world.ts";

/** Runs the very statements of a list on a connection of its own, and asks SQLite how it would find their rows. */
describe("how SQLite finds a list's rows", () => {
  let folder = "";
  let client: Sqlite.Database;
  let reading: Reading;
  const statements: { query: string; params: unknown[] }[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tek-plan-"));
    const file = join(folder, "tek.sqlite");
    const db = await openDatabase({ url: null, file, ports: { log: quietLog } });
    const { workspace } = await openShop(db);
    const done = { ...someOrder, state: "completed", fulfillment: "fulfilled", customer: "Ada" } as const;
    const rare = [
      someOrder,
      { ...someOrder, payment: "unpaid" },
      { ...someOrder, state: "cancelled" },
      { ...someOrder, payment: "refunded" },
    ] as const;
    await putOrders(db, workspace, [...Array.from({ length: 300 }, () => done), ...rare]);
    await db.close();
    client = new Sqlite(file);
    const logger = { logQuery: (query: string, params: unknown[]) => void statements.push({ query, params }) };
    const q = drizzle(client, { casing: "snake_case", logger }) as unknown as Queries;
    reading = { q, t: defineSchema(sqliteKit), dialect: "sqlite", workspace, rows: async () => [] };
  });

  afterAll(async () => {
    client.close();
    await rm(folder, { recursive: true });
  });

  const anyTime = { from: null, before: null };
  const someDays = { from: toInstant(1), before: toInstant(2) };

  async function plansOf(filter: OrderFilter, sort: ListSort, next = false): Promise<readonly string[]> {
    const cells = await countOrders(reading);
    const slice = { filter, sort, descending: true, after: null, limit: 2, cells };
    statements.splice(0);
    const after = (await findOrderPage(reading, slice)).at(-1) ?? null;
    if (next) {
      statements.splice(0);
      await findOrderPage(reading, { ...slice, after });
    }
    await countMatching(reading, filter, cells, 1000);
    return explained();
  }

  function explained(): readonly string[] {
    expect(statements.length).toBeGreaterThan(0);
    return statements.flatMap(({ query, params }) =>
      client
        .prepare<unknown[], { detail: string }>(`explain query plan ${query}`)
        .all(...params)
        .map((step) => step.detail),
    );
  }

  const scans = (plan: readonly string[]) => plan.filter((step) => /^SCAN (orders|order_customers)/.test(step));
  const sorts = (plan: readonly string[]) => plan.filter((step) => step.includes("TEMP B-TREE"));

  for (const tab of Object.keys(tabCriteria) as (keyof typeof tabCriteria)[]) {
    const all = [tabCriteria[tab], {}];
    test(`"${tab}" by date is read in order from an index, the first page and the next, with days or without`, async () => {
      for (const placed of [anyTime, someDays])
        for (const next of [false, true]) {
          const plan = await plansOf({ all, placed, rows: null, along: nothingAlong }, "placed", next);
          expect([...scans(plan), ...sorts(plan)]).toEqual([]);
          const led = /^SEARCH orders USING (COVERING )?INDEX \w+ \(workspace=\? AND \w+=\?/;
          if (tab !== "all") expect(plan.filter((step) => /^SEARCH orders/.test(step) && !led.test(step))).toEqual([]);
        }
    });

    test(`"${tab}" by anything else never reads the whole table`, async () => {
      for (const sort of ["updated", "total", "customer"] as const)
        expect(scans(await plansOf({ all, placed: anyTime, rows: null, along: nothingAlong }, sort))).toEqual([]);
    });
  }

  test("every order by update, total or customer is read in order from an index", async () => {
    for (const sort of ["updated", "total", "customer"] as const)
      expect(sorts(await plansOf({ all: [], placed: anyTime, rows: null, along: nothingAlong }, sort))).toEqual([]);
  });

  test("a sort by total that most orders pass is read in order from its index, not sorted", async () => {
    const plan = await plansOf(
      { all: [{ state: ["completed"] }], placed: anyTime, rows: null, along: nothingAlong },
      "total",
    );
    expect(sorts(plan)).toEqual([]);
  });

  test("a way to pay and a channel by date are read in order from their own indexes", async () => {
    for (const all of [[{ method: ["bank-transfer" as const] }], [{ source: ["pos"] }]])
      for (const placed of [anyTime, someDays]) {
        const plan = await plansOf({ all, placed, rows: null, along: nothingAlong }, "placed");
        expect([...scans(plan), ...sorts(plan)]).toEqual([]);
        expect(plan.filter((step) => step.includes("orders_placed"))).toEqual([]);
      }
  });

  test("an amount, tags and a country are looked at along an index, never sorted or read whole", async () => {
    const amount = { currency: "TRY", from: 1, to: 2 };
    const tags = { own: ["acil"], shop: ["gift", "VIP"] };
    for (const along of [
      { ...nothingAlong, amount },
      { ...nothingAlong, tags },
      { ...nothingAlong, countries: ["DE"] },
    ]) {
      const plan = await plansOf({ all: [tabCriteria.open], placed: someDays, rows: null, along }, "placed");
      expect([...scans(plan), ...sorts(plan)]).toEqual([]);
    }
    const byTotal = await plansOf(
      { all: [], placed: anyTime, rows: null, along: { ...nothingAlong, amount } },
      "total",
    );
    expect(byTotal.join()).toContain("orders_total (workspace=? AND total_shop>? AND total_shop<?)");
  });

  test("the tabs are counted from one index alone, in its order", async () => {
    statements.splice(0);
    await countOrders(reading);
    expect(explained()).toEqual(["SEARCH orders USING COVERING INDEX orders_cells (workspace=?)"]);
  });

  test("what search found is looked up by row, not filtered out of an index", async () => {
    const plan = await plansOf({ all: [], placed: anyTime, rows: [1, 2, 3], along: nothingAlong }, "placed");
    expect(plan).toContain("SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)");
    expect(plan.filter((step) => step.includes("orders_"))).toEqual([]);
  });
});
