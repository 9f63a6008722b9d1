import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType } from "graphql";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadAdminSchema } from "../schema/load.ts";
import { connectList, type PageArguments } from "./connections.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";

/** Shopify's page "Implementing idempotency", as of 2026-10. */
const needKey = [
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
];

const pageShape = z.looseObject({ pageInfo: z.looseObject({ endCursor: z.string() }) });
const admin = loadAdminSchema();
const mutations = admin.schema.getMutationType()?.getFields() ?? {};
const allScopes = [
  ...new Set(
    [...admin.facts.values()].flatMap(({ requiredAccess }) => requiredAccess?.match(/\b(read|write)_\w+/g) ?? []),
  ),
];

/** The shortest text that the schema takes for a value of this type. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(
      (one) => isNonNullType(one.type) && one.defaultValue === undefined,
    );
    return `{ ${needed.map((one) => `${one.name}: ${literal(one.type)}`).join(", ")} }`;
  }
  return { ID: '"gid://shopify/Location/1"', Int: "1", Boolean: "true" }[type.toString()] ?? '"1"';
}

function documentOf(name: string, directive: string): string {
  const field = mutations[name];
  if (!field) throw new Error(`The schema has no mutation ${name}`);
  const needed = field.args.filter((one) => isNonNullType(one.type) && one.defaultValue === undefined);
  const args = needed.length ? `(${needed.map((one) => `${one.name}: ${literal(one.type)}`).join(", ")})` : "";
  return `mutation { ${name}${args} ${directive} { ${isObjectType(field.type) ? "__typename" : ""} } }`;
}

describe("what the schema lets pass is refused all the same:", () => {
  const shop: Rehearsal = rehearse({ plan: "unlimited", scopes: allScopes });

  test.each(needKey)("%s without @idempotent", async (name) => {
    const required = "The @idempotent directive is required for this mutation but was not provided.";
    expect((await shop.ask(documentOf(name, ""))).errors).toMatchObject([
      { message: required, path: [name], extensions: { code: "BAD_REQUEST" } },
    ]);
    // With one it comes further, to whatever else is wrong with so short a request.
    const messages =
      (await shop.ask(documentOf(name, '@idempotent(key: "k")'))).errors?.map(({ message }) => message) ?? [];
    expect(messages).not.toContain(required);
  });

  test("a list beyond its 25,000th object, wherever the page begins", () => {
    const items = Array.from({ length: 25_100 }, (_, at) => at);
    const page = (args: PageArguments) => pageShape.parse(connectList(items, args, (item) => item));
    const cursorAt = (at: number) => Buffer.from(JSON.stringify({ last_id: at, last_value: at })).toString("base64");
    expect(page({ first: 250, after: cursorAt(24_749) }).pageInfo.endCursor).toBe(cursorAt(24_999));
    expect(() => page({ first: 250, after: cursorAt(24_750) })).toThrow("25000");
    expect(() => page({ first: 1, after: cursorAt(24_999) })).toThrow("25000");
  });

  test("an array beyond 250 inside an argument", async () => {
    const tags = Array.from({ length: 251 }, (_, at) => `t${at}`);
    const add =
      'mutation($tags: [String!]!) { tagsAdd(id: "gid://shopify/Order/1", tags: $tags) { userErrors { message } } }';
    expect((await shop.ask(add, { tags })).errors).toMatchObject([{ extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } }]);
    expect((await shop.ask(add, { tags: tags.slice(1) })).errors).toBeUndefined();
  });
});
