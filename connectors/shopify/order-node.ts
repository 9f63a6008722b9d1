import { z } from "zod";
import { instantFromIso } from "../../app/domain/instant.ts";
import { moneyFromDecimal } from "../../app/domain/money.ts";
import { normaliseText } from "../../app/domain/text.ts";

/** What an order's JSON must hold for us to read it. Enums are any text: Shopify adds values within a version. */
const text = z.string().transform((value) => normaliseText(value));
const instant = z.string().transform((value, context) => {
  const at = instantFromIso(value);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "not a moment" });
  return z.NEVER;
});
const money = z
  .object({ amount: z.string(), currencyCode: z.string() })
  .transform(({ amount, currencyCode }, context) => {
    const read = moneyFromDecimal(amount, currencyCode);
    if (read !== null) return read;
    context.addIssue({ code: "custom", message: "not an amount" });
    return z.NEVER;
  });
const bag = z
  .object({ shopMoney: money, presentmentMoney: money })
  .transform(({ shopMoney, presentmentMoney }) => ({ shop: shopMoney, presentment: presentmentMoney }));
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const connection = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node), pageInfo });
const gid = z.string().regex(/^gid:\/\/shopify\/\w+\/[^/?]+/);
const reference = z.object({ id: gid });
const attribute = z.object({ key: text, value: text.nullable() });

const tax = z.object({
  title: text,
  rate: z.number().nullable(),
  ratePercentage: z.number().nullable(),
  priceSet: bag,
});
export type TaxNode = z.output<typeof tax>;

const allocation = z.object({
  allocatedAmountSet: bag,
  discountApplication: z.object({ __typename: z.string(), code: text.optional() }),
});
export type AllocationNode = z.output<typeof allocation>;

const address = z.object({
  name: text.nullable(),
  company: text.nullable(),
  address1: text.nullable(),
  address2: text.nullable(),
  city: text.nullable(),
  province: text.nullable(),
  provinceCode: text.nullable(),
  zip: text.nullable(),
  countryCodeV2: text.nullable(),
  phone: text.nullable(),
});
export type AddressNode = z.output<typeof address>;

const line = z.object({
  id: gid,
  title: text,
  variantTitle: text.nullable(),
  sku: text.nullable(),
  quantity: z.int(),
  currentQuantity: z.int(),
  requiresShipping: z.boolean(),
  product: reference.nullable(),
  variant: z.object({ id: gid, selectedOptions: z.array(z.object({ name: text, value: text })) }).nullable(),
  image: z.object({ url: z.string() }).nullable(),
  originalUnitPriceSet: bag,
  originalTotalSet: bag,
  discountAllocations: z.array(allocation),
  taxLines: z.array(tax),
  customAttributes: z.array(attribute),
});
export type LineNode = z.output<typeof line>;

const shippingLine = z.object({
  id: gid.nullable(),
  title: text,
  code: text.nullable(),
  discountedPriceSet: bag,
  discountAllocations: z.array(allocation),
  taxLines: z.array(tax),
});

const transaction = z.object({
  id: gid,
  kind: z.string(),
  status: z.string(),
  gateway: text.nullable(),
  formattedGateway: text.nullable(),
  manualPaymentGateway: z.boolean(),
  createdAt: instant,
  processedAt: instant.nullable(),
  amountSet: bag,
});
export type TransactionNode = z.output<typeof transaction>;

const fulfillmentMarks = { id: gid, status: text, displayStatus: text.nullable(), updatedAt: instant };
const fulfillmentLine = z.object({ quantity: z.int().nullable(), lineItem: reference });
const fulfillment = z.object({
  ...fulfillmentMarks,
  createdAt: instant,
  inTransitAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  trackingInfo: z.array(z.object({ company: text.nullable(), number: text.nullable(), url: text.nullable() })),
  fulfillmentLineItems: connection(fulfillmentLine),
});
export type FulfillmentNode = z.output<typeof fulfillment>;

const refundMarks = { id: gid, totalRefundedSet: bag };
const refundLine = z.object({
  quantity: z.int(),
  restockType: z.string(),
  restocked: z.boolean(),
  lineItem: reference,
  subtotalSet: bag,
});
const refund = z.object({
  ...refundMarks,
  createdAt: instant.nullable(),
  processedAt: instant,
  note: text.nullable(),
  refundLineItems: connection(refundLine),
});
export type RefundNode = z.output<typeof refund>;

const marks = {
  id: gid,
  createdAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullable(),
  closedAt: instant.nullable(),
  displayFinancialStatus: text.nullable(),
  displayFulfillmentStatus: text,
  returnStatus: text,
  totalPriceSet: bag,
  currentTotalPriceSet: bag,
  totalReceivedSet: bag,
  totalRefundedSet: bag,
};
export const headNode = z.object({
  ...marks,
  fulfillments: z.array(z.object(fulfillmentMarks)),
  refunds: z.array(z.object(refundMarks)),
});
export type HeadNode = z.output<typeof headNode>;

export const orderNode = z.object({
  ...marks,
  name: text,
  cancelReason: text.nullable(),
  confirmed: z.boolean(),
  sourceName: text.nullable(),
  test: z.boolean(),
  note: text.nullable(),
  tags: z.array(text),
  discountCodes: z.array(text),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  dutiesIncluded: z.boolean(),
  email: text.nullable(),
  phone: text.nullable(),
  paymentGatewayNames: z.array(text),
  customAttributes: z.array(attribute),
  customer: z
    .object({
      id: gid,
      displayName: text.nullable(),
      defaultEmailAddress: z.object({ emailAddress: text.nullable() }).nullable(),
      defaultPhoneNumber: z.object({ phoneNumber: text.nullable() }).nullable(),
    })
    .nullable(),
  billingAddress: address.nullable(),
  shippingAddress: address.nullable(),
  subtotalPriceSet: bag.nullable(),
  totalDiscountsSet: bag.nullable(),
  totalTaxSet: bag.nullable(),
  totalOutstandingSet: bag,
  originalTotalDutiesSet: bag.nullable(),
  taxLines: z.array(tax),
  additionalFees: z.array(z.object({ id: gid, name: text, price: bag, taxLines: z.array(tax) })),
  shippingLines: connection(shippingLine),
  transactions: z.array(transaction),
  fulfillments: z.array(fulfillment),
  refunds: z.array(refund),
  lineItems: connection(line),
});
export type OrderNode = z.output<typeof orderNode>;

/** The least that places an unreadable order in a feed. */
export const anchorNode = z.object({ id: gid, createdAt: instant, updatedAt: instant });

/** One page of a list, its nodes untouched: each is read (or set aside) by itself. */
export const untouchedPage = z.object({ nodes: z.array(z.unknown()), pageInfo });
