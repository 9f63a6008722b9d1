import { expect, test } from "vitest";
import { whatToDo } from "./what-to-do.ts";

test.each([
  ["woocommerce.order-unreadable", false, "quarantine.todo.mend"],
  ["woocommerce.order-undated", false, "quarantine.todo.mend"],
  ["woocommerce.currency-unknown", false, "quarantine.todo.mend"],
  ["shopify.order-inconsistent", false, "quarantine.todo.mend"],
  ["shopify.order-unreadable", true, "quarantine.todo.unnamed"],
  ["absorb.failed", false, "quarantine.todo.operator"],
  ["woocommerce.broken", false, "quarantine.todo.shop"],
  ["network.timeout", false, "quarantine.todo.shop"],
])("%s, without an id %s: %s", (code, unnamed, todo) => {
  expect(whatToDo(code, unnamed)).toBe(todo);
});
