import type { TaxRate } from "./entities.ts";
import { scale, toMinor } from "./money.ts";
import type { Address, LineTax } from "./order-entities.ts";

/** The rates that every stand-in shop begins with: the measured shop's, plus the reduced German one. */
export const firstRates: readonly TaxRate[] = [
  { id: 1, country: "TR", state: "", rate: 200_000, name: "KDV", shipping: true, taxClass: "" },
  { id: 2, country: "DE", state: "", rate: 190_000, name: "MwSt", shipping: true, taxClass: "" },
  { id: 3, country: "US", state: "CA", rate: 72_500, name: "CA Tax", shipping: false, taxClass: "" },
  { id: 4, country: "JP", state: "", rate: 100_000, name: "消費税", shipping: true, taxClass: "" },
  { id: 5, country: "TR", state: "", rate: 100_000, name: "KDV indirimli", shipping: true, taxClass: "reduced-rate" },
  { id: 6, country: "DE", state: "", rate: 70_000, name: "MwSt 7", shipping: true, taxClass: "reduced-rate" },
];

/** `TR-KDV-1`, the code under which an order keeps a rate. */
export function rateCode(rate: TaxRate): string {
  return [rate.country, rate.state, rate.name.toUpperCase(), "1"].filter(Boolean).join("-");
}

/** What a shop taxes by: where it is, and its table of rates. */
export interface Taxing {
  readonly base: string;
  readonly rates: readonly TaxRate[];
}

/** The rates that an address meets: its shipping country, else billing, else the shop's own. */
export function ratesFor(o: Taxing & { shipping: Address; billing: Address }, taxClass: string): TaxRate[] {
  const place = o.shipping.country ? o.shipping : o.billing;
  const country = place.country || o.base;
  return o.rates.filter(
    (r) => r.country === country && r.taxClass === taxClass && (r.state === "" || r.state === place.state),
  );
}

/** The taxes of one net amount. `subtotal` is the amount before discounts, null where a line has none. */
export function taxesOf(
  total: number,
  subtotal: number | null,
  rates: readonly TaxRate[],
  inclusive: boolean,
): LineTax[] {
  const rounding = inclusive ? "half-down" : "half-up";
  return rates.map((rate) => {
    const raw = scale(total, rate.rate, 1_000_000);
    const rawSubtotal = scale(subtotal ?? 0, rate.rate, 1_000_000);
    return {
      rate: rate.id,
      total: toMinor(raw, rounding),
      subtotal: subtotal === null ? null : toMinor(rawSubtotal, rounding),
      raw,
      rawSubtotal,
    };
  });
}

/** A shelf price (fine) without the tax in it, where the shop's prices include tax. */
export function netOf(shelf: number, rates: readonly TaxRate[], inclusive: boolean): number {
  if (!inclusive) return shelf;
  const sum = rates.reduce((all, r) => all + r.rate, 0);
  return scale(shelf, 1_000_000, 1_000_000 + sum);
}

/** The tax of a line in minor units. */
export function taxSum(taxes: readonly LineTax[], of: "total" | "subtotal" = "total"): number {
  return taxes.reduce((all, tax) => all + (tax[of] ?? 0), 0);
}
