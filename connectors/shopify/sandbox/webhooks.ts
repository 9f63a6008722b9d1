import { createHmac } from "node:crypto";
import { hits } from "../../contract/sandbox/faults.ts";
import type { StoredDelivery } from "./model.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import type { StoredOrder } from "./order-model.ts";
import type { Mark } from "./scene.ts";
import type { Change, Minter, Store } from "./state.ts";
import { bodyOfMark } from "./webhook-bodies.ts";

/** The app's own list, as its `shopify.app.toml` has it. Subscriptions made by mutation come on top. */
const orderHead = ["id", "admin_graphql_api_id", "updated_at"];
const child = ["id", "order_id", "admin_graphql_api_id"];
const levelHead = ["inventory_item_id", "location_id", "updated_at"];
const appTopics: Readonly<Record<string, readonly string[]>> = {
  "orders/create": orderHead,
  "orders/updated": orderHead,
  "orders/cancelled": orderHead,
  "orders/edited": [],
  "orders/delete": orderHead,
  "fulfillments/create": child,
  "fulfillments/update": child,
  "refunds/create": child,
  "order_transactions/create": child,
  "returns/request": [],
  "returns/approve": [],
  "returns/decline": [],
  "returns/process": [],
  "returns/close": [],
  "returns/reopen": [],
  "returns/cancel": [],
  "fulfillment_orders/placed_on_hold": [],
  "fulfillment_orders/hold_released": [],
  "fulfillment_orders/moved": [],
  "products/update": orderHead,
  "inventory_levels/update": levelHead,
  "inventory_levels/connect": levelHead,
  "locations/create": orderHead,
  "locations/update": orderHead,
  "locations/activate": orderHead,
  "locations/deactivate": orderHead,
  "app/uninstalled": ["id", "myshopify_domain"],
  "app/scopes_update": [],
  "shop/update": ["id", "myshopify_domain"],
  "customers/data_request": [],
  "customers/redact": [],
  "shop/redact": [],
};

const retries = 8;
/** Doubled each time, eight of these fill four hours. */
const firstRetryMs = 56_000;
const answerWithinMs = 5_000;
const soonMs = 10_000;
/** A delivery that should be overtaken leaves by itself when no other comes in this time. */
const heldMs = 60_000;
const overtakenMs = 50;

export interface Postman {
  /** The deliveries that an order's marks cause: to be committed with the order, then given to `dispatch`. */
  letters(order: StoredOrder, marks: readonly Mark[], mint: Minter): StoredDelivery[];
  /** A delivery that is about the shop itself, due after `delayMs`. */
  letter(topic: string, body: unknown, mint: Minter, delayMs: number): StoredDelivery[];
  dispatch(deliveries: readonly StoredDelivery[]): void;
  idle(): Promise<void>;
  close(): void;
}

/** Delivers webhooks. Deliveries that an earlier run left behind start again at once. */
export function createPostman(options: ShopifySandboxOptions, store: Store): Postman {
  const { world } = options;
  const timers = new Map<string, () => void>();
  const underway = new Set<string>();
  let waiting: (() => void)[] = [];
  let closed = false;

  const busy = () => underway.size > 0 || [...store.all("delivery")].some((one) => one.dueAt - world.now() <= soonMs);
  const settle = () => {
    if (!closed && busy()) return;
    const done = waiting;
    waiting = [];
    for (const one of done) one();
  };
  /** Deliveries that wait to be overtaken by one that was rung later. */
  const held = new Map<string, StoredDelivery>();
  const schedule = (one: StoredDelivery, ms = Math.max(0, one.dueAt - world.now())) => {
    timers.get(one.id)?.();
    timers.set(
      one.id,
      world.after(ms, () => void attempt(one)),
    );
  };
  const overtake = () => {
    const passed = [...held.values()];
    held.clear();
    for (const one of passed) schedule(one, overtakenMs);
  };
  const attempt = async (one: StoredDelivery) => {
    timers.delete(one.id);
    if (!held.delete(one.id)) overtake();
    underway.add(one.id);
    const arrived = await reached(options, one);
    underway.delete(one.id);
    if (closed) return;
    store.commit(outcome(store, one, arrived, world.now()));
    const again = store.get("delivery", one.id);
    if (again) schedule(again);
    settle();
  };
  const make = (topic: string, body: unknown, mint: Minter, delayMs: number): StoredDelivery[] =>
    addressed(options, store, topic, body, mint, delayMs);
  for (const one of store.all("delivery")) schedule(one);

  return {
    letters: (order, marks, mint) =>
      store.house().installed
        ? marks.flatMap((mark) =>
            make(mark.topic, bodyOfMark(order, mark), mint, 40 + Math.floor(world.chance() * 600)),
          )
        : [],
    letter: make,
    dispatch(deliveries) {
      for (const one of deliveries) {
        const wait = hits(world, store.house().faults.webhookReordered);
        if (wait) held.set(one.id, one);
        schedule(one, one.dueAt - world.now() + (wait ? heldMs : 0));
      }
    },
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
    close() {
      closed = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      settle();
    },
  };
}

