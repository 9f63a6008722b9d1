import { type DocumentNode, NoDeprecatedCustomRule, parse, print, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { mostCostPerQuery, queryCost } from "../cost.ts";
import { loadAdminSchema } from "../schema/load.ts";
import { goodsSizes, innerSize, pageRows, pageSizes, singleSizes } from "../sizes.ts";
import { levelsAtLocation, locations, moreVariants, productsPage } from "./goods.ts";
import {
  moreFulfillmentLines,
  moreLines,
  moreRefundLines,
  orderById,
  orderHeads,
  ordersCount,
  ordersPage,
} from "./orders.ts";
import { whoami } from "./shop.ts";

const { schema } = loadAdminSchema();
const inner = { first: innerSize };
const documents: readonly [string, DocumentNode, Readonly<Record<string, number>>, number][] = [
  ["ordersPage", ordersPage, { ...pageSizes, first: pageRows.whole }, 893],
  ["orderById", orderById, singleSizes, 167],
  ["orderHeads", orderHeads, { first: pageRows.heads }, 35],
  ["ordersCount", ordersCount, {}, 1],
  ["moreLines", moreLines, inner, 84],
  ["moreFulfillmentLines", moreFulfillmentLines, inner, 22],
  ["moreRefundLines", moreRefundLines, inner, 22],
  ["whoami", whoami, {}, 3],
  ["productsPage", productsPage, { first: goodsSizes.products, variants: goodsSizes.variants }, 308],
  ["moreVariants", moreVariants, { first: goodsSizes.variants }, 48],
  ["locations", locations, { first: goodsSizes.locations }, 13],
  ["levelsAtLocation", levelsAtLocation, { first: goodsSizes.levels }, 36],
];

describe("The documents against Shopify's whole schema 2026-10", () => {
  it.each(documents)("%s is valid", (_name, document) => {
    expect(validate(schema, parse(print(document)))).toEqual([]);
  });

  it.each(documents)("%s selects nothing that Shopify is about to take away", (_name, document) => {
    expect(validate(schema, parse(print(document)), [NoDeprecatedCustomRule])).toEqual([]);
  });

  it.each(documents)(
    "%s costs what the budget was planned with, below the wall",
    (_name, document, variables, points) => {
      expect(queryCost(document, variables)).toBe(points);
      expect(points).toBeLessThan(mostCostPerQuery);
    },
  );
});
