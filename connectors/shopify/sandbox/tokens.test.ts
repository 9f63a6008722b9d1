import "@shopify/shopify-api/adapters/web-api";
import {
  ApiVersion,
  GraphqlQueryError,
  HttpResponseError,
  RequestedTokenType,
  type Session,
  shopifyApi,
} from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Rehearsal, rehearse } from "./rehearsal.ts";

const shop = "demo.myshopify.com";
const api = shopifyApi({
  apiKey: "tek-key",
  apiSecretKey: "tek-secret",
  apiVersion: ApiVersion.October26,
  hostName: "tek.example.test",
  isEmbeddedApp: true,
});

let rehearsal: Rehearsal;

beforeEach(() => {
  rehearsal = rehearse();
  vi.useFakeTimers({ now: rehearsal.world.now(), toFake: ["Date"] });
  setAbstractFetchFunc((input, init) =>
    rehearsal.sandbox.handle(new Request(input as RequestInfo, init as RequestInit)),
  );
  return () => vi.useRealTimers();
});

const exchange = async (sessionToken = rehearsal.sandbox.sessionToken()) =>
  (
    await api.auth.tokenExchange({
      shop,
      sessionToken,
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
      expiring: true,
    })
  ).session;
const read = (session: Session) =>
  new api.clients.Graphql({ session }).request("{ shop { myshopifyDomain } }", { retries: 0 });
const refresh = async (refreshToken: string | undefined) =>
  (await api.auth.refreshToken({ shop, refreshToken: refreshToken ?? "" })).session;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof HttpResponseError ? error.response : error),
  );

describe("with Shopify's own library", () => {
  test("a session token buys an expiring offline token that reads the shop", async () => {
    const session = await exchange();
    expect(session.accessToken).toMatch(/^shpat_/);
    expect(session.expires?.getTime()).toBe(rehearsal.world.now() + 3_600_000);
    expect(session.scope).toContain("read_orders");
    expect((await read(session)).data).toEqual({ shop: { myshopifyDomain: shop } });
  });

  test("an access token dies after an hour and its refresh token buys the next", async () => {
    const session = await exchange();
    await rehearsal.pass(3_600_000);
    vi.setSystemTime(rehearsal.world.now());
    expect(await refusal(read(session))).toMatchObject({ code: 401 });
    const next = await refresh(session.refreshToken);
    expect(next.accessToken).not.toBe(session.accessToken);
    expect((await read(next)).data).toBeDefined();
  });

  test("the previous refresh token works until the new one was used, then it is refused", async () => {
    const session = await exchange();
    await refresh(session.refreshToken);
    const second = await refresh(session.refreshToken);
    await refresh(second.refreshToken);
    expect(await refusal(refresh(session.refreshToken))).toMatchObject({
      code: 401,
      body: { error: "invalid_request", error_description: "This request requires an active refresh_token" },
    });
  });

  test("a refresh token that nobody used for 90 days is refused", async () => {
    const session = await exchange();
    await rehearsal.pass(90 * 86_400_000);
    expect(await refusal(refresh(session.refreshToken))).toMatchObject({ code: 401 });
  });

  test("uninstalling revokes every token, and rings", async () => {
    const session = await exchange();
    rehearsal.sandbox.act({ action: "uninstall" });
    expect(await refusal(read(session))).toMatchObject({ code: 401 });
    expect(await refusal(refresh(session.refreshToken))).toMatchObject({ code: 401 });
    await rehearsal.pass(1000);
    expect(rehearsal.arrived.map((one) => one.headers.get("x-shopify-topic"))).toEqual(["app/uninstalled"]);
  });

  test("a throttled query comes as GraphqlQueryError with the cost inside", async () => {
    const session = await exchange();
    const dear = "query { orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } id } } }";
    const spend = () => new api.clients.Graphql({ session }).request(`${dear}`, { retries: 0 });
    rehearsal.sandbox.lay({ orders: 1, days: 1 });
    let caught: unknown;
    for (let i = 0; i < 1000 && !caught; i += 1) await spend().catch((error: unknown) => (caught = error));
    expect(caught).toBeInstanceOf(GraphqlQueryError);
    expect(caught).toMatchObject({ body: { errors: { graphQLErrors: [{ extensions: { code: "THROTTLED" } }] } } });
  });
});

describe("refusals", () => {
  const ask = async (change: object) => {
    const answer = await rehearsal.post("/admin/oauth/access_token", {
      client_id: "tek-key",
      client_secret: "tek-secret",
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: rehearsal.sandbox.sessionToken(),
      expiring: "1",
      ...change,
    });
    return { status: answer.status, ...(await answer.json()) };
  };

  test("an expired, foreign or forged session token buys nothing", async () => {
    const old = rehearsal.sandbox.sessionToken();
    await rehearsal.pass(71_000);
    const foreign = rehearse({ shop: "other.myshopify.com" }).sandbox.sessionToken();
    const forged = rehearse({ apiSecret: "guessed" }).sandbox.sessionToken();
    for (const subject_token of [old, foreign, forged, "nonsense"])
      expect(await ask({ subject_token })).toMatchObject({ status: 400, error: "invalid_subject_token" });
  });

  test("a wrong client secret buys nothing", async () => {
    expect(await ask({ client_secret: "guessed" })).toMatchObject({ status: 400, error: "invalid_client" });
  });

  test("a token that does not expire is issued but no longer accepted, except a custom app's own", async () => {
    rehearsal = rehearse({ customToken: "shpat_custom" });
    const { access_token } = await ask({ expiring: undefined });
    const read = async (value: string) =>
      (
        await rehearsal.post(
          "/admin/api/2026-10/graphql.json",
          { query: "{ shop { name } }" },
          { "x-shopify-access-token": value },
        )
      ).status;
    expect(await read(access_token)).toBe(403);
    expect(await read("shpat_custom")).toBe(200);
    expect(await read("shpat_unknown")).toBe(401);
  });
});
