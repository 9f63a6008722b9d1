import { describe, expect, it } from "vitest";
import { toInstant } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import { app, openTestShop, shop } from "./fixtures/open-shop.ts";
import { createShopifyConnector, exchangeSessionToken, SessionTokenError } from "./index.ts";

const { tokens } = createShopifyConnector(app);
const minute = 60_000;

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error("Nothing was thrown"),
    (error: unknown) => error,
  );
const refusal =
  (status: number, body = '{"error":"invalid_request"}') =>
  () =>
    new Response(body, { status, headers: { "content-type": "application/json" } });

describe("The tokens of a shop", () => {
  it("come from a session token: an hour of access, 90 days of refresh", async () => {
    const { account, now } = await openTestShop();
    expect(account).toMatchObject({
      shop,
      expiresAt: now() + 60 * minute,
      refreshExpiresAt: now() + 90 * 24 * 60 * minute,
    });
    expect(account.scopes).toContain("read_orders");
  });

  it("are due five minutes before the access ends, and never for a token that does not end", async () => {
    const { account, now } = await openTestShop();
    expect(tokens?.due(account)).toBe(now() + 55 * minute);
    expect(tokens?.due({ ...account, expiresAt: null })).toBeNull();
    expect(tokens?.due({ ...account, refreshToken: null })).toBeNull();
  });

  it("are renewed for a fresh pair that works", async () => {
    const test = await openTestShop();
    await test.advance(70 * minute);
    expect(await faultOf(test.store.whoami())).toMatchObject({ kind: "signed-out" });
    const fresh = await tokens?.refresh(test.account, test.io);
    if (!fresh) throw new Error("No tokens");
    expect(fresh.accessToken).not.toBe(test.account.accessToken);
    expect(fresh.expiresAt).toBe(test.now() + 60 * minute);
    expect(await createShopifyConnector(app).open(fresh, test.io).whoami()).toMatchObject({ name: "Demo" });
  });

  it("may be renewed again with the old refresh token when the answer was lost", async () => {
    const test = await openTestShop();
    await tokens?.refresh(test.account, test.io);
    expect(await tokens?.refresh(test.account, test.io)).toMatchObject({ shop });
  });

  it("keep the old refresh token when the answer brings no new one, and an hour when it names no life", async () => {
    const test = await openTestShop();
    test.answerNext(refusal(200, '{"access_token":"shpat_new","scope":""}'));
    expect(await tokens?.refresh(test.account, test.io)).toEqual({
      ...test.account,
      accessToken: "shpat_new",
      expiresAt: toInstant(test.now() + 60 * minute),
    });
  });

  it.each([400, 401, 403])("are gone when the refresh is refused with %i", async (status) => {
    const test = await openTestShop();
    test.answerNext(refusal(status));
    expect(await faultOf(tokens?.refresh(test.account, test.io) ?? Promise.resolve())).toMatchObject({
      kind: "signed-out",
    });
  });

  it.each([
    [500, "unreachable"],
    [429, "throttled"],
  ])("are not gone when Shopify answers %i: %s", async (status, kind) => {
    const test = await openTestShop();
    test.answerNext(refusal(status, "<html>"));
    expect(await faultOf(tokens?.refresh(test.account, test.io) ?? Promise.resolve())).toMatchObject({ kind });
  });

  it.each([
    [402, "forbidden", "shopify.shop-frozen", undefined],
    [423, "forbidden", "shopify.shop-locked", undefined],
    [404, "signed-out", "shopify.no-such-shop", true],
  ])("stay when the shop is not there for them, which it says by %i", async (status, kind, code, passes) => {
    const test = await openTestShop();
    test.answerNext(refusal(status, '{"errors":"Unavailable"}'));
    const fault = await faultOf(tokens?.refresh(test.account, test.io) ?? Promise.resolve());
    expect(fault).toMatchObject({ kind, facts: { code, status } });
    expect(fault instanceof Fault && fault.facts.passes).toBe(passes);
    expect(await tokens?.refresh(test.account, test.io)).toMatchObject({ shop });
  });

  it("never stand in a fault", async () => {
    const test = await openTestShop();
    test.answerNext(refusal(200, '{"scope":"shpat_leak","refresh_token":"shprt_leak"}'));
    const fault = await faultOf(tokens?.refresh(test.account, test.io) ?? Promise.resolve());
    if (!(fault instanceof Fault)) throw fault;
    expect(JSON.stringify(fault.facts) + fault.message).not.toContain("leak");
  });

  it("are not asked for with a session token that is not to be believed", async () => {
    const test = await openTestShop();
    const stale = test.sandbox.sessionToken("42");
    await test.advance(5 * minute);
    test.answerNext(() => {
      throw new Error("Shopify was asked");
    });
    expect(await faultOf(exchangeSessionToken(app, stale, test.io))).toBeInstanceOf(SessionTokenError);
  });
});
