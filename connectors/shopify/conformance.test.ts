import { createHmac } from "node:crypto";
import { toExternalId } from "../../app/domain/ids.ts";
import { describeConnector } from "../contract/conformance/describe-connector.ts";
import type { Change, Harness } from "../contract/conformance/harness.ts";
import type { RawDelivery } from "../contract/port.ts";
import type { ShopifyAccount } from "./account.ts";
import { app, openTestShop, shop } from "./fixtures/open-shop.ts";
import { createShopifyConnector } from "./index.ts";
import type { ActInput } from "./sandbox/act-input.ts";
import { variantOf } from "./sandbox/catalogue.ts";
import { mainLocation } from "./sandbox/stock-model.ts";

const money = (minor: number) => ({ minor, currency: "TRY" });
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });

function delivery(topic: string, body: unknown, secret: string): RawDelivery {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const headers = new Headers({
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": shop,
    "x-shopify-webhook-id": "b1f6c7de-0000-4000-a000-000000000001",
    "x-shopify-api-version": "2026-10",
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(bytes).digest("base64"),
  });
  return { headers, body: bytes };
}

function productOf(sku: string) {
  const variant = variantOf(sku);
  if (!variant) throw new Error(`The stand-in does not sell ${sku}`);
  return { id: variant.product.id, item: variant.inventoryItemId };
}

async function setup(): Promise<Harness<ShopifyAccount>> {
  const test = await openTestShop();
  const act = (input: ActInput) => test.sandbox.act(input);
  const one =
    (make: (order: string) => ActInput): Change =>
    async (order) => {
      act(make(order));
    };
  const placed = () => test.sandbox.truth().orders.at(-1)?.id ?? "";
  return {
    connector: createShopifyConnector(app),
    parts: ["goods"],
    lacks: {
      push: "Tek does not write counts to Shopify yet",
      collect: "Shopify rings",
      handshake: "Shopify sends none",
    },
    withPageSize: (size) => createShopifyConnector(app, { whole: size, heads: size }),
    account: test.account,
    close: () => test.sandbox.close(),
    sandbox: {
      fetch: (request) => test.sandbox.handle(request),
      now: test.now,
      advance: test.advance,
      absent: toExternalId("5550000000001"),
      async place() {
        act({
          action: "place",
          paid: false,
          person: 2,
          lines: [
            { sku: "MUM-03", quantity: 2 },
            { sku: "TABAK-6", quantity: 1 },
          ],
        });
        return toExternalId(placed());
      },
      change: {
        edit: one((order) => ({ action: "edit", order, change: "add" })),
        payment: one((order) => ({ action: "pay", order })),
        fulfillment: one((order) => ({ action: "fulfill", order })),
        hold: one((order) => ({ action: "hold", order })),
        delivery: one((order) => ({ action: "deliver", order })),
        return: one((order) => ({ action: "return", order })),
        refund: one((order) => ({ action: "refund", order, partial: true })),
        cancellation: one((order) => ({ action: "cancel", order })),
        note: one((order) => ({ action: "note", order, note: `Kapıya bırakın ${test.now()}` })),
        deletion: one((order) => ({ action: "delete", order })),
      },
      floor: {
        async rename() {
          act({ action: "product", sku: "MUM-03", title: "Mum, yeni adıyla" });
          const product = productOf("MUM-03");
          return { product: toExternalId(product.id), title: "Mum, yeni adıyla" };
        },
        async recount() {
          act({ action: "stock", sku: "MUM-03", available: 4711 });
          const item = toExternalId(productOf("MUM-03").item);
          return { item, place: toExternalId(mainLocation), available: 4711 };
        },
      },
      truth: async () =>
        test.sandbox.truth().orders.map(({ id, totals }) => ({
          id: toExternalId(id),
          total: money(totals.total.shop),
          refunded: money(totals.refunded.shop),
        })),
    },
    bells: {
      signatureHeader: "x-shopify-hmac-sha256",
      genuine: (order, secret) =>
        delivery("orders/updated", { id: Number(order), admin_graphql_api_id: `gid://shopify/Order/${order}` }, secret),
      unknownTopic: (secret) => delivery("collections/update", { id: 1 }, secret),
      async rung() {
        await test.advance(15_000);
        return test.deliveries.splice(0);
      },
    },
    answers: {
      signedOut: () =>
        json(401, { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" }),
      forbidden: () =>
        json(200, {
          data: null,
          errors: [
            {
              message: "Access denied for orders field. Required access: `read_orders` access scope.",
              path: ["orders"],
              extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_orders` access scope." },
            },
          ],
        }),
      throttled: (seconds) =>
        json(429, { errors: "Exceeded the limit" }, seconds === null ? {} : { "retry-after": `${seconds}.0` }),
    },
  };
}

describeConnector("Shopify", { setup });
