import { z } from "zod";
import type { Webhook } from "./entities.ts";
import { readBody } from "./order-input.ts";
import { RestError } from "./reply.ts";
import { dates, randomWord, type Shop } from "./shop.ts";

/** The WordPress actions behind each topic, as the API lists them. */
const hooks: Readonly<Record<string, readonly string[]>> = {
  "coupon.created": ["woocommerce_process_shop_coupon_meta", "woocommerce_new_coupon"],
  "coupon.updated": ["woocommerce_process_shop_coupon_meta", "woocommerce_update_coupon"],
  "coupon.deleted": ["wp_trash_post"],
  "coupon.restored": ["untrashed_post"],
  "customer.created": ["user_register", "woocommerce_created_customer", "woocommerce_new_customer"],
  "customer.updated": ["profile_update", "woocommerce_update_customer"],
  "customer.deleted": ["delete_user"],
  "order.created": ["woocommerce_new_order"],
  "order.updated": ["woocommerce_update_order", "woocommerce_order_refunded"],
  "order.deleted": ["wp_trash_post", "woocommerce_trash_order"],
  "order.restored": ["untrashed_post", "woocommerce_untrash_order"],
  "product.created": [
    "woocommerce_process_product_meta",
    "woocommerce_new_product",
    "woocommerce_new_product_variation",
  ],
  "product.updated": [
    "woocommerce_process_product_meta",
    "woocommerce_update_product",
    "woocommerce_update_product_variation",
  ],
  "product.deleted": ["wp_trash_post"],
  "product.restored": ["untrashed_post"],
};

const inputSchema = z.looseObject({
  name: z.string().optional(),
  topic: z.string().optional(),
  delivery_url: z.string().optional(),
  secret: z.string().optional(),
  status: z.enum(["active", "paused", "disabled"]).optional(),
});

/** A webhook as the API shows it; its secret is never returned. */
export function webhookJson(shop: Shop, webhook: Webhook): Record<string, unknown> {
  const [resource, event] = webhook.topic.split(".");
  const collection = `${shop.origin}/wp-json/wc/v3/webhooks`;
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource,
    event,
    hooks: hooks[webhook.topic] ?? [],
    delivery_url: webhook.deliveryUrl,
    ...dates(shop, "date_created", webhook.createdAt),
    ...dates(shop, "date_modified", webhook.modifiedAt),
    _links: {
      self: [
        {
          href: `${collection}/${webhook.id}`,
          targetHints: { allow: ["GET", "POST", "PUT", "PATCH", "DELETE"] },
        },
      ],
      collection: [{ href: collection }],
    },
  };
}

/** Registers a webhook. Without a secret one is made up that nobody can read (measured). */
export function createWebhook(shop: Shop, body: unknown): Webhook {
  const sent = readBody(inputSchema, body);
  const topic = checkTopic(sent.topic);
  const deliveryUrl = checkAddress(sent.delivery_url);
  const webhook: Webhook = {
    id: shop.state.next("webhook"),
    name: sent.name || `Webhook created on ${dates(shop, "at", shop.now()).at}`,
    status: sent.status ?? "active",
    topic,
    deliveryUrl,
    secret: sent.secret ?? randomWord(shop, 50),
    createdAt: shop.now(),
    modifiedAt: null,
    failureCount: 0,
  };
  shop.state.put({ webhook });
  return webhook;
}

/** Changes a webhook. Setting it active again leaves its failure count as it was (measured). */
export function updateWebhook(shop: Shop, id: number, body: unknown): Webhook {
  const old = shop.state.webhooks.get(id);
  if (!old) throw new RestError(400, "woocommerce_rest_shop_webhook_invalid_id", "ID is invalid.");
  const sent = readBody(inputSchema, body);
  const webhook: Webhook = {
    ...old,
    name: sent.name ?? old.name,
    status: sent.status ?? old.status,
    topic: sent.topic === undefined ? old.topic : checkTopic(sent.topic),
    deliveryUrl: sent.delivery_url === undefined ? old.deliveryUrl : checkAddress(sent.delivery_url),
    secret: sent.secret ?? old.secret,
    modifiedAt: shop.now(),
  };
  shop.state.put({ webhook });
  return webhook;
}

/** The webhook, or WooCommerce's 404. */
export function needWebhook(shop: Shop, id: number): Webhook {
  const webhook = shop.state.webhooks.get(id);
  if (webhook) return webhook;
  throw new RestError(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");
}

function checkTopic(topic: string | undefined): string {
  if (topic !== undefined && (topic in hooks || /^action\.[\w-]+$/.test(topic))) return topic;
  throw new RestError(
    400,
    "woocommerce_rest_shop_webhook_invalid_topic",
    "Webhook topic is required and must be valid.",
  );
}

function checkAddress(address: string | undefined): string {
  if (address && /^https?:\/\//.test(address) && URL.canParse(address)) return address;
  throw new RestError(
    400,
    "woocommerce_rest_shop_webhook_invalid_delivery_url",
    "Webhook delivery URL must be a valid URL starting with http:// or https://.",
  );
}
