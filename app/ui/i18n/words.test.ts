import { expect, test } from "vitest";
import { eventCodes } from "#app/domain/orders/event.ts";
import { fulfillmentStates, orderStates, paymentMethods, paymentStates } from "#app/domain/orders/snapshot.ts";
import { orderSorts, orderTabs } from "#app/views/order-list.ts";
import { en } from "./en.ts";
import { faultWords } from "./fault-words.ts";
import { localeOf, locales } from "./locale.ts";
import { tr } from "./tr.ts";
import { isWordKey, placeholdersOf, wordsFor } from "./words.ts";

const keys = Object.keys(en).filter(isWordKey);

test("both languages ask for the same placeholders in every message", () => {
  for (const key of keys) expect([key, placeholdersOf(tr[key])]).toEqual([key, placeholdersOf(en[key])]);
});

test("every message can be said in every language, the pseudo one too", () => {
  for (const locale of [...locales, "xx-pseudo"] as const)
    for (const key of keys) {
      const params = Object.fromEntries(placeholdersOf(en[key]).map((name) => [name, 2]));
      expect(wordsFor(locale).maybe(key, params), `${locale} ${key}`).toBeTruthy();
    }
});

test("no Turkish message was left in English", () => {
  const same = new Set([
    "app.name",
    "app.title",
    "language.en",
    "language.tr",
    "value.none",
    "goods.more",
    "order.ours",
    "privacy.through",
  ]);
  const names =
    /^(platform|connect\..*\.title|(error\.401|support\.doctor)\.command|order\.tab-title|timeline\.arrow|cause\.person)/;
  for (const key of keys) if (!same.has(key) && !names.test(key)) expect([key, tr[key]]).not.toEqual([key, en[key]]);
});

test("every code of every closed set has words", () => {
  const sets: readonly (readonly [family: string, codes: readonly string[]])[] = [
    ["event", eventCodes],
    ["state", orderStates],
    ["payment", paymentStates],
    ["method", paymentMethods],
    ["fulfillment", fulfillmentStates],
    ["tab", orderTabs],
    ["sort", orderSorts.flatMap((sort) => [`${sort}.asc`, `${sort}.desc`])],
    ["cause", ["doorbell", "changes", "history", "sweep", "read-again", "command-line"]],
    ["parcel", ["open", "sent", "delivered", "cancelled", "failed"]],
    ["presence", ["missing", "hidden", "deleted"]],
    ["withheld", ["not-approved", "masked", "expired"]],
    ["transaction", ["sale", "authorization", "capture", "void", "refund", "other"]],
    ["restocked", ["yes", "no", "unknown"]],
    ["part", ["total", "subtotal", "discount", "shipping", "fees", "tax", "paid", "refunded", "outstanding"]],
    ["charge", ["shipping", "fee", "coupon", "tax"]],
    ["field", ["total", "unit-price", "title", "variant", "sku"]],
  ];
  for (const [family, codes] of sets)
    for (const code of codes) expect(isWordKey(`${family}.${code}`), `${family}.${code}`).toBe(true);
});

test("numbers inside sentences are written and counted as the language does", () => {
  expect(wordsFor("en").t("list.arrived", { count: 1 })).toBe("1 new order");
  expect(wordsFor("en").t("list.arrived", { count: 1200 })).toBe("1,200 new orders");
  expect(wordsFor("tr").t("list.arrived", { count: 1200 })).toBe("1.200 yeni sipariş");
});

test("a code without words is named in a sentence instead of being shown bare or hidden", () => {
  expect(faultWords(wordsFor("tr"), "shopify.something-new", {})).toContain("shopify.something-new");
  expect(faultWords(wordsFor("en"), "constructor", {})).toContain("constructor");
});

test("words whose parameters are missing count as no words, so that a page never fails over a sentence", () => {
  expect(wordsFor("en").maybe("banner.missing.body", {})).toBeNull();
});

test("the language is what the address asks for, then what was chosen, known, preferred", () => {
  const of = (locale: string | null, cookie: string | null, door: "en" | "tr" | null, accepts: string | null) => {
    const address = new URL("https://tek.example/orders");
    if (locale) address.searchParams.set("locale", locale);
    return localeOf({ address, cookie, door, accepts });
  };
  expect(of("tr-TR", "tek_locale=en", "en", "en")).toBe("tr");
  expect(of("de", "a=b; tek_locale=tr", "en", "en")).toBe("tr");
  expect(of(null, null, "tr", "en")).toBe("tr");
  expect(of(null, null, null, "de-DE,tr-TR;q=0.8,en;q=0.5")).toBe("tr");
  expect(of(null, "tek_locale=xx", null, "de")).toBe("en");
  expect(of("xx-pseudo", null, null, null)).toBe("xx-pseudo");
});
