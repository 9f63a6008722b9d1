import { graphql } from "./graphql.ts";

/** Pictures come by `media`: the `image` fields of products and variants are about to be taken away. */
const variantFields = graphql(`
  fragment VariantFields on ProductVariant {
    id
    title
    sku
    barcode
    price
    selectedOptions { name value }
    media(first: 1) { nodes { preview { image { url } } } }
    inventoryItem { id tracked }
  }
`);

export const productsPage = graphql(
  `
    query ProductsPage($first: Int!, $after: String, $search: String, $variants: Int!) {
      products(first: $first, after: $after, query: $search, sortKey: UPDATED_AT) {
        nodes {
          id
          title
          status
          updatedAt
          featuredMedia { preview { image { url } } }
          variants(first: $variants) {
            nodes { ...VariantFields }
            pageInfo { hasNextPage endCursor }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [variantFields],
);

export const moreVariants = graphql(
  `
    query MoreVariants($id: ID!, $after: String!, $first: Int!) {
      product(id: $id) {
        variants(first: $first, after: $after) {
          nodes { ...VariantFields }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `,
  [variantFields],
);

/** A closed location keeps its numbers. */
export const locations = graphql(`
  query Locations($first: Int!) {
    locations(first: $first, includeInactive: true) { nodes { id name isActive } }
  }
`);

export const levelsAtLocation = graphql(`
  query LevelsAtLocation($id: ID!, $first: Int!, $after: String, $search: String) {
    location(id: $id) {
      inventoryLevels(first: $first, after: $after, query: $search) {
        nodes {
          updatedAt
          item { id tracked }
          quantities(names: ["available", "on_hand"]) { name quantity }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
