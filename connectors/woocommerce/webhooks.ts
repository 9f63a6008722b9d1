import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import { normaliseText } from "../../app/domain/text.ts";
import type { RawDelivery, Received, Signal } from "../contract/port.ts";
import { readJson } from "./read-json.ts";

/** Made for each shop: what may have changed. A trashed order rings "deleted" and can still be read, so nothing here says "gone". */
export const orderTopics = ["order.created", "order.updated", "order.deleted", "order.restored"] as const;

const bodySchema = z.object({
  id: z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String),
});
/** `action.…` topics carry the first argument of a WordPress action; of this one it is the order. */
const actionSchema = z.object({
  action: z.literal("woocommerce_order_refunded"),
  arg: z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String),
});

/**
 * Verifies `X-WC-Webhook-Signature`, base64 of HMAC-SHA256 over the raw body (measured), against every secret. The delivery id is a
 * hash of webhook and second, shared by many deliveries: for diagnosis only.
 */
export function receive({ headers, body }: RawDelivery, secrets: readonly string[]): Received {
  const signature = headers.get("x-wc-webhook-signature");
  if (signature === null) return isPing(headers, body) ? { kind: "handshake" } : { kind: "refused", why: "unsigned" };
  if (!secrets.some((secret) => secret !== "" && signs(secret, body, signature)))
    return { kind: "refused", why: "bad-signature" };
  const read = readJson(new TextDecoder().decode(body));
  if (!read) return { kind: "refused", why: "malformed" };
  const topic = normaliseText(headers.get("x-wc-webhook-topic") ?? "", 100);
  return {
    kind: "delivery",
    id: normaliseText(headers.get("x-wc-webhook-delivery-id") ?? "", 100),
    topic,
    shopHint: normaliseText(headers.get("x-wc-webhook-source") ?? "", 300),
    signals: signalsOf(topic, read.value),
  };
}

function signalsOf(topic: string, value: unknown): Signal[] {
  const id = topic.startsWith("order.")
    ? bodySchema.safeParse(value).data?.id
    : actionSchema.safeParse(value).data?.arg;
  return id === undefined ? [] : [{ about: "order", id: toExternalId(id) }];
}

/** Sent when a webhook is made: a form with the webhook's id and none of the headers (recorded). */
function isPing(headers: Headers, body: Uint8Array): boolean {
  return (
    !headers.has("x-wc-webhook-topic") && body.length < 40 && /^webhook_id=\d+$/.test(new TextDecoder().decode(body))
  );
}

function signs(secret: string, body: Uint8Array, signature: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(signature, "base64");
  // A text that only decodes to the right bytes ("…=x") is not what WooCommerce sent.
  return given.length === expected.length && timingSafeEqual(given, expected) && given.toString("base64") === signature;
}
