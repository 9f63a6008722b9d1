import { type Amount, isCurrency, moneyFromDecimal, single } from "../../app/domain/money.ts";
import { Unmappable } from "./unmappable.ts";

/** Reads an order's amounts: decimal texts in the order's one currency, in the shop's own number of decimals (JPY may show two). */
export interface MoneyReader {
  readonly currency: string;
  readonly zero: Amount;
  /** An empty text is nothing, as in a tax share without a subtotal. Throws `Unmappable` for anything that is no amount. */
  read(text: string, path: string): Amount;
  /** A net amount, with its tax where the order's prices include tax. WooCommerce's own totals are always net. */
  shown(net: string, tax: string, path: string): Amount;
}

export function moneyReader(currency: string, pricesIncludeTax: boolean): MoneyReader {
  if (!isCurrency(currency)) throw new Unmappable("woocommerce.currency-unknown", { currency: currency.slice(0, 20) });
  const read = (text: string, path: string): Amount => {
    const money = moneyFromDecimal(text.trim() === "" ? "0" : text, currency);
    if (!money) throw new Unmappable("woocommerce.amount-unreadable", { path, text: text.slice(0, 40) });
    return single(money);
  };
  return {
    currency,
    zero: single({ minor: 0, currency }),
    read,
    shown: (net, tax, path) => (pricesIncludeTax ? plusAmount(read(net, path), read(tax, path)) : read(net, path)),
  };
}

const inMinor = (amount: Amount, minor: number): Amount =>
  single({ minor: minor === 0 ? 0 : minor, currency: amount.shop.currency });

export const plusAmount = (a: Amount, b: Amount): Amount => inMinor(a, a.shop.minor + b.shop.minor);
export const minusAmount = (a: Amount, b: Amount): Amount => inMinor(a, a.shop.minor - b.shop.minor);
export const absAmount = (a: Amount): Amount => inMinor(a, Math.abs(a.shop.minor));
export const atLeastNothing = (a: Amount): Amount => inMinor(a, Math.max(0, a.shop.minor));

/** One unit's share, rounded half away from zero; the whole when there is no quantity to share it by. */
export function perUnit(amount: Amount, quantity: number): Amount {
  const { minor } = amount.shop;
  return quantity === 0 ? amount : inMinor(amount, Math.sign(minor) * Math.round(Math.abs(minor) / Math.abs(quantity)));
}

export const sumOf = (zero: Amount, amounts: readonly Amount[]): Amount => amounts.reduce(plusAmount, zero);
