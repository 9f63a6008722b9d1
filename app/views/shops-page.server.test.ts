import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { pause, resume } from "#app/db/shops.ts";
import { endTrouble, noteTrouble } from "#app/db/trouble.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import type { ShopId, WorkspaceId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { clock, openShop, putOrders, someOrder } from "#tests/views/list-world.ts";
import { shopsPage } from "./shops-page.server.ts";

describeOnBothEngines("the shops page", (open) => {
  test("a shop that was just connected waits for its import", async () => {
    const db = await open();
    const { caller, shops } = await openShop(db);
    const view = await shopsPage({ db, clock }, caller);
    expect(view).toMatchObject({ upTo: 0, now: clock.now(), timezone: "Europe/Istanbul" });
    expect(view.shops[0]).toEqual({
      id: shops[0],
      platform: "shopify",
      name: "Shop 1",
      adminUrl: "https://shop.example/admin",
      currency: "TRY",
      timezone: null,
      state: "active",
      paused: null,
      trouble: null,
      disconnectedAt: null,
      left: false,
      orders: 0,
      ordersSince: null,
      compared: null,
      historyDays: null,
      import: { state: "waiting", done: 0, total: null, finishedAt: null },
      lastHeardAt: null,
      lastReadAt: null,
      nextReadAt: null,
      waiting: 0,
      quarantined: 0,
      doorbells: { state: "none", lastRungAt: null, checkedAt: null, revivedAt: null },
      missingScopes: [],
    });
  });

  test("tells how far a shop was read, what waits and what was set aside, each shop by itself", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    await putOrders(db, workspace, [someOrder, someOrder, { ...someOrder, shop: shops[1] }]);
    await putFeed(db, workspace, shops[0], "history", { state: "running", doneCount: 120, totalCount: 400 });
    await putFeed(db, workspace, shops[0], "changes", { dueAt: 9000 });
    await putFeed(db, workspace, shops[0], "sweep", { dueAt: 1, doneCount: 7 });
    await putFeed(db, workspace, shops[1], "history", { state: "done", doneCount: 3, finishedAt: 8000 });
    await putJob(db, workspace, shops[0], "look", "1");
    await putJob(db, workspace, shops[0], "look", "2");
    await putJob(db, workspace, shops[0], "turn", "");
    await db.transact(workspace, async ({ q, t }) => {
      const why = { code: "unreadable", params: {}, firstAt: 1, lastAt: 1, attempts: 1 };
      await q.insert(t.quarantine).values({ ...why, workspace, shop: shops[1], externalId: "9" });
    });
    const [first, second] = (await shopsPage({ db, clock }, caller)).shops;
    expect(first).toMatchObject({
      orders: 2,
      ordersSince: someOrder.placedAt,
      waiting: 2,
      quarantined: 0,
      nextReadAt: 9000,
    });
    expect(first?.import).toEqual({ state: "running", done: 120, total: 400, finishedAt: null });
    expect(second).toMatchObject({ orders: 1, waiting: 0, quarantined: 1, nextReadAt: null });
    expect(second?.import).toEqual({ state: "done", done: 3, total: null, finishedAt: 8000 });
  });

  test("says why a shop is paused and since when, and promises no next read while it is", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    await putFeed(db, workspace, shops[0], "changes", { dueAt: 9000 });
    await db.transact(workspace, async ({ q, t }) => {
      await q
        .update(t.shops)
        .set({ state: "paused", pausedCode: "key-revoked", pausedParams: { status: 401 }, pausedAt: 5000 })
        .where(and(eq(t.shops.workspace, workspace), eq(t.shops.id, shops[0])));
    });
    const [first] = (await shopsPage({ db, clock }, caller)).shops;
    expect(first).toMatchObject({ state: "paused", nextReadAt: null });
    expect(first?.paused).toEqual({ code: "key-revoked", params: { status: 401 }, at: 5000 });
  });

  test("says what reads fail with since the first of them, once they failed twice in a row, and of no shop that rests", async () => {
    const db = await open();
    const { workspace, caller, shops } = await openShop(db);
    const fail = (shop: ShopId, code: string, at: number) =>
      db.transact(workspace, (w) => noteTrouble(w, shop, { code, params: { host: "a.example" }, at: toInstant(at) }));
    const troubles = async () => (await shopsPage({ db, clock }, caller)).shops.map(({ trouble }) => trouble);
    await fail(shops[0], "network.timeout", 5000);
    expect(await troubles()).toEqual([null, null]);
    await fail(shops[0], "network.unreachable", 6000);
    const told = { code: "network.unreachable", params: { host: "a.example" }, since: 5000 };
    expect(await troubles()).toEqual([told, null]);
    const why = { code: "key-revoked", params: {}, at: toInstant(7000) };
    await db.transact(workspace, (w) => pause(w, shops[0], why));
    expect(await troubles()).toEqual([null, null]);
    await db.transact(workspace, (w) => resume(w, shops[0]));
    await db.transact(workspace, (w) => endTrouble(w, shops[0]));
    expect(await troubles()).toEqual([null, null]);
  });

  test("shows nothing of another workspace, and asks for the right to read orders", async () => {
    const db = await open();
    const mine = await openShop(db, 1);
    const theirs = await openShop(db, 2);
    await putOrders(db, theirs.workspace, [{ ...someOrder, shop: theirs.shops[0] }]);
    await putJob(db, theirs.workspace, theirs.shops[0], "look", "1");
    const { shops } = await shopsPage({ db, clock }, mine.caller);
    expect(shops.map((shop) => shop.id)).toEqual(mine.shops);
    expect(shops.map((shop) => [shop.orders, shop.waiting])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const stranger = mintCaller(mine.workspace, { kind: "command-line" }, ["orders.sync"]);
    await expect(shopsPage({ db, clock }, stranger)).rejects.toThrow(NotAllowed);
  });
});

interface FeedFacts {
  readonly state?: "waiting" | "running" | "done";
  readonly doneCount?: number;
  readonly totalCount?: number;
  readonly dueAt?: number;
  readonly finishedAt?: number;
}

async function putFeed(
  db: Database,
  workspace: WorkspaceId,
  shop: ShopId,
  kind: "changes" | "history" | "sweep",
  facts: FeedFacts,
): Promise<void> {
  const usual = { state: "waiting", round: 1, doneCount: 0, dueAt: 0 } as const;
  await db.transact(workspace, async ({ q, t }) => {
    await q.insert(t.feeds).values({ ...usual, ...facts, workspace, shop, kind });
  });
}

async function putJob(db: Database, workspace: WorkspaceId, shop: ShopId, queue: string, key: string): Promise<void> {
  const usual = { dueAt: 0, firstPutAt: 0, lastPutAt: 0, puts: 1, takes: 0, attempts: 0, note: {} };
  await db.transact(workspace, async ({ q, t }) => {
    await q.insert(t.jobs).values({ ...usual, workspace, shop, queue, key });
  });
}
