import { expect, test } from "vitest";
import { mayLeave } from "./may-leave.ts";

test.each([
  ["it was disconnected and emptied", { state: "disconnected", orders: 0, otherShops: 3 }, true],
  ["it stands alone and has no order yet", { state: "active", orders: 0, otherShops: 0 }, true],
  ["it stands alone, paused before its first order", { state: "paused", orders: 0, otherShops: 0 }, true],
  ["its orders are still there", { state: "disconnected", orders: 1, otherShops: 0 }, false],
  ["it is alone with its orders", { state: "active", orders: 1, otherShops: 0 }, false],
  ["it is at work beside other shops", { state: "active", orders: 0, otherShops: 1 }, false],
] as const)("a shop's leave where %s", (_, held, may) => {
  expect(mayLeave(held)).toBe(may);
});
