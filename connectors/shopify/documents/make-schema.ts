/**
 * Makes the part of Shopify's schema that our documents are typed from, out of the whole one beside it:
 *
 *     node connectors/shopify/documents/make-schema.ts && gql.tada generate-output
 *
 * Whole, the types would weigh 2.3 MB and slow every type check. Tests validate the documents against the whole schema.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  printType,
} from "graphql";
import { loadAdminSchema } from "../schema/load.ts";

/** Types that documents may select from. A new document that needs another type adds its name here. */
const kept = new Set(
  [
    "QueryRoot Shop ShopPlan AppInstallation AccessScope Count PageInfo MoneyBag MoneyV2 Attribute Image",
    "Order OrderConnection Customer CustomerEmailAddress CustomerPhoneNumber MailingAddress",
    "LineItem LineItemConnection Product ProductVariant SelectedOption TaxLine AdditionalFee",
    "DiscountAllocation DiscountApplication DiscountCodeApplication AutomaticDiscountApplication",
    "ManualDiscountApplication ScriptDiscountApplication ShippingLine ShippingLineConnection OrderTransaction",
    "Fulfillment FulfillmentTrackingInfo FulfillmentLineItem FulfillmentLineItemConnection",
    "Refund RefundLineItem RefundLineItemConnection",
    "ProductConnection ProductVariantConnection Media MediaConnection MediaPreviewImage",
    "InventoryItem InventoryLevel InventoryLevelConnection InventoryQuantity Location LocationConnection",
  ].flatMap((names) => names.split(" ")),
);

const { schema } = loadAdminSchema();
const used = new Map<string, GraphQLNamedType>();

function fieldText(field: GraphQLField<unknown, unknown>): string | null {
  const type = getNamedType(field.type);
  if (field.deprecationReason != null || !(kept.has(type.name) || isLeaf(type))) return null;
  const usable = field.args.filter((argument) => isLeaf(getNamedType(argument.type)));
  for (const one of [type, ...usable.map((argument) => getNamedType(argument.type))])
    if (isLeaf(one)) used.set(one.name, one);
  const given = usable.map((argument) => `${argument.name}: ${argument.type}`).join(", ");
  return `  ${field.name}${given ? `(${given})` : ""}: ${field.type}`;
}

function isLeaf(type: GraphQLNamedType): boolean {
  return isScalarType(type) || isEnumType(type);
}

function typeText(name: string): string {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`The schema has no object or interface ${name}`);
  const parents = type.getInterfaces().filter((parent) => kept.has(parent.name));
  const fields = Object.values(type.getFields()).flatMap((field) => fieldText(field) ?? []);
  const above = parents.length > 0 ? ` implements ${parents.map((parent) => parent.name).join(" & ")}` : "";
  return `${isObjectType(type) ? "type" : "interface"} ${name}${above} {\n${fields.join("\n")}\n}`;
}

const composites = [...kept].map(typeText);
const leaves = [...used.values()].filter((type) => !isSpecifiedScalarType(type)).map((type) => printType(type));
const text = ["schema {\n  query: QueryRoot\n}", ...composites, ...leaves].join("\n\n");
writeFileSync(fileURLToPath(new URL("schema.graphql", import.meta.url)), `${text}\n`);
