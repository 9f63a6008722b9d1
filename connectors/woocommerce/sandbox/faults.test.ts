import { expect, test } from "vitest";
import { z } from "zod";
import { NoAnswer } from "../../contract/sandbox/disturb.ts";
import { openTrialShop } from "./trial-shop.ts";

const created = async (shop: ReturnType<typeof openTrialShop>) => shop.sandbox.truth().orders.length;
const order = { line_items: [{ sku: "TABAK-6", quantity: 1 }] };

test("a timeout before the commit leaves nothing, one after it leaves the order that nobody was told of", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ timeoutBefore: 1 });
  await expect(shop.call("POST", "/orders", order)).rejects.toThrow(NoAnswer);
  expect(await created(shop)).toBe(0);
  shop.sandbox.setFaults({ timeoutBefore: 0, timeoutAfter: 1 });
  await expect(shop.call("POST", "/orders", order)).rejects.toThrow(NoAnswer);
  expect(await created(shop)).toBe(1);
});

test("a request that hangs is cut when its time is over, not before", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ timeoutBefore: 1, hangMs: 30_000 });
  let ended = false;
  const call = shop.call("GET", "/orders").catch(() => {
    ended = true;
  });
  await shop.world.advance(29_000);
  expect(ended).toBe(false);
  await shop.world.advance(2000);
  await call;
  expect(ended).toBe(true);
});

test("a page of HTML comes with 200 and stands for work that was not done", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ htmlForJson: 1 });
  const answer = await shop.call("POST", "/orders", order);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
  expect(answer.body).toMatch(/^<html>/);
  expect(await created(shop)).toBe(0);
});

test("noise stands before the whole JSON, and a body cut short is a beginning of the true one", async () => {
  const shop = openTrialShop();
  const text = async () => {
    const headers = { authorization: `Basic ${btoa(`${shop.options.key}:${shop.options.secret}`)}` };
    const request = new Request(`${shop.options.origin}/wp-json/wc/v3/products?sku=TABAK-6`, { headers });
    return (await shop.sandbox.handle(request)).text();
  };
  const clean = await text();
  shop.sandbox.setFaults({ noiseBeforeJson: 1 });
  const noisy = await text();
  expect(noisy).toMatch(/^<br \/>\n<b>Warning<\/b>/);
  expect(noisy.endsWith(clean)).toBe(true);
  shop.sandbox.setFaults({ noiseBeforeJson: 0, truncatedBody: 1 });
  const cut = await text();
  expect(cut.length).toBeLessThan(clean.length);
  expect(clean.startsWith(cut)).toBe(true);
});

test("a page that repeats is the answer to the request before in the same list, and to no other list", async () => {
  const shop = openTrialShop();
  const ids = (list: { id?: number }[]) => list.map(({ id }) => id);
  shop.sandbox.setFaults({ repeatedPage: 1 });
  const first = ids(await shop.many("/products?per_page=2&page=1&orderby=id"));
  expect(ids(await shop.many("/products?per_page=2&page=2&orderby=id"))).toEqual(first);
  expect(ids(await shop.many("/products?per_page=3&page=2&orderby=id"))).not.toEqual(first);
  shop.sandbox.setFaults({ repeatedPage: 0 });
  expect(ids(await shop.many("/products?per_page=2&page=2&orderby=id"))).not.toEqual(first);
});

test("a revoked key is refused as one that never was, and is good again when the fault ends", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ keyRevoked: 1 });
  expect(await shop.one("GET", "/orders")).toMatchObject({ code: "woocommerce_rest_cannot_view" });
  expect((await shop.call("GET", "/orders")).status).toBe(401);
  shop.sandbox.setFaults({ keyRevoked: 0 });
  expect((await shop.call("GET", "/orders")).status).toBe(200);
});

test("a shop whose clock is ahead dates its answers, its orders and its thresholds so", async () => {
  const shop = openTrialShop();
  shop.sandbox.setFaults({ clockSkewMs: 3_600_000 });
  const answer = await shop.call("POST", "/orders", order);
  expect(answer.headers.get("date")).toBe("Mon, 23 Nov 2026 10:00:00 GMT");
  expect(answer.body).toMatchObject({ date_created_gmt: "2026-11-23T10:00:00" });
});

test("webhooks come late, and reordered ones are overtaken; none is lost", async () => {
  const shop = openTrialShop();
  const hook = { topic: "order.created", delivery_url: "http://tek.test/hook", secret: "s" };
  await shop.call("POST", "/webhooks", hook);
  const heard = () =>
    shop.world.sent.flatMap(({ body }) =>
      body.startsWith("{") ? [z.object({ id: z.int() }).parse(JSON.parse(body)).id] : [],
    );
  shop.sandbox.setFaults({ webhookReordered: 1 });
  const early = await shop.one("POST", "/orders", order);
  await shop.world.advance(5000);
  expect(heard()).toEqual([]);
  shop.sandbox.setFaults({ webhookReordered: 0 });
  const later = await shop.one("POST", "/orders", order);
  await shop.world.advance(5000);
  expect(heard()).toEqual([later.id, early.id]);
  shop.sandbox.setFaults({ webhookLate: 1, webhookLateMs: 3_600_000 });
  const late = await shop.one("POST", "/orders", order);
  await shop.world.advance(5000);
  expect(heard()).toHaveLength(2);
  await shop.world.advance(3_600_000);
  expect(heard().at(-1)).toBe(late.id);
  await shop.sandbox.idle();
});
