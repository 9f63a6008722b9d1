import type { Instant } from "#app/domain/instant.ts";
import { type Amount, decimalFromMoney, type Money, sameMoney } from "#app/domain/money.ts";
import type { ShownLocale } from "./locale.ts";

/** Numbers, amounts and times as a reader of the language writes them. Zones are IANA names. */
export interface Format {
  money(money: Money): string;
  /** The shop's amount, and what the customer saw behind it where that is another currency. */
  amount(amount: Amount): string;
  count(value: number): string;
  /** A size in bytes, in the unit that suits it: "12 kB". */
  bytes(size: number): string;
  /** A percent text such as "8.25", as it is written here: "%8,25". */
  percent(value: string): string;
  /** "23 Nov 2026, 16:45" in the zone. */
  dateTime(at: Instant, zone: string): string;
  /** "1 March 2024" in the zone. */
  date(at: Instant, zone: string): string;
  /** A country by its ISO 3166 code; what is no such code stays as it is. */
  country(code: string): string;
  /** A calendar day "2026-11-23" without a zone. */
  day(day: string): string;
  /** "16:45" in the zone, with the day of the week. */
  localTime(at: Instant, zone: string): string;
  /** How long ago, in one unit: "3 days". `now` is the server's. */
  age(at: Instant, now: Instant): string;
  /** How long ago, in words: "3 days ago", "in 5 minutes". */
  ago(at: Instant, now: Instant): string;
}

type Unit = "second" | "minute" | "hour" | "day" | "month" | "year";

export function formatFor(locale: ShownLocale): Format {
  const known = made.get(locale);
  if (known) return known;
  const tag = locale === "tr" ? "tr-TR" : "en-GB";
  const money = (value: Money) => moneyText(tag, value);
  const format: Format = {
    money,
    amount: (amount) =>
      sameMoney(amount.shop, amount.presentment)
        ? money(amount.shop)
        : `${money(amount.shop)} (${money(amount.presentment)})`,
    count: (value) => numbers(tag).format(value),
    bytes: (size) => sizeText(tag, size),
    percent: (value) => percentText(tag, value),
    dateTime: (at, zone) => dates(tag, { ...exact, timeZone: safeZone(zone) }).format(at),
    date: (at, zone) => dates(tag, { dateStyle: "long", timeZone: safeZone(zone) }).format(at),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries(tag).of(code) ?? code) : code),
    day: (day) => dates(tag, { dateStyle: "medium", timeZone: "UTC" }).format(Date.parse(`${day}T00:00:00Z`)),
    localTime: (at, zone) =>
      dates(tag, {
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone: safeZone(zone),
      }).format(at),
    age: (at, now) => {
      const { value, unit } = distance(Math.abs(now - at));
      return lengths(tag, unit).format(value);
    },
    ago: (at, now) => {
      const { value, unit } = distance(Math.abs(now - at));
      return distances(tag).format(at <= now ? -value : value, unit);
    },
  };
  made.set(locale, format);
  return format;
}

const made = new Map<ShownLocale, Format>();
const exact: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};

/** Making an Intl object costs more than a hundred uses of it. */
function remembered<Made>(make: (key: string) => Made): (key: string) => Made {
  const all = new Map<string, Made>();
  return (key) => {
    const known = all.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    all.set(key, fresh);
    return fresh;
  };
}

const numbers = remembered((tag) => new Intl.NumberFormat(tag));
const countries = remembered((tag) => new Intl.DisplayNames(tag, { type: "region" }));
const distances = remembered((tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
const lengthOf = remembered((key) => {
  const [tag, unit] = key.split("|");
  return new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "short" });
});
const lengths = (tag: string, unit: Unit) => lengthOf(`${tag}|${unit}`);
const amounts = remembered((key) => {
  const [tag, currency] = key.split("|");
  return new Intl.NumberFormat(tag, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
});
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dates(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  dateFormats.set(key, known);
  return known;
}

/** A zone that this Intl does not know falls back to UTC: a shop's odd zone must not take its page down. */
const safeZone = remembered((zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return "UTC";
    throw error;
  }
});

/** Turkish puts the sign behind the number, "1.234,56 ₺", where Intl puts it before. Exact: no amount passes through a float. */
function moneyText(tag: string, money: Money): string {
  const digits = decimalFromMoney(money);
  if (!isDecimal(digits)) return `${digits} ${money.currency}`;
  const style = amounts(`${tag}|${money.currency}`);
  const decimals = digits.split(".")[1]?.length ?? 0;
  const parts = withDecimals(tag, money.currency, decimals, style).formatToParts(digits);
  if (tag !== "tr-TR") return parts.map((part) => part.value).join("");
  const sign = parts.find((part) => part.type === "currency")?.value ?? money.currency;
  const number = parts.filter((part) => part.type !== "currency" && part.type !== "literal");
  return `${number.map((part) => part.value).join("")}\u00a0${sign}`;
}

/** Our minor units are ISO 4217's; Intl shows some currencies with other decimals. Ours are shown, whole. */
function withDecimals(tag: string, currency: string, decimals: number, style: Intl.NumberFormat): Intl.NumberFormat {
  if (style.resolvedOptions().maximumFractionDigits === decimals) return style;
  return new Intl.NumberFormat(tag, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

function percentText(tag: string, value: string): string {
  if (!isDecimal(value)) return value;
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 4 }).format(value);
  return tag === "tr-TR" ? `%${number}` : `${number}%`;
}

const sizes = remembered((key) => {
  const [tag, unit] = key.split("|");
  return new Intl.NumberFormat(tag, { style: "unit", unit, maximumSignificantDigits: 3 });
});

function sizeText(tag: string, size: number): string {
  if (size < 1000) return sizes(`${tag}|byte`).format(size);
  if (size < 1_000_000) return sizes(`${tag}|kilobyte`).format(size / 1000);
  return sizes(`${tag}|megabyte`).format(size / 1_000_000);
}

const steps: readonly (readonly [unit: Unit, ms: number])[] = [
  ["year", 365 * 86_400_000],
  ["month", 61 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];
const monthMs = 30.4375 * 86_400_000;

/** One unit, rounded down. Months begin after two of them: "45 days" says more than "1 mth". */
function distance(ms: number): { value: number; unit: Unit } {
  for (const [unit, step] of steps)
    if (ms >= step) return { unit, value: Math.floor(ms / (unit === "month" ? monthMs : step)) };
  return { unit: "second", value: Math.floor(ms / 1000) };
}
