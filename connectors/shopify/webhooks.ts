import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import type { RawDelivery, Received, Signal } from "../contract/port.ts";
import { shopHost } from "./account.ts";

/**
 * Verifies one delivery and says what it is about (shopify.dev "Verify webhook deliveries"): base64 HMAC-SHA256 of the raw bytes. The headers are
 * not signed, so the shop in them is only a hint. Deliveries of the newer "Events" family, whose headers have no `x-`, are refused: we do
 * not subscribe to them.
 */
export function receiveWebhook({ headers, body }: RawDelivery, secrets: readonly string[]): Received {
  const signature = headers.get("x-shopify-hmac-sha256");
  if (!signature || headers.has("shopify-hmac-sha256")) return { kind: "refused", why: "unsigned" };
  if (!isSigned(body, signature, secrets)) return { kind: "refused", why: "bad-signature" };
  const topic = headers.get("x-shopify-topic")?.toLowerCase();
  const shop = shopHost(headers.get("x-shopify-shop-domain") ?? "");
  const signals = topic ? signalsOf(topic, exactJson(body)) : null;
  if (!topic || shop === null || signals === null) return { kind: "refused", why: "malformed" };
  const id = headers.get("x-shopify-webhook-id") ?? headers.get("x-shopify-event-id") ?? "";
  return { kind: "delivery", id, topic, shopHint: shop, signals };
}

/** Compares the texts, not what they decode to: base64 forgives trailing rubbish. */
function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    if (secret === "") return false;
    const right = Buffer.from(createHmac("sha256", secret).update(body).digest("base64"));
    return given.length === right.length && timingSafeEqual(given, right);
  });
}

/** Ids are texts here: `exactJson` keeps numbers as they were written. */
const numeric = z.string().regex(/^\d{1,20}$/);
const gid = z.string().regex(/^gid:\/\/shopify\/Order\/\d{1,20}$/);
const head = z.object({ id: numeric.optional(), admin_graphql_api_id: gid.optional() });
const orderBody = head.transform(({ id, admin_graphql_api_id }) => admin_graphql_api_id?.split("/").at(-1) ?? id);
const childBody = z.object({ order_id: numeric }).transform(({ order_id }) => order_id);
const editBody = z.object({ order_edit: childBody }).transform(({ order_edit }) => order_edit);
const returnBody = z.object({ order: orderBody }).transform(({ order }) => order);

/** Where each family of topics carries the order. */
const orderIn: readonly [RegExp, z.ZodType<string | undefined>][] = [
  [/^orders\/edited$/, z.union([editBody, orderBody])],
  [/^orders\//, orderBody],
  [/^(fulfillments|refunds|order_transactions)\//, childBody],
  [/^returns\//, z.union([returnBody, childBody])],
];

/**
 * What a topic is about; empty for topics that we have no use for (fulfillment orders name no order; privacy topics are answered by
 * whoever stores the raw delivery). Null: the body does not have what its topic promises.
 */
function signalsOf(topic: string, body: unknown): readonly Signal[] | null {
  if (body === undefined) return null;
  if (topic === "app/uninstalled") return [{ about: "shop", what: "uninstalled" }];
  if (topic === "app/scopes_update") return [{ about: "shop", what: "scopes-changed" }];
  const shape = orderIn.find(([topics]) => topics.test(topic))?.[1];
  if (!shape) return [];
  const id = shape.safeParse(body).data;
  if (id === undefined) return null;
  return [{ about: "order", id: toExternalId(id), ...(topic === "orders/delete" ? { gone: true as const } : {}) }];
}

/** Parses JSON with every number as the text it was written with: ids beyond 2^53 survive. Undefined when it is no JSON. */
function exactJson(body: Uint8Array): unknown {
  const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" ? context?.source : value;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body), asWritten);
  } catch {
    return undefined;
  }
}
