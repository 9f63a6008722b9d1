import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { receiveWebhook } from "./webhooks.ts";

const secret = "the-secret";

function delivery(topic: string, body: string, more: Record<string, string> = {}) {
  const bytes = new TextEncoder().encode(body);
  const headers = new Headers({
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": "demo.myshopify.com",
    "x-shopify-webhook-id": "w-1",
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(bytes).digest("base64"),
    ...more,
  });
  return { headers, body: bytes };
}

const received = (topic: string, body: string) => receiveWebhook(delivery(topic, body), [secret]);
const signals = (topic: string, body: string) => {
  const got = received(topic, body);
  return got.kind === "delivery" ? got.signals : got;
};

describe("A webhook", () => {
  it("names its topic, its shop and the order", () => {
    expect(
      received(
        "orders/updated",
        '{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508"}',
      ),
    ).toEqual({
      kind: "delivery",
      id: "w-1",
      topic: "orders/updated",
      shopHint: "demo.myshopify.com",
      signals: [{ about: "order", id: "820982911946154508" }],
    });
  });

  it.each([
    ["orders/create", '{"id":18446744073709551615}', "18446744073709551615"],
    ["orders/edited", '{"order_edit":{"id":1,"order_id":9007199254740993}}', "9007199254740993"],
    ["refunds/create", '{"id":5,"order_id":9007199254740993}', "9007199254740993"],
    ["fulfillments/update", '{"id":5,"order_id":77}', "77"],
    ["order_transactions/create", '{"id":5,"order_id":77}', "77"],
    ["returns/request", '{"id":5,"order":{"id":77,"admin_graphql_api_id":"gid://shopify/Order/77"}}', "77"],
  ])("%s carries the order's id, exact beyond 2^53", (topic, body, id) => {
    expect(signals(topic, body)).toEqual([{ about: "order", id }]);
  });

  it("says that an order is gone only when it was deleted", () => {
    expect(signals("orders/delete", '{"id":77}')).toEqual([{ about: "order", id: "77", gone: true }]);
  });

  it("tells of the shop that its body names, whatever the headers name", () => {
    const body = '{"id":1,"myshopify_domain":"Other.myshopify.com"}';
    expect(received("app/uninstalled", body)).toMatchObject({
      shopHint: "demo.myshopify.com",
      shop: "other.myshopify.com",
      signals: [{ about: "shop", what: "uninstalled" }],
    });
    expect(received("shop/update", body)).toMatchObject({
      shop: "other.myshopify.com",
      signals: [{ about: "shop", what: "changed" }],
    });
    expect(
      signals("app/scopes_update", '{"id":"gid://shopify/Shop/1","previous":[],"current":["read_orders"]}'),
    ).toEqual([{ about: "shop", what: "scopes-changed" }]);
  });

  it("of the privacy topics names the shop and the orders in its body", () => {
    const shop = '"shop_id":1,"shop_domain":"demo.myshopify.com"';
    const customer = '"customer":{"id":7,"email":"ayse@example.com","phone":"555"}';
    const asked = (topic: string, body: string) => received(topic, `{${body}}`);
    expect(asked("customers/redact", `${shop},${customer},"orders_to_redact":[9007199254740993,2]`)).toMatchObject({
      shop: "demo.myshopify.com",
      signals: [{ about: "privacy", what: "customer-erase", orders: ["9007199254740993", "2"] }],
    });
    expect(
      asked("customers/data_request", `${shop},${customer},"orders_requested":[3],"data_request":{"id":9}`),
    ).toMatchObject({ signals: [{ about: "privacy", what: "customer-data", orders: ["3"] }] });
    expect(asked("shop/redact", shop)).toMatchObject({
      shop: "demo.myshopify.com",
      signals: [{ about: "privacy", what: "shop-erase" }],
    });
  });

  it.each([
    ["products/update", '{"id":5,"admin_graphql_api_id":"gid://shopify/Product/5"}', { about: "product", id: "5" }],
    ["products/delete", '{"id":5}', { about: "product", id: "5", gone: true }],
    ["inventory_items/update", '{"id":5}', { about: "stock", item: "5", location: null }],
    [
      "inventory_levels/update",
      '{"inventory_item_id":5,"location_id":6,"available":null}',
      { about: "stock", item: "5", location: "6" },
    ],
    ["locations/deactivate", '{"id":6}', { about: "location", id: "6" }],
    [
      "fulfillment_orders/moved",
      '{"moved_fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/1"}}',
      { about: "orders" },
    ],
  ])("%s tells what it is about", (topic, body, signal) => expect(signals(topic, body)).toEqual([signal]));

  it.each(["customers/update", "themes/publish", "brand/new"])("%s is kept and asks for nothing", (topic) =>
    expect(signals(topic, '{"id":1}')).toEqual([]),
  );

  it.each([
    ["orders/updated", "{}"],
    ["orders/updated", '{"id":"77; drop"}'],
    ["orders/updated", '{"id":1.5}'],
    ["refunds/create", '{"id":5}'],
    ["orders/updated", "not json"],
    ["orders/updated", "[]"],
    // Bodies of an attacker's own shop, sent under a topic that destroys.
    ["app/uninstalled", '{"id":1}'],
    ["app/uninstalled", '{"id":1,"myshopify_domain":"evil.example"}'],
    ["shop/redact", '{"id":1,"myshopify_domain":"demo.myshopify.com"}'],
    ["customers/redact", '{"orders_to_redact":[1]}'],
    ["customers/redact", '{"shop_domain":"demo.myshopify.com","orders_to_redact":["1; drop"]}'],
    ["products/update", "{}"],
    ["inventory_levels/update", '{"id":1}'],
  ])("%s with the body %s is malformed", (topic, body) => {
    expect(received(topic, body)).toEqual({ kind: "refused", why: "malformed" });
  });

  it("of a host that is no shop is malformed", () => {
    expect(
      receiveWebhook(delivery("orders/updated", '{"id":1}', { "x-shopify-shop-domain": "evil.example" }), [secret]),
    ).toEqual({
      kind: "refused",
      why: "malformed",
    });
  });
});

