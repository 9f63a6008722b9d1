import { describe, expect, test } from "vitest";
import { serving } from "./fixtures/serving.ts";

describe("webhooks", () => {
  const ring = (url: string, path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { method: "POST", ...init });

  test("hand the bytes and headers to the inbox as they came, and its status back, without a body", async () => {
    const { url, runtime } = await serving();
    const body = Buffer.from([0xff, 0x00, 0x7b, 0x20]);
    runtime.inboxAnswer = 202;
    const answer = await ring(url, "/webhooks/woocommerce/shop-7", {
      body,
      headers: { "x-wc-webhook-topic": "order.updated" },
    });
    expect([answer.status, await answer.text()]).toEqual([202, ""]);
    const [rung] = runtime.rang;
    expect([rung?.platform, rung?.shop]).toEqual(["woocommerce", "shop-7"]);
    expect(rung?.delivery.headers.get("x-wc-webhook-topic")).toBe("order.updated");
    expect(Buffer.from(rung?.delivery.body ?? [])).toEqual(body);
  });

  test("know an address without a shop, and a body that is empty", async () => {
    const { url, runtime } = await serving();
    expect((await ring(url, "/webhooks/shopify")).status).toBe(200);
    expect(runtime.rang[0]).toMatchObject({ platform: "shopify", shop: null });
    expect(runtime.rang[0]?.delivery.body).toHaveLength(0);
  });

  test("take five mebibytes and not a byte more, and no compressed body", async () => {
    const { url, runtime } = await serving();
    const most = 5 * 1024 * 1024;
    expect((await ring(url, "/webhooks/shopify", { body: Buffer.alloc(most) })).status).toBe(200);
    expect((await ring(url, "/webhooks/shopify", { body: Buffer.alloc(most + 1) })).status).toBe(413);
    const zipped = { body: Buffer.alloc(10), headers: { "content-encoding": "gzip" } };
    expect((await ring(url, "/webhooks/shopify", zipped)).status).toBe(415);
    expect(runtime.rang).toHaveLength(1);
  });

  test("are not acknowledged when they could not be stored", async () => {
    const { url, runtime } = await serving();
    runtime.inboxAnswer = new Error("disk full");
    const original = console.error;
    console.error = () => undefined;
    const answer = await ring(url, "/webhooks/shopify", { body: "{}" });
    console.error = original;
    expect(answer.status).toBe(503);
  });

  test("answer nothing but POST", async () => {
    const { url } = await serving();
    expect((await fetch(`${url}/webhooks/shopify`)).status).toBe(405);
  });
});
