import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "#app/db/open.ts";
import type { Database } from "#app/db/scope.ts";
import { hours, minutes } from "#app/domain/instant.ts";
import { quietLog } from "../engines/quiet-log.ts";
import { type Bench, createBench } from "./bench.ts";
import { linkShopify, linkWoo, realPlatforms } from "./stand-ins.ts";

/**
 * What docs/operating.md promises of a shop with 300 orders in which nothing happens for a day. Which database Tek has makes no difference
 * to what it asks, so it is counted on one.
 */
describe("a quiet day", () => {
  let folder: string;
  let db: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tek-quiet-"));
    db = await openDatabase({ url: null, file: join(folder, "tek.db"), ports: { log: quietLog } });
  });
  afterEach(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const laid = { orders: 300, days: 40 };
  const dayOf = async (bench: Bench, asked: string[]) => {
    await bench.run(minutes(30));
    asked.length = 0;
    await bench.run(hours(24), 5000);
    const counts: Record<string, number> = {};
    for (const one of asked) counts[one] = (counts[one] ?? 0) + 1;
    console.log(`${asked.length} requests: ${JSON.stringify(counts)}`);
    return { all: asked.length, counts };
  };

  test("asks a WooCommerce shop at most 1,850 times, and writes nothing but its own webhooks' secrets", async () => {
    const bench = await createBench(db, { platforms: realPlatforms });
    const { asked } = await linkWoo(bench, ({ sandbox }) => sandbox.lay(laid));
    const { all, counts } = await dayOf(bench, asked);
    expect(all).toBeLessThanOrEqual(1850);
    // The pull each minute, the sweep, and orders read again by pages.
    expect(counts["GET orders"]).toBeLessThanOrEqual(1500);
    expect(counts["GET orders"]).toBeGreaterThanOrEqual(1440);
    const writes = Object.entries(counts).filter(([name]) => !name.startsWith("GET "));
    expect(writes).toEqual([["PUT webhooks/<id>", 4 * 24]]);
  });

  test("asks a Shopify shop at most 1,550 times, its tokens counted", async () => {
    const bench = await createBench(db, { platforms: realPlatforms });
    const { asked } = await linkShopify(bench, (shop) => void shop.lay(laid));
    const { all, counts } = await dayOf(bench, asked);
    expect(all).toBeLessThanOrEqual(1550);
    expect(counts["query OrdersPage"]).toBeGreaterThanOrEqual(1440);
    expect(Object.keys(counts).filter((name) => name.startsWith("mutation"))).toEqual([]);
  });
});
