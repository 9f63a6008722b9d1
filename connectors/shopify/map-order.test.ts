import { describe, expect, it } from "vitest";
import { schemaOrder } from "./fixtures/schema-order.ts";
import { headNode, orderNode } from "./order-node.ts";
import { deniedFields, readOrder } from "./read-order.ts";
import { versionOf } from "./version.ts";

const shop = "demo.myshopify.com";
const none: ReadonlySet<string> = new Set();

function snapshotOf(node: unknown, denied = none) {
  const read = readOrder(node, shop, denied);
  if (read.kind !== "reading") throw new Error(`Not read: ${JSON.stringify(read)}`);
  return read.reading.snapshot;
}

/** Selected for a decision or a comparison; the value itself need not be in the snapshot. */
const decides = new Set([
  "Order.cancelledAt",
  "Order.returnStatus",
  "Order.confirmed",
  "Order.dutiesIncluded",
  "Order.paymentGatewayNames",
  "TaxLine.rate",
  "Fulfillment.status",
  "Fulfillment.createdAt",
  "Fulfillment.updatedAt",
  "Refund.processedAt",
  "OrderTransaction.kind",
  "OrderTransaction.status",
  "OrderTransaction.gateway",
  "OrderTransaction.manualPaymentGateway",
  "OrderTransaction.createdAt",
  "RefundLineItem.restockType",
  "RefundLineItem.restocked",
  "CustomerEmailAddress.emailAddress",
  "CustomerPhoneNumber.phoneNumber",
  "PageInfo.hasNextPage",
  "PageInfo.endCursor",
  "DiscountCodeApplication.__typename",
  "Money currentTotalPriceSet.amount",
  // The two of which totals and discounts are reckoned.
  "Money originalTotalSet.amount",
  "Money allocatedAmountSet.amount",
]);

describe("Mapping an order", () => {
  it("maps a Shopify order made by the schema with every field set whole: nothing that we select is lost", async () => {
    const { node, leaves } = await schemaOrder("full");
    const snapshot = snapshotOf(node);
    const held = new Set<unknown>();
    collect(snapshot, held);
    const lost = leaves.filter(({ field, value }) => !decides.has(field) && !held.has(value) && !held.has(seen(value)));
    expect(lost).toEqual([]);
    expect(emptyPaths(snapshot, "")).toEqual(["completedAt", "fees.taxes"]);
  });

  it("keeps every amount of both currencies", async () => {
    const { node } = await schemaOrder("full");
    const { totals, lines, refunds, payments, currency } = snapshotOf(node);
    expect(currency).toEqual({ shop: "TRY", presentment: "EUR" });
    const amounts = [...Object.values(totals).flatMap((one) => ("stated" in one ? [one.stated, one.derived] : one))];
    for (const amount of [
      ...amounts,
      ...lines.map((one) => one.total),
      ...refunds.map((one) => one.amount),
      ...payments.map((one) => one.amount),
    ])
      expect([amount.shop.currency, amount.presentment.currency]).toEqual(["TRY", "EUR"]);
  });

  it("maps an order of which Shopify gives nothing that may be null", async () => {
    const { node } = await schemaOrder("bare");
    const snapshot = snapshotOf(node);
    expect(snapshot.people).toEqual({ customer: null, shipping: null, billing: null, remarks: null });
    expect(snapshot.payment).toEqual({ state: expect.any(String), method: "none", title: null });
    expect([snapshot.lines, snapshot.fulfillments, snapshot.refunds, snapshot.payments]).toEqual([[], [], [], []]);
    expect(snapshot.totals.subtotal.shop).toEqual({ minor: 0, currency: "TRY" });
  });

  it("survives words that Shopify has not invented yet, and shows them", async () => {
    const { node } = await schemaOrder("full");
    const strange = renamed(node, [
      "displayFinancialStatus",
      "displayFulfillmentStatus",
      "status",
      "displayStatus",
      "kind",
      "restockType",
      "returnStatus",
      "cancelReason",
    ]);
    const snapshot = snapshotOf(strange);
    expect(snapshot.status).toBe("CANCELLED:BRAND_NEW/BRAND_NEW/BRAND_NEW");
    expect(snapshot.fulfillment).toBe("unfulfilled");
    expect(snapshot.fulfillments.map((one) => [one.status, one.state])).toEqual([
      ["BRAND_NEW", "delivered"],
      ["BRAND_NEW", "delivered"],
    ]);
    expect(new Set(snapshot.payments.map((one) => `${one.kind} ${one.status}`))).toEqual(new Set(["other pending"]));
    expect(snapshot.refunds[0]?.lines[0]?.restocked).toBe("yes");
  });

  it("gives a head the version of its snapshot, and another one as soon as a carrier has news", async () => {
    const { node } = await schemaOrder("full");
    const head = headNode.parse(node);
    expect(versionOf(head)).toBe(snapshotOf(node).version);
    const moved = head.fulfillments.map((one) => ({ ...one, displayStatus: "OUT_FOR_DELIVERY" }));
    expect(versionOf({ ...head, fulfillments: moved })).not.toBe(versionOf(head));
  });

  it("sets an order aside with its body when an amount is no number", async () => {
    const { node } = await schemaOrder("full");
    const read = readOrder(
      { ...node, totalPriceSet: { shopMoney: { amount: "much", currencyCode: "TRY" } } },
      shop,
      none,
    );
    expect(read.kind).toBe("unreadable");
    if (read.kind !== "unreadable") return;
    expect(read.unreadable.id).toBe(snapshotOf(node).id);
    expect(read.unreadable.params.path).toBe("totalPriceSet.shopMoney");
    expect(JSON.parse(read.unreadable.body).name).toBe(node.name);
  });

  it("sets an order aside whose amounts are in a third currency", async () => {
    const { node } = await schemaOrder("full");
    expect(readOrder({ ...node, currencyCode: "JPY" }, shop, none)).toMatchObject({
      kind: "unreadable",
      unreadable: { code: "shopify.order-inconsistent" },
    });
  });

  it("mentions an order whose lines go on", async () => {
    const { node } = await schemaOrder("full");
    const order = orderNode.parse(node);
    const cut = { ...node, lineItems: { nodes: [], pageInfo: { hasNextPage: true, endCursor: "more" } } };
    expect(readOrder(cut, shop, none)).toEqual({ kind: "mention", id: order.id.split("/").at(-1) });
  });
});

