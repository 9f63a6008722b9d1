import { createHmac, timingSafeEqual } from "node:crypto";
import { toExternalId } from "../../app/domain/ids.ts";
import type { RawDelivery, Received } from "../contract/port.ts";
import { shopHost } from "./account.ts";
import { signalsOf } from "./webhook-topics.ts";

/**
 * Verifies one delivery and says what it is about (shopify.dev "Verify webhook deliveries"): base64 HMAC-SHA256 of the raw bytes. The headers are
 * not signed, so the shop and the topic in them are only hints. Deliveries of the newer "Events" family, whose headers have no `x-`, are refused: we do
 * not subscribe to them.
 */
export function receiveWebhook({ headers, body }: RawDelivery, secrets: readonly string[]): Received {
  const signature = headers.get("x-shopify-hmac-sha256");
  if (!signature || headers.has("shopify-hmac-sha256")) return { kind: "refused", why: "unsigned" };
  if (!isSigned(body, signature, secrets)) return { kind: "refused", why: "bad-signature" };
  const topic = headers.get("x-shopify-topic")?.toLowerCase();
  const shop = shopHost(headers.get("x-shopify-shop-domain") ?? "");
  const told = topic ? signalsOf(topic, exactJson(body)) : null;
  if (!topic || shop === null || told === null) return { kind: "refused", why: "malformed" };
  const id = headers.get("x-shopify-webhook-id") ?? headers.get("x-shopify-event-id") ?? "";
  const named = told.shop === undefined ? {} : { shop: toExternalId(told.shop) };
  return { kind: "delivery", id, topic, shopHint: shop, ...named, signals: told.signals };
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
