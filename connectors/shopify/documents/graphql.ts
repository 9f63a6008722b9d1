import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema.generated.d.ts";

/** Types our documents from Shopify's schema. Decimals and 64-bit numbers stay text. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    DateTime: string;
    Decimal: string;
    Money: string;
    UnsignedInt64: string;
    URL: string;
  };
}>();
