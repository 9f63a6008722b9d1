import {
  type GraphQLField,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import { describe, expect, test } from "vitest";
import { loadAdminSchema } from "../schema/load.ts";
import { type GraphQLAnswer, rehearse } from "./rehearsal.ts";

const day = 86_400_000;
const heads = `query Heads($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { id legacyResourceId name number createdAt processedAt updatedAt cancelledAt closedAt test displayFinancialStatus displayFulfillmentStatus returnStatus }
    pageInfo { hasNextPage endCursor }
  }
}`;
const page = (answer: GraphQLAnswer) =>
  answer.data?.orders as unknown as {
    nodes: { legacyResourceId: string; updatedAt: string; displayFinancialStatus: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };

describe("pages of orders", () => {
  test("by updatedAt show exactly the shop's orders, each once, oldest change first", async () => {
    const { ask, sandbox } = rehearse({ plan: "unlimited" });
    sandbox.lay({ orders: 130, days: 50 });
    const seen: { legacyResourceId: string; updatedAt: string; displayFinancialStatus: string }[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo } = page(await ask(heads, { first: 25, after }));
      seen.push(...nodes);
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    const truth = [...sandbox.truth().orders].sort((a, b) => a.updatedAt - b.updatedAt || Number(a.id) - Number(b.id));
    expect(seen.map((one) => [one.legacyResourceId, Date.parse(one.updatedAt), one.displayFinancialStatus])).toEqual(
      truth.map((one) => [one.id, one.updatedAt, one.financialStatus]),
    );
  });

  test("an order that changes between two pages is read again at the end, and no other is skipped", async () => {
    const { ask, sandbox, pass } = rehearse({ plan: "unlimited" });
    const ids = sandbox.lay({ orders: 6, days: 3 });
    const first = page(await ask(heads, { first: 3 }));
    await pass(5000);
    const moved = first.nodes[0]?.legacyResourceId ?? "";
    sandbox.act({ action: "note", order: moved, note: "changed" });
    const rest = page(await ask(heads, { first: 10, after: first.pageInfo.endCursor }));
    const all = [...first.nodes, ...rest.nodes].map((one) => one.legacyResourceId);
    expect(rest.nodes.at(-1)?.legacyResourceId).toBe(moved);
    expect(new Set(all)).toEqual(new Set(ids));
  });

  test("a search finds by time, id, name and status", async () => {
    const { ask, sandbox, pass, world } = rehearse({ plan: "unlimited" });
    const [first = ""] = sandbox.lay({ orders: 5, days: 3 });
    await pass(60_000);
    const since = new Date(world.now()).toISOString().slice(0, 19);
    sandbox.act({ action: "note", order: first, note: "x" });
    const late = sandbox.act({ action: "place", paid: false }).order ?? "";
    sandbox.act({ action: "cancel", order: late });
    const find = async (query: string) =>
      page(await ask(heads, { first: 50, query })).nodes.map((one) => one.legacyResourceId);
    expect(await find(`updated_at:>='${since}Z'`)).toEqual([first, late]);
    expect(await find(`updated_at:<'${since}Z'`)).toHaveLength(4);
    expect(await find(`id:${late} OR name:'#1001'`)).toEqual(expect.arrayContaining([late]));
    expect(await find("status:cancelled")).toContain(late);
    expect(await find("status:open")).not.toContain(late);
    const refused = await ask(heads, { first: 5, query: "colour:red" });
    expect(refused.errors?.[0]?.message).toContain("colour");
  });

  test("orders older than 60 days are not there without read_all_orders", async () => {
    const placedAt = rehearse().world.now() - 61 * day;
    for (const [scopes, count] of [
      [["read_orders"], 0],
      [["read_orders", "read_all_orders"], 1],
    ] as const) {
      const { ask, sandbox } = rehearse({ scopes });
      const { order } = sandbox.act({ action: "place", placedAt });
      const answer = await ask("query($id: ID!) { order(id: $id) { id } ordersCount { count } node(id: $id) { id } }", {
        id: `gid://shopify/Order/${order}`,
      });
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.ordersCount).toEqual({ count });
      expect(answer.data?.order === null).toBe(count === 0);
      expect(answer.data?.node === null).toBe(count === 0);
    }
  });
});

describe("what the schema and the grants allow", () => {
  test("an unknown field is refused as Shopify's schema refuses it", async () => {
    const { errors, data } = await rehearse().ask("{ shop { colour } }");
    expect(errors?.[0]?.message).toContain('Cannot query field "colour" on type "Shop"');
    expect(data).toBeUndefined();
  });

  test("a missing scope is an error on that path, and null there only", async () => {
    const { ask, sandbox } = rehearse({ scopes: ["read_orders"] });
    const { order } = sandbox.act({ action: "place", person: 0 });
    const answer = await ask("query($id: ID!) { order(id: $id) { name customer { id } } }", {
      id: `gid://shopify/Order/${order}`,
    });
    expect(answer.data?.order).toEqual({ name: "#1001", customer: null });
    expect(answer.errors).toMatchObject([{ path: ["order", "customer"], extensions: { code: "ACCESS_DENIED" } }]);
  });

  test("protected customer data is empty for an app that was not approved", async () => {
    const { ask, sandbox } = rehearse({ protectedData: false });
    const { order } = sandbox.act({ action: "place", person: 0 });
    const answer = await ask("query($id: ID!) { order(id: $id) { email phone shippingAddress { name city } } }", {
      id: `gid://shopify/Order/${order}`,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.order).toEqual({ email: null, phone: null, shippingAddress: { name: null, city: "İzmir" } });
  });

  test("pages and arrays beyond 250 are refused", async () => {
    const { ask } = rehearse();
    expect((await ask(heads, { first: 251 })).errors?.[0]?.message).toBe("first cannot exceed 250");
    const ids = Array.from({ length: 251 }, (_, i) => `gid://shopify/Order/${i}`);
    expect((await ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids })).errors).toMatchObject([
      { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
    ]);
  });

  test("a field that the shop keeps nothing for still answers what the schema allows", async () => {
    const { ask, sandbox } = rehearse({ plan: "unlimited" });
    sandbox.act({ action: "place" });
    const answer =
      await ask(`{ orders(first: 1) { nodes { totalPrice subtotalPrice merchantEditableErrors disputes { id } metafields(first: 3) { nodes { id } }
      returns(first: 1) { nodes { id } } paymentCollectionDetails { additionalPaymentCollectionUrl } additionalFees { id } currentTotalWeight } } shop { features { storefront } paymentSettings { supportedDigitalWallets } } }`);
    expect(answer.errors).toBeUndefined();
    const order = page(answer).nodes[0];
    const total = sandbox.truth().orders[0]?.totals.total.shop ?? 0;
    expect(order).toMatchObject({ totalPrice: (total / 100).toFixed(2), disputes: [], metafields: { nodes: [] } });
  });
});

/** A selection of a field with every plain field behind it, two objects deep; undefined where arguments cannot be guessed. */
function selectionOf(field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
  const page = field.args.some((one) => one.name === "first") ? "(first: 2)" : "";
  if (field.args.some((one) => isNonNullType(one.type) && one.defaultValue === undefined && one.name !== "first"))
    return undefined;
  const type = getNamedType(field.type);
  if (isScalarType(type) || isEnumType(type)) return field.name + page;
  if (isAbstractType(type)) return `${field.name}${page} { __typename }`;
  if (!isObjectType(type) || depth === 0) return undefined;
  const inner = Object.values(type.getFields()).filter(
    (one) => one.name !== "edges" && (depth > 1 || !isCompositeType(getNamedType(one.type)) || one.name === "nodes"),
  );
  const connection = type.name.endsWith("Connection");
  const parts = inner.flatMap((one) => selectionOf(one, connection && one.name === "nodes" ? depth : depth - 1) ?? []);
  return parts.length === 0 ? `${field.name}${page} { __typename }` : `${field.name}${page} { ${parts.join(" ")} }`;
}

test("every field of an order, and every field behind it, answers what the schema promises", async () => {
  const { schema } = loadAdminSchema();
  const type = schema.getType("Order");
  const { ask, sandbox } = rehearse({ plan: "unlimited" });
  const { order = "" } = sandbox.act({
    action: "place",
    paid: true,
    discountPercent: 10,
    person: 3,
    lines: [{ sku: "VAZO-02", quantity: 3 }],
  });
  sandbox.act({ action: "fulfill", order, partial: true });
  sandbox.act({ action: "refund", order, partial: true });
  const selections = isObjectType(type)
    ? Object.values(type.getFields()).flatMap((field) => selectionOf(field, 2) ?? [])
    : [];
  expect(selections.length).toBeGreaterThan(140);
  const complaints: unknown[] = [];
  for (const selection of selections) {
    const answer = await ask(`query($id: ID!) { order(id: $id) { ${selection} } }`, {
      id: `gid://shopify/Order/${order}`,
    });
    for (const error of answer.errors ?? [])
      if (error.extensions?.code !== "ACCESS_DENIED" && error.extensions?.code !== "MAX_COST_EXCEEDED")
        complaints.push([selection, error.message]);
  }
  expect(complaints).toEqual([]);
});

describe("cost", () => {
  const costOf = async (query: string, variables?: Record<string, unknown>) =>
    (await rehearse().ask(query, variables)).extensions?.cost.requestedQueryCost;

  test("is what public connectors recorded for such documents", async () => {
    expect(await costOf(heads, { first: 25 })).toBe(8);
    expect(await costOf(heads, { first: 100 })).toBe(11);
    expect(await costOf(heads, { first: 250 })).toBe(13);
    expect(await costOf("{ ordersCount { count precision } }")).toBe(1);
    expect(
      await costOf("{ products(first: 250) { nodes { id variantsCount { count } } pageInfo { endCursor } } }"),
    ).toBe(24);
    expect(
      await costOf(
        "{ shop { primaryDomain { host } shopAddress { city } plan { shopifyPlus } } currentAppInstallation { accessScopes { handle } app { id } } }",
      ),
    ).toBe(7);
    const lines =
      "query($first: Int!) { orders(first: $first) { nodes { lineItems(first: 20) { nodes { id product { id } } } customer { id } transactions(first: 20) { id amountSet { shopMoney { amount } } } } } }";
    expect(await costOf(lines, { first: 10 })).toBe(2 + 4 * (1 + (2 + 5 * 2) + 1 + 1));
  });

  test("fragments cost what they hold, and a union its dearest branch", async () => {
    const fragments =
      "query { orders(first: 10) { ...P } } fragment P on OrderConnection { nodes { ...N } } fragment N on Order { customer { id } }";
    expect(await costOf(fragments)).toBe(2 + 4 * 2);
    const union =
      "query($id: ID!) { node(id: $id) { ... on Order { customer { id } app { id } } ... on Product { id } } }";
    expect(await costOf(union, { id: "gid://shopify/Order/1" })).toBe(3);
  });

  test("a mutation is 10", async () => {
    const query = 'mutation($id: ID!) { tagsAdd(id: $id, tags: ["a"]) { node { id } userErrors { message } } }';
    expect(await costOf(query, { id: "gid://shopify/Order/1" })).toBe(10);
  });

  test("a query over 1,000 points is refused whatever the plan", async () => {
    const dear =
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id product { id } variant { id } taxLines { title } customAttributes { key } discountAllocations { discountApplication { index } } image { url } lineItemGroup { id } } } } } }";
    const { errors, data } = await rehearse({ plan: "unlimited" }).ask(dear);
    expect(errors).toMatchObject([{ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 } }]);
    expect(data).toBeUndefined();
  });

  test("the bucket empties, throttles, and fills again with the world's time", async () => {
    const { ask, pass } = rehearse();
    const dear =
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id product { id } variant { id } taxLines { title } } } } } }";
    const one = await ask(dear);
    const { requestedQueryCost, actualQueryCost, throttleStatus } = one.extensions?.cost ?? {
      requestedQueryCost: 0,
      actualQueryCost: 0,
      throttleStatus: undefined,
    };
    expect(requestedQueryCost).toBe(2 + 11 * (1 + 2 + 11 * 4));
    expect(throttleStatus).toEqual({
      maximumAvailable: 2000,
      currentlyAvailable: 2000 - (actualQueryCost ?? 0),
      restoreRate: 100,
    });
    const answers = [one];
    while (!answers.at(-1)?.errors && answers.length < 2000) answers.push(await ask(dear));
    const refused = answers.at(-1);
    expect(refused?.errors).toMatchObject([{ message: "Throttled", extensions: { code: "THROTTLED" } }]);
    expect(refused?.data).toBeUndefined();
    expect(refused?.extensions?.cost.actualQueryCost).toBeNull();
    const short = requestedQueryCost - (refused?.extensions?.cost.throttleStatus.currentlyAvailable ?? 0);
    await pass(Math.ceil(short / 100) * 1000);
    expect((await ask(dear)).errors).toBeUndefined();
  });
});
