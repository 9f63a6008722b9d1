import { describe, expect, test } from "vitest";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import { Refused } from "./scene.ts";

const placed = (shop: Rehearsal) =>
  shop.sandbox.act({ action: "place", paid: true, person: 0, lines: [{ sku: "VAZO-02", quantity: 2 }] }).order ?? "";
const bells = ({ arrived }: Rehearsal) => arrived.map(({ headers }) => headers.get("x-shopify-topic"));

describe("returns", () => {
  test("are asked for, approved and closed, ring their own bells and leave the order's date alone", async () => {
    const shop = rehearse({ plan: "unlimited" });
    const order = placed(shop);
    expect(() => shop.sandbox.act({ action: "return", order })).toThrow(Refused);
    shop.sandbox.act({ action: "fulfill", order });
    await shop.pass(60_000);
    const before = shop.sandbox.truth().orders[0]?.updatedAt;
    const read = async () =>
      (
        await shop.ask(
          `{ order(id: "gid://shopify/Order/${order}") { returnStatus returns(first: 5) { nodes { name status totalQuantity returnLineItems(first: 5) { nodes { quantity returnReasonNote ... on ReturnLineItem { fulfillmentLineItem { lineItem { sku } } } } } } } } }`,
        )
      ).data?.order;
    shop.sandbox.act({ action: "return", order, note: "kırık" });
    expect(await read()).toMatchObject({
      returnStatus: "RETURN_REQUESTED",
      returns: {
        nodes: [
          {
            status: "REQUESTED",
            totalQuantity: 2,
            returnLineItems: {
              nodes: [
                { quantity: 2, returnReasonNote: "kırık", fulfillmentLineItem: { lineItem: { sku: "VAZO-02" } } },
              ],
            },
          },
        ],
      },
    });
    expect(() => shop.sandbox.act({ action: "return", order })).toThrow(Refused);
    expect(() => shop.sandbox.act({ action: "settleReturn", order, change: "close" })).toThrow(Refused);
    shop.sandbox.act({ action: "settleReturn", order, change: "approve" });
    expect(await read()).toMatchObject({ returnStatus: "IN_PROGRESS" });
    shop.sandbox.act({ action: "settleReturn", order, change: "close" });
    expect(await read()).toMatchObject({ returnStatus: "RETURNED", returns: { nodes: [{ status: "CLOSED" }] } });
    await shop.pass(5000);
    expect(bells(shop)).toEqual(expect.arrayContaining(["returns/request", "returns/approve", "returns/close"]));
    expect(shop.sandbox.truth().orders[0]?.updatedAt).toBe(before);
  });
});

describe("fulfillment orders", () => {
  test("are held, released and moved; a move takes the stock with it", async () => {
    const shop = rehearse({ plan: "unlimited" });
    const order = placed(shop);
    const id = `gid://shopify/FulfillmentOrder/${shop.sandbox.truth().orders[0]?.fulfillmentOrderId}`;
    const held = await shop.ask(
      `mutation { fulfillmentOrderHold(id: "${id}", fulfillmentHold: { reason: INCORRECT_ADDRESS, reasonNotes: "adres" }) { fulfillmentHold { reason displayReason } fulfillmentOrder { status } userErrors { message } } }`,
    );
    expect(held.data?.fulfillmentOrderHold).toEqual({
      fulfillmentHold: { reason: "INCORRECT_ADDRESS", displayReason: "adres" },
      fulfillmentOrder: { status: "ON_HOLD" },
      userErrors: [],
    });
    expect(() => shop.sandbox.act({ action: "fulfill", order })).toThrow(Refused);
    const released = await shop.ask(
      `mutation { fulfillmentOrderReleaseHold(id: "${id}") { fulfillmentOrder { status } userErrors { message } } }`,
    );
    expect(released.data?.fulfillmentOrderReleaseHold).toMatchObject({ fulfillmentOrder: { status: "OPEN" } });
    const moved = await shop.ask(
      `mutation { fulfillmentOrderMove(id: "${id}", newLocationId: "gid://shopify/Location/70100000002") { movedFulfillmentOrder { assignedLocation { name } } userErrors { message } } }`,
    );
    expect(moved.data?.fulfillmentOrderMove).toEqual({
      movedFulfillmentOrder: { assignedLocation: { name: "Mağaza" } },
      userErrors: [],
    });
    const levels = await shop.ask(
      '{ inventoryItems(first: 1, query: "sku:VAZO-02") { nodes { inventoryLevels(first: 5) { nodes { quantities(names: ["committed", "available"]) { quantity } } } } } }',
    );
    expect(levels.data?.inventoryItems).toMatchObject({
      nodes: [
        {
          inventoryLevels: {
            nodes: [
              { quantities: [{ quantity: 0 }, { quantity: 100 }] },
              { quantities: [{ quantity: 2 }, { quantity: 18 }] },
            ],
          },
        },
      ],
    });
    await shop.pass(5000);
    expect(bells(shop)).toEqual(
      expect.arrayContaining([
        "fulfillment_orders/placed_on_hold",
        "fulfillment_orders/hold_released",
        "fulfillment_orders/moved",
      ]),
    );
  });
});

describe("mails to customers", () => {
  const mailsOf = async ({ sandbox }: Rehearsal) => {
    const answer = await sandbox.handle(new Request("http://127.0.0.1:4400/_sandbox/mails"));
    return ((await answer.json()).mails as { kind: string; to: string; subject: string }[]).map((one) => one.kind);
  };

  test("tell of the order, its parcel, its refund and its cancellation; nobody without an address is written to", async () => {
    const shop = rehearse({ plan: "unlimited" });
    const order = placed(shop);
    shop.sandbox.act({ action: "fulfill", order });
    shop.sandbox.act({ action: "refund", order, partial: true });
    shop.sandbox.act({ action: "cancel", order: placed(shop) });
    shop.sandbox.act({ action: "place", person: null });
    expect(await mailsOf(shop)).toEqual([
      "order_confirmation",
      "shipping_confirmation",
      "order_refund",
      "order_confirmation",
      "order_cancelled",
    ]);
    const page = await shop.sandbox.handle(new Request("http://127.0.0.1:4400/admin/mails"));
    expect(await page.text()).toContain("A shipment from order #1001 is on the way");
  });

  test("are sent for an app only where it asks for them", async () => {
    const shop = rehearse({ plan: "unlimited" });
    const send = async (notifyCustomer: string) => {
      const order = placed(shop);
      const fulfillmentOrderId = shop.sandbox.truth().orders.find((one) => one.id === order)?.fulfillmentOrderId;
      const { data } = await shop.ask(
        `mutation { fulfillmentCreate(fulfillment: { ${notifyCustomer} lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/${fulfillmentOrderId}" }] }) { userErrors { message } } }`,
      );
      expect(data?.fulfillmentCreate).toEqual({ userErrors: [] });
    };
    await send("");
    expect(await mailsOf(shop)).toEqual(["order_confirmation"]);
    await send("notifyCustomer: true");
    expect(await mailsOf(shop)).toEqual(["order_confirmation", "order_confirmation", "shipping_confirmation"]);
  });
});
