import { describe, expect, it } from "vitest";
import { Fault } from "../contract/fault.ts";
import { openTestShop, type TestShop } from "./fixtures/open-shop.ts";

/** No case changes the shop: each answers in its place. */
const shared = openTestShop();

/** What reading the shop's orders comes to when Shopify gives this answer. */
async function faultAfter(
  test: TestShop,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Fault> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  test.answerNext(
    () =>
      new Response(text, {
        status,
        headers: { "content-type": "application/json", "x-request-id": "r-1", ...headers },
      }),
  );
  const { orders } = test.store;
  const error: unknown = await orders.history(orders.beginning()).then(
    () => new Error("Nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Fault)) throw error;
  return error;
}

const html = "<!DOCTYPE html><title>Something went wrong</title>";
const cost = {
  requestedQueryCost: 893,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 93, restoreRate: 100 },
};
const problem = (code: string, path?: unknown[]) => ({
  message: code,
  ...(path ? { path } : {}),
  extensions: { code },
});

describe("An answer that is no answer", () => {
  it.each([
    [401, { errors: "[API] Invalid API key or access token" }, "signed-out", "shopify.token-refused"],
    [402, {}, "forbidden", "shopify.shop-frozen"],
    [
      403,
      { errors: "[API] Non-expiring access tokens are no longer accepted for the Admin API." },
      "signed-out",
      "shopify.token-retired",
    ],
    [403, { errors: "Forbidden" }, "forbidden", "shopify.forbidden"],
    [404, { errors: "Not Found" }, "signed-out", "shopify.no-such-shop"],
    [404, html, "unreachable", "shopify.trouble"],
    [423, { errors: "Locked" }, "forbidden", "shopify.shop-locked"],
    [400, { errors: { query: "Required parameter missing" } }, "rejected", "shopify.refused"],
    [500, html, "unreachable", "shopify.trouble"],
    [502, "", "unreachable", "shopify.trouble"],
    [301, "", "unreachable", "shopify.trouble"],
    [200, html, "unreadable", "shopify.not-graphql"],
    [200, "", "unreadable", "shopify.not-graphql"],
    [200, { data: null }, "unreadable", "shopify.no-data"],
    [200, { data: { orders: { nodes: 1 } } }, "unreadable", "shopify.page-unreadable"],
    [200, { errors: [problem("MAX_COST_EXCEEDED")] }, "rejected", "shopify.query-too-dear"],
    [200, { errors: [problem("undefinedField")] }, "rejected", "shopify.query-refused"],
    [200, { errors: "Not quite" }, "rejected", "shopify.query-refused"],
    [200, { errors: [problem("INTERNAL_SERVER_ERROR")] }, "unreachable", "shopify.trouble"],
    [
      200,
      { data: { orders: null }, errors: [problem("ACCESS_DENIED", ["orders"])] },
      "forbidden",
      "shopify.access-denied",
    ],
  ] as const)("%i %j means %s: %s", async (status, body, kind, code) => {
    const fault = await faultAfter(await shared, status, body);
    expect([fault.kind, fault.facts.code]).toEqual([kind, code]);
    expect(fault.facts.body === undefined || kind === "unreadable" || kind === "rejected").toBe(true);
  });

  it("after 429 waits as many seconds as Shopify says, not milliseconds", async () => {
    const test = await shared;
    expect((await faultAfter(test, 429, "", { "retry-after": "2.0" })).facts).toMatchObject({
      retryAt: test.now() + 2000,
      budget: "admin",
    });
    expect((await faultAfter(test, 429, "")).facts.retryAt).toBe(test.now() + 2000);
  });

  it("after THROTTLED waits until the points are back", async () => {
    const test = await shared;
    const fault = await faultAfter(test, 200, { errors: [problem("THROTTLED")], extensions: { cost } });
    expect(fault.kind).toBe("throttled");
    expect(fault.facts.retryAt).toBe(test.now() + 8000);
    expect(test.levels.at(-1)).toEqual({ available: 93, burst: 2000, perSecond: 100 });
  });

  it("with half of the data missing for another reason than access is not half taken", async () => {
    const test = await shared;
    const body = {
      data: { orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
      errors: [problem("INTERNAL_SERVER_ERROR", ["orders", "nodes", 0, "shippingAddress"])],
    };
    expect((await faultAfter(test, 200, body)).kind).toBe("unreachable");
  });

  it("names the scope that is missing", async () => {
    const error = {
      ...problem("ACCESS_DENIED", ["orders"]),
      extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_orders` access scope." },
    };
    const fault = await faultAfter(await shared, 200, { data: { orders: null }, errors: [error] });
    expect(fault.facts.params).toEqual({ path: "orders", scopes: "read_orders" });
  });

  it("keeps the request's id and never the token", async () => {
    const test = await shared;
    const fault = await faultAfter(test, 401, { errors: `bad ${test.account.accessToken}` });
    expect(fault.facts.requestId).toBe("r-1");
    expect(`${JSON.stringify(fault.facts)} ${fault.message} ${fault.stack}`).not.toContain(test.account.accessToken);
  });

  it("hands on what the Io itself refused, untouched", async () => {
    const test = await shared;
    const refused = new Fault("throttled", { code: "budget.short" });
    test.answerNext(() => Promise.reject(refused));
    await expect(test.store.orders.count()).rejects.toBe(refused);
  });
});
