import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en.ts";
import type { ShownLocale } from "./locale.ts";
import { tr } from "./tr.ts";

export type WordKey = keyof typeof en;
type Value = string | number;

type Plain<Name extends string> = Name extends `${string} ${string}` | `${string}#${string}` ? never : Name;
type Before<Text extends string> = Text extends `${infer Head}}${string}`
  ? Head extends `${infer Name},${string}`
    ? Plain<Name>
    : Plain<Head>
  : never;
type NamesIn<Text extends string> = Text extends `${string}{${infer Rest}` ? Before<Rest> | NamesIn<Rest> : never;
/** The placeholders of a message, read from its English text. */
type ParamsOf<Key extends WordKey> = { readonly [Name in NamesIn<(typeof en)[Key]>]: Value };
type Arguments<Key extends WordKey> = keyof ParamsOf<Key> extends never ? [] : [params: ParamsOf<Key>];

export interface Words {
  readonly locale: ShownLocale;
  /** Words a message whose key is written out; its placeholders are checked by the compiler. */
  t<Key extends WordKey>(key: Key, ...params: Arguments<Key>): string;
  /** Words a code of a closed set that takes no parameters, such as `state.${order.state}`. */
  code(key: CodeKey): string;
  /** Words a code that came from elsewhere; null when there are no words for it, or its parameters are not what they need. */
  maybe(key: string, params?: Readonly<Record<string, Value>>): string | null;
}

/** The keys without placeholders. */
export type CodeKey = { [Key in WordKey]: keyof ParamsOf<Key> extends never ? Key : never }[WordKey];

export function wordsFor(locale: ShownLocale): Words {
  const known = made.get(locale);
  if (known) return known;
  const messages = new Map<string, IntlMessageFormat>();
  const say = (key: WordKey, params?: Readonly<Record<string, Value>>): string => {
    let message = messages.get(key);
    if (!message) {
      message = messageFor(locale, key);
      messages.set(key, message);
    }
    return String(message.format(params ? { ...params } : undefined));
  };
  const words: Words = {
    locale,
    t: (key, ...params) => say(key, params[0]),
    code: (key) => say(key),
    maybe: (key, params) => (isWordKey(key) && hasAll(key, params ?? {}) ? say(key, params) : null),
  };
  made.set(locale, words);
  return words;
}

const made = new Map<ShownLocale, Words>();

export const isWordKey = (key: string): key is WordKey => Object.hasOwn(en, key);

function messageFor(locale: ShownLocale, key: WordKey): IntlMessageFormat {
  if (locale === "xx-pseudo") return pseudo(en[key]);
  return new IntlMessageFormat((locale === "tr" ? tr : en)[key], locale);
}

/** The names that a message's text asks for, at any depth. */
export function placeholdersOf(text: string): readonly string[] {
  const names = new Set<string>();
  visit(new IntlMessageFormat(text, "en").getAst(), (part) => {
    if (part.type !== literal) names.add(part.value);
  });
  return [...names].sort();
}

function hasAll(key: WordKey, params: Readonly<Record<string, Value>>): boolean {
  return placeholdersOf(en[key]).every((name) => Object.hasOwn(params, name));
}

type Part = ReturnType<IntlMessageFormat["getAst"]>[number];
/** Element types of the ICU syntax tree (`TYPE` of @formatjs/icu-messageformat-parser). */
const literal = 0;
const pound = 7;

function visit(parts: readonly Part[], see: (part: Exclude<Part, { type: typeof pound }>) => void): void {
  for (const part of parts) {
    if (part.type === pound) continue;
    see(part);
    if ("options" in part) for (const option of Object.values(part.options)) visit(option.value, see);
  }
}

const accents: Readonly<Record<string, string>> = { a: "á", e: "ḗ", i: "ï", o: "ō", u: "ů", A: "Å", E: "Ḗ", O: "Ø" };

/** English with accents, a third longer, in brackets: a text without them never went through here. */
function pseudo(text: string): IntlMessageFormat {
  const tree = structuredClone(new IntlMessageFormat(text, "en").getAst());
  visit(tree, (part) => {
    if (part.type === literal)
      part.value = part.value.replace(/[aeiouAEO]/g, (c) => (accents[c] ?? c) + (c === "e" ? "e" : ""));
  });
  return new IntlMessageFormat([{ type: literal, value: "⟦" }, ...tree, { type: literal, value: "⟧" }], "en");
}
