import { foldText } from "../text.ts";
import type { Contact } from "./contact.ts";
import { isWithheld, type OrderSnapshot, type Shown } from "./snapshot.ts";

/** Words of a query: all must be met, each by a token that begins with one of its alternatives. */
export type SearchQuery = readonly (readonly [string, ...string[]])[];

const longestToken = 64;
const mostTokens = 1500;
const mostWords = 8;

/**
 * Under which words search finds an order: names, numbers, e-mail, phones, SKUs, titles, tracking numbers, city and what was written.
 * Sorted, each once, letters and digits only, folded: the same for both engines.
 */
export function searchTokens(snapshot: OrderSnapshot): readonly string[] {
  const tokens = new Set<string>();
  const add = (found: readonly string[]) => {
    for (const token of found) if (token && tokens.size < mostTokens) tokens.add(capped(token));
  };
  for (const text of identifiersOf(snapshot)) add(identifierTokens(text));
  for (const text of phonesOf(snapshot)) add(digitTokens(text.replace(/\D/g, "")));
  for (const text of textsOf(snapshot)) add(wordTokens(text));
  return [...tokens].sort();
}

/** What a person typed, as words to be met; null when nothing in it can be searched for. */
export function searchQuery(text: string): SearchQuery | null {
  if (/^[\p{P}\p{S}\s\d]*\d[\p{P}\p{S}\s\d]*$/u.test(text)) return [numberAlternatives(text)];
  const words = text
    .split(/\s+/)
    .map(squeezed)
    .filter((word) => word.length > 1);
  const query = [...new Set(words)].slice(0, mostWords).map((word) => [capped(word)] as const);
  return query.length > 0 ? query : null;
}

/** The tokens under which every order with this e-mail address or phone stands, among others that share a token by chance. */
export function contactTokens({ email, phone }: Contact): readonly string[] {
  return [email === null ? "" : capped(squeezed(email)), phone ?? ""].filter((token) => token !== "");
}

/** A query of digits only is a number or a phone, which may be typed with a leading zero, with 90 or with +90. */
function numberAlternatives(text: string): readonly [string, ...string[]] {
  const digits = text.replace(/\D/g, "").slice(0, longestToken);
  const local = digits.replace(/^(00)?90(?=\d{10}$)/, "").replace(/^0(?=\d{3})/, "");
  return local === digits ? [digits] : [digits, local];
}

function identifiersOf(snapshot: OrderSnapshot): readonly string[] {
  const { customer } = snapshot.people;
  return present([
    snapshot.number,
    snapshot.id,
    shown(customer)?.id,
    ...snapshot.lines.map((line) => line.sku),
    ...snapshot.fulfillments.flatMap(({ tracking }) => tracking.map(({ number }) => number)),
  ]);
}

function phonesOf({ people }: OrderSnapshot): readonly string[] {
  return present([people.customer, people.shipping, people.billing].map((person) => shown(person)?.phone));
}

function textsOf({ people, lines }: OrderSnapshot): readonly string[] {
  const { customer, shipping, billing, remarks } = people;
  return present([
    shown(customer)?.name,
    shown(customer)?.email,
    ...[shipping, billing].flatMap((address) => {
      const known = shown(address);
      return [known?.name, known?.company, known?.city, known?.province];
    }),
    ...lines.flatMap((line) => [line.title, line.variantTitle]),
    shown(remarks)?.note,
    ...(shown(remarks)?.attributes ?? []).map(({ value }) => value),
  ]);
}

const shown = <T>(value: Shown<T>): T | null => (value === null || isWithheld(value) ? null : (value as T));

const present = (texts: readonly (string | null | undefined)[]) =>
  texts.filter((text) => text !== null && text !== undefined);

/** Never cut inside a character. */
const capped = (token: string) => token.slice(0, longestToken).replace(/[\uD800-\uDBFF]$/, "");

const squeezed = (text: string) => foldText(text).replace(/[^\p{L}\p{N}]+/gu, "");

/** The words of a text; one with marks inside ("t-shirt", "ayse.y@example.com") also squeezed, as it will be typed. */
function wordTokens(text: string): readonly string[] {
  return text.split(/\s+/).flatMap((word) => {
    const whole = squeezed(word);
    const parts = foldText(word).split(/[^\p{L}\p{N}]+/u);
    return [whole, ...parts];
  });
}

/** Numbers of things: also found by how they end, as people read them out. */
function identifierTokens(text: string): readonly string[] {
  const trailing = /\d+$/.exec(squeezed(text))?.[0] ?? "";
  return [...wordTokens(text), ...digitTokens(trailing)];
}

function digitTokens(digits: string): readonly string[] {
  return [digits, ...[10, 7, 4].filter((length) => digits.length > length).map((length) => digits.slice(-length))];
}
