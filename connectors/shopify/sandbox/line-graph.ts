import { variantOf } from "./catalogue.ts";
import { imageView, variantView } from "./catalogue-graph.ts";
import { attributes, type GraphContext, moneyBag, type View } from "./graph-context.ts";
import { type Bag, minus, partOf, times } from "./money.ts";
import { gid } from "./options.ts";
import type { StoredLine, StoredOrder } from "./order-model.ts";
import { countsOf, netOf } from "./totals.ts";

export function lineView(context: GraphContext, order: StoredOrder, line: StoredLine): View {
  const { current, unsent } = countsOf(order, line);
  const money = (bag: Bag) => moneyBag(bag, order);
  const variant = variantOf(line.sku);
  const original = times(line.unit, line.quantity);
  const beforeCodes = order.discount?.kind === "code" ? original : netOf(line, line.quantity);
  const perUnit = partOf(netOf(line, line.quantity), 1, line.quantity);
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: current,
    unfulfilledQuantity: unsent,
    fulfillableQuantity: unsent,
    refundableQuantity: current,
    nonFulfillableQuantity: line.quantity - line.removed - unsent,
    fulfillmentStatus: unsent === 0 ? "fulfilled" : "unfulfilled",
    requiresShipping: true,
    restockable: current > 0,
    taxable: true,
    isGiftCard: false,
    merchantEditable: unsent > 0,
    product: variant ? variantView(context, variant).product : null,
    variant: variant ? variantView(context, variant) : null,
    image: variant ? imageView(context, variant.product.good.sku, line.title) : null,
    originalUnitPriceSet: money(line.unit),
    originalTotalSet: money(original),
    discountedUnitPriceSet: money(partOf(beforeCodes, 1, line.quantity)),
    discountedUnitPriceAfterAllDiscountsSet: money(perUnit),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean }) =>
      money(withCodeDiscounts ? netOf(line, line.quantity) : beforeCodes),
    priceAfterAllDiscountsBeforeTaxesSet: money(
      order.taxesIncluded ? minus(netOf(line, line.quantity), line.tax) : netOf(line, line.quantity),
    ),
    totalDiscountSet: money(minus(original, beforeCodes)),
    unfulfilledOriginalTotalSet: money(times(line.unit, unsent)),
    unfulfilledDiscountedTotalSet: money(netOf(line, unsent)),
    discountAllocations: line.discount.shop === 0 ? [] : [discountAllocation(order, line.discount)],
    taxLines: line.tax.shop === 0 ? [] : [taxLineView(order, line.tax, line.taxRate)],
    customAttributes: attributes(line.attributes),
    weight: { __typename: "Weight", unit: "KILOGRAMS", value: 0.5 },
  };
}

export function taxLineView(order: StoredOrder, amount: Bag, rate: number): View {
  return {
    __typename: "TaxLine",
    title: order.shipping?.country === "DE" ? "MwSt." : "KDV",
    rate,
    ratePercentage: rate * 100,
    source: "shopify",
    channelLiable: false,
    priceSet: moneyBag(amount, order),
  };
}

export function discountAllocation(order: StoredOrder, amount: Bag): View {
  return {
    __typename: "DiscountAllocation",
    allocatedAmountSet: moneyBag(amount, order),
    allocatedAmount: moneyBag(amount, order).shopMoney,
    discountApplication: () => discountApplication(order),
  };
}

/** The one discount of an order: by code, or by itself. */
export function discountApplication(order: StoredOrder): View {
  const { kind, label, percentage } = order.discount ?? { kind: "automatic", label: "", percentage: 0 };
  return {
    __typename: kind === "code" ? "DiscountCodeApplication" : "AutomaticDiscountApplication",
    index: 0,
    code: label,
    title: label,
    allocationMethod: "ACROSS",
    targetSelection: "ALL",
    targetType: "LINE_ITEM",
    value: { __typename: "PricingPercentageValue", percentage },
  };
}
