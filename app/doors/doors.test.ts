import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { rights } from "#app/domain/caller.ts";
import { toShopId, toWorkspaceId } from "#app/domain/ids.ts";
import { days, minutes, toInstant } from "#app/domain/instant.ts";
import { systemChance } from "#app/ports/system.ts";
import type { InstallOutcome } from "#app/runtime-contract.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { quietLog } from "#tests/engines/quiet-log.ts";
import { commandLine } from "./command-line.ts";
import { createDoor } from "./door.ts";
import { makeOwnerLink, takeOwnerLink } from "./owner-link.ts";
import type { ShopifySession } from "./shopify.ts";
import { signInCookie } from "./sign-in-cookie.ts";
import { syncCaller } from "./sync.ts";

const workspace = toWorkspaceId("01900000-0000-7000-8000-000000000001");
const other = toWorkspaceId("01900000-0000-7000-8000-000000000002");
const began = 1_800_000_000_000;

/** A day at the doors: a clock that is set by hand, and tokens that the connector would have verified. */
function doorsOf(db: Database) {
  const time = { now: began };
  const ports = { clock: { now: () => toInstant(time.now) }, chance: systemChance, log: quietLog };
  const sessions = new Map<string, ShopifySession>();
  const installs: string[] = [];
  const linking = { install: async (): Promise<InstallOutcome> => ({ kind: "refused", code: "rejected" }) };
  const shopify = {
    linking: {
      installShopify: (token: string) => {
        installs.push(token);
        return linking.install();
      },
    },
    verify: async (token: string) => {
      const session = sessions.get(token);
      if (session) return session;
      throw Object.assign(new Error(`refused ${token}`), { name: "SessionTokenError", code: "expired" });
    },
  };
  const door = createDoor({ db, ports, shopify });
  const ask = (path: string, init: RequestInit = {}) => door.enter(new Request(`https://tek.example${path}`, init));
  return { time, ports, sessions, installs, linking, ask, door };
}

async function addShop(db: Database, shop: string, at = workspace, state: "active" | "paused" = "active") {
  await db.transactGlobal("workspaces", async ({ q, t }) => {
    await q.insert(t.workspaces).values({ id: at, name: `Workspace of ${shop}`, timezone: "UTC", createdAt: 1 });
    await q.insert(t.shops).values({
      workspace: at,
      id: toShopId(at),
      platform: "shopify",
      externalId: shop,
      name: shop,
      currency: "EUR",
      adminUrl: "https://admin.shopify.com",
      state,
      account: Buffer.from("sealed"),
      bellState: "none",
      missingScopes: [],
      connectedAt: 1,
    });
  });
}

const bearer = (token: string, more: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...more },
});
const cookie = (token: string, more: Record<string, string> = {}) => ({
  headers: { cookie: `tek_sign_in=${token}`, ...more },
});