describe("Personal data that the app may not see", () => {
  const withheld = { withheld: "not-approved" };

  it("is withheld where access was denied on its path", async () => {
    const { node } = await schemaOrder("full");
    const hidden = { ...node, customer: null, email: null, phone: null, shippingAddress: null };
    const errors = ["customer", "email", "shippingAddress"].map((field) => ({
      message: "",
      path: ["order", field],
      extensions: { code: "ACCESS_DENIED" },
    }));
    const { people } = snapshotOf(hidden, deniedFields(errors, ["order"]));
    expect(people.customer).toEqual(withheld);
    expect(people.shipping).toEqual(withheld);
    expect(people.billing).toMatchObject({ city: expect.stringContaining("city") });
  });

  it("is withheld where the objects come with every personal value empty", async () => {
    const { node } = await schemaOrder("full");
    const order = orderNode.parse(node);
    const emptied = { ...order.shippingAddress, name: null, address1: null, address2: null, zip: null, phone: null };
    const customer = {
      id: "gid://shopify/Customer/5",
      displayName: "",
      defaultEmailAddress: null,
      defaultPhoneNumber: null,
    };
    const { people } = snapshotOf({
      ...node,
      email: null,
      phone: null,
      customer,
      shippingAddress: emptied,
      billingAddress: null,
    });
    expect(people).toMatchObject({ customer: withheld, shipping: withheld, billing: null });
  });

  it("is simply not there for a guest at the counter", async () => {
    const { node } = await schemaOrder("full");
    const { people } = snapshotOf({
      ...node,
      email: null,
      phone: null,
      customer: null,
      shippingAddress: null,
      billingAddress: null,
    });
    expect(people).toMatchObject({ customer: null, shipping: null, billing: null });
  });

  it("knows a guest by the address that the order was sent to", async () => {
    const { node } = await schemaOrder("full");
    const { people } = snapshotOf({ ...node, email: "guest@example.test", phone: null, customer: null });
    expect(people.customer).toEqual({ id: null, name: null, email: "guest@example.test", phone: null });
  });
});

/** How a value may look once it is mapped: ids without their gid, moments in milliseconds, percents as text. */
function seen(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return value;
  if (/^\d+\.50$/.test(value)) return Number(value) * 100;
  const id = /^gid:\/\/shopify\/\w+\/(\d+)$/.exec(value)?.[1];
  return id ?? (/^\d{4}-.*Z$/.test(value) ? Date.parse(value) : value);
}

function collect(value: unknown, into: Set<unknown>): void {
  if (typeof value === "object" && value !== null) for (const child of Object.values(value)) collect(child, into);
  else {
    into.add(value);
    if (typeof value === "string") for (const part of value.split(/[/:]/)) into.add(part);
  }
}

/** Paths of the snapshot that hold nothing. */
function emptyPaths(value: unknown, path: string): string[] {
  if (value === null || value === "") return [path];
  if (Array.isArray(value)) return value.length === 0 ? [path] : value.flatMap((child) => emptyPaths(child, path));
  if (typeof value !== "object") return [];
  return [
    ...new Set(Object.entries(value).flatMap(([key, child]) => emptyPaths(child, path ? `${path}.${key}` : key))),
  ];
}

function renamed(value: unknown, keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((child) => renamed(child, keys));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, keys.includes(key) ? "BRAND_NEW" : renamed(child, keys)]),
  );
}
