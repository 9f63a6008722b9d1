import { graphql } from "./graphql.ts";

const bag = graphql(`
  fragment Bag on MoneyBag {
    shopMoney { amount currencyCode }
    presentmentMoney { amount currencyCode }
  }
`);

const tax = graphql(
  `
    fragment TaxFields on TaxLine {
      title
      rate
      ratePercentage
      priceSet { ...Bag }
    }
  `,
  [bag],
);

const allocation = graphql(
  `
    fragment AllocationFields on DiscountAllocation {
      allocatedAmountSet { ...Bag }
      discountApplication {
        __typename
        ... on DiscountCodeApplication { code }
      }
    }
  `,
  [bag],
);

const address = graphql(`
  fragment AddressFields on MailingAddress {
    name
    company
    address1
    address2
    city
    province
    provinceCode
    zip
    countryCodeV2
    phone
  }
`);

export const lineFields = graphql(
  `
    fragment LineFields on LineItem {
      id
      title
      variantTitle
      sku
      quantity
      currentQuantity
      requiresShipping
      product { id }
      variant {
        id
        selectedOptions { name value }
      }
      image { url }
      originalUnitPriceSet { ...Bag }
      originalTotalSet { ...Bag }
      discountAllocations { ...AllocationFields }
      taxLines { ...TaxFields }
      customAttributes { key value }
    }
  `,
  [bag, allocation, tax],
);

export const fulfillmentLineFields = graphql(`
  fragment FulfillmentLineFields on FulfillmentLineItem {
    quantity
    lineItem { id }
  }
`);

export const refundLineFields = graphql(
  `
    fragment RefundLineFields on RefundLineItem {
      quantity
      restockType
      restocked
      lineItem { id }
      subtotalSet { ...Bag }
    }
  `,
  [bag],
);

const transaction = graphql(
  `
    fragment TransactionFields on OrderTransaction {
      id
      kind
      status
      gateway
      formattedGateway
      manualPaymentGateway
      createdAt
      processedAt
      amountSet { ...Bag }
    }
  `,
  [bag],
);

const marks = graphql(
  `
    fragment MarkFields on Order {
      id
      createdAt
      updatedAt
      cancelledAt
      closedAt
      displayFinancialStatus
      displayFulfillmentStatus
      returnStatus
      totalPriceSet { ...Bag }
      currentTotalPriceSet { ...Bag }
      totalReceivedSet { ...Bag }
      totalRefundedSet { ...Bag }
    }
  `,
  [bag],
);

const fulfillmentMarks = graphql(`
  fragment FulfillmentMarkFields on Fulfillment {
    id
    status
    displayStatus
    updatedAt
  }
`);

const refundMarks = graphql(
  `
    fragment RefundMarkFields on Refund {
      id
      totalRefundedSet { ...Bag }
    }
  `,
  [bag],
);

/**
 * What tells that an order changed, small enough to read for every order in a sweep. Fulfillments are in it because a carrier's
 * news changes them and may not move the order's own `updatedAt`.
 */
export const headFields = graphql(
  `
    fragment HeadFields on Order {
      ...MarkFields
      fulfillments { ...FulfillmentMarkFields }
      refunds { ...RefundMarkFields }
    }
  `,
  [marks, fulfillmentMarks, refundMarks],
);

const fulfillment = graphql(
  `
    fragment FulfillmentFields on Fulfillment {
      ...FulfillmentMarkFields
      createdAt
      inTransitAt
      deliveredAt
      trackingInfo { company number url }
      fulfillmentLineItems(first: $fulfillmentLines) {
        nodes { ...FulfillmentLineFields }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [fulfillmentMarks, fulfillmentLineFields],
);

const refund = graphql(
  `
    fragment RefundFields on Refund {
      ...RefundMarkFields
      createdAt
      processedAt
      note
      refundLineItems(first: $refundLines) {
        nodes { ...RefundLineFields }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [refundMarks, refundLineFields],
);

/** Everything that a snapshot is made of. The page and the single read both use it; only the sizes of inner lists differ. */
export const orderFields = graphql(
  `
    fragment OrderFields on Order {
      ...MarkFields
      name
      cancelReason
      confirmed
      sourceName
      test
      note
      tags
      discountCodes
      currencyCode
      presentmentCurrencyCode
      taxesIncluded
      dutiesIncluded
      email
      phone
      paymentGatewayNames
      customAttributes { key value }
      customer {
        id
        displayName
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
      }
      billingAddress { ...AddressFields }
      shippingAddress { ...AddressFields }
      subtotalPriceSet { ...Bag }
      totalDiscountsSet { ...Bag }
      totalTaxSet { ...Bag }
      totalOutstandingSet { ...Bag }
      originalTotalDutiesSet { ...Bag }
      taxLines { ...TaxFields }
      additionalFees {
        id
        name
        price { ...Bag }
        taxLines { ...TaxFields }
      }
      shippingLines(first: $shippingLines) {
        nodes {
          id
          title
          code
          discountedPriceSet { ...Bag }
          discountAllocations { ...AllocationFields }
          taxLines { ...TaxFields }
        }
        pageInfo { hasNextPage endCursor }
      }
      transactions { ...TransactionFields }
      fulfillments { ...FulfillmentFields }
      refunds { ...RefundFields }
      lineItems(first: $lines) {
        nodes { ...LineFields }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [marks, address, bag, tax, allocation, transaction, fulfillment, refund, lineFields],
);
