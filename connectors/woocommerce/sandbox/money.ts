/** How many fine units a minor unit has; see `entities.ts`. */
export const finePerMinor = 10_000;

type Rounding = "half-up" | "half-down";

/** n × by / of as an integer, exact at any size, rounded away from or towards zero at the half as PHP's `round` does. */
export function scale(n: number, by: number, of: number, rounding: Rounding = "half-up"): number {
  const product = BigInt(n) * BigInt(by);
  const size = product < 0n ? -product : product;
  const whole = size / BigInt(of);
  const twice = (size - whole * BigInt(of)) * 2n;
  const up = rounding === "half-up" ? twice >= BigInt(of) : twice > BigInt(of);
  const rounded = Number(whole + (up ? 1n : 0n));
  return product < 0n && rounded !== 0 ? -rounded : rounded;
}

/** Fine units as whole minor units. */
export function toMinor(fine: number, rounding: Rounding = "half-up"): number {
  return scale(fine, 1, finePerMinor, rounding);
}

/** `1234` → `"12.34"`: the stand-in keeps two decimals for every currency, as the measured shop did (JPY too). */
export function amount(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Fine units as an amount of two decimals. */
export function fineAmount(fine: number): string {
  return amount(toMinor(fine));
}

/** Reads `"12.3"`, `12.3` or `"-4"` as fine units; null when it is no number. */
export function readFine(value: unknown): number | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  if (!/^-?\d*\.?\d+(e-?\d+)?$/i.test(text)) return null;
  const plain = /^(-?)(\d*)\.?(\d*)$/.exec(text);
  if (!plain) return Math.round(Number(text) * 100 * finePerMinor);
  const [, sign, whole = "", part = ""] = plain;
  const size = Number(whole || "0") * 1_000_000 + Number(part.slice(0, 6).padEnd(6, "0"));
  return sign === "-" ? -size : size;
}

/** The same in minor units, rounded. */
export function readMinor(value: unknown): number | null {
  const fine = readFine(value);
  return fine === null ? null : toMinor(fine);
}

const symbols: Record<string, { text: string; entity: string }> = {
  EUR: { text: "€", entity: "&euro;" },
  TRY: { text: "₺", entity: "&#8378;" },
  USD: { text: "$", entity: "&#36;" },
  GBP: { text: "£", entity: "&pound;" },
  JPY: { text: "¥", entity: "&yen;" },
};

/** The sign of a currency, as text and as the HTML entity that WooCommerce's status report shows. */
export function symbolOf(currency: string): { text: string; entity: string } {
  return symbols[currency] ?? { text: currency, entity: currency };
}
