import { isObjectType } from "graphql";
import { expect, test } from "vitest";
import { loadAdminSchema } from "./load.ts";

test("the kept schema has every type, what it deprecates, and what Shopify says of scopes and protected data", () => {
  const { schema, facts } = loadAdminSchema();
  expect(Object.keys(schema.getTypeMap()).length).toBeGreaterThan(3500);
  const order = schema.getType("Order");
  const fields = isObjectType(order) ? order.getFields() : {};
  expect(fields.totalPrice?.deprecationReason).toContain("totalPriceSet");
  expect(fields.orders).toBeUndefined();
  expect(facts.get("Order.email")).toEqual({ isProtected: true });
  expect(facts.get("Customer")?.requiredAccess).toContain("read_customers");
  expect(facts.get("Mutation.orderUpdate")?.requiredAccess).toContain("write_orders");
  expect(schema.getDirective("idempotent")).toBeDefined();
});