describeOnBothEngines("the Shopify door", (open) => {
  test("lets a person of a known shop in, with all rights, as the same person every time", async () => {
    const db = await open();
    await addShop(db, "demo.myshopify.com");
    const { ask, sessions } = doorsOf(db);
    sessions.set("good", { shop: "demo.myshopify.com", user: "42" });
    const first = await ask("/orders?embedded=1&shop=demo.myshopify.com&locale=tr-TR&id_token=good");
    expect(first).toMatchObject({
      kind: "caller",
      caller: { workspace, actor: { kind: "person" }, rights: new Set(rights) },
      shell: {
        frame: "embedded",
        shop: "demo.myshopify.com",
        workspaceName: "Workspace of demo.myshopify.com",
        locale: "tr",
      },
    });
    const second = await ask("/orders.data", bearer("good"));
    expect(second).toMatchObject({
      kind: "caller",
      caller: { actor: first.kind === "caller" ? first.caller.actor : null },
    });
  });

  test("makes one person of two first requests at once", async () => {
    const db = await open();
    await addShop(db, "demo.myshopify.com");
    const { ask, sessions } = doorsOf(db);
    sessions.set("a", { shop: "demo.myshopify.com", user: "1" });
    sessions.set("b", { shop: "demo.myshopify.com", user: "2" });
    await Promise.all([ask("/a.data", bearer("a")), ask("/b.data", bearer("a"))]);
    await ask("/a.data", bearer("b"));
    const members = await db.readGlobal("people", ({ q, t }) => q.select().from(t.members));
    expect(members.map(({ role, externalPerson }) => [externalPerson, role]).sort()).toEqual([
      ["shopify:demo.myshopify.com:1", "staff"],
      ["shopify:demo.myshopify.com:2", "staff"],
    ]);
  });

  test("goes by the token's shop, whatever shop stands in the address", async () => {
    const db = await open();
    await addShop(db, "demo.myshopify.com");
    await addShop(db, "victim.myshopify.com", other);
    const { ask, sessions } = doorsOf(db);
    sessions.set("good", { shop: "demo.myshopify.com", user: "42" });
    const entry = await ask("/orders?embedded=1&shop=victim.myshopify.com&id_token=good");
    expect(entry).toMatchObject({ caller: { workspace }, shell: { shop: "demo.myshopify.com" } });
  });

  test("has a fetch with a refused token try again, and a document come again for a fresh one", async () => {
    const { ask, installs } = doorsOf(await open());
    expect(await ask("/orders.data", bearer("expired"))).toEqual({ kind: "retry-token" });
    expect(await ask("/orders?embedded=1&shop=demo.myshopify.com&id_token=expired")).toEqual({
      kind: "bounce",
      shop: "demo.myshopify.com",
    });
    expect(await ask("/orders?id_token=expired")).toEqual({ kind: "unknown" });
    expect(installs).toEqual([]);
  });

  test("does not let a good cookie stand in for a refused token", async () => {
    const db = await open();
    const { ask, ports } = doorsOf(db);
    const entered = await commandLine(db, ports, null, true);
    if (entered.kind !== "entered") throw new Error("not entered");
    const link = await makeOwnerLink(db, ports, entered.caller);
    const signIn = await takeOwnerLink(db, ports, link.token);
    expect(await ask("/x", cookie(signIn?.token ?? ""))).toMatchObject({ kind: "caller" });
    expect(await ask("/x", cookie(signIn?.token ?? "", { authorization: "Bearer bad" }))).toEqual({
      kind: "retry-token",
    });
    expect(await ask("/x?embedded=1&shop=demo.myshopify.com", cookie(signIn?.token ?? ""))).toMatchObject({
      kind: "bounce",
    });
  });

  test("bounces an embedded document without a token, but only for a real Shopify host", async () => {
    const { ask } = doorsOf(await open());
    expect(await ask("/?embedded=1&shop=demo.myshopify.com")).toEqual({ kind: "bounce", shop: "demo.myshopify.com" });
    for (const shop of ["evil.example", "demo.myshopify.com.evil.example", "x;y.myshopify.com", "-a.myshopify.com", ""])
      expect(await ask(`/?embedded=1&shop=${encodeURIComponent(shop)}`)).toEqual({ kind: "unknown" });
  });

  test("links a shop that it does not know with the very token it came with, and whoever links it owns it", async () => {
    const db = await open();
    const { ask, sessions, installs, linking } = doorsOf(db);
    sessions.set("good", { shop: "new.myshopify.com", user: "1" });
    linking.install = async () => {
      await addShop(db, "new.myshopify.com");
      return { kind: "installed" };
    };
    expect(await ask("/?embedded=1&shop=new.myshopify.com&id_token=good")).toMatchObject({
      kind: "caller",
      caller: { workspace },
    });
    expect(installs).toEqual(["good"]);
    const members = await db.readGlobal("people", ({ q, t }) => q.select().from(t.members));
    expect(members.map(({ role }) => role)).toEqual(["owner"]);
  });

  test("lets nobody in where the link was refused and the shop is unknown", async () => {
    const { ask, sessions } = doorsOf(await open());
    sessions.set("good", { shop: "new.myshopify.com", user: "1" });
    expect(await ask("/orders.data", bearer("good"))).toEqual({ kind: "unknown" });
  });

  test("links a paused shop again when a page is opened, not at every fetch, and lets its people in either way", async () => {
    const db = await open();
    await addShop(db, "demo.myshopify.com", workspace, "paused");
    const { ask, sessions, installs } = doorsOf(db);
    sessions.set("good", { shop: "demo.myshopify.com", user: "1" });
    expect(await ask("/orders.data", bearer("good"))).toMatchObject({ kind: "caller" });
    expect(installs).toEqual([]);
    expect(await ask("/orders?id_token=good")).toMatchObject({ kind: "caller" });
    expect(installs).toEqual(["good"]);
  });
});

