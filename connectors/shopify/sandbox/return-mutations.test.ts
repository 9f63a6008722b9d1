import { describe, expect, test } from "vitest";
import { defaultScopes } from "./options.ts";
import { rehearse } from "./rehearsal.ts";

describe("an app that returns goods", () => {
  const setUp = async () => {
    const shop = rehearse({ plan: "unlimited", scopes: [...defaultScopes, "write_returns"] });
    const order =
      shop.sandbox.act({ action: "place", paid: true, person: 0, lines: [{ sku: "VAZO-02", quantity: 2 }] }).order ??
      "";
    shop.sandbox.act({ action: "fulfill", order });
    await shop.pass(60_000);
    const line = shop.sandbox.truth().orders[0]?.fulfillments[0]?.lines[0]?.id;
    const lines = `[{ fulfillmentLineItemId: "gid://shopify/FulfillmentLineItem/${line}", quantity: 1, returnReason: DEFECTIVE`;
    const answers = "return { id status totalQuantity decline { reason note } } userErrors { field code message }";
    const run = async (mutation: string, more = answers) =>
      Object.values((await shop.ask(`mutation { ${mutation} { ${more} } }`)).data ?? {})[0] as unknown as Answer;
    const orderId = `orderId: "gid://shopify/Order/${order}"`;
    return {
      ...shop,
      order,
      run,
      create: () =>
        run(`returnCreate(returnInput: { ${orderId}, returnLineItems: ${lines}, returnReasonNote: "çatlak" }] })`),
      request: () => run(`returnRequest(input: { ${orderId}, returnLineItems: ${lines}, customerNote: "kırık" }] })`),
      ringing: async () => {
        await shop.pass(5000);
        // They arrive in any order.
        return shop.arrived
          .map(({ headers }) => headers.get("x-shopify-topic"))
          .filter((topic) => topic?.startsWith("returns/"))
          .toSorted();
      },
    };
  };
  interface Answer {
    readonly return: { readonly id: string; readonly status: string } | null;
    readonly refund?: unknown;
    readonly userErrors: readonly { readonly field: readonly string[]; readonly code: string }[];
  }

  test("opens a return, closes and reopens it, and never returns more than was sent", async () => {
    const { run, create, ringing, sandbox } = await setUp();
    const before = sandbox.truth().orders[0]?.updatedAt;
    const made = await create();
    expect(made).toMatchObject({ return: { status: "OPEN", totalQuantity: 1, decline: null }, userErrors: [] });
    expect(await create()).toMatchObject({ return: { status: "OPEN" } });
    expect(await create()).toMatchObject({ return: null, userErrors: [{ field: ["id"], code: "INVALID_STATE" }] });
    const id = made.return?.id;
    expect((await run(`returnReopen(id: "${id}")`)).userErrors).toMatchObject([{ code: "INVALID_STATE" }]);
    expect((await run(`returnClose(id: "${id}")`)).return?.status).toBe("CLOSED");
    expect((await run(`returnReopen(id: "${id}")`)).return?.status).toBe("OPEN");
    expect((await run(`returnCancel(id: "${id}")`)).return?.status).toBe("CANCELED");
    expect((await run(`returnClose(id: "gid://shopify/Return/1")`)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await ringing()).toEqual([
      "returns/approve",
      "returns/approve",
      "returns/cancel",
      "returns/close",
      "returns/reopen",
    ]);
    expect(sandbox.truth().orders[0]?.updatedAt).toBe(before);
  });

  test("asks for a return, which is approved once, or declined with a reason", async () => {
    const { run, request, ringing } = await setUp();
    const [first, second] = [await request(), await request()];
    expect(first.return?.status).toBe("REQUESTED");
    const approve = `returnApproveRequest(input: { id: "${first.return?.id}" })`;
    expect((await run(approve)).return?.status).toBe("OPEN");
    expect((await run(approve)).userErrors).toMatchObject([{ code: "INVALID_STATE" }]);
    const decline = `returnDeclineRequest(input: { id: "${second.return?.id}", declineReason: FINAL_SALE, declineNote: "İndirimli" })`;
    expect(await run(decline)).toMatchObject({
      return: { status: "DECLINED", decline: { reason: "FINAL_SALE", note: "İndirimli" } },
    });
    expect(await ringing()).toEqual(["returns/approve", "returns/decline", "returns/request", "returns/request"]);
  });

  test("pays a return back: its goods are on the shelf again, its money is given, and it cannot be cancelled", async () => {
    const { run, create, ringing, sandbox, ask } = await setUp();
    const made = await create();
    const line = sandbox.truth().orders[0]?.returns[0]?.lines[0]?.id;
    const pay = (quantity: number, amount: string) =>
      run(
        `returnRefund(returnRefundInput: { returnId: "${made.return?.id}", returnRefundLineItems: [{ returnLineItemId: "gid://shopify/ReturnLineItem/${line}", quantity: ${quantity} }], orderTransactions: [{ parentId: "gid://shopify/OrderTransaction/1", transactionAmount: { amount: "${amount}", currencyCode: TRY } }] })`,
        "refund { return { id } totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restockType } } } userErrors { field code message }",
      );
    expect((await pay(2, "100.00")).userErrors).toMatchObject([{ code: "INVALID_STATE" }]);
    expect((await pay(1, "100.00")).refund).toEqual({
      return: { id: made.return?.id },
      totalRefundedSet: { shopMoney: { amount: "100.0" } },
      refundLineItems: { nodes: [{ quantity: 1, restockType: "RETURN" }] },
    });
    expect((await pay(1, "100.00")).userErrors).toMatchObject([{ code: "INVALID_STATE" }]);
    expect((await run(`returnCancel(id: "${made.return?.id}")`)).userErrors).toMatchObject([{ code: "INVALID_STATE" }]);
    const read = await ask(
      `{ return(id: "${made.return?.id}") { refunds(first: 5) { nodes { id } } returnLineItems(first: 5) { nodes { ... on ReturnLineItem { returnReason returnReasonNote refundedQuantity refundableQuantity } } } } }`,
    );
    expect(read.data?.return).toMatchObject({
      refunds: { nodes: [{}] },
      returnLineItems: {
        nodes: [{ returnReason: "DEFECTIVE", returnReasonNote: "çatlak", refundedQuantity: 1, refundableQuantity: 0 }],
      },
    });
    expect(await ringing()).toEqual(["returns/approve", "returns/process"]);
  });

  test("processes what came back: restocked or not as its disposition says, with money or without", async () => {
    const { run, create, ringing, sandbox } = await setUp();
    const [first, second] = [await create(), await create()];
    const lineOf = (at: number) =>
      `gid://shopify/ReturnLineItem/${sandbox.truth().orders[0]?.returns[at]?.lines[0]?.id}`;
    const broken = `dispositions: [{ dispositionType: NOT_RESTOCKED, quantity: 1, reverseFulfillmentOrderLineItemId: "gid://shopify/ReverseFulfillmentOrderLineItem/1" }]`;
    const give = `financialTransfer: { issueRefund: { orderTransactions: [{ parentId: "gid://shopify/OrderTransaction/1", transactionAmount: { amount: "50.00", currencyCode: TRY } }] } }`;
    const process = (id: string | undefined, line: string, more: string, transfer: string) =>
      run(
        `returnProcess(input: { returnId: "${id}", returnLineItems: [{ id: "${line}", quantity: 1 ${more} }] ${transfer} })`,
        "return { status returnLineItems(first: 5) { nodes { ... on ReturnLineItem { processedQuantity } } } refunds(first: 5) { nodes { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { restockType } } } } } userErrors { field code message }",
      );
    const seen = (amount: string, restockType: string) => ({
      return: {
        status: "OPEN",
        returnLineItems: { nodes: [{ processedQuantity: 1 }] },
        refunds: {
          nodes: [{ totalRefundedSet: { shopMoney: { amount } }, refundLineItems: { nodes: [{ restockType }] } }],
        },
      },
      userErrors: [],
    });
    expect(await process(first.return?.id, lineOf(0), broken, give)).toEqual(seen("50.0", "NO_RESTOCK"));
    expect(await process(second.return?.id, lineOf(1), "", "")).toEqual(seen("0.0", "RETURN"));
    expect((await process(second.return?.id, lineOf(1), "", "")).userErrors).toMatchObject([{ code: "INVALID_STATE" }]);
    expect((await run(`returnClose(id: "${first.return?.id}")`)).return?.status).toBe("CLOSED");
    expect((await ringing()).filter((topic) => topic === "returns/process")).toHaveLength(2);
  });
});
