import "@shopify/shopify-api/adapters/web-api";
import { createHmac } from "node:crypto";
import { ApiVersion, LogSeverity, RequestedTokenType, type Session, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import WooExport from "@woocommerce/woocommerce-rest-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import type { World } from "#connectors/contract/sandbox/world.ts";
import { createShopifySandbox, type ShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { createWooSandbox, type WooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { seeded } from "#demo/random.ts";

/** The stand-ins over real HTTP, driven by the platforms' own libraries and by nothing of ours. */
const world = (seed: number): World => ({
  now: () => Date.now(),
  chance: seeded(seed),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  send: (request) => fetch(request),
});

interface Arrived {
  readonly headers: Headers;
  readonly body: string;
}

/** Somebody who receives webhooks over real HTTP. */
async function listen(): Promise<Served & { next(topic: string): Promise<Arrived> }> {
  const arrived: Arrived[] = [];
  const waiting: { topic: string; take: (one: Arrived) => void }[] = [];
  const topicOf = ({ headers }: Arrived) => headers.get("x-shopify-topic") ?? headers.get("x-wc-webhook-topic");
  const served = await serve(async (request) => {
    const one = { headers: request.headers, body: await request.text() };
    const at = waiting.findIndex(({ topic }) => topic === topicOf(one));
    if (at >= 0) waiting.splice(at, 1)[0]?.take(one);
    else arrived.push(one);
    return new Response(null, { status: 200 });
  });
  return {
    ...served,
    next: (topic) =>
      new Promise((take) => {
        const at = arrived.findIndex((one) => topicOf(one) === topic);
        const there = at >= 0 ? arrived.splice(at, 1)[0] : undefined;
        if (there) take(there);
        else waiting.push({ topic, take });
      }),
  };
}

describe("The Shopify stand-in, by @shopify/shopify-api", () => {
  const shop = "demo.myshopify.com";
  const api = shopifyApi({
    apiKey: "client-key",
    apiSecretKey: "client-secret",
    hostName: "app.example.test",
    apiVersion: ApiVersion.October26,
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
  let sandbox: ShopifySandbox;
  let served: Served;
  let ear: Awaited<ReturnType<typeof listen>>;
  let session: Session;

  beforeAll(async () => {
    ear = await listen();
    served = await serve((request) => sandbox.handle(request));
    sandbox = createShopifySandbox({
      world: world(3),
      journal: memoryJournal(),
      shop,
      name: "Demo",
      currency: "TRY",
      timezone: "Europe/Istanbul",
      apiKey: "client-key",
      apiSecret: "client-secret",
      appUrl: ear.origin,
      origin: served.origin,
      seed: { orders: 30, days: 20 },
    });
    // The library insists on https and on a Shopify host: only the last hop is turned to this machine.
    setAbstractFetchFunc((input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
      headers.set("x-forwarded-host", url.host);
      return fetch(`${served.origin}${url.pathname}${url.search}`, { ...init, headers });
    });
    const granted = await api.auth.tokenExchange({
      shop,
      sessionToken: sandbox.sessionToken("42"),
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
      expiring: true,
    });
    session = granted.session;
  }, 60_000);
  afterAll(async () => {
    sandbox.close();
    await served.close();
    await ear.close();
  });

  const ask = async <T>(shape: z.ZodType<T>, query: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const client = new api.clients.Graphql({ session });
    return shape.parse((await client.request(query, { variables, retries: 0 })).data);
  };

  it("grants an expiring token for a session token that the library finds genuine", async () => {
    const claims = await api.session.decodeSessionToken(sandbox.sessionToken("42"));
    expect(claims).toMatchObject({ aud: "client-key", dest: `https://${shop}`, sub: "42" });
    expect(session).toMatchObject({ shop, isOnline: false });
    expect(session.accessToken).toMatch(/^shpat_/);
    expect(session.refreshToken).toMatch(/^shprt_/);
    expect(session.expires?.getTime()).toBeGreaterThan(Date.now());
    const renewed = await api.auth.refreshToken({ shop, refreshToken: session.refreshToken ?? "" });
    expect(renewed.session.accessToken).not.toBe(session.accessToken);
  });

  it("is paged through, every order once", async () => {
    const page = z.object({
      orders: z.object({
        nodes: z.array(z.object({ id: z.string(), name: z.string() })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    });
    const names: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { orders }: z.infer<typeof page> = await ask(
        page,
        "query($after: String) { orders(first: 7, after: $after, sortKey: UPDATED_AT) { nodes { id name } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      names.push(...orders.nodes.map((one) => one.name));
      after = orders.pageInfo.endCursor;
      more = orders.pageInfo.hasNextPage;
    }
    expect(names.toSorted()).toEqual(
      sandbox
        .truth()
        .orders.map((one) => one.name)
        .toSorted(),
    );
  });

  it("updates and refunds an order, and rings webhooks that the library finds genuine", async () => {
    const { order = "" } = sandbox.act({
      action: "place",
      paid: true,
      presentmentCurrency: "TRY",
      lines: [{ sku: "VAZO-02", quantity: 2 }],
    });
    const bell = await ear.next("orders/create");
    const valid = await api.webhooks.validate({
      rawBody: bell.body,
      rawRequest: new Request("https://app.example.test/webhooks", { method: "POST", headers: bell.headers }),
    });
    expect(valid).toMatchObject({ valid: true, topic: "ORDERS_CREATE", domain: shop, apiVersion: "2026-10" });
    const forged = await api.webhooks.validate({
      rawBody: `${bell.body} `,
      rawRequest: new Request("https://app.example.test/webhooks", { method: "POST", headers: bell.headers }),
    });
    expect(forged).toMatchObject({ valid: false, reason: "invalid_hmac" });

    const id = `gid://shopify/Order/${order}`;
    await ask(
      z.object({ orderUpdate: z.object({ userErrors: z.tuple([]) }) }),
      "mutation($input: OrderInput!) { orderUpdate(input: $input) { userErrors { message } } }",
      { input: { id, note: "kapıya bırakın" } },
    );
    expect(sandbox.truth().orders.find((one) => one.id === order)?.note).toBe("kapıya bırakın");

    const line = sandbox.truth().orders.find((one) => one.id === order)?.lines[0];
    const refund = {
      orderId: id,
      refundLineItems: [{ lineItemId: `gid://shopify/LineItem/${line?.id}`, quantity: 1, restockType: "CANCEL" }],
      transactions: [{ orderId: id, kind: "REFUND", gateway: "shopify_payments", amount: "610.00" }],
    };
    const refunded = await ask(
      z.object({
        refundCreate: z.object({ order: z.object({ displayFinancialStatus: z.string() }), userErrors: z.tuple([]) }),
      }),
      'mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "one") { order { displayFinancialStatus } userErrors { message } } }',
      { input: refund },
    );
    expect(refunded.refundCreate.order.displayFinancialStatus).toBe("PARTIALLY_REFUNDED");
    expect((await ear.next("refunds/create")).body).toContain(order);
  });

  it("shows stock, and takes a number only from who saw the last one", async () => {
    const shown = await ask(
      z.object({
        location: z.object({
          id: z.string(),
          inventoryLevels: z.object({
            nodes: z.array(
              z.object({
                item: z.object({ id: z.string(), sku: z.string() }),
                quantities: z.array(z.object({ name: z.string(), quantity: z.int() })),
              }),
            ),
          }),
        }),
      }),
      '{ location { id inventoryLevels(first: 50) { nodes { item { id sku } quantities(names: ["available"]) { name quantity } } } } }',
    );
    const level = shown.location.inventoryLevels.nodes.find((one) => one.item.sku === "MUM-03");
    const seen = level?.quantities[0]?.quantity ?? 0;
    const write = (changeFromQuantity: number, key: string) =>
      ask(
        z.object({ inventorySetQuantities: z.object({ userErrors: z.array(z.object({ code: z.string() })) }) }),
        "mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code } } }",
        {
          key,
          input: {
            name: "available",
            reason: "correction",
            quantities: [
              { inventoryItemId: level?.item.id, locationId: shown.location.id, quantity: 7, changeFromQuantity },
            ],
          },
        },
      );
    expect((await write(seen, "a")).inventorySetQuantities.userErrors).toEqual([]);
    expect((await write(seen, "b")).inventorySetQuantities.userErrors).toEqual([
      { code: "CHANGE_FROM_QUANTITY_STALE" },
    ]);
  });
});

const clientSchema = z.custom<typeof WooExport>((value) => typeof value === "function");

describe("The WooCommerce stand-in, by @woocommerce/woocommerce-rest-api", () => {
  // Node hands over the CommonJS module with the class inside, a bundler the class itself.
  const Client = z
    .union([clientSchema, z.object({ default: clientSchema }).transform((module) => module.default)])
    .parse(WooExport);
  const keys = { key: "ck_client", secret: "cs_client" };
  let sandbox: WooSandbox;
  let served: Served;
  let ear: Awaited<ReturnType<typeof listen>>;
  let client: InstanceType<typeof WooExport>;

  beforeAll(async () => {
    ear = await listen();
    served = await serve((request) => sandbox.handle(request));
    sandbox = createWooSandbox({
      world: world(5),
      journal: memoryJournal(),
      origin: served.origin,
      name: "Demo",
      currency: "TRY",
      timezone: "Europe/Istanbul",
      ...keys,
    });
    sandbox.lay({ orders: 30, days: 20 });
    client = new Client({
      url: served.origin,
      consumerKey: keys.key,
      consumerSecret: keys.secret,
      version: "wc/v3",
      axiosConfig: { proxy: false },
    });
  });
  afterAll(async () => {
    sandbox.close();
    await served.close();
    await ear.close();
  });

  const orderSchema = z.object({ id: z.int(), status: z.string(), total: z.string(), customer_note: z.string() });

  it("is paged through, every order once", async () => {
    const ids: number[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const answer = await client.get("orders", { per_page: 7, page, orderby: "id", order: "asc" });
      ids.push(
        ...z
          .array(orderSchema)
          .parse(answer.data)
          .map((one) => one.id),
      );
      pages = Number(answer.headers["x-wp-totalpages"]);
    }
    const truth = z.array(z.object({ id: z.int(), status: z.string() })).parse(sandbox.truth().orders);
    expect(ids).toEqual(
      truth
        .filter((one) => one.status !== "trash")
        .map((one) => one.id)
        .toSorted((a, b) => a - b),
    );
  });

  it("creates, updates and refunds an order, and rings a webhook that is signed with its secret", async () => {
    const secret = "shared with the hook";
    await client.post("webhooks", {
      name: "orders",
      topic: "order.created",
      delivery_url: `${ear.origin}/hook`,
      secret,
    });
    const goods = z
      .array(z.object({ id: z.int(), type: z.string() }))
      .parse((await client.get("products", { per_page: 20 })).data);
    const simple = goods.find((one) => one.type === "simple");
    const created = orderSchema.parse(
      (
        await client.post("orders", {
          status: "processing",
          set_paid: true,
          billing: { first_name: "Işıl", last_name: "Yıldız", email: "isil@example.test" },
          line_items: [{ product_id: simple?.id, quantity: 2 }],
        })
      ).data,
    );
    const bell = await ear.next("order.created");
    expect(bell.headers.get("x-wc-webhook-signature")).toBe(
      createHmac("sha256", secret).update(bell.body).digest("base64"),
    );
    expect(JSON.parse(bell.body)).toMatchObject({ id: created.id });

    await client.put(`orders/${created.id}`, { customer_note: "kapıya bırakın" });
    expect(orderSchema.parse((await client.get(`orders/${created.id}`)).data).customer_note).toBe("kapıya bırakın");

    const refund = await client.post(`orders/${created.id}/refunds`, { amount: "1.00", api_refund: false });
    expect(z.object({ amount: z.string() }).parse(refund.data).amount).toBe("1.00");
    const listed = await client.get(`orders/${created.id}/refunds`);
    expect(listed.data).toHaveLength(1);
  });

  it("refuses a stranger in the platform's own words", async () => {
    const stranger = new Client({
      url: served.origin,
      consumerKey: "ck_no",
      consumerSecret: "cs_no",
      version: "wc/v3",
    });
    await expect(stranger.get("orders")).rejects.toMatchObject({ response: { status: 401 } });
  });
});
