import { createHash, createHmac } from "node:crypto";
import { hits } from "../../contract/sandbox/faults.ts";
import type { World } from "../../contract/sandbox/world.ts";
import { customerJson } from "./customer-routes.ts";
import type { Webhook } from "./entities.ts";
import { orderJson } from "./order-json.ts";
import { productJson } from "./product-json.ts";
import { phpJson } from "./reply.ts";
import type { Shop } from "./shop.ts";

const agent = "WooCommerce/11.0.1 Hookshot (WordPress/7.0.4)";
const timeoutMs = 60_000;
const pingTimeoutMs = 5_000;
/** A delivery that should be overtaken leaves by itself when nothing comes in this time. */
const heldMs = 60_000;

/** Rings webhooks later, as WooCommerce's Action Scheduler does: one waiting delivery per webhook and thing. */
export interface Deliveries {
  ring(topic: string, id: number): void;
  /** The form-encoded knock at a new webhook's door; its answer is not looked at. */
  ping(webhook: Webhook): Promise<void>;
  idle(): Promise<void>;
  close(): void;
}

export function createDeliveries(shop: Shop): Deliveries {
  const waiting = new Map<string, () => void>();
  const waiters = new Set<() => void>();
  /** Deliveries that wait to be overtaken. */
  const held = new Map<string, () => void>();
  let underWay = 0;
  let closed = false;

  const settle = () => {
    if (waiting.size + underWay > 0) return;
    for (const resolve of waiters) resolve();
    waiters.clear();
  };

  /** Lets go all that waited for a later delivery to pass. */
  const overtake = () => {
    const all = [...held.values()];
    held.clear();
    for (const release of all) release();
  };

  async function deliver(key: string, hookId: number, thing: number): Promise<void> {
    waiting.delete(key);
    underWay += 1;
    try {
      const hook = shop.state.webhooks.get(hookId);
      if (hook?.status === "active" && !hits(shop.world, shop.state.faults.webhookDropped))
        await sendTo(shop, hook, thing);
    } finally {
      underWay -= 1;
      if (!held.delete(key)) overtake();
      settle();
    }
  }

  function schedule(key: string, hookId: number, thing: number): void {
    const { faults } = shop.state;
    const leave = (ms: number) => {
      waiting.get(key)?.();
      waiting.set(
        key,
        shop.world.after(ms, () => void deliver(key, hookId, thing)),
      );
    };
    const late = hits(shop.world, faults.webhookLate) ? Math.floor(shop.world.chance() * faults.webhookLateMs) : 0;
    const delay = 100 + Math.floor(shop.world.chance() * 700) + late;
    if (hits(shop.world, faults.webhookReordered)) {
      held.set(key, () => leave(50));
      leave(heldMs + delay);
    } else leave(delay);
  }

  return {
    ring(topic, thing) {
      if (closed) return;
      for (const hook of shop.state.webhooks.values()) {
        const key = `${hook.id}:${thing}`;
        if (hook.status !== "active" || hook.topic !== topic || waiting.has(key)) continue;
        schedule(key, hook.id, thing);
      }
    },
    async ping(hook) {
      const headers = { "User-Agent": agent, Accept: "*/*", "Content-Type": "application/x-www-form-urlencoded" };
      const request = new Request(hook.deliveryUrl, { method: "POST", headers, body: `webhook_id=${hook.id}` });
      await attempt(shop.world, request, pingTimeoutMs);
    },
    idle: () => (waiting.size + underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiters.add(resolve))),
    close() {
      closed = true;
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
      held.clear();
      settle();
    },
  };
}

/** Sends one delivery (or its double) and keeps the count of failures; the 7th in a row disables the webhook (measured). */
async function sendTo(shop: Shop, hook: Webhook, thing: number): Promise<void> {
  const body = phpJson(payload(shop, hook.topic, thing));
  const first = await attempt(shop.world, deliveryOf(shop, hook, body), timeoutMs);
  if (hits(shop.world, shop.state.faults.webhookDoubled))
    await attempt(shop.world, deliveryOf(shop, hook, body), timeoutMs);
  const now = shop.state.webhooks.get(hook.id);
  if (!now) return;
  const webhook = { ...now, modifiedAt: shop.now() };
  if (first !== null && first >= 200 && first <= 302) webhook.failureCount = 0;
  else if (webhook.failureCount > 5) webhook.status = "disabled";
  else webhook.failureCount += 1;
  shop.state.put({ webhook });
  shop.state.commit();
}

function deliveryOf(shop: Shop, hook: Webhook, body: string): Request {
  const [resource = "", event = ""] = hook.topic.split(".");
  const second = Math.floor(shop.world.now() / 1000);
  return new Request(hook.deliveryUrl, {
    method: "POST",
    redirect: "manual",
    headers: {
      "User-Agent": agent,
      Accept: "*/*",
      "Content-Type": "application/json",
      "X-WC-Webhook-Source": `${shop.origin}/`,
      "X-WC-Webhook-Topic": hook.topic,
      "X-WC-Webhook-Resource": resource,
      "X-WC-Webhook-Event": event,
      "X-WC-Webhook-Signature": createHmac("sha256", hook.secret).update(body).digest("base64"),
      "X-WC-Webhook-ID": String(hook.id),
      // A hash of the webhook and the second, so it is not one per delivery (measured).
      "X-WC-Webhook-Delivery-ID": createHash("md5").update(`${hook.id}${second}${shop.origin}`).digest("hex"),
    },
    body,
  });
}

/** What the REST API would say of the thing at this moment; a thing that is gone gives the API's error as the body. */
function payload(shop: Shop, topic: string, id: number): unknown {
  const [resource, event] = topic.split(".");
  if (event === "deleted") return { id };
  const gone = (kind: string) => ({
    code: `woocommerce_rest_${kind}_invalid_id`,
    message: "Invalid ID.",
    data: { status: 404 },
  });
  if (resource === "order") {
    const order = shop.state.orders.get(id);
    return order ? orderJson(shop, order) : gone("shop_order");
  }
  if (resource === "customer") {
    const customer = shop.state.customers.get(id);
    return customer ? customerJson(shop, customer) : gone("customer");
  }
  const product = shop.state.products.get(id);
  return product ? productJson(shop, product) : gone("product");
}

/** The status of the answer, or null when none came: refused, broken or later than the limit. */
function attempt(world: World, request: Request, limitMs: number): Promise<number | null> {
  return new Promise((resolve) => {
    const cancel = world.after(limitMs, () => resolve(null));
    const end = (status: number | null) => {
      cancel();
      resolve(status);
    };
    world.send(request).then(
      (response) => end(response.status),
      () => end(null),
    );
  });
}
