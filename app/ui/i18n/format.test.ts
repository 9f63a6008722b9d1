import { expect, test } from "vitest";
import { days, hours, minutes, plus, seconds, toInstant } from "#app/domain/instant.ts";
import { formatFor } from "./format.ts";

const [en, tr] = [formatFor("en"), formatFor("tr")];
const now = toInstant(Date.UTC(2026, 10, 23, 13, 45));

test("money is written with the sign where the language has it, and never loses a digit", () => {
  expect(tr.money({ minor: 123456, currency: "TRY" })).toBe("1.234,56\u00a0₺");
  expect(en.money({ minor: 123456, currency: "TRY" })).toBe("₺1,234.56");
  expect(tr.money({ minor: -123456, currency: "EUR" })).toBe("-1.234,56\u00a0€");
  expect(tr.money({ minor: 9_007_199_254_740_991, currency: "EUR" })).toBe("90.071.992.547.409,91\u00a0€");
});

test("currencies keep their own number of decimals, whatever Intl would show", () => {
  expect(en.money({ minor: 1234, currency: "JPY" })).toBe("¥1,234");
  expect(en.money({ minor: 1234, currency: "KWD" })).toMatch(/1\.234/);
  expect(en.money({ minor: 5, currency: "UYW" })).toMatch(/0\.0005/);
  expect(en.money({ minor: 150, currency: "HUF" })).toMatch(/1\.50/);
});

test("a second currency stands behind the shop's", () => {
  const shop = { minor: 10000, currency: "TRY" };
  expect(tr.amount({ shop, presentment: shop })).toBe("100,00\u00a0₺");
  expect(tr.amount({ shop, presentment: { minor: 250, currency: "EUR" } })).toBe("100,00\u00a0₺ (2,50\u00a0€)");
});

test("percents are written as the language does", () => {
  expect([tr.percent("18"), tr.percent("8.25"), en.percent("8.25")]).toEqual(["%18", "%8,25", "8.25%"]);
  expect(en.percent("reduced")).toBe("reduced");
});

test("moments are shown in the zone that is asked for, on a 24-hour clock", () => {
  expect(tr.dateTime(now, "Europe/Istanbul")).toBe("23 Kas 2026 16:45");
  expect(en.dateTime(now, "Europe/Istanbul")).toBe("23 Nov 2026, 16:45");
  expect(en.dateTime(now, "America/New_York")).toBe("23 Nov 2026, 08:45");
});

test("a zone that nobody knows falls back to UTC instead of failing the page", () => {
  expect(en.dateTime(now, "Mars/Olympus")).toBe("23 Nov 2026, 13:45");
});

test("calendar days stay the same day in every zone", () => {
  expect(en.day("2026-03-01")).toBe("1 Mar 2026");
  expect(tr.day("2026-03-01")).toBe("1 Mar 2026");
});

test("ages are one unit, rounded down", () => {
  const age = (ms: number) => en.age(plus(now, -ms), now);
  expect([seconds(40), minutes(5), hours(23), days(3), days(45), days(100), days(800)].map(age)).toEqual([
    "40 secs",
    "5 mins",
    "23 hrs",
    "3 days",
    "45 days",
    "3 mths",
    "2 yrs",
  ]);
  expect(tr.age(plus(now, -days(3)), now)).toBe("3 gün");
});

test("what lies ahead is said as ahead", () => {
  expect(en.ago(plus(now, minutes(5)), now)).toBe("in 5 minutes");
  expect(en.ago(plus(now, -days(1)), now)).toBe("yesterday");
  expect(tr.ago(plus(now, -hours(2)), now)).toBe("2 saat önce");
});