function addressed(
  options: ShopifySandboxOptions,
  store: Store,
  topic: string,
  body: unknown,
  mint: Minter,
  delayMs: number,
): StoredDelivery[] {
  const { world } = options;
  const { webhookDropped, webhookDoubled, webhookLate, webhookLateMs } = store.house().faults;
  const enumName = topic.toUpperCase().replace("/", "_");
  const fields = appTopics[topic];
  const targets = [
    ...(fields ? [{ uri: `${options.appUrl}/webhooks/shopify`, fields, name: null, subscriptionId: null }] : []),
    ...[...store.all("subscription")]
      .filter((one) => one.topic === enumName)
      .map((one) => ({ uri: one.uri, fields: one.includeFields, name: one.name, subscriptionId: one.id })),
  ];
  const eventId = mint.uuid();
  return targets.flatMap(({ uri, fields, name, subscriptionId }) => {
    if (hits(world, webhookDropped)) return [];
    const webhookId = mint.uuid();
    const copies = hits(world, webhookDoubled) ? 2 : 1;
    const late = hits(world, webhookLate) ? Math.floor(world.chance() * webhookLateMs) : 0;
    return Array.from({ length: copies }, (_, copy) => ({
      id: `${webhookId}:${copy}`,
      webhookId,
      eventId,
      topic,
      uri,
      body: JSON.stringify(only(body, fields)),
      name,
      subscriptionId,
      triggeredAt: world.now(),
      dueAt: world.now() + delayMs + late + copy * 150,
      attempts: 0,
    }));
  });
}

function only(body: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => fields.includes(key)));
}

/** A failed delivery comes again later with the same body; a subscription made by mutation dies after eight failures in a row. */
function outcome(store: Store, one: StoredDelivery, arrived: boolean, now: number): Change[] {
  const from = one.subscriptionId === null ? undefined : store.get("subscription", one.subscriptionId);
  if (arrived) {
    const healed: Change[] = from && from.failures > 0 ? [{ kind: "subscription", put: { ...from, failures: 0 } }] : [];
    return [{ kind: "delivery", drop: one.id }, ...healed];
  }
  const attempts = one.attempts + 1;
  const next: Change =
    attempts > retries
      ? { kind: "delivery", drop: one.id }
      : { kind: "delivery", put: { ...one, attempts, dueAt: now + firstRetryMs * 2 ** (attempts - 1) } };
  if (!from) return [next];
  const failures = from.failures + 1;
  return [
    next,
    failures >= retries
      ? { kind: "subscription", drop: from.id }
      : { kind: "subscription", put: { ...from, failures } },
  ];
}

async function reached(options: ShopifySandboxOptions, one: StoredDelivery): Promise<boolean> {
  let giveUp = () => {};
  const late = new Promise<false>((resolve) => {
    giveUp = options.world.after(answerWithinMs, () => resolve(false));
  });
  const sent = options.world.send(requestOf(options, one)).then(
    (response) => response.ok,
    () => false,
  );
  const arrived = await Promise.race([sent, late]);
  giveUp();
  return arrived;
}

function requestOf(options: ShopifySandboxOptions, one: StoredDelivery): Request {
  return new Request(one.uri, {
    method: "POST",
    body: one.body,
    headers: {
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": one.topic,
      "x-shopify-hmac-sha256": createHmac("sha256", options.apiSecret).update(one.body, "utf8").digest("base64"),
      "x-shopify-shop-domain": options.shop,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": one.webhookId,
      "x-shopify-event-id": one.eventId,
      "x-shopify-triggered-at": new Date(one.triggeredAt).toISOString(),
      ...(one.name === null ? {} : { "x-shopify-name": one.name }),
    },
  });
}
