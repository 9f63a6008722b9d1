import { toExternalId } from "../../app/domain/ids.ts";
import type { Attribute, Fee, OrderLine, ShippingLine } from "../../app/domain/orders/snapshot.ts";
import { externalId } from "./external-id.ts";
import { allocated, type Currencies, mapTaxes, minus } from "./map-money.ts";
import type { LineNode, OrderNode } from "./order-node.ts";

export function mapLine(line: LineNode, currencies: Currencies): OrderLine {
  const discount = allocated(currencies, line.discountAllocations);
  return {
    id: externalId(line.id),
    productId: line.product && externalId(line.product.id),
    variantId: line.variant && externalId(line.variant.id),
    sku: line.sku || null,
    title: line.title,
    variantTitle: line.variantTitle || null,
    options: optionsOf(line),
    picture: line.image?.url ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPrice: line.originalUnitPriceSet,
    discount,
    total: minus(line.originalTotalSet, discount),
    taxes: mapTaxes(line.taxLines),
    requiresShipping: line.requiresShipping,
  };
}

export function mapAttributes(
  attributes: readonly { readonly key: string; readonly value: string | null }[],
): Attribute[] {
  return attributes.map(({ key, value }) => ({ name: key, value: value ?? "" }));
}

/** The variant's options, then what the customer chose beside them (engraving, gift wrap). A product without variants has one dummy option. */
function optionsOf(line: LineNode): Attribute[] {
  const chosen = (line.variant?.selectedOptions ?? []).filter(
    ({ name, value }) => !(name === "Title" && value === "Default Title"),
  );
  return [...chosen.map(({ name, value }) => ({ name, value })), ...mapAttributes(line.customAttributes)];
}

export function mapShipping(order: OrderNode): ShippingLine[] {
  return order.shippingLines.nodes.map((line, index) => ({
    id: line.id === null ? toExternalId(`shipping-${index}`) : externalId(line.id),
    title: line.title,
    code: line.code || null,
    total: line.discountedPriceSet,
    taxes: mapTaxes(line.taxLines),
  }));
}

/** Shopify's own fees, and duties where the prices do not hold them already. */
export function mapFees(order: OrderNode): Fee[] {
  const fees = order.additionalFees.map((fee) => ({
    id: externalId(fee.id),
    title: fee.name,
    total: fee.price,
    taxes: mapTaxes(fee.taxLines),
  }));
  const duties = order.originalTotalDutiesSet;
  if (duties === null || duties.shop.minor === 0 || order.dutiesIncluded) return fees;
  return [...fees, { id: toExternalId("duties"), title: "Duties", total: duties, taxes: [] }];
}
