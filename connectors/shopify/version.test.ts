import { expect, it } from "vitest";
import { headNode } from "./order-node.ts";
import { versionOf } from "./version.ts";

const bag = (amount: string) => {
  const money = { amount, currencyCode: "TRY" };
  return { shopMoney: money, presentmentMoney: money };
};
const head = {
  id: "gid://shopify/Order/1",
  createdAt: "2026-11-23T09:00:00Z",
  updatedAt: "2026-11-23T09:01:00Z",
  cancelledAt: null,
  closedAt: null,
  displayFinancialStatus: "PAID",
  displayFulfillmentStatus: "FULFILLED",
  returnStatus: "NO_RETURN",
  totalPriceSet: bag("10.00"),
  currentTotalPriceSet: bag("10.00"),
  totalReceivedSet: bag("10.00"),
  totalRefundedSet: bag("1.00"),
  fulfillments: [
    {
      id: "gid://shopify/Fulfillment/2",
      status: "SUCCESS",
      displayStatus: "IN_TRANSIT",
      updatedAt: "2026-11-23T09:00:30Z",
    },
  ],
  refunds: [{ id: "gid://shopify/Refund/3", totalRefundedSet: bag("1.00") }],
};
const [fulfillment] = head.fulfillments;
const version = (change: object) => versionOf(headNode.parse({ ...head, ...change }));

it.each<[string, object]>([
  ["the date moved", { updatedAt: "2026-11-23T09:01:01Z" }],
  ["it was cancelled", { cancelledAt: "2026-11-23T09:01:00Z" }],
  ["it was closed", { closedAt: "2026-11-23T09:01:00Z" }],
  ["money came", { displayFinancialStatus: "PENDING" }],
  ["a fulfillment order was put on hold, which moves no date", { displayFulfillmentStatus: "ON_HOLD" }],
  ["a return was opened, which moves no date", { returnStatus: "RETURN_REQUESTED" }],
  ["the total is another", { currentTotalPriceSet: bag("9.00") }],
  ["more was given back", { totalRefundedSet: bag("2.00") }],
  ["a refund became another amount", { refunds: [{ ...head.refunds[0], totalRefundedSet: bag("2.00") }] }],
  ["a refund is gone", { refunds: [] }],
  ["the carrier delivered, which moves no date", { fulfillments: [{ ...fulfillment, displayStatus: "DELIVERED" }] }],
])("a version is another when %s", (_what, change) => {
  expect(version(change)).not.toBe(version({}));
});

it("a version is the same for the same order", () => {
  expect(version({})).toBe(version({ createdAt: "2026-11-23T09:00:00.000Z" }));
});
