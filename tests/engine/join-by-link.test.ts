import { expect, test } from "vitest";
import { insertPerson, insertWorkspace, putMember } from "#app/db/access.ts";
import { eventsAfter } from "#app/db/events.ts";
import { disconnect } from "#app/db/shops.ts";
import { mintCaller, mintGuest, NotAllowed, rights, type ShopGuest } from "#app/domain/caller.ts";
import { toShopId, toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import { hours, minutes } from "#app/domain/instant.ts";
import { createDoor } from "#app/doors/door.ts";
import { personIdOf } from "#app/doors/person-id.ts";
import { installShopify } from "#app/linking/install-shopify.ts";
import { declineJoin, joinByLink, joinPage } from "#app/linking/join-by-link.ts";
import { makeJoinLink } from "#app/linking/join-link.ts";
import { shopsPage } from "#app/views/shops-page.server.ts";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { createRegistry } from "#connectors/registry.ts";
import { createShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { loadAdminSchema } from "#connectors/shopify/schema/load.ts";
import { seeded } from "#demo/random.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { workspaceId } from "../engines/one-shop.ts";
import { createBench } from "./bench.ts";

const app = { apiKey: "key", apiSecret: "secret", appUrl: "https://tek.example" };
const schema = loadAdminSchema();

describeOnBothEngines("a Shopify shop that joins a workspace by a link", (open) => {
  const setUp = async ({ orders = 3 } = {}) => {
    const registry = createRegistry({ shopify: app });
    const bench = await createBench(await open(), { platforms: [...registry.values()] });
    const { engine, db, clock } = bench;
    const openShopify = (host: string) =>
      createShopifySandbox({
        shop: host,
        name: host,
        currency: "TRY",
        timezone: "Europe/Istanbul",
        ...app,
        origin: `https://${host}`,
        journal: memoryJournal(),
        schema,
        seed: { orders, days: 20 },
        world: { now: () => clock.now(), chance: seeded(1), after: () => () => {}, send: async () => new Response() },
      });
    const shops = new Map(
      ["demo", "other"].map((name) => [`${name}.myshopify.com`, openShopify(`${name}.myshopify.com`)]),
    );
    engine.network.fetch = async (request) =>
      (await shops.get(new URL(request.url).host)?.handle(request)) ?? new Response(null, { status: 404 });
    const tokenOf = (shop: string, person = "42") => shops.get(shop)?.sessionToken(person) ?? "";
    const guestOf = (shop = "demo.myshopify.com", person = "42"): ShopGuest =>
      mintGuest({ shop, person, sessionToken: tokenOf(shop, person) });

    /** The owner of a workspace that was born standalone. */
    const ownerOf = async (workspace: WorkspaceId) => {
      const id = personIdOf(workspace, "owner");
      await db.transactGlobal("people", (w) =>
        insertPerson(w, { id, name: "Işıl", locale: "tr", createdAt: clock.now() }),
      );
      await db.transact(workspace, (w) => putMember(w, { person: id, role: "owner", externalPerson: null }));
      return mintCaller(workspace, { kind: "person", id }, rights);
    };
    const owner = await ownerOf(bench.workspace);
    const link = async (caller = owner, shop = "demo.myshopify.com") => {
      const made = await makeJoinLink(engine, caller, shop);
      if (made.kind !== "join-link") throw new Error(made.code);
      return { ...made, token: made.link.split("/").at(-1) ?? "" };
    };
    const platform = registry.get("shopify");
    const embedding = platform?.embedding;
    if (!platform || !embedding) throw new Error("No Shopify");
    const install = (token: string) => installShopify(engine, platform, embedding, token);
    const door = createDoor({
      db,
      ports: engine,
      shopify: { linking: { installShopify: install }, verify: (token) => embedding.verify(token, clock.now()) },
    });
    const visit = (path: string, shop = "demo.myshopify.com") =>
      door.enter(new Request(`https://tek.example${path}`, { headers: { authorization: `Bearer ${tokenOf(shop)}` } }));
    const where = async () => await db.readGlobal("external-shop", async ({ q, t }) => await q.select().from(t.shops));
    const page = (caller = owner) => shopsPage({ db, clock }, caller);
    return { ...bench, owner, ownerOf, link, guestOf, install, visit, where, page, tokenOf };
  };

  test("is asked first, told whose workspace it is, and is there once its person confirmed", async () => {
    const { engine, link, guestOf, where, workspace, page, visit, run } = await setUp();
    const { link: address, token } = await link();
    expect(address).toMatch(/^https:\/\/admin\.shopify\.com\/store\/demo\/apps\/key\/join\/[\w-]{43}$/);
    expect(await page()).toMatchObject({ joining: { shop: "demo.myshopify.com", declined: false } });
    expect(await joinPage(engine, guestOf(), token)).toEqual({
      kind: "asked",
      shop: "demo.myshopify.com",
      workspace: "W",
      shops: [],
    });
    expect(await where()).toEqual([]);
    expect(await joinByLink(engine, guestOf(), token)).toEqual({
      kind: "joined",
      workspace: "W",
      page: "https://admin.shopify.com/store/demo/apps/key/shops",
    });
    expect(await where()).toMatchObject([{ workspace, externalId: "demo.myshopify.com", state: "active" }]);
    await run(minutes(2));
    expect(await page()).toMatchObject({ joining: null, shops: [{ orders: 3 }] });
    // Its people are of the workspace from now on.
    expect(await visit("/orders.data")).toMatchObject({ kind: "caller", caller: { workspace } });
  });

  test("stores the token's hash only, and writes the confirming person down as the one who linked it", async () => {
    const { engine, link, guestOf, db, workspace } = await setUp();
    const { token } = await link();
    const stored = await db.readGlobal("link-requests", ({ q, t }) => q.select().from(t.linkRequests));
    expect(stored).toMatchObject([{ platform: "shopify", state: "waiting" }]);
    expect(JSON.stringify(stored)).not.toContain(token);
    await joinByLink(engine, guestOf("demo.myshopify.com", "7"), token);
    const person = personIdOf(workspace, "shopify:demo.myshopify.com:7");
    const events = await db.read(workspace, (reading) => eventsAfter(reading, 0, 10));
    expect(events.map(({ code, cause }) => [code, cause])).toEqual([["shop.connected", { by: "person", person }]]);
  });

  test("is not moved by a link for another shop, one that ran out, was used, withdrawn or made up; nor is anything named", async () => {
    const { engine, link, guestOf, where, clock } = await setUp();
    const refused = async (guest: ShopGuest, token: string) => {
      const [page, done] = [await joinPage(engine, guest, token), await joinByLink(engine, guest, token)];
      expect(done).toMatchObject({ kind: "refused" });
      expect(page).toEqual({ ...done, alone: true });
      expect(JSON.stringify(page)).not.toContain('"W"');
      return page.kind === "refused" ? page.code : page.kind;
    };
    const first = await link();
    expect(await refused(guestOf("other.myshopify.com"), first.token)).toBe("shop.join-other-shop");
    const second = await link();
    expect(await refused(guestOf(), first.token)).toBe("shop.join-unknown");
    expect(await refused(guestOf(), "x".repeat(43))).toBe("shop.join-unknown");
    expect(await declineJoin(engine, guestOf("other.myshopify.com"), second.token)).toMatchObject({ kind: "refused" });
    clock.advance(hours(1));
    expect(await refused(guestOf(), second.token)).toBe("shop.join-expired");
    // Remembered for a day, whatever else is asked for meanwhile.
    await link(undefined, "other.myshopify.com");
    expect(await refused(guestOf(), second.token)).toBe("shop.join-expired");
    clock.advance(hours(24));
    await link(undefined, "other.myshopify.com");
    expect(await refused(guestOf(), second.token)).toBe("shop.join-unknown");
    const third = await link();
    expect(await declineJoin(engine, guestOf(), third.token)).toEqual({ kind: "declined" });
    expect(await refused(guestOf(), third.token)).toBe("shop.join-used");
    expect(await where()).toEqual([]);
  });

  test("tells the workspace that its person said no, for as long as the link would have lived", async () => {
    const { engine, link, guestOf, page, clock } = await setUp();
    await declineJoin(engine, guestOf(), (await link()).token);
    expect((await page()).joining).toMatchObject({ shop: "demo.myshopify.com", declined: true });
    clock.advance(hours(1));
    expect((await page()).joining).toBeNull();
  });

  test("is dead once who made it is no longer one of the workspace", async () => {
    const { engine, link, guestOf, db, where } = await setUp();
    const { token } = await link();
    await db.transactGlobal("people", async ({ q, t }) => {
      await q.delete(t.members);
    });
    expect(await joinByLink(engine, guestOf(), token)).toMatchObject({ code: "shop.join-unknown" });
    expect(await where()).toEqual([]);
  });

  test("stays with its orders in the workspace that it has, by whoever's link, and says what to do", async () => {
    const { engine, link, guestOf, install, tokenOf, where, run, db, clock, workspace } = await setUp();
    expect(await install(tokenOf("demo.myshopify.com"))).toEqual({ kind: "installed" });
    await run(minutes(2));
    const [before] = await where();
    expect(before?.workspace).not.toBe(workspace);
    const { token } = await link();
    const answer = { kind: "refused", code: "shop.join-elsewhere", params: { orders: 3, otherShops: 0 } };
    expect(await joinPage(engine, guestOf(), token)).toEqual({ ...answer, alone: false });
    expect(await joinByLink(engine, guestOf(), token)).toEqual(answer);
    expect(await where()).toEqual([before]);
    // Disconnected it holds them still.
    await db.transact(toWorkspaceId(before?.workspace ?? ""), (w) =>
      disconnect(w, toShopId(before?.id ?? ""), clock.now()),
    );
    expect(await joinByLink(engine, guestOf(), token)).toEqual(answer);
    await db.transact(toWorkspaceId(before?.workspace ?? ""), async ({ q, t }) => {
      await q.delete(t.orders);
    });
    expect(await joinByLink(engine, guestOf(), token)).toMatchObject({ kind: "joined" });
    expect(await where()).toMatchObject([{ workspace, state: "active" }]);
    await run(minutes(2));
    expect(await db.read(workspace, ({ q, t }) => q.select().from(t.orders))).toHaveLength(3);
  });

  test("leaves a workspace of its own that holds nothing yet, and none in which other shops are at work", async () => {
    const { engine, link, guestOf, install, tokenOf, where, workspace, db, ownerOf } = await setUp();
    await install(tokenOf("demo.myshopify.com"));
    const [alone] = await where();
    expect(await joinByLink(engine, guestOf(), (await link()).token)).toMatchObject({ kind: "joined" });
    expect(await where()).toMatchObject([{ workspace }]);
    expect(
      await db.read(toWorkspaceId(alone?.workspace ?? ""), ({ q, t }) => q.select().from(t.jobs)),
    ).not.toContainEqual(expect.objectContaining({ workspace: alone?.workspace }));
    expect(
      await joinByLink(engine, guestOf("other.myshopify.com"), (await link(undefined, "other.myshopify.com")).token),
    ).toMatchObject({ kind: "joined" });
    // A second workspace asks for one of the two.
    const second = workspaceId(2);
    await db.transactGlobal("workspaces", (w) =>
      insertWorkspace(w, { id: second, name: "Thief", timezone: "UTC", createdAt: engine.clock.now() }),
    );
    const thief = await ownerOf(second);
    const { token } = await link(thief);
    expect(await joinByLink(engine, guestOf(), token)).toMatchObject({
      code: "shop.join-elsewhere",
      params: { orders: 0, otherShops: 1 },
    });
    expect((await where()).map((one) => one.workspace)).toEqual([workspace, workspace]);
  });

  test("is not linked by being opened while a workspace waits for it: a stranger's link gets nothing, and its person goes alone", async () => {
    const { link, visit, where, clock, workspace } = await setUp();
    await link();
    expect(await visit("/orders")).toMatchObject({ kind: "awaited", guest: { shop: "demo.myshopify.com" } });
    expect(await visit("/orders.data")).toMatchObject({ kind: "awaited" });
    expect(await where()).toEqual([]);
    expect(await visit("/orders", "other.myshopify.com")).toMatchObject({ kind: "caller" });
    clock.advance(hours(1));
    // Who opens the link after its hour reads that it ran out, and is not linked by that.
    expect(await visit("/join/x")).toMatchObject({ kind: "awaited" });
    expect(await visit("/orders")).toMatchObject({ kind: "caller" });
    expect((await where()).map((one) => one.workspace)).not.toContain(workspace);
  });

  test("two confirmations at once make one shop", async () => {
    const { engine, link, guestOf, where } = await setUp();
    const { token } = await link();
    const both = await Promise.all([
      joinByLink(engine, guestOf("demo.myshopify.com", "1"), token),
      joinByLink(engine, guestOf("demo.myshopify.com", "2"), token),
    ]);
    expect(both.map(({ kind }) => kind)).toContain("joined");
    expect(await where()).toHaveLength(1);
  });

  test("a link is made by people who may manage shops, for an address that is one, and not for a shop that is here", async () => {
    const { engine, link, guestOf, owner, workspace } = await setUp();
    const make = (typed: string, caller = owner) => makeJoinLink(engine, caller, typed);
    expect(await make("")).toMatchObject({ field: "shop", code: "account.missing" });
    expect(await make("demo.example")).toMatchObject({ field: "shop", code: "shopify.no-shop-address" });
    expect(await make(" https://Demo.myshopify.com/ ")).toMatchObject({
      kind: "join-link",
      shop: "demo.myshopify.com",
    });
    await joinByLink(engine, guestOf(), (await link()).token);
    expect(await make("demo.myshopify.com")).toMatchObject({ field: "shop", code: "shop.join-here" });
    const guest = mintCaller(workspace, owner.actor, ["orders.read"]);
    await expect(make("other.myshopify.com", guest)).rejects.toThrow(NotAllowed);
    const machine = mintCaller(workspace, { kind: "command-line" }, rights);
    await expect(make("other.myshopify.com", machine)).rejects.toThrow(NotAllowed);
  });
});
