import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { listWorkspaces } from "#app/db/access.ts";
import { listShops } from "#app/db/shops.ts";
import { hours, minutes } from "#app/domain/instant.ts";
import { createDoor } from "#app/doors/door.ts";
import { receiveDelivery } from "#app/inbox/receive-delivery.ts";
import { installShopify } from "#app/linking/install-shopify.ts";
import { shopsPage } from "#app/views/shops-page.server.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { createBench } from "./bench.ts";
import { linkShopify, realPlatforms } from "./stand-ins.ts";

const host = "demo.myshopify.com";

describeOnBothEngines("a Shopify shop that leaves, freezes, closes or moves", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open(), { platforms: realPlatforms });
    const { engine, db, workspace, owner } = bench;
    const { shop, id, sync, asked } = await linkShopify(bench, (laid) => void laid.lay({ orders: 20, days: 30 }));
    await bench.run(minutes(5));
    const platform = engine.registry.get("shopify");
    const embedding = platform?.embedding;
    if (!embedding) throw new Error("The bench does not know Shopify");
    const door = createDoor({
      db,
      ports: engine,
      shopify: {
        linking: { installShopify: (token) => installShopify(engine, platform, embedding, token) },
        verify: (token) => embedding.verify(token, engine.clock.now()),
      },
    });
    /** In the shop, at the bench's moment. */
    const act: typeof shop.act = (input) => shop.act(input);
    const enter = async (by: "document" | "fetch") => {
      await sync();
      const token = shop.sessionToken();
      return await door.enter(
        by === "fetch"
          ? new Request("https://tek.example/orders.data", { headers: { authorization: `Bearer ${token}` } })
          : new Request(`https://tek.example/orders?embedded=1&shop=${host}&id_token=${token}`),
      );
    };
    const ring = (topic: string, body: object, from = host) => {
      const bytes = Buffer.from(JSON.stringify(body));
      const headers = new Headers({
        "x-shopify-hmac-sha256": createHmac("sha256", "app-secret").update(bytes).digest("base64"),
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": from,
      });
      return receiveDelivery(engine, "shopify", null, { headers, body: bytes });
    };
    const card = async () => (await shopsPage(engine, owner)).shops[0];
    const leave = async () => {
      await sync();
      act({ action: "uninstall" });
      await ring("app/uninstalled", { id: 1, myshopify_domain: host });
      await bench.run(minutes(1));
    };
    const connected = () => db.read(workspace, listShops);
    return { ...bench, act, sync, asked, id, enter, ring, card, leave, connected };
  };

  test("uninstalled it is asked nothing; opened again in its admin it goes on, with nothing twice", async () => {
    const { act, sync, leave, card, asked, run, enter, workspace, connected } = await setUp();
    await leave();
    expect(await card()).toMatchObject({ state: "disconnected", left: true, orders: 20 });
    asked.length = 0;
    await run(hours(3));
    expect(asked).toEqual([]);
    // The frame that stood open fetches on, and a document comes too early: both are let in, and nothing is installed.
    for (const by of ["fetch", "document"] as const)
      expect(await enter(by)).toMatchObject({ kind: "caller", caller: { workspace } });
    expect(await card()).toMatchObject({ state: "disconnected" });
    await sync();
    act({ action: "place" });
    act({ action: "install" });
    expect(await enter("fetch")).toMatchObject({ kind: "caller" });
    expect(await card()).toMatchObject({ state: "disconnected" });
    expect(await enter("document")).toMatchObject({ kind: "caller", caller: { workspace } });
    await run(minutes(5));
    expect(await card()).toMatchObject({ state: "active", left: false, orders: 21, import: { state: "done" } });
    // No bell rang since, so none is said to have: the one that told of its leaving was of the time before.
    expect((await card())?.doorbells).toMatchObject({ state: "waiting", lastRungAt: null });
    expect(await connected()).toHaveLength(1);
  });

  test.each([
    ["frozen", "shopify.shop-frozen"],
    ["locked", "shopify.shop-locked"],
  ] as const)("%s until its token ran out, it is asked now and then, and wakes by itself", async (standing, code) => {
    const { act, sync, run, card, asked } = await setUp();
    await sync();
    act({ action: "standing", standing });
    await run(minutes(3));
    expect(await card()).toMatchObject({ state: "paused", paused: { code } });
    asked.length = 0;
    await run(hours(3.5));
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(6);
    await sync();
    act({ action: "place" });
    // The bell that it rings then is lost.
    act({ action: "standing", standing: "open" });
    await run(hours(5));
    expect(await card()).toMatchObject({ state: "active", paused: null, orders: 21 });
  });

  test("closed, and its last bell lost, it waits; opened and installed again it goes on", async () => {
    const { act, sync, run, card, enter } = await setUp();
    await sync();
    act({ action: "standing", standing: "closed" });
    await run(hours(3));
    expect(await card()).toMatchObject({ state: "paused", paused: { code: "shopify.no-such-shop" } });
    await sync();
    act({ action: "standing", standing: "open" });
    act({ action: "install" });
    await enter("document");
    await run(minutes(3));
    expect(await card()).toMatchObject({ state: "active", orders: 20 });
  });

  test("a scope that was taken away is named, and given back it is not", async () => {
    const { act, sync, run, card } = await setUp();
    await sync();
    act({ action: "scope", scope: "read_returns", granted: false });
    act({ action: "scope", scope: "read_all_orders", granted: true });
    await run(hours(2));
    expect(await card()).toMatchObject({ missingScopes: ["read_returns"], historyDays: null });
    await sync();
    act({ action: "scope", scope: "read_returns", granted: true });
    act({ action: "scope", scope: "read_all_orders", granted: false });
    await run(hours(2));
    expect(await card()).toMatchObject({ missingScopes: [], historyDays: 60 });
  });

  test("moved to another address and renamed, it stays the same shop, by bell and by door", async () => {
    const { act, sync, run, shops, connected, enter, ring, db, workspace, id, order } = await setUp();
    const there = "yeni-ad.myshopify.com";
    const people = () =>
      db.read(workspace, async ({ q, t }) => {
        const members = await q.select().from(t.members);
        return [members.map(({ externalPerson }) => externalPerson), (await q.select().from(t.people)).length] as const;
      });
    await enter("document");
    expect(await people()).toEqual([[expect.stringContaining(`shopify:${host}:`)], 1]);
    act({ action: "rename", name: "Yeni Ad", host: there });
    const answering = shops.get(host);
    if (answering) shops.set(there, answering);
    await run(hours(2));
    expect(await connected()).toMatchObject([{ id, externalId: there, name: "Yeni Ad", state: "active" }]);
    await sync();
    const placed = act({ action: "place" }).order ?? "";
    expect(await ring("orders/create", { id: placed }, there)).toEqual({ status: 200 });
    await run(1000);
    expect(await order(id, placed)).not.toBeNull();
    expect(await enter("document")).toMatchObject({ kind: "caller", caller: { workspace } });
    expect(await people()).toEqual([[expect.stringContaining(`shopify:${there}:`)], 1]);
    expect(await db.readGlobal("workspaces", listWorkspaces)).toHaveLength(1);
  });
});