describe("The signature of a webhook", () => {
  const good = delivery("orders/updated", '{"id":77}');

  it("may be of any of several secrets", () => {
    expect(receiveWebhook(good, ["new", secret]).kind).toBe("delivery");
  });

  it("covers every byte of the body", () => {
    const changed = new TextEncoder().encode('{"id":78}');
    expect(receiveWebhook({ ...good, body: changed }, [secret])).toEqual({ kind: "refused", why: "bad-signature" });
  });

  it.each([[["other"]], [[]], [[""]]])("is refused under the secrets %j", (secrets) => {
    expect(receiveWebhook(good, secrets)).toEqual({ kind: "refused", why: "bad-signature" });
  });

  it("of an empty secret is refused even when it fits", () => {
    const forged = createHmac("sha256", "").update('{"id":77}').digest("base64");
    expect(
      receiveWebhook(delivery("orders/updated", '{"id":77}', { "x-shopify-hmac-sha256": forged }), [""]).kind,
    ).toBe("refused");
  });

  it.each(["AAAA", "%%%", "é"])("of the shape %s is refused", (signature) => {
    const headers = new Headers(good.headers);
    headers.set("x-shopify-hmac-sha256", signature);
    expect(receiveWebhook({ ...good, headers }, [secret])).toEqual({ kind: "refused", why: "bad-signature" });
  });

  it("must be there, and of the family that we subscribe to", () => {
    const { headers, body } = good;
    const events = new Headers();
    for (const [name, value] of headers) events.set(name.replace(/^x-/, ""), value);
    expect(receiveWebhook({ headers: events, body }, [secret])).toEqual({ kind: "refused", why: "unsigned" });
    const both = new Headers([...headers, ...events]);
    expect(receiveWebhook({ headers: both, body }, [secret])).toEqual({ kind: "refused", why: "unsigned" });
  });
});
