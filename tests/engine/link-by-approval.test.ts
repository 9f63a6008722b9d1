import { expect, test } from "vitest";
import { z } from "zod";
import { insertPerson, putMember } from "#app/db/access.ts";
import { pause } from "#app/db/shops.ts";
import { mintCaller, NotAllowed, rights } from "#app/domain/caller.ts";
import { hours, minutes } from "#app/domain/instant.ts";
import { personIdOf } from "#app/doors/person-id.ts";
import { beginApproval } from "#app/linking/begin-approval.ts";
import { openAccount } from "#app/linking/shop-secrets.ts";
import { approvalReturn, takeApproval } from "#app/linking/take-approval.ts";
import { shopsPage } from "#app/views/shops-page.server.ts";
import { createRegistry } from "#connectors/registry.ts";
import { openTrialShop, trialKeys } from "#connectors/woocommerce/sandbox/trial-shop.ts";
import { createTrialWorld } from "#connectors/woocommerce/sandbox/trial-world.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { createBench } from "./bench.ts";

const callbackUrl = "https://tek.example";
const handedOver = z.looseObject({ consumer_key: z.string(), key_permissions: z.string() });

describeOnBothEngines("a WooCommerce shop that is linked by approving Tek on its own page", (open) => {
  const setUp = async () => {
    const platforms = [...createRegistry({ shopify: null }).values()];
    const bench = await createBench(await open(), { platforms });
    const { engine, db, workspace, clock } = bench;
    const id = personIdOf(workspace, "owner");
    await db.transactGlobal("people", (w) =>
      insertPerson(w, { id, name: "Işıl", locale: "tr", createdAt: clock.now() }),
    );
    await db.transact(workspace, (w) => putMember(w, { person: id, role: "owner", externalPerson: null }));
    const person = mintCaller(workspace, { kind: "person", id }, rights);
    const world = createTrialWorld({ start: clock.now() });
    const trial = openTrialShop({ world });
    engine.network.fetch = async (request) => await trial.sandbox.handle(request);
    const callbacks: { path: string; body: string; status: number }[] = [];
    const post = async (path: string, body: string) => {
      const [, , platform = "", , token = ""] = path.split("/");
      const { status } = await takeApproval(engine, platform, token, body);
      callbacks.push({ path, body, status });
      return status;
    };
    world.answer = async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/webhooks/")) return new Response();
      return new Response(null, { status: await post(pathname, world.sent.at(-1)?.body ?? "") });
    };
    const begin = (url = trial.options.origin, at = callbackUrl, caller = person) =>
      beginApproval(engine, caller, "woocommerce", { url }, at);
    const pageOf = async () => {
      const begun = await begin();
      if (begun.kind !== "approve") throw new Error(begun.code);
      return begun.page;
    };
    /** Clicks on the shop's page; answers where it sends the browser, or null where it shows an error. */
    const click = async (page: string, label: "Approve" | "Deny") => {
      const html = await (await trial.sandbox.handle(new Request(page))).text();
      const link = (new RegExp(`href="([^"]+)">${label}<`).exec(html)?.[1] ?? "").replaceAll("&amp;", "&");
      if (label === "Deny") return link;
      const answer = await trial.sandbox.handle(new Request(new URL(link, page)));
      return answer.headers.get("location");
    };
    const returned = (address: string | null) =>
      approvalReturn(engine, "woocommerce", new URL(address ?? "https://tek.example/").searchParams);
    const cards = async () => (await shopsPage(bench, person)).shops;
    const notLinked = async () => (await shopsPage(bench, person)).notLinked;
    const keyOf = async (id: Parameters<typeof bench.shop>[0]) => {
      const [platform] = platforms;
      if (!platform) throw new Error("No platform");
      return z
        .looseObject({ key: z.string() })
        .parse(openAccount(engine.sealer, platform.connector, await bench.shop(id))).key;
    };
    return { ...bench, trial, begin, pageOf, click, returned, cards, notLinked, keyOf, post, callbacks };
  };

  test("is linked when its key was taken, and its way back says so to whoever holds the token", async () => {
    const { pageOf, click, returned, cards, callbacks, keyOf } = await setUp();
    const back = await click(await pageOf(), "Approve");
    expect(back).toMatch(/^https:\/\/tek\.example\/link\/woocommerce\/return\?success=1&user_id=/);
    expect(await returned(back)).toMatchObject({ state: "linked", code: null });
    const [card] = await cards();
    expect(card).toMatchObject({ platform: "woocommerce", state: "active" });
    expect(callbacks.map(({ status }) => status)).toEqual([200]);
    if (!card) throw new Error("No shop");
    expect(await keyOf(card.id)).toBe(handedOver.parse(JSON.parse(callbacks[0]?.body ?? "")).consumer_key);
  });

  test("is not linked when it was denied; the page says so, and approving after all links it", async () => {
    const { pageOf, click, returned, cards, notLinked } = await setUp();
    const page = await pageOf();
    expect(await returned(await click(page, "Deny"))).toMatchObject({
      state: "denied",
      code: "woocommerce.approval-denied",
    });
    expect(await notLinked()).toMatchObject({ address: "https://127.0.0.1:4501", code: "woocommerce.approval-denied" });
    expect(await cards()).toEqual([]);
    expect(await returned(await click(page, "Approve"))).toMatchObject({ state: "linked" });
    expect([(await cards()).length, await notLinked()]).toEqual([1, null]);
  });

  test("gets the newer key when the grant is opened again, and keeps the older one when the newer does not serve", async () => {
    const { pageOf, click, cards, callbacks, keyOf, trial, db, workspace, clock } = await setUp();
    const page = await pageOf();
    await click(page, "Approve");
    const [card] = await cards();
    if (!card) throw new Error("No shop");
    const first = await keyOf(card.id);
    await db.transact(workspace, (w) => pause(w, card.id, { code: "x", params: {}, at: clock.now() }));
    await click(page, "Approve");
    const second = await keyOf(card.id);
    expect(second).not.toBe(first);
    expect(await cards()).toMatchObject([{ id: card.id, state: "active" }]);
    trial.sandbox.setFaults({ keyRevoked: 1 });
    expect(await click(page, "Approve")).toBeNull();
    expect(await keyOf(card.id)).toBe(second);
    expect(callbacks.map(({ status }) => status)).toEqual([200, 200, 422]);
    // The shop forgot the key that was not taken.
    expect(trial.sandbox.truth().keys.map(({ revoked }) => revoked)).toEqual([false, false, false, false, true]);
  });

  test("is refused when the hour is over, with a token that is none, and with somebody else's", async () => {
    const { pageOf, click, returned, cards, clock, post, callbacks } = await setUp();
    const page = await pageOf();
    const token = new URL(page).searchParams.get("user_id") ?? "";
    const key = {
      key_id: 9,
      consumer_key: trialKeys.key,
      consumer_secret: trialKeys.secret,
      key_permissions: "read_write",
    };
    const path = (of: string) => `/link/woocommerce/callback/${of}`;
    expect(await post(path("nobody"), JSON.stringify({ ...key, user_id: "nobody" }))).toBe(404);
    expect(await post(path(token), JSON.stringify({ ...key, user_id: "another" }))).toBe(422);
    expect(await post(path(token), "no json")).toBe(422);
    expect(await post(path(token), JSON.stringify({ ...key, user_id: token, key_permissions: "read" }))).toBe(422);
    clock.advance(hours(1));
    expect(await click(page, "Approve")).toBeNull();
    expect(callbacks.at(-1)?.status).toBe(410);
    const back = `https://tek.example/?success=1&user_id=${token}`;
    expect(await returned(back)).toMatchObject({ state: "failed", code: "woocommerce.approval-expired" });
    expect(await returned("https://tek.example/?success=1&user_id=nobody")).toBeNull();
    expect(await cards()).toEqual([]);
  });

  test("says why a key did not serve, for as long as it can be tried again", async () => {
    const { pageOf, click, returned, notLinked, trial, clock, db, workspace } = await setUp();
    const page = await pageOf();
    trial.sandbox.setSite({ restRefused: "rest_cannot_access" });
    expect(await click(page, "Approve")).toBeNull();
    expect(await notLinked()).toMatchObject({
      code: "woocommerce.rest-refused",
      params: { platformCode: "rest_cannot_access" },
    });
    const token = new URL(page).searchParams.get("user_id") ?? "";
    expect(await returned(`https://tek.example/?success=1&user_id=${token}`)).toMatchObject({
      state: "failed",
      code: "woocommerce.rest-refused",
    });
    const stored = await db.readGlobal("link-requests", ({ q, t }) => q.select().from(t.linkRequests));
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(stored[0]).toMatchObject({ workspace, person: personIdOf(workspace, "owner"), state: "failed" });
    clock.advance(hours(1) + minutes(1));
    expect(await notLinked()).toBeNull();
  });

  test("is not begun without https, without a shop at the address, or by somebody who may not", async () => {
    const { begin, trial, owner, workspace } = await setUp();
    expect(await begin(undefined, "http://tek.example")).toMatchObject({ code: "woocommerce.approval-needs-https" });
    expect(await begin("http://shop.example")).toMatchObject({ field: "url", code: "woocommerce.http-needs-consent" });
    trial.sandbox.setSite({ woocommerce: false });
    expect(await begin()).toMatchObject({ kind: "refused", field: null, code: "woocommerce.no-plugin" });
    await expect(begin(undefined, callbackUrl, owner)).rejects.toThrow(NotAllowed);
    const guest = mintCaller(workspace, { kind: "person", id: personIdOf(workspace, "owner") }, ["orders.read"]);
    await expect(begin(undefined, callbackUrl, guest)).rejects.toThrow(NotAllowed);
  });
});
