import { createHmac } from "node:crypto";
import * as client from "@woocommerce/woocommerce-rest-api";
import { expect, test } from "vitest";
import recorded from "./fixtures/errors.json" with { type: "json" };
import { openTrialShop, trialKeys, trialReader } from "./trial-shop.ts";
import { createTrialWorld } from "./trial-world.ts";

type Client = client.default;
// The package is CommonJS: Node wraps its default once more than its types say.
const Client: typeof client.default = Reflect.get(client.default, "default") ?? client.default;

interface Config {
  url: string;
  method: string;
  params?: Record<string, string>;
  auth?: { username: string; password: string };
  data?: string;
}

/** The official client, its transport replaced by the stand-in's own handler. */
function connect(shop: ReturnType<typeof openTrialShop>, keys = trialKeys): { api: Client; seen: Request[] } {
  const seen: Request[] = [];
  const adapter = async (config: Config) => {
    const url = new URL(config.url);
    for (const [name, value] of Object.entries(config.params ?? {})) url.searchParams.set(name, value);
    const headers = new Headers(
      config.auth ? { authorization: `Basic ${btoa(`${config.auth.username}:${config.auth.password}`)}` } : {},
    );
    const request = new Request(url, { method: config.method.toUpperCase(), headers, body: config.data ?? null });
    seen.push(request.clone());
    const response = await shop.sandbox.handle(request);
    return { data: await response.text(), status: response.status, statusText: "", headers: {}, config };
  };
  const options = { url: shop.options.origin, consumerKey: keys.key, consumerSecret: keys.secret };
  return { api: new Client({ ...options, version: "wc/v3", axiosConfig: { adapter } }), seen };
}

/** The client signs by the machine's own clock, so an http shop's world stands at that time. */
const httpShop = () =>
  openTrialShop({ origin: "http://127.0.0.1:4501", world: createTrialWorld({ start: Date.now() }) });

test("the official client signs its way in over http, with lists and letters in the query", async () => {
  const shop = httpShop();
  shop.sandbox.act({ action: "place", person: 0 });
  const { api } = connect(shop);
  const found = await api.get("orders", { search: "Işıl (İzmir)!*' ş", per_page: 5 });
  expect(found.status).toBe(200);
  const listed = await api.get("orders", { status: ["any", "trash"], include: [1, 2], _fields: "id,billing.email" });
  expect([listed.status, listed.data]).toEqual([200, []]);
});

test("the official client reads and writes over https with basic auth", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place", payment: "iyzico", status: "processing" });
  const { api } = connect(shop);
  const put = await api.put(`orders/${order}`, { status: "completed" });
  expect([put.status, put.data.status]).toEqual([200, "completed"]);
});

test("a request that is sent twice as it stands is refused for its nonce", async () => {
  const shop = httpShop();
  const { api, seen } = connect(shop);
  await api.get("orders");
  const again = await shop.sandbox.handle(seen[0]?.clone() ?? new Request("http://none.test"));
  expect({ status: again.status, body: await again.json() }).toEqual(recorded["401-oauth-nonce-reused"]);
});

test("a timestamp twenty minutes old, a wrong secret and an unknown key are refused in the recorded words", async () => {
  const shop = httpShop();
  const { api, seen } = connect(shop);
  await api.get("orders");
  await shop.world.advance(20 * 60_000);
  const late = await shop.sandbox.handle(seen[0]?.clone() ?? new Request("http://none.test"));
  expect({ status: late.status, body: await late.json() }).toEqual(recorded["401-oauth-timestamp-20min-old"]);
  for (const [keys, name] of [
    [{ ...trialKeys, secret: "cs_wrong" }, "401-wrong-secret-oauth"],
    [{ ...trialKeys, key: "ck_nobody" }, "401-unknown-consumer-key"],
  ] as const) {
    const answer = await httpStatus(connect(httpShop(), keys).api);
    expect(answer).toEqual(recorded[name]);
  }
});

test("over http basic auth and keys in the query count for nothing", async () => {
  const shop = httpShop();
  const address = `${shop.options.origin}/wp-json/wc/v3/orders`;
  const basic = { authorization: `Basic ${btoa(`${trialKeys.key}:${trialKeys.secret}`)}` };
  const query = `?consumer_key=${trialKeys.key}&consumer_secret=${trialKeys.secret}`;
  for (const request of [
    new Request(address, { headers: basic }),
    new Request(address + query),
    new Request(address),
  ]) {
    const answer = await shop.sandbox.handle(request);
    expect({ status: answer.status, body: await answer.json() }).toEqual(recorded["401-basic-auth-over-http"]);
  }
});

test("over https a wrong secret and an unknown key are told apart as recorded, and keys in the query are taken", async () => {
  const shop = openTrialShop();
  const ask = async (user: string, password: string, search = "") => {
    const headers = new Headers(user ? { authorization: `Basic ${btoa(`${user}:${password}`)}` } : {});
    const answer = await shop.sandbox.handle(
      new Request(`${shop.options.origin}/wp-json/wc/v3/orders${search}`, { headers }),
    );
    return { status: answer.status, body: await answer.json() };
  };
  expect(await ask(trialKeys.key, "cs_wrong")).toEqual(recorded["401-https-basic-wrong-secret"]);
  expect(await ask("ck_nobody", "cs_wrong")).toEqual(recorded["401-https-basic-unknown-key"]);
  expect((await ask("", "", `?consumer_key=${trialKeys.key}&consumer_secret=${trialKeys.secret}`)).status).toBe(200);
});

test("a read-only key may read and gets 401 for a write", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place" });
  const { api } = connect(shop, trialReader);
  expect((await api.get(`orders/${order}`)).status).toBe(200);
  const put = await api.put(`orders/${order}`, { status: "completed" });
  expect({ status: put.status, body: put.data }).toEqual(recorded["401-read-only-key-on-write"]);
});

test("OAuth in the Authorization header and HMAC-SHA1 are accepted", async () => {
  const shop = httpShop();
  const fields: Record<string, string> = {
    oauth_consumer_key: trialKeys.key,
    oauth_nonce: "n1",
    oauth_signature_method: "HMAC-SHA1",
    oauth_timestamp: String(Math.floor(shop.world.now() / 1000)),
  };
  const address = `${shop.options.origin}/wp-json/wc/v3/orders`;
  const pairs = Object.entries(fields)
    .map(([k, v]) => `${k}=${encodeURIComponent(v)}`)
    .sort()
    .join("&");
  const text = ["GET", encodeURIComponent(address), encodeURIComponent(pairs)].join("&");
  const signature = createHmac("sha1", `${trialKeys.secret}&`).update(text).digest("base64");
  const header = Object.entries({ ...fields, oauth_signature: signature }).map(
    ([k, v]) => `${k}="${encodeURIComponent(v)}"`,
  );
  const answer = await shop.sandbox.handle(
    new Request(address, { headers: { authorization: `OAuth ${header.join(", ")}` } }),
  );
  expect(answer.status).toBe(200);
});

test("a signature that lacks a part is told which part", async () => {
  const shop = httpShop();
  const search = "?oauth_consumer_key=ck_x&oauth_nonce=n";
  const answer = await shop.sandbox.handle(new Request(`${shop.options.origin}/wp-json/wc/v3/orders${search}`));
  expect(await answer.json()).toEqual({
    code: "woocommerce_rest_authentication_missing_parameter",
    message: "Missing OAuth parameters oauth_timestamp, oauth_signature, oauth_signature_method",
    data: { status: 401 },
  });
});

async function httpStatus(api: Client) {
  const answer = await api.get("orders");
  return { status: answer.status, body: answer.data };
}
