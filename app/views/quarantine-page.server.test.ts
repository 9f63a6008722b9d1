import { expect, test } from "vitest";
import { putQuarantine } from "#app/db/quarantine.ts";
import { put } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { toInstant } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { clock, openShop, putOrders, someOrder } from "#tests/views/list-world.ts";
import { quarantineBody, quarantineCount, quarantinePage } from "./quarantine-page.server.ts";
import type { QuarantineQuery } from "./quarantine-page.ts";

const all: QuarantineQuery = { shop: null, code: null, cursor: null };

describeOnBothEngines("the page of what was set aside", (open) => {
  const setUp = async () => {
    const db = await open();
    const world = await openShop(db);
    const { workspace, shops } = world;
    const aside = (
      at: number,
      externalId: string,
      more: { shop?: (typeof shops)[number]; code?: string; body?: string } = {},
    ) =>
      db.transact(workspace, (writing) =>
        putQuarantine(writing, {
          shop: more.shop ?? shops[0],
          externalId,
          code: more.code ?? "a.unreadable",
          params: {},
          body: more.body ?? null,
          at: toInstant(at),
        }),
      );
    return { ...world, db, aside };
  };
  const idsOf = async (db: Database, caller: Parameters<typeof quarantinePage>[1], query: QuarantineQuery) =>
    (await quarantinePage({ db, clock }, caller, query)).rows.map(({ externalId }) => externalId);

  test("is empty where everything could be read", async () => {
    const { db, caller } = await setUp();
    expect(await quarantinePage({ db, clock }, caller, all)).toMatchObject({
      rows: [],
      causes: [],
      next: null,
      upTo: 0,
    });
    expect(await quarantineCount({ db }, caller)).toEqual({ count: 0, upTo: 0 });
  });

  test("shows each record with its cause, its tries, and whether a read of it waits; the body not until it is asked for", async () => {
    const { db, caller, shops, workspace, aside } = await setUp();
    await aside(1000, "7", { body: "ışık" });
    await aside(2000, "7", { code: "b.unreadable", body: "ışık" });
    await db.transact(workspace, (writing) =>
      put(writing, { queue: "look", shop: shops[0], key: "7", dueAt: toInstant(1), now: toInstant(1), note: {} }),
    );
    const [row] = (await quarantinePage({ db, clock }, caller, all)).rows;
    expect(row).toEqual({
      shop: { id: shops[0], platform: "shopify", name: "Shop 1", state: "active" },
      externalId: "7",
      unnamed: false,
      code: "b.unreadable",
      params: {},
      firstAt: 1000,
      lastAt: 2000,
      attempts: 2,
      bodySize: 7,
      waiting: true,
      held: null,
    });
    expect(await quarantineBody({ db }, caller, shops[0], "7")).toBe("ışık");
    expect(await quarantineBody({ db }, caller, shops[1], "7")).toBeNull();
  });

  test("leads to the order's older state where one is held, in its own shop only", async () => {
    const { db, caller, shops, workspace, aside } = await setUp();
    await putOrders(db, workspace, [someOrder]);
    const [order] = await db.read(workspace, ({ q, t }) => q.select().from(t.orders));
    const externalId = order?.externalId ?? "";
    await aside(1, externalId);
    await aside(2, externalId, { shop: shops[1] });
    const { rows } = await quarantinePage({ db, clock }, caller, all);
    expect(rows.map(({ shop, held }) => [shop.id, held])).toEqual([
      [shops[1], null],
      [shops[0], { id: order?.id, number: order?.number }],
    ]);
  });

  test("narrows to a shop and a cause, and counts all whatever is chosen", async () => {
    const { db, caller, shops, aside } = await setUp();
    await aside(1, "1");
    await aside(2, "2", { code: "b.unreadable" });
    await aside(3, "3", { shop: shops[1] });
    expect(await idsOf(db, caller, all)).toEqual(["3", "2", "1"]);
    expect(await idsOf(db, caller, { ...all, shop: shops[0] })).toEqual(["2", "1"]);
    expect(await idsOf(db, caller, { ...all, code: "a.unreadable" })).toEqual(["3", "1"]);
    const { causes } = await quarantinePage({ db, clock }, caller, { ...all, shop: shops[1] });
    expect(causes.map(({ shop, code, count }) => [shop.id, code, count])).toEqual([
      [shops[0], "a.unreadable", 1],
      [shops[0], "b.unreadable", 1],
      [shops[1], "a.unreadable", 1],
    ]);
    expect(await quarantineCount({ db }, caller)).toMatchObject({ count: 3 });
  });

  test("turns pages without losing or repeating a record, and a damaged cursor leads to the first", async () => {
    const { db, caller, shops, aside } = await setUp();
    for (let i = 0; i < 120; i++) await aside(1000 + Math.floor(i / 60), `r${i}`, { shop: shops[i % 2] ?? shops[0] });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const view: Awaited<ReturnType<typeof quarantinePage>> = await quarantinePage({ db, clock }, caller, {
        ...all,
        cursor,
      });
      seen.push(...view.rows.map(({ externalId }) => externalId));
      cursor = view.next;
    } while (cursor !== null);
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
    expect(await idsOf(db, caller, { ...all, cursor: "nonsense" })).toEqual(seen.slice(0, 50));
  });

  test("shows nothing of another workspace, and nothing to who may not read orders", async () => {
    const { db, workspace, shops, aside } = await setUp();
    await aside(1, "1", { body: "secret" });
    const { caller: stranger } = await openShop(db, 7);
    expect(await idsOf(db, stranger, all)).toEqual([]);
    expect(await quarantineBody({ db }, stranger, shops[0], "1")).toBeNull();
    expect(await idsOf(db, stranger, { ...all, shop: shops[0] })).toEqual([]);
    const blind = mintCaller(workspace, { kind: "command-line" }, ["orders.sync"]);
    await expect(quarantinePage({ db, clock }, blind, all)).rejects.toThrow(NotAllowed);
    await expect(quarantineBody({ db }, blind, shops[0], "1")).rejects.toThrow(NotAllowed);
    expect(await quarantineCount({ db }, blind)).toBeNull();
  });
});
