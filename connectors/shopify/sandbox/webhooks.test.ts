import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Arrived, rehearse } from "./rehearsal.ts";

const topicOf = ({ headers }: Arrived) => headers.get("x-shopify-topic") ?? "";
/** Without the bells of stock, which ring whenever units change hands. */
const ofOrders = (arrived: readonly Arrived[]) =>
  arrived.filter((one) => !topicOf(one).startsWith("inventory_levels/"));
const topics = (arrived: readonly Arrived[]) => ofOrders(arrived).map(topicOf).sort();

describe("webhooks", () => {
  test("are signed over their bytes and carry only the fields that the app asked for", async () => {
    const { sandbox, arrived, pass } = rehearse();
    const { order } = sandbox.act({ action: "place", paid: false });
    await pass(2000);
    const [one, ...more] = ofOrders(arrived);
    expect(more).toEqual([]);
    expect(one?.headers.get("x-shopify-hmac-sha256")).toBe(
      createHmac("sha256", "tek-secret")
        .update(one?.body ?? "")
        .digest("base64"),
    );
    expect(JSON.parse(one?.body ?? "")).toEqual({
      id: Number(order),
      admin_graphql_api_id: `gid://shopify/Order/${order}`,
      updated_at: "2026-11-23T09:00:00Z",
    });
    for (const name of ["topic", "shop-domain", "api-version", "webhook-id", "event-id", "triggered-at"])
      expect(one?.headers.get(`x-shopify-${name}`)).toBeTruthy();
  });

  test("each act rings the bells that it rings at Shopify, and moves updatedAt or not", async () => {
    const { sandbox, arrived, pass } = rehearse();
    const { order = "" } = sandbox.act({ action: "place", paid: false, lines: [{ sku: "VAZO-02", quantity: 3 }] });
    const stored = () => sandbox.truth().orders.find((one) => one.id === order);
    const ringsOf = async (act: Parameters<typeof sandbox.act>[0]) => {
      await pass(5000);
      arrived.length = 0;
      const before = stored()?.updatedAt ?? 0;
      sandbox.act(act);
      await pass(3000);
      return { topics: topics(arrived), moved: (stored()?.updatedAt ?? 0) > before };
    };
    expect(await ringsOf({ action: "pay", order })).toEqual({
      topics: ["order_transactions/create", "orders/updated"],
      moved: true,
    });
    expect(await ringsOf({ action: "fulfill", order, partial: true })).toEqual({
      topics: ["fulfillments/create", "orders/updated"],
      moved: true,
    });
    expect(await ringsOf({ action: "deliver", order })).toEqual({ topics: ["fulfillments/update"], moved: false });
    expect(await ringsOf({ action: "refund", order, partial: true })).toEqual({
      topics: ["order_transactions/create", "orders/updated", "refunds/create"],
      moved: true,
    });
    expect(await ringsOf({ action: "tag", order, add: ["a"] })).toEqual({ topics: ["orders/updated"], moved: true });
    expect(await ringsOf({ action: "tag", order, add: ["a"] })).toEqual({ topics: [], moved: false });
    expect(await ringsOf({ action: "edit", order, change: "add" })).toEqual({
      topics: ["orders/edited", "orders/updated"],
      moved: true,
    });
    sandbox.act({ action: "delete", order });
    arrived.length = 0;
    await pass(3000);
    expect(topics(arrived)).toEqual(["orders/delete"]);
    expect(sandbox.truth()).toMatchObject({ orders: [], deleted: [order] });
  });

  test("come eight times again over four hours, with the first payload, when nobody takes them", async () => {
    const { sandbox, arrived, pass, answer } = rehearse();
    answer(500);
    const { order = "" } = sandbox.act({ action: "place", paid: false });
    await pass(4 * 3_600_000 - 60_000);
    sandbox.act({ action: "delete", order });
    const creates = () => arrived.filter((one) => one.headers.get("x-shopify-topic") === "orders/create");
    await pass(6 * 3_600_000);
    expect(creates()).toHaveLength(9);
    expect(new Set(creates().map((one) => one.body + one.headers.get("x-shopify-webhook-id"))).size).toBe(1);
    expect(sandbox.truth().waitingWebhooks).toBe(0);
  });

  test("are idle when the next retry is far away, and not while one is due", async () => {
    const { sandbox, pass, answer } = rehearse();
    let idle = 0;
    const wait = () => void sandbox.idle().then(() => (idle += 1));
    answer(500);
    sandbox.act({ action: "place", paid: false });
    wait();
    await Promise.resolve();
    expect(idle).toBe(0);
    await pass(3000);
    expect(idle).toBe(1);
    expect(sandbox.truth().waitingWebhooks).toBeGreaterThan(0);
  });

  test("a subscription made by mutation rings too, and dies after eight failures in a row", async () => {
    const { sandbox, arrived, pass, answer, ask } = rehearse();
    const made = await ask(
      'mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "https://else.example.test/hook", includeFields: ["id"] }) { webhookSubscription { id topic uri } userErrors { message } } }',
    );
    expect(made.data?.webhookSubscriptionCreate).toMatchObject({
      userErrors: [],
      webhookSubscription: { topic: "ORDERS_CREATE" },
    });
    sandbox.act({ action: "place", paid: false });
    await pass(3000);
    expect(
      ofOrders(arrived)
        .map((one) => Object.keys(JSON.parse(one.body)).length)
        .sort(),
    ).toEqual([1, 3]);
    const eventIds = new Set(ofOrders(arrived).map((one) => one.headers.get("x-shopify-event-id")));
    expect(eventIds.size).toBe(1);
    answer(500);
    sandbox.act({ action: "place", paid: false });
    await pass(5 * 3_600_000);
    expect((await ask("{ webhookSubscriptions(first: 5) { nodes { id } } }")).data?.webhookSubscriptions).toEqual({
      nodes: [],
    });
  });

  test("are lost and doubled as the faults say", async () => {
    const { sandbox, arrived, pass } = rehearse();
    sandbox.setFaults({ webhookDropped: 1 });
    sandbox.act({ action: "place", paid: false });
    await pass(3000);
    expect(arrived).toHaveLength(0);
    sandbox.setFaults({ webhookDropped: 0, webhookDoubled: 1 });
    sandbox.act({ action: "place", paid: false });
    await pass(3000);
    expect(ofOrders(arrived)).toHaveLength(2);
    expect(new Set(ofOrders(arrived).map((one) => one.headers.get("x-shopify-webhook-id"))).size).toBe(1);
  });
});