describeOnBothEngines("the standalone door", (open) => {
  const signedIn = async () => {
    const db = await open();
    const doors = doorsOf(db);
    const entered = await commandLine(db, doors.ports, "Corner shop", true);
    if (entered.kind !== "entered") throw new Error("not entered");
    const link = await makeOwnerLink(db, doors.ports, entered.caller);
    const signIn = await takeOwnerLink(db, doors.ports, link.token);
    if (!signIn) throw new Error("not signed in");
    return { ...doors, db, link, token: signIn.token, caller: entered.caller };
  };

  test("knows a browser by its cookie until thirty days are over", async () => {
    const { ask, token, caller, time } = await signedIn();
    time.now = began + days(30) - 1;
    expect(await ask("/orders", cookie(token))).toMatchObject({
      kind: "caller",
      caller: { workspace: caller.workspace, rights: new Set(rights) },
      shell: { frame: "standalone", shop: null, workspaceName: "Corner shop" },
    });
    time.now = began + days(30);
    expect(await ask("/orders", cookie(token))).toEqual({ kind: "unknown" });
  });

  test("knows no cookie of a deleted sign-in, of a former member, or of nobody", async () => {
    const { ask, token, db } = await signedIn();
    expect(await ask("/orders", cookie(`${token.slice(0, -1)}_`))).toEqual({ kind: "unknown" });
    expect(await ask("/orders")).toEqual({ kind: "unknown" });
    const members = await db.readGlobal("people", ({ q, t }) => q.select().from(t.members));
    await db.transactGlobal("people", async ({ q, t }) => {
      await q.delete(t.members);
    });
    expect(await ask("/orders", cookie(token))).toEqual({ kind: "unknown" });
    await db.transactGlobal("people", async ({ q, t }) => {
      await q.insert(t.members).values(members);
    });
    expect(await ask("/orders", cookie(token))).toMatchObject({ kind: "caller" });
    await db.transactGlobal("sign-ins", async ({ q, t }) => {
      await q.delete(t.signIns);
    });
    expect(await ask("/orders", cookie(token))).toEqual({ kind: "unknown" });
  });

  test("stores no token in the clear: the hash out of a database copy opens nothing", async () => {
    const { ask, token, db } = await signedIn();
    const rows = await db.readGlobal("sign-ins", ({ q, t }) => q.select().from(t.signIns));
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await ask("/orders", cookie(rows[0]?.tokenHash ?? ""))).toEqual({ kind: "unknown" });
  });

  test("takes no change from another site's page, even one on another port of the same host", async () => {
    const { ask, token } = await signedIn();
    const post = (more: Record<string, string>) =>
      ask("/shops", { method: "POST", ...cookie(token, { host: "tek.example", ...more }) });
    expect(await post({ "sec-fetch-site": "same-site" })).toEqual({ kind: "unknown" });
    expect(await post({ origin: "https://tek.example:8443" })).toEqual({ kind: "unknown" });
    expect(await post({ origin: "https://tek.example" })).toMatchObject({ kind: "caller" });
    expect(await post({ "sec-fetch-site": "same-origin" })).toMatchObject({ kind: "caller" });
  });

  test("takes an owner link once, within fifteen minutes, and never a made-up one", async () => {
    const { db, ports, link, caller, time } = await signedIn();
    expect(await takeOwnerLink(db, ports, link.token)).toBeNull();
    expect(await takeOwnerLink(db, ports, "x".repeat(43))).toBeNull();
    const late = await makeOwnerLink(db, ports, caller);
    time.now += minutes(15);
    expect(await takeOwnerLink(db, ports, late.token)).toBeNull();
  });

  test("lets only one of two browsers in that open a link at the same moment", async () => {
    const { db, ports, caller } = await signedIn();
    const { token } = await makeOwnerLink(db, ports, caller);
    const taken = await Promise.all([takeOwnerLink(db, ports, token), takeOwnerLink(db, ports, token)]);
    expect(taken.filter((signIn) => signIn !== null)).toHaveLength(1);
  });
});

describeOnBothEngines("the command line's door", (open) => {
  test("finds the one workspace, asks for a name where there are several, and makes one only when told to", async () => {
    const db = await open();
    const { ports } = doorsOf(db);
    expect(await commandLine(db, ports, null, false)).toEqual({ kind: "refused", why: "none-yet", names: [] });
    expect(await commandLine(db, ports, null, true)).toMatchObject({
      kind: "entered",
      workspaceName: "Tek",
      made: true,
    });
    expect(await commandLine(db, ports, null, true)).toMatchObject({ workspaceName: "Tek", made: false });
    expect(await commandLine(db, ports, "Second", false)).toEqual({ kind: "refused", why: "unknown", names: ["Tek"] });
    expect(await commandLine(db, ports, "Second", true)).toMatchObject({ workspaceName: "Second", made: true });
    expect(await commandLine(db, ports, null, false)).toMatchObject({ kind: "refused", why: "several" });
    const second = await commandLine(db, ports, "Second", false);
    expect(second).toMatchObject({
      kind: "entered",
      caller: { actor: { kind: "command-line" }, rights: new Set(rights) },
    });
  });
});

test("the sync's caller reads and syncs, and manages nothing", () => {
  const { rights: granted, actor } = syncCaller(workspace, toShopId(other));
  expect([actor, [...granted].sort()]).toEqual([{ kind: "sync", shop: other }, ["orders.read", "orders.sync"]]);
});

test("over https the cookie is bound to this host and never leaves it in the open", () => {
  expect(signInCookie("t", true)).toBe("__Host-tek_sign_in=t; Secure; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
  expect(signInCookie("t", false)).toBe("tek_sign_in=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
});
