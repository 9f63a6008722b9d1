import { z } from "zod";

/** One amount in the shop's currency and in the currency that the customer saw; integer minor units of each. */
export const bag = z.object({ shop: z.int(), presentment: z.int() });
export type Bag = z.infer<typeof bag>;

export const zero: Bag = { shop: 0, presentment: 0 };

export function plus(...bags: readonly Bag[]): Bag {
  let shop = 0;
  let presentment = 0;
  for (const one of bags) {
    shop += one.shop;
    presentment += one.presentment;
  }
  return { shop, presentment };
}

export function minus(a: Bag, b: Bag): Bag {
  return { shop: a.shop - b.shop, presentment: a.presentment - b.presentment };
}

export function times(a: Bag, count: number): Bag {
  return { shop: a.shop * count, presentment: a.presentment * count };
}

/** Applies a share such as a tax rate to both sides, rounded half up on each. */
export function share(a: Bag, fraction: number): Bag {
  return { shop: Math.round(a.shop * fraction), presentment: Math.round(a.presentment * fraction) };
}

/**
 * What of `whole`, spread over `of` units, belongs to the first `count` of them. Differences of it never lose a minor unit:
 * the parts of all units add up to the whole.
 */
export function partOf(whole: Bag, count: number, of: number): Bag {
  if (of === 0) return zero;
  return { shop: Math.round((whole.shop * count) / of), presentment: Math.round((whole.presentment * count) / of) };
}

/** The smaller of two amounts, decided in the shop's currency so that both sides stay one fact. */
export function least(a: Bag, b: Bag): Bag {
  return a.shop <= b.shop ? a : b;
}

export function atLeastZero(a: Bag): Bag {
  return a.shop > 0 ? a : zero;
}

const decimals: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, CLP: 0, VND: 0, ISK: 0, KWD: 3, BHD: 3, TND: 3 };

/** Minor digits of a currency by ISO 4217. */
export function decimalsOf(currency: string): number {
  return decimals[currency] ?? 2;
}

/** As the scalar `Money` prints it: always with the currency's digits (`"249.00"`). */
export function moneyText(minor: number, currency: string): string {
  return (minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));
}

/** As the scalar `Decimal` of a MoneyV2 prints it: no trailing zeros, yet at least one digit behind the point (`"249.0"`). */
export function decimalText(minor: number, currency: string): string {
  const text = String(minor / 10 ** decimalsOf(currency));
  return text.includes(".") ? text : `${text}.0`;
}

/** Minor units of a decimal string, or undefined when it is none or has too many digits. */
export function minorOf(text: string, currency: string): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const scaled = Number(text) * 10 ** decimalsOf(currency);
  const minor = Math.round(scaled);
  return Math.abs(scaled - minor) < 1e-6 ? minor : undefined;
}

/** Turns an amount of the shop's currency into a bag at `rate` presentment units for one shop unit. */
export function bagAt(shopMinor: number, rate: number, shopCurrency: string, presentmentCurrency: string): Bag {
  if (shopCurrency === presentmentCurrency) return { shop: shopMinor, presentment: shopMinor };
  const scale = 10 ** (decimalsOf(presentmentCurrency) - decimalsOf(shopCurrency));
  return { shop: shopMinor, presentment: Math.round(shopMinor * rate * scale) };
}
