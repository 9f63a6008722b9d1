import { describe, expect, test } from "vitest";
import { rehearse } from "./rehearsal.ts";

const placed = (over = {}) => {
  const rehearsal = rehearse();
  const { order = "" } = rehearsal.sandbox.act({
    action: "place",
    paid: true,
    presentmentCurrency: "TRY",
    lines: [{ sku: "VAZO-02", quantity: 2 }],
    ...over,
  });
  const stored = () =>
    rehearsal.sandbox.truth().orders.find((one) => one.id === order) ?? expect.fail("the order is gone");
  return { ...rehearsal, stored, id: `gid://shopify/Order/${order}` };
};

describe("mutations", () => {
  test("tags are added without overwriting, orderUpdate overwrites", async () => {
    const { ask, id, stored } = placed({ tags: ["old"] });
    await ask('mutation($id: ID!) { tagsAdd(id: $id, tags: ["new"]) { node { id } userErrors { message } } }', {
      id,
    });
    expect(stored().tags).toEqual(["new", "old"]);
    await ask('mutation($id: ID!) { tagsRemove(id: $id, tags: ["OLD"]) { userErrors { message } } }', { id });
    expect(stored().tags).toEqual(["new"]);
    const answer = await ask(
      "mutation($input: OrderInput!) { orderUpdate(input: $input) { order { tags note } userErrors { message } } }",
      { input: { id, tags: ["only"], note: "hello" } },
    );
    expect(answer.data?.orderUpdate).toEqual({ order: { tags: ["only"], note: "hello" }, userErrors: [] });
  });

  const refund =
    "mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id totalRefundedSet { shopMoney { amount } } } order { displayFinancialStatus } userErrors { message } } }";

  test("a refund without @idempotent is refused in Shopify's words", async () => {
    const { ask, id } = placed();
    const { errors } = await ask("mutation($id: ID!) { refundCreate(input: { orderId: $id }) { refund { id } } }", {
      id,
    });
    expect(errors).toMatchObject([
      {
        message: "The @idempotent directive is required for this mutation but was not provided.",
        extensions: { code: "BAD_REQUEST" },
      },
    ]);
  });

  test("a refund happens once for one key, and another input under that key is refused", async () => {
    const { ask, id, stored } = placed();
    const amount = String(stored().totals.total.shop / 100);
    const lineItemId = `gid://shopify/LineItem/${stored().lines[0]?.id}`;
    const input = {
      orderId: id,
      shipping: { fullRefund: true },
      refundLineItems: [{ lineItemId, quantity: 2, restockType: "CANCEL" }],
      transactions: [{ orderId: id, kind: "REFUND", gateway: "shopify_payments", amount }],
    };
    const first = await ask(refund, { input, key: "k1" });
    expect(first.data?.refundCreate).toMatchObject({ order: { displayFinancialStatus: "REFUNDED" }, userErrors: [] });
    expect((await ask(refund, { input, key: "k1" })).data).toEqual(first.data);
    expect(stored().refunds).toHaveLength(1);
    expect(stored().totals.outstanding.shop).toBe(0);
    expect((await ask(refund, { input: { ...input, note: "other" }, key: "k1" })).errors).toMatchObject([
      { extensions: { code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" } },
    ]);
    expect((await ask(refund, { input, key: "k2" })).data?.refundCreate).toMatchObject({
      refund: null,
      userErrors: [{ message: expect.stringContaining("0 units left") }],
    });
  });

  test("a cancellation is a job, gives the money back and cannot be repeated", async () => {
    const { ask, id, stored } = placed();
    const cancel =
      "mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { id done } orderCancelUserErrors { message } } }";
    const { data } = await ask(cancel, { id });
    const { job } = (data?.orderCancel ?? {}) as unknown as { job: { id: string } };
    expect((await ask("query($id: ID!) { job(id: $id) { done } }", { id: job.id })).data?.job).toEqual({
      done: true,
    });
    expect(stored()).toMatchObject({
      cancelReason: "CUSTOMER",
      financialStatus: "REFUNDED",
      fulfillmentStatus: "RESTOCKED",
    });
    expect((await ask(cancel, { id })).data?.orderCancel).toMatchObject({
      job: null,
      orderCancelUserErrors: [{ message: "the order is cancelled already" }],
    });
  });

  test("a fulfillment order is sent in parts, never more than remains", async () => {
    const { ask, id, stored } = placed();
    const read =
      "query($id: ID!) { order(id: $id) { displayFulfillmentStatus fulfillmentOrders(first: 5) { nodes { id status lineItems(first: 5) { nodes { id remainingQuantity totalQuantity } } } } } }";
    const before = (await ask(read, { id })).data?.order as unknown as {
      fulfillmentOrders: { nodes: { id: string; lineItems: { nodes: { id: string }[] } }[] };
    };
    const [open] = before.fulfillmentOrders.nodes;
    const send = (quantity: number) =>
      ask(
        "mutation($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status trackingInfo { number company } } userErrors { message } } }",
        {
          fulfillment: {
            trackingInfo: { number: "N1", company: "Kargo" },
            lineItemsByFulfillmentOrder: [
              {
                fulfillmentOrderId: open?.id,
                fulfillmentOrderLineItems: [{ id: open?.lineItems.nodes[0]?.id, quantity }],
              },
            ],
          },
        },
      );
    expect((await send(1)).data?.fulfillmentCreate).toMatchObject({
      fulfillment: { status: "SUCCESS", trackingInfo: [{ number: "N1", company: "Kargo" }] },
      userErrors: [],
    });
    expect((await send(2)).data?.fulfillmentCreate).toMatchObject({
      fulfillment: null,
      userErrors: [{ message: "Invalid fulfillment order line item quantity requested." }],
    });
    expect((await ask(read, { id })).data?.order).toMatchObject({
      displayFulfillmentStatus: "PARTIALLY_FULFILLED",
      fulfillmentOrders: {
        nodes: [{ status: "IN_PROGRESS", lineItems: { nodes: [{ remainingQuantity: 1, totalQuantity: 2 }] } }],
      },
    });
    const event =
      "mutation($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { fulfillmentEvent { status } userErrors { message } } }";
    await ask(event, {
      e: { fulfillmentId: `gid://shopify/Fulfillment/${stored().fulfillments[0]?.id}`, status: "DELIVERED" },
    });
    expect(stored().fulfillments[0]).toMatchObject({ displayStatus: "DELIVERED" });
  });

  test("an unpaid order is marked as paid once", async () => {
    const { ask, id } = placed({ paid: false });
    const pay =
      "mutation($input: OrderMarkAsPaidInput!) { orderMarkAsPaid(input: $input) { order { displayFinancialStatus } userErrors { message } } }";
    expect((await ask(pay, { input: { id } })).data?.orderMarkAsPaid).toEqual({
      order: { displayFinancialStatus: "PAID" },
      userErrors: [],
    });
    expect((await ask(pay, { input: { id } })).data?.orderMarkAsPaid).toMatchObject({
      order: null,
      userErrors: [{ message: "nothing is left to pay" }],
    });
  });

  test("a mutation that the stand-in does not play says so", async () => {
    const { ask } = placed();
    const { errors } = await ask(
      'mutation { productDelete(input: { id: "gid://shopify/Product/1" }) { deletedProductId } }',
    );
    expect(errors?.[0]?.message).toMatch(/does not play the mutation productDelete|Access denied/);
  });
});
