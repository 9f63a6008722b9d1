/** An amount in integer minor units of its currency: 12,34 € is `{ minor: 1234, currency: "EUR" }`. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** One amount in the shop's currency and in the currency that the customer saw. The same where the two are one. */
export interface Amount {
  readonly shop: Money;
  readonly presentment: Money;
}

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const digitsOf: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** How many decimals the currency's minor unit has (ISO 4217). */
function currencyDigits(currency: string): number {
  return digitsOf[currency] ?? 2;
}

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/**
 * Reads a decimal text such as "-12.345" without ever passing through a float. Digits beyond the minor unit are rounded half away
 * from zero. Null when the text is no plain decimal number or the amount leaves the safe integers.
 */
export function moneyFromDecimal(text: string, currency: string): Money | null {
  const match = /^([+-])?(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const digits = currencyDigits(currency);
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  const rounded = kept + (Number(fraction[digits] ?? "0") >= 5 ? 1n : 0n);
  const minor = Number(sign === "-" ? -rounded : rounded);
  return Number.isSafeInteger(minor) ? { minor: minor === 0 ? 0 : minor, currency } : null;
}

/** The amount as a plain decimal text with the currency's own number of decimals: "12.30", "-5", "0.125". */
export function decimalFromMoney({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const body = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  return minor < 0 ? `-${body}` : body;
}

export const zero = (currency: string): Money => ({ minor: 0, currency });

/** Adds amounts of one currency; throws when the currencies differ, since that is a fault in the code that called. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`Cannot add ${b.currency} to ${a.currency}`);
  return { minor: a.minor + b.minor, currency: a.currency };
}

export const negate = (a: Money): Money => ({ minor: a.minor === 0 ? 0 : -a.minor, currency: a.currency });

/** An amount of a shop that knows one currency only. */
export const single = (money: Money): Amount => ({ shop: money, presentment: money });

export const addAmounts = (a: Amount, b: Amount): Amount => ({
  shop: add(a.shop, b.shop),
  presentment: add(a.presentment, b.presentment),
});

export const sameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;
export const sameAmount = (a: Amount, b: Amount): boolean =>
  sameMoney(a.shop, b.shop) && sameMoney(a.presentment, b.presentment);
