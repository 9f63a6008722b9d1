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

/** Which word family a text value of an event belongs to; the others are the shop's own words and stay as they are. */
const families: Partial<Record<TimelineEntry["code"], string>> = {
  "order.state": "state",
  "payment.state": "payment",
  "payment.method": "method",
  "payment.changed": "transaction-status",
  "fulfillment.state": "fulfillment",
};
const moments: ReadonlySet<TimelineEntry["code"]> = new Set([
  "order.placed-at",
  "order.cancelled",
  "order.reopened",
  "order.closed",
  "order.completed",
  "fulfillment.delivered",
]);

/** What an entry is about: the event in words, and the line, charge or part that it names. */
export function subjectOf(entry: TimelineEntry, words: Language): { readonly what: string; readonly which: string } {
  const { params } = entry;
  const word = (family: string, value: unknown) => words.maybe(`${family}.${value}`) ?? String(value);
  const which = [
    entry.code.startsWith("charge.") && params.kind ? word("charge", params.kind) : null,
    entry.code.startsWith("payment.") && params.kind ? word("transaction", params.kind) : null,
    params.part ? word("part", params.part) : null,
    params.title || null,
    params.field ? word("field", params.field) : null,
    entry.code === "payment.added" && params.status ? word("transaction-status", params.status) : null,
    params.gateway || null,
    entry.code === "order.found" ? params.number : null,
    params.by ? word("evidence", params.by) : null,
    typeof params.units === "number" && params.units > 0 ? words.t("goods.units", { count: params.units }) : null,
  ].filter((part) => part !== null && part !== undefined);
  return { what: words.maybe(`event.${entry.code}`) ?? entry.code, which: which.join(" · ") };
}

/** A value before or after a change, as text; null where there is nothing to tell. */
export function valueText(
  entry: TimelineEntry,
  value: TimelineValue,
  words: Language,
  timezone: string,
): string | null {
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
  const province =
    address.province || (address.provinceCode && (turkishProvince(address.provinceCode) ?? address.provinceCode));
  const named =
    province && province.toLocaleLowerCase("tr") !== address.city?.toLocaleLowerCase("tr") ? province : null;
  const town = [address.zip, address.city].filter(Boolean).join(" ");
  const region = [named, address.country && format.country(address.country)].filter(Boolean).join(", ");
  return [address.name, address.company, address.line1, address.line2, town, region, address.phone].filter(
    (line): line is string => line !== null && line !== "",
  );
}
