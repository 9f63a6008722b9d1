import { finePerMinor, scale, toMinor } from "./money.ts";
import type { CouponLine, FeeLine, Order, TaxLine } from "./order-entities.ts";
import { netOf, ratesFor, type Taxing, taxesOf, taxSum } from "./taxes.ts";

/** Every amount at the head of an order, in minor units. */
export interface Totals {
  readonly discount: number;
  readonly discountTax: number;
  readonly shipping: number;
  readonly shippingTax: number;
  readonly cartTax: number;
  readonly tax: number;
  readonly total: number;
}

/** Adds an order up as WooCommerce does: each line is rounded, then summed; discounts are summed, then rounded. */
export function totalsOf(order: Order): Totals {
  const sum = (amounts: number[]) => amounts.reduce((all, one) => all + one, 0);
  const items = sum(order.lines.map((line) => toMinor(line.total)));
  const fees = sum(order.feeLines.map((line) => toMinor(line.total)));
  const shipping = sum(order.shippingLines.map((line) => toMinor(line.total)));
  const cartTax = sum(order.taxLines.map((line) => line.total));
  const shippingTax = sum(order.taxLines.map((line) => line.shipping));
  const taxes = order.lines.flatMap((line) => line.taxes);
  return {
    discount: toMinor(sum(order.lines.map((line) => line.subtotal - line.total))),
    discountTax: toMinor(sum(taxes.map((tax) => tax.rawSubtotal - tax.raw))),
    shipping,
    shippingTax,
    cartTax,
    tax: cartTax + shippingTax,
    total: items + fees + shipping + cartTax + shippingTax,
  };
}

/** Works out every tax anew, after lines or addresses changed. `nextItem` numbers new tax lines. */
export function calculateTaxes(order: Order, taxing: Taxing, nextItem: () => number): void {
  const at = { shipping: order.shipping, billing: order.billing, ...taxing };
  const inclusive = order.pricesIncludeTax;
  for (const line of order.lines)
    line.taxes = taxesOf(line.total, line.subtotal, ratesFor(at, line.taxClass), inclusive);
  const shippingRates = ratesFor(at, shippingClass(order)).filter((rate) => rate.shipping);
  for (const line of order.shippingLines) line.taxes = taxesOf(line.total, null, shippingRates, inclusive);
  for (const line of order.feeLines) line.taxes = feeTaxes(order, line, taxing);
  order.taxLines = taxLinesOf(order, taxing, nextItem);
}

/** Shipping is taxed as the goods are: by the standard class if any of them is in it, else by the first class that has one. */
function shippingClass(order: Order): string {
  const classes = new Set(order.lines.map((line) => line.taxClass));
  return ["", "reduced-rate", "zero-rate"].find((one) => classes.has(one)) ?? "";
}

/** A fee with a tax status of its own is taxed by its class; a negative one as the goods it lowers (measured). */
function feeTaxes(order: Order, fee: FeeLine, taxing: Taxing) {
  const at = { shipping: order.shipping, billing: order.billing, ...taxing };
  if (fee.total >= 0) {
    const rates = fee.taxStatus === "taxable" ? ratesFor(at, fee.taxClass) : [];
    return taxesOf(fee.total, null, rates, order.pricesIncludeTax);
  }
  const goods = order.lines.reduce((all, line) => all + line.total, 0);
  if (goods <= 0) return taxesOf(fee.total, null, ratesFor(at, ""), order.pricesIncludeTax);
  return [...new Set(order.lines.map((line) => line.taxClass))].flatMap((taxClass) => {
    const part = order.lines.filter((l) => l.taxClass === taxClass).reduce((all, line) => all + line.total, 0);
    return taxesOf(scale(fee.total, part, goods), null, ratesFor(at, taxClass), order.pricesIncludeTax);
  });
}

function taxLinesOf(order: Order, { rates }: Taxing, nextItem: () => number): TaxLine[] {
  const cart = [...order.lines, ...order.feeLines].flatMap((line) => line.taxes);
  const shipping = order.shippingLines.flatMap((line) => line.taxes);
  return rates.flatMap(({ id: rate }) => {
    const mine = cart.filter((tax) => tax.rate === rate);
    const shipped = shipping.filter((tax) => tax.rate === rate);
    if (mine.length + shipped.length === 0) return [];
    const id = order.taxLines.find((line) => line.rate === rate)?.id ?? nextItem();
    return [{ id, rate, total: taxSum(mine), shipping: taxSum(shipped) }];
  });
}

/**
 * Lays the order's coupons on its lines: per cents first by the dearest unit, fixed sums by the unit, odd minor units to the first
 * lines (WooCommerce's `WC_Discounts`). Line subtotals stay, line totals follow.
 */
export function applyCoupons(order: Order, taxing: Taxing): void {
  const at = { shipping: order.shipping, billing: order.billing, ...taxing };
  const lines = order.lines
    .map((line) => {
      const rates = ratesFor(at, line.taxClass);
      const tax = order.pricesIncludeTax ? taxSum(taxesOf(line.subtotal, line.subtotal, rates, true)) : 0;
      return { line, rates, shelf: toMinor(line.subtotal) + tax, off: 0 };
    })
    .sort((a, b) => b.shelf / b.line.quantity - a.shelf / a.line.quantity);
  for (const coupon of order.couponLines) {
    const cuts = coupon.type === "percent" ? percentCuts(lines, coupon) : fixedCuts(lines, coupon);
    coupon.discount = 0;
    coupon.discountTax = 0;
    for (const [index, entry] of lines.entries()) {
      const cut = cuts[index] ?? 0;
      const net = netOf(cut * finePerMinor, entry.rates, order.pricesIncludeTax);
      entry.off += cut;
      coupon.discount += net;
      coupon.discountTax += taxSum(taxesOf(net, null, entry.rates, order.pricesIncludeTax));
    }
  }
  for (const { line, rates, shelf, off } of lines)
    line.total = off === 0 ? line.subtotal : netOf((shelf - off) * finePerMinor, rates, order.pricesIncludeTax);
}

type Shelf = { line: { quantity: number }; shelf: number; off: number };

function percentCuts(lines: readonly Shelf[], coupon: CouponLine): number[] {
  const share = Math.round(coupon.nominal * 100);
  const cuts = lines.map(({ shelf, off }) => Math.min(shelf - off, Math.floor((shelf * share) / 10_000)));
  const whole = scale(
    lines.reduce((all, { shelf }) => all + shelf, 0),
    share,
    10_000,
  );
  return withRemainder(lines, cuts, whole);
}

function fixedCuts(lines: readonly Shelf[], coupon: CouponLine): number[] {
  const whole = Math.round(coupon.nominal * 100);
  const units = lines.reduce((all, { line }) => all + line.quantity, 0);
  const each = units > 0 ? Math.floor(whole / units) : 0;
  return withRemainder(
    lines,
    lines.map(({ line, shelf, off }) => Math.min(shelf - off, each * line.quantity)),
    whole,
  );
}

function withRemainder(lines: readonly Shelf[], cuts: number[], whole: number): number[] {
  let left = whole - cuts.reduce((all, cut) => all + cut, 0);
  return cuts.map((cut, index) => {
    const entry = lines[index];
    const room = entry ? entry.shelf - entry.off - cut : 0;
    const more = Math.max(0, Math.min(left, room));
    left -= more;
    return cut + more;
  });
}
