import { expect, test } from "vitest";
import { toDeliveryId, toExternalId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop, newShop, shopId } from "#tests/engines/one-shop.ts";
import { asConstraint } from "./constraint.ts";
import { insertDelivery, markHandled, pruneDeliveries, readDelivery } from "./deliveries.ts";
import { ensureFeeds, readFeed, saveFeed } from "./feeds.ts";
import { listQuarantine, putQuarantine, releaseQuarantine } from "./quarantine.ts";
import type { Writing } from "./scope.ts";
import {
  bellsChecked,
  disconnect,
  findShopByExternal,
  insertShop,
  listShops,
  pause,
  rang,
  readShop,
  relinkShop,
  resume,
  touchShopRead,
  updateAccount,
  updateIdentity,
} from "./shops.ts";

const t = toInstant;
const identity = {
  name: "New",
  currency: "EUR",
  timezone: null,
  adminUrl: "https://new.example",
  missingScopes: ["x"],
};
const why = { code: "account.signed-out", params: { status: 401 }, at: t(50) };

describeOnBothEngines("a shop", (open) => {
  const setUp = async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const other = await addShop(db, 2);
    const write = <T>(work: (w: Writing) => Promise<T>) => db.transact(workspace, work);
    const read = () => db.read(workspace, (r) => readShop(r, shop));
    return { db, workspace, shop, other, write, read };
  };

  test("comes back as it joined", async () => {
    const { read, workspace } = await setUp();
    const heard = { lastHeardAt: null, lastReadAt: null, lastRungAt: null };
    const later = { ...heard, disconnectedAt: null, bellsCheckedAt: null, bellsRevivedAt: null, historyDays: null };
    expect(await read()).toEqual({ ...newShop(1), workspace, state: "active", paused: null, left: false, ...later });
  });

  test("is found by what its platform calls it, in whichever workspace it is", async () => {
    const { db, workspace } = await setUp();
    const find = (platform: string, id: string) =>
      db.readGlobal("external-shop", (r) => findShopByExternal(r, platform, toExternalId(id)));
    expect(await find("shopify", "shop-1.example")).toMatchObject({ workspace, id: shopId(1) });
    expect(await find("woocommerce", "shop-1.example")).toBeNull();
    expect(await find("shopify", "shop-9.example")).toBeNull();
  });

  test("joins one workspace only, once", async () => {
    const { db, other } = await setUp();
    const again = db.transact(other.workspace, (w) =>
      insertShop(w, { ...newShop(3), externalId: newShop(1).externalId }),
    );
    expect(await again.catch(asConstraint)).toEqual({ kind: "unique" });
  });

  test("of another workspace is neither shown nor changed", async () => {
    const { db, shop, other, read } = await setUp();
    expect(await db.read(other.workspace, (r) => readShop(r, shop))).toBeNull();
    expect((await db.read(other.workspace, listShops)).map(({ id }) => id)).toEqual([other.shop]);
    expect(await db.transact(other.workspace, (w) => pause(w, shop, why))).toBe(false);
    await db.transact(other.workspace, (w) => updateAccount(w, shop, { account: Buffer.from("x"), tokenDueAt: null }));
    expect(await read()).toMatchObject({ state: "active", account: Buffer.from("sealed") });
  });

  test("is paused once, with the first reason, and resumed", async () => {
    const { shop, write, read } = await setUp();
    expect(await write((w) => resume(w, shop))).toBe(false);
    expect(await write((w) => pause(w, shop, why))).toBe(true);
    expect(await write((w) => pause(w, shop, { ...why, code: "other" }))).toBe(false);
    expect(await read()).toMatchObject({ state: "paused", paused: why });
    expect(await write((w) => resume(w, shop))).toBe(true);
    expect(await read()).toMatchObject({ state: "active", paused: null });
  });

  test("that left is not paused, and can be linked again", async () => {
    const { shop, write, read } = await setUp();
    expect(await write((w) => disconnect(w, shop, t(70)))).toBe(true);
    expect(await write((w) => disconnect(w, shop, t(80)))).toBe(false);
    expect(await write((w) => pause(w, shop, why))).toBe(false);
    expect(await write((w) => resume(w, shop))).toBe(false);
    expect(await read()).toMatchObject({
      state: "disconnected",
      paused: null,
      account: Buffer.alloc(0),
      tokenDueAt: null,
    });
    const account = Buffer.from("fresh");
    await write((w) => relinkShop(w, shop, { identity, account, tokenDueAt: t(9) }));
    expect(await read()).toMatchObject({ ...identity, state: "active", paused: null, account, tokenDueAt: 9 });
  });

  test("takes fresh tokens, another name and another state of its bells", async () => {
    const { shop, write, read } = await setUp();
    await write(async (w) => {
      await updateAccount(w, shop, { account: Buffer.from("token"), tokenDueAt: t(5) });
      await updateIdentity(w, shop, identity);
      await bellsChecked(w, shop, { state: "failing", revived: false, at: t(40) });
    });
    const account = Buffer.from("token");
    expect(await read()).toMatchObject({ ...identity, account, tokenDueAt: 5, bellState: "failing" });
    expect(await read()).toMatchObject({ bellsCheckedAt: 40, bellsRevivedAt: null });
    await write((w) => bellsChecked(w, shop, { state: "in-place", revived: true, at: t(50) }));
    await write((w) => bellsChecked(w, shop, { state: "in-place", revived: false, at: t(60) }));
    expect(await read()).toMatchObject({ bellState: "in-place", bellsCheckedAt: 60, bellsRevivedAt: 50 });
  });

  test("remembers when it was last heard and read, never an earlier moment", async () => {
    const { shop, write, read } = await setUp();
    await write((w) => rang(w, shop, t(200)));
    expect(await read()).toMatchObject({ lastHeardAt: 200, lastRungAt: 200, lastReadAt: null, bellState: "in-place" });
    await write((w) => touchShopRead(w, shop, t(150)));
    expect(await read()).toMatchObject({ lastHeardAt: 200, lastReadAt: 150 });
    await write((w) => touchShopRead(w, shop, t(300)));
    await write((w) => rang(w, shop, t(10)));
    expect(await read()).toMatchObject({ lastHeardAt: 300, lastReadAt: 300, lastRungAt: 200 });
  });

  test("linked again with doorbells of its own, knows nothing of those before", async () => {
    const { shop, write, read } = await setUp();
    await write((w) => rang(w, shop, t(200)));
    await write((w) => bellsChecked(w, shop, { state: "in-place", revived: true, at: t(210) }));
    const fresh = { identity, account: Buffer.from("new"), tokenDueAt: null };
    await write((w) => relinkShop(w, shop, fresh));
    expect(await read()).toMatchObject({ bellState: "in-place", lastRungAt: 200, bellsCheckedAt: 210 });
    await write((w) => relinkShop(w, shop, { ...fresh, bellState: "waiting" }));
    expect(await read()).toMatchObject({ bellState: "waiting", lastHeardAt: 200, lastRungAt: null });
    expect(await read()).toMatchObject({ bellsCheckedAt: null, bellsRevivedAt: null });
  });

  test("has feeds that keep how far it was read", async () => {
    const { db, shop, write, workspace } = await setUp();
    const feed = (kind: "changes" | "sweep") => db.read(workspace, (r) => readFeed(r, shop, kind));
    const fresh = { cursor: null, state: "waiting", round: 0, doneCount: 0, totalCount: null, dueAt: 1000 };
    expect(await feed("changes")).toEqual({ ...fresh, startedAt: null, finishedAt: null });
    const cursor = { after: "x", page: 2, ids: ["a", "b"] };
    const next = {
      cursor,
      state: "running",
      round: 3,
      doneCount: 50,
      totalCount: 99,
      dueAt: t(7),
      startedAt: t(6),
      finishedAt: t(8),
    } as const;
    await write((w) => saveFeed(w, shop, "changes", next));
    expect(await feed("changes")).toEqual(next);
    await write((w) => saveFeed(w, shop, "changes", { dueAt: t(9), cursor: null }));
    expect(await feed("changes")).toEqual({ ...next, dueAt: 9, cursor: null });
    expect(await feed("sweep")).toMatchObject(fresh);
    await write((w) => ensureFeeds(w, shop, t(99_999)));
    expect((await feed("changes")).dueAt).toBe(9);
    await expect(write((w) => saveFeed(w, shopId(9), "changes", { dueAt: t(1) }))).rejects.toThrow(
      "feed changes of shop",
    );
    await expect(db.read(workspace, (r) => readFeed(r, shopId(9), "changes"))).rejects.toThrow("feed changes of shop");
  });

  test("keeps its doorbells as they came, until they are handled and old", async () => {
    const { db, shop, other, write, workspace } = await setUp();
    const id = (n: number) => toDeliveryId(`01900004-0000-7000-8000-00000000000${n}`);
    const delivery = (n: number) => ({
      id: id(n),
      shop,
      topic: "orders/updated",
      deliveryId: "same-for-all",
      headers: { "x-wc-webhook-topic": "ş" },
      body: Buffer.from([0, 255, 34, n]),
      receivedAt: t(n * 100),
    });
    const read = (n: number) => db.read(workspace, (r) => readDelivery(r, id(n)));
    await write(async (w) => {
      for (const n of [1, 2, 3, 4]) await insertDelivery(w, delivery(n));
      for (const n of [1, 2, 4]) await markHandled(w, id(n), t(900));
    });
    expect(await read(3)).toEqual({ ...delivery(3), handledAt: null });
    expect(await read(2)).toMatchObject({ handledAt: 900 });
    expect(await db.read(other.workspace, (r) => readDelivery(r, id(3)))).toBeNull();
    expect(await db.transact(other.workspace, (w) => pruneDeliveries(w, t(1e6), 10))).toBe(0);
    expect(await write((w) => pruneDeliveries(w, t(400), 1))).toBe(1);
    expect(await write((w) => pruneDeliveries(w, t(400), 10))).toBe(1);
    expect([await read(1), await read(2)]).toEqual([null, null]);
    expect([await read(3), await read(4)]).toMatchObject([{ handledAt: null }, { handledAt: 900 }]);
  });

  test("has records set aside, each once, with the newest cause and the number of attempts", async () => {
    const { db, shop, other, write, workspace } = await setUp();
    const list = () => db.read(workspace, (r) => listQuarantine(r, shop, 10));
    const item = { shop, externalId: "1", code: "unreadable", params: { path: "a.b" }, body: '{"ş":1}', at: t(5) };
    expect(await write((w) => putQuarantine(w, item))).toBe(true);
    expect(await write((w) => putQuarantine(w, { ...item, code: "worse", body: null, at: t(6) }))).toBe(false);
    expect(await write((w) => putQuarantine(w, { ...item, externalId: "2", at: t(7) }))).toBe(true);
    const { at: _, ...kept } = item;
    expect(await list()).toEqual([
      { ...kept, code: "worse", body: null, firstAt: 5, lastAt: 6, attempts: 2 },
      { ...kept, externalId: "2", firstAt: 7, lastAt: 7, attempts: 1 },
    ]);
    expect(await db.read(other.workspace, (r) => listQuarantine(r, shop, 10))).toEqual([]);
    expect(await db.transact(other.workspace, (w) => releaseQuarantine(w, shop, "1"))).toBe(false);
    expect(await write((w) => releaseQuarantine(w, shop, "1"))).toBe(true);
    expect(await write((w) => releaseQuarantine(w, shop, "1"))).toBe(false);
    expect(await list()).toHaveLength(1);
  });
});
