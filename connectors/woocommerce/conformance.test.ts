import { createHmac } from "node:crypto";
import { toExternalId } from "../../app/domain/ids.ts";
import { moneyFromDecimal } from "../../app/domain/money.ts";
import { describeConnector } from "../contract/conformance/describe-connector.ts";
import type { Change, Harness } from "../contract/conformance/harness.ts";
import type { RawDelivery } from "../contract/port.ts";
import type { WooAccount } from "./account.ts";
import { createWooCommerce, wooCommerce } from "./index.ts";
import type { Act } from "./sandbox/acts.ts";
import { openTrialShop, trialKeys } from "./sandbox/trial-shop.ts";

const json = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ code, message, data: { status } }, { status, headers });

function money(text: unknown, currency: unknown) {
  const read = moneyFromDecimal(String(text), String(currency));
  if (!read) throw new Error(`The stand-in says ${String(text)}`);
  return read;
}

/** A fresh stand-in behind `origin`; its scheme decides between basic auth and OAuth 1.0a. */
async function setup(origin: string): Promise<Harness<WooAccount>> {
  // The official client signs by the machine's own clock.
  const shop = openTrialShop({ origin, signingClock: () => Date.now() });
  const { sandbox, world } = shop;
  let edits = 0;
  const does =
    (act: () => Act): Change =>
    async (id) => {
      sandbox.act({ ...act(), order: Number(id) });
    };
  const delivery = (topic: string, body: string, secret: string): RawDelivery => ({
    headers: new Headers({
      "content-type": "application/json",
      "x-wc-webhook-source": `${origin}/`,
      "x-wc-webhook-topic": topic,
      "x-wc-webhook-signature": createHmac("sha256", secret).update(body).digest("base64"),
      "x-wc-webhook-id": "1",
      "x-wc-webhook-delivery-id": "1d2e66a28c5920069cd1a365ecfb7788",
    }),
    body: new TextEncoder().encode(body),
  });
  return {
    connector: wooCommerce,
    account: wooCommerce.account.parse({ url: `${origin}/wp-admin/`, ...trialKeys, allowHttp: true }),
    parts: ["goods"],
    lacks: {
      push: "Tek does not write counts to WooCommerce yet",
      collect: "WooCommerce rings",
      return: "WooCommerce knows no returns",
      delivery: "WooCommerce knows no parcels",
    },
    withPageSize: (pageSize) => createWooCommerce({ pageSize }),
    mayStandInUrls: origin.startsWith("http:") ? [trialKeys.key] : [],
    close: () => sandbox.close(),
    sandbox: {
      fetch: (request) => sandbox.handle(request),
      now: () => world.now(),
      advance: (ms) => world.advance(ms),
      absent: toExternalId("99999999"),
      async place() {
        const lines = [{ sku: "VAZO-02" }, { sku: "ÇAY-250", quantity: 2 }];
        return toExternalId(String(sandbox.act({ action: "place", payment: "bacs", lines }).order));
      },
      change: {
        edit: does(() => ({ action: "edit", note: `Not ${++edits}`, quantity: edits + 1 })),
        payment: does(() => ({ action: "pay" })),
        fulfillment: does(() => ({ action: "complete" })),
        hold: does(() => ({ action: "hold" })),
        refund: does(() => ({ action: "refund" })),
        cancellation: does(() => ({ action: "cancel" })),
        note: does(() => ({ action: "note" })),
        deletion: does(() => ({ action: "delete" })),
      },
      floor: {
        async rename() {
          const title = "Vazo, yeni adıyla";
          const { product } = sandbox.changeGood({ sku: "VAZO-02", name: title });
          return { product: toExternalId(String(product)), title };
        },
        async recount() {
          const { product } = sandbox.changeGood({ sku: "VAZO-02", stock: 4711 });
          return { item: toExternalId(String(product)), place: toExternalId("shop"), available: 4711 };
        },
      },
      async truth() {
        const { orders, refunds } = sandbox.truth();
        return orders.map(({ id, total, currency }) => {
          const back = (refunds[String(id)] ?? []).map(({ amount }) => money(amount, currency).minor);
          const refunded = { minor: back.reduce((sum, minor) => sum + minor, 0), currency: String(currency) };
          return { id: toExternalId(String(id)), total: money(total, currency), refunded };
        });
      },
    },
    bells: {
      signatureHeader: "x-wc-webhook-signature",
      genuine: (order, secret) =>
        delivery(
          "order.updated",
          JSON.stringify(sandbox.truth().orders.find(({ id }) => String(id) === order)),
          secret,
        ),
      unknownTopic: (secret) => delivery("product.updated", '{"id":13,"name":"Vazo"}', secret),
      handshake: {
        headers: new Headers({ "content-type": "application/x-www-form-urlencoded" }),
        body: new TextEncoder().encode("webhook_id=1"),
      },
      async rung() {
        const all = world.sent.splice(0);
        return all.map(({ request, body }) => ({ headers: request.headers, body: new TextEncoder().encode(body) }));
      },
    },
    answers: {
      signedOut: () => json(401, "woocommerce_rest_authentication_error", "Consumer key is invalid."),
      forbidden: () => json(403, "rest_forbidden", "Sorry, you are not allowed to do that."),
      throttled: (seconds) =>
        json(429, "too_many_requests", "Slow down.", seconds === null ? {} : { "retry-after": String(seconds) }),
    },
  };
}

describeConnector("WooCommerce over https", { setup: () => setup("https://127.0.0.1:4501") });
describeConnector("WooCommerce over http", { setup: () => setup("http://127.0.0.1:4501") });
