import { graphql } from "./graphql.ts";
import { fulfillmentLineFields, headFields, lineFields, orderFields, refundLineFields } from "./order-parts.ts";

/** A page of whole orders. `sortKey` is always given: Shopify's own default sorts by PROCESSED_AT. */
export const ordersPage = graphql(
  `
    query OrdersPage(
      $first: Int!
      $after: String
      $search: String
      $sortKey: OrderSortKeys!
      $reverse: Boolean!
      $lines: Int!
      $shippingLines: Int!
      $fulfillmentLines: Int!
      $refundLines: Int!
    ) {
      orders(first: $first, after: $after, query: $search, sortKey: $sortKey, reverse: $reverse) {
        nodes { ...OrderFields }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [orderFields],
);

export const orderById = graphql(
  `
    query OrderById($id: ID!, $lines: Int!, $shippingLines: Int!, $fulfillmentLines: Int!, $refundLines: Int!) {
      order(id: $id) { ...OrderFields }
    }
  `,
  [orderFields],
);

/** Ids and what versions are made of. */
export const orderHeads = graphql(
  `
    query OrderHeads($first: Int!, $after: String, $search: String, $sortKey: OrderSortKeys!, $reverse: Boolean!) {
      orders(first: $first, after: $after, query: $search, sortKey: $sortKey, reverse: $reverse) {
        nodes { ...HeadFields }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [headFields],
);

/** `limit: null` lifts the default cap of 10 000. */
export const ordersCount = graphql(`
  query OrdersCount($search: String) {
    ordersCount(query: $search, limit: null) { count precision }
  }
`);

export const moreLines = graphql(
  `
    query MoreLines($id: ID!, $after: String!, $first: Int!) {
      order(id: $id) {
        updatedAt
        lineItems(first: $first, after: $after) {
          nodes { ...LineFields }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `,
  [lineFields],
);

export const moreFulfillmentLines = graphql(
  `
    query MoreFulfillmentLines($id: ID!, $after: String!, $first: Int!) {
      fulfillment(id: $id) {
        order { updatedAt }
        fulfillmentLineItems(first: $first, after: $after) {
          nodes { ...FulfillmentLineFields }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `,
  [fulfillmentLineFields],
);

export const moreRefundLines = graphql(
  `
    query MoreRefundLines($id: ID!, $after: String!, $first: Int!) {
      refund(id: $id) {
        order { updatedAt }
        refundLineItems(first: $first, after: $after) {
          nodes { ...RefundLineFields }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `,
  [refundLineFields],
);
