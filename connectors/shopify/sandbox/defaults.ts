import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import { type Bag, moneyText } from "./money.ts";

/** What a missing value may lean on. */
export interface Fallbacks {
  readonly currency: string;
  readonly shop: string;
}

/**
 * A schema-valid answer for a field that the stand-in keeps nothing for: null where the schema allows it, else the emptiest value
 * of its type.
 */
export function emptyValue(schema: GraphQLSchema, type: GraphQLOutputType, fallbacks: Fallbacks): unknown {
  if (!isNonNullType(type)) return null;
  const inner = type.ofType;
  if (isListType(inner)) return [];
  if (isScalarType(inner)) return emptyScalar(inner.name, fallbacks);
  if (isEnumType(inner)) return emptyEnum(inner.name, fallbacks) ?? inner.getValues()[0]?.value;
  if (isObjectType(inner)) return inner.name.endsWith("Connection") ? emptyConnection : { __typename: inner.name };
  if (isAbstractType(inner)) return { __typename: schema.getPossibleTypes(inner)[0]?.name };
  return null;
}

const emptyConnection = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

function emptyScalar(name: string, { currency, shop }: Fallbacks): unknown {
  switch (name) {
    case "Boolean":
      return false;
    case "Int":
    case "Float":
      return 0;
    case "ID":
    case "StorefrontID":
      return "gid://shopify/Unknown/1";
    case "Money":
      return moneyText(0, currency);
    case "Decimal":
      return "0.0";
    case "UnsignedInt64":
    case "BigInt":
      return "0";
    case "DateTime":
      return "2024-01-01T00:00:00Z";
    case "Date":
      return "2024-01-01";
    case "URL":
      return `https://${shop}/`;
    case "JSON":
      return {};
    default:
      return "";
  }
}

function emptyEnum(name: string, { currency }: Fallbacks): string | undefined {
  if (name === "CurrencyCode") return currency;
  if (name === "CountryCode") return "TR";
  return undefined;
}

/**
 * Deprecated amounts (`totalPrice`, `amountV2`) repeat the shop's side of a newer field (`totalPriceSet`, `amountSet`), so they are
 * read from there.
 */
export function olderAmount(
  source: Readonly<Record<string, unknown>>,
  field: string,
  type: GraphQLOutputType,
): unknown {
  const name = getNamedType(type).name;
  if (name !== "Money" && name !== "MoneyV2") return undefined;
  const set = source[`${field.replace(/V2$/, "")}Set`];
  const bag: unknown = typeof set === "function" ? set({}) : set;
  if (!isMoneyBag(bag)) return undefined;
  return name === "Money" ? moneyText(bag.minor.shop, bag.shopMoney.currencyCode) : bag.shopMoney;
}

/** A MoneyBag of the graph: what GraphQL answers, and the minor units it was made from. */
export interface MoneyBagView {
  readonly __typename: "MoneyBag";
  readonly minor: Bag;
  readonly shopMoney: { readonly __typename: "MoneyV2"; readonly amount: string; readonly currencyCode: string };
  readonly presentmentMoney: { readonly __typename: "MoneyV2"; readonly amount: string; readonly currencyCode: string };
}

function isMoneyBag(value: unknown): value is MoneyBagView {
  return typeof value === "object" && value !== null && "minor" in value && "shopMoney" in value;
}
