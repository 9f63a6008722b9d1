import { toInstant } from "#app/domain/instant.ts";
import { isCurrency } from "#app/domain/money.ts";
import { type Address, type Customer, isWithheld, type Remarks, type Shown } from "#app/domain/orders/snapshot.ts";
import type { TimelineEntry, TimelineValue } from "#app/views/order-page.ts";
import type { Format } from "../i18n/format.ts";
import type { Words } from "../i18n/words.ts";
import { turkishProvince } from "./turkish-provinces.ts";

interface Language extends Words {
  readonly format: Format;
}

/** An entry in words. */
export interface Wording {
  readonly what: string;
  /** The line, charge, part or parcel that it names; empty where it names none. */
  readonly which: string;
  readonly was: string | null;
  readonly became: string | null;
  /** Whether `was` is told alone: the event itself says what became of it. */
  readonly ends: boolean;
  /** Whether the values are the shop's own words, which are quoted. */
  readonly quoted: boolean;
}

type Code = TimelineEntry["code"];

/** Which word family a text value of an event belongs to; the others are the shop's own words and stay as they are. */
const families: Partial<Record<Code, string>> = {
  "order.state": "state",
  "order.shown-again": "presence",
  "payment.state": "payment",
  "payment.method": "method",
  "payment.changed": "transaction-status",
  "fulfillment.state": "fulfillment",
};
const moments: ReadonlySet<Code> = new Set([
  "order.placed-at",
  "order.cancelled",
  "order.reopened",
  "order.closed",
  "order.completed",
  "order.behind",
  "order.set-back",
  "fulfillment.delivered",
]);
/** Events whose values stand in `which`. */
const named: ReadonlySet<Code> = new Set([
  "line.added",
  "line.removed",
  "order.deleted",
  "order.missing",
  "order.hidden",
]);
const endings: ReadonlySet<Code> = new Set(["charge.removed", "refund.removed", "order.reopened", "order.shown-again"]);
const shopWords: ReadonlySet<Code> = new Set(["order.status", "order.source", "fulfillment.changed"]);

/** Words an entry: what happened to what, and its values in `timezone`. A value that says nothing, or did not change, is left out. */
export function wordingOf(entry: TimelineEntry, words: Language, timezone: string): Wording {
  const ends = endings.has(entry.code) || isPaymentRemoved(entry);
  const told = { what: whatOf(entry, words), which: whichOf(entry, words), ends, quoted: shopWords.has(entry.code) };
  if (named.has(entry.code) || isParcelRemoved(entry)) return { ...told, was: null, became: null };
  const was = isEmpty(entry.was) ? null : valueText(entry, entry.was, words, timezone);
  const became =
    ends || (was === null && isEmpty(entry.became)) ? null : valueText(entry, entry.became, words, timezone);
  return was === became ? { ...told, was: null, became: null } : { ...told, was, became };
}

/** A parcel that is not there any more has its last state before, and nothing after. */
const isParcelRemoved = ({ code, became }: TimelineEntry) => code === "fulfillment.changed" && became === null;
const isPaymentRemoved = ({ code, became }: TimelineEntry) => code === "payment.changed" && became === null;
const isEmpty = (value: TimelineValue) => value === "" || (Array.isArray(value) && value.length === 0);

function whatOf(entry: TimelineEntry, words: Words): string {
  if (isParcelRemoved(entry)) return words.t("timeline.parcel-removed");
  if (isPaymentRemoved(entry)) return words.t("timeline.payment-removed");
  return words.code(`event.${entry.code}`);
}

function whichOf(entry: TimelineEntry, words: Words): string {
  const { code, params } = entry;
  const word = (family: string, value: unknown) => words.maybe(`${family}.${value}`) ?? String(value);
  const parts = [
    code.startsWith("charge.") && params.kind ? word("charge", params.kind) : null,
    code.startsWith("payment.") && params.kind ? word("transaction", params.kind) : null,
    params.part ? word("part", params.part) : null,
    params.title || null,
    params.field ? word("field", params.field) : null,
    code === "payment.added" && params.status ? word("transaction-status", params.status) : null,
    params.gateway || null,
    code === "order.found" ? params.number : null,
    params.by ? word("evidence", params.by) : null,
    unitsOf(entry, words),
    parcelState(entry, words),
    named.has(code) && typeof entry.was === "string" && entry.was
      ? words.t("order.shop-status", { status: entry.was })
      : null,
  ];
  return parts.filter((part) => part !== null && part !== undefined).join(" · ");
}

function unitsOf({ code, params, was, became }: TimelineEntry, words: Words): string | null {
  const units = code === "line.added" ? became : code === "line.removed" ? was : params.units;
  return typeof units === "number" && units > 0 ? words.t("goods.units", { count: units }) : null;
}

function parcelState(entry: TimelineEntry, words: Words): string | null {
  if (entry.code !== "fulfillment.added" && entry.code !== "fulfillment.changed") return null;
  return words.maybe(`parcel.${isParcelRemoved(entry) ? entry.was : entry.params.state}`);
}

/** A value before or after a change, as text; null where there is nothing to tell. */
function valueText(entry: TimelineEntry, value: TimelineValue, words: Language, timezone: string): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return words.code(value ? "value.yes" : "value.no");
  if (typeof value === "number")
    return moments.has(entry.code) ? words.format.dateTime(toInstant(value), timezone) : words.format.count(value);
  if (typeof value === "string") return textOf(entry, value, words);
  if ("person" in value) return value.person === "erased" ? words.code("value.erased") : personOf(value.person, words);
  if ("shop" in value) return isCurrency(value.shop.currency) ? words.format.amount(value) : null;
  return value.length === 0 ? words.code("value.empty") : value.join(", ");
}

function textOf(entry: TimelineEntry, value: string, words: Words): string {
  if (value === "") return words.code("value.empty");
  const family = families[entry.code];
  return (family && words.maybe(`${family}.${value}`)) ?? value;
}

function personOf(person: Shown<Customer | Address | Remarks>, words: Language): string | null {
  if (person === null) return null;
  if (isWithheld(person)) return words.code("withheld.short");
  if ("attributes" in person)
    return [person.note, ...person.attributes.map(({ name, value }) => `${name}: ${value}`)]
      .filter(Boolean)
      .join(" · ");
  if ("email" in person) return [person.name, person.email, person.phone].filter(Boolean).join(", ");
  return addressLines(person, words.format).join(", ");
}

/** An address as it is written on a parcel: a line each. A province that the city already names is left out. */
export function addressLines(address: Address, format: Format): readonly string[] {
  // WooCommerce sends the code in the place of the name.
  const province =
    (address.provinceCode && turkishProvince(address.provinceCode)) || address.province || address.provinceCode;
  const named =
    province && province.toLocaleLowerCase("tr") !== address.city?.toLocaleLowerCase("tr") ? province : null;
  const town = [address.zip, address.city].filter(Boolean).join(" ");
  const region = [named, address.country && format.country(address.country)].filter(Boolean).join(", ");
  return [address.name, address.company, address.line1, address.line2, town, region, address.phone].filter(
    (line): line is string => line !== null && line !== "",
  );
}
