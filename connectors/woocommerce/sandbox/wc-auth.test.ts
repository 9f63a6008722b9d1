import { expect, it } from "vitest";
import { z } from "zod";
import { openTrialShop, type TrialShop } from "./trial-shop.ts";

const asking = {
  app_name: "Tek",
  scope: "read_write",
  user_id: "shop-42",
  return_url: "http://app.example.test/return?x=1",
  callback_url: "https://app.example.test/cb",
};

const open = (shop: TrialShop, address: string) =>
  shop.sandbox.handle(new Request(new URL(address, shop.options.origin)));
const authorize = (shop: TrialShop, change: Partial<Record<keyof typeof asking, string>> = {}) =>
  open(shop, `/wc-auth/v1/authorize?${new URLSearchParams({ ...asking, ...change })}`);
const linkIn = (page: string, label: string) =>
  (new RegExp(`href="([^"]+)">${label}<`).exec(page)?.[1] ?? "").replaceAll("&amp;", "&");
const granted = z.object({ key_id: z.number(), consumer_key: z.string(), consumer_secret: z.string() });
const keys = (shop: TrialShop) => shop.sandbox.truth().keys.map(({ permissions, revoked }) => [permissions, revoked]);

it("hands a key over before it sends the browser back, in the recorded form, and the key works", async () => {
  const shop = openTrialShop();
  const approve = linkIn(await (await authorize(shop)).text(), "Approve");
  const answer = await open(shop, approve);
  expect([answer.status, answer.headers.get("location")]).toEqual([
    302,
    "http://app.example.test/return?x=1&success=1&user_id=shop-42",
  ]);
  const [sent] = shop.world.sent;
  const body = JSON.parse(sent?.body ?? "");
  expect(Object.keys(body)).toEqual(["key_id", "user_id", "consumer_key", "consumer_secret", "key_permissions"]);
  expect(body).toMatchObject({ key_id: 3, user_id: "shop-42", key_permissions: "read_write" });
  expect(sent?.request.headers.get("content-type")).toBe("application/json;charset=UTF-8");
  const { consumer_key, consumer_secret } = granted.parse(body);
  const headers = { authorization: `Basic ${btoa(`${consumer_key}:${consumer_secret}`)}` };
  const listed = await shop.sandbox.handle(new Request(`${shop.options.origin}/wp-json/wc/v3/orders`, { headers }));
  expect(listed.status).toBe(200);
});

it("hands over another key when the granting link is opened again", async () => {
  const shop = openTrialShop();
  const approve = linkIn(await (await authorize(shop)).text(), "Approve");
  for (let i = 0; i < 2; i++) await open(shop, approve);
  expect(shop.world.sent.map(({ body }) => granted.parse(JSON.parse(body)).key_id)).toEqual([3, 4]);
});

it("posts nothing when denied", async () => {
  const shop = openTrialShop();
  expect(linkIn(await (await authorize(shop)).text(), "Deny")).toBe(
    "http://app.example.test/return?x=1&success=0&user_id=shop-42",
  );
  expect(shop.world.sent).toEqual([]);
});

it.each([401, 201, 500, "no answer"])("shows an error and leaves no key when the callback says %s", async (said) => {
  const shop = openTrialShop();
  shop.world.answer = () =>
    typeof said === "number" ? new Response(null, { status: said }) : Promise.reject(new TypeError("fetch failed"));
  const answer = await open(shop, linkIn(await (await authorize(shop)).text(), "Approve"));
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain(typeof said === "number" ? "unable to send the consumer data" : "cURL error");
  expect(keys(shop)).toEqual([
    ["read_write", false],
    ["read", false],
    ["read_write", true],
  ]);
});

it.each([
  [{ callback_url: "http://app.example.test/cb" }, "The callback_url needs to be over SSL"],
  [{ user_id: "" }, "Missing parameter user_id"],
  [{ scope: "all" }, "Invalid scope all"],
  [{ return_url: "nowhere" }, "The return_url is not a valid URL"],
])("refuses %o with a page that says why", async (change, why) => {
  const answer = await authorize(openTrialShop(), change);
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain(`Error: ${why}.`);
});

it("gives a key no more than was asked for, and takes any key back", async () => {
  const shop = openTrialShop();
  await open(shop, linkIn(await (await authorize(shop, { scope: "read" })).text(), "Approve"));
  const { key_id, consumer_key, consumer_secret } = granted.parse(JSON.parse(shop.world.sent[0]?.body ?? ""));
  const call = async (method: string) => {
    const headers = { authorization: `Basic ${btoa(`${consumer_key}:${consumer_secret}`)}` };
    const request = new Request(`${shop.options.origin}/wp-json/wc/v3/webhooks`, { method, headers });
    return (await shop.sandbox.handle(request)).status;
  };
  expect([await call("GET"), await call("POST")]).toEqual([200, 401]);
  expect([shop.sandbox.revokeKey(key_id), shop.sandbox.revokeKey(key_id)]).toEqual([true, false]);
  expect(await call("GET")).toBe(401);
});

it("takes back the keys that there are by one press; one that is approved afterwards works", async () => {
  const shop = openTrialShop();
  const revoke = async () => {
    const body = JSON.stringify({ every: true });
    const request = new Request(`${shop.options.origin}/_sandbox/revoke`, { method: "POST", body });
    return (await shop.sandbox.handle(request)).json();
  };
  expect([(await shop.call("GET", "/orders")).status, await revoke()]).toEqual([200, { revoked: true }]);
  expect([(await shop.call("GET", "/orders")).status, await revoke()]).toEqual([401, { revoked: false }]);
  await open(shop, linkIn(await (await authorize(shop)).text(), "Approve"));
  const { consumer_key, consumer_secret } = granted.parse(JSON.parse(shop.world.sent[0]?.body ?? ""));
  const headers = { authorization: `Basic ${btoa(`${consumer_key}:${consumer_secret}`)}` };
  const request = new Request(`${shop.options.origin}/wp-json/wc/v3/orders`, { headers });
  expect((await shop.sandbox.handle(request)).status).toBe(200);
});
