import { type Amount, addAmounts, negate, zero } from "../../app/domain/money.ts";
import type { Coupon, Tax } from "../../app/domain/orders/snapshot.ts";
import type { AllocationNode, OrderNode, TaxNode } from "./order-node.ts";

/** The two currencies of one order. */
export interface Currencies {
  readonly shop: string;
  readonly presentment: string;
}

export const nothing = ({ shop, presentment }: Currencies): Amount => ({
  shop: zero(shop),
  presentment: zero(presentment),
});

export const minus = (a: Amount, b: Amount): Amount =>
  addAmounts(a, { shop: negate(b.shop), presentment: negate(b.presentment) });

/** Throws a TypeError when an amount is in neither of the order's currencies. */
export function sum(currencies: Currencies, amounts: readonly Amount[]): Amount {
  return amounts.reduce(addAmounts, nothing(currencies));
}

export function mapTaxes(taxes: readonly TaxNode[]): Tax[] {
  return taxes.map(({ title, rate, ratePercentage, priceSet }) => ({
    title,
    rate: percent(ratePercentage ?? (rate === null ? null : rate * 100)),
    amount: priceSet,
  }));
}

/** Shopify gives a float: 0.07 × 100 must not become 7.000000000000001. */
function percent(value: number | null): string | null {
  return value === null ? null : String(Number(value.toFixed(6)));
}

export const allocated = (currencies: Currencies, allocations: readonly AllocationNode[]): Amount =>
  sum(
    currencies,
    allocations.map(({ allocatedAmountSet }) => allocatedAmountSet),
  );

/** What each code took off lines and shipping; null where Shopify allocates nothing to a code. */
export function mapCoupons(order: OrderNode, currencies: Currencies): Coupon[] {
  const allocations = [...order.lineItems.nodes, ...order.shippingLines.nodes].flatMap(
    (one) => one.discountAllocations,
  );
  return order.discountCodes.map((code) => {
    const own = allocations.filter(
      ({ discountApplication }) => discountApplication.code?.toLowerCase() === code.toLowerCase(),
    );
    return { code, amount: own.length > 0 ? allocated(currencies, own) : null };
  });
}
