import { expect, test } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { eventCodes } from "#app/domain/orders/event.ts";
import type { TimelineEntry } from "#app/views/order-page.ts";
import { formatFor } from "../i18n/format.ts";
import { wordsFor } from "../i18n/words.ts";
import { addressLines, subjectOf, valueText } from "./timeline-words.ts";

const words = { ...wordsFor("en"), format: formatFor("en") };
const at = toInstant(Date.UTC(2026, 10, 23, 13, 45));

const entry = (code: TimelineEntry["code"], params: TimelineEntry["params"] = {}): TimelineEntry => ({
  number: 1,
  at,
  code,
  params,
  was: null,
  became: null,
  cause: { by: "command-line" },
});
const text = (code: TimelineEntry["code"], value: TimelineEntry["was"]) => valueText(entry(code), value, words, "UTC");

test("every event says what happened in words", () => {
  for (const code of eventCodes) expect(subjectOf(entry(code), words).what).not.toBe(code);
});

test("a change names the line, charge or part that it is about", () => {
  expect(subjectOf(entry("line.quantity", { title: "Mug", sku: "M1" }), words).which).toBe("Mug");
  expect(subjectOf(entry("line.changed", { title: "Mug", sku: "", field: "unit-price" }), words).which).toBe(
    "Mug · unit price",
  );
  expect(subjectOf(entry("charge.added", { kind: "fee", title: "Gift wrap" }), words).which).toBe("Fee · Gift wrap");
  expect(subjectOf(entry("total.changed", { part: "paid" }), words).which).toBe("Paid");
  expect(subjectOf(entry("refund.added", { units: 0 }), words).which).toBe("");
});

test("codes are worded, the shop's own words stay as they are", () => {
  expect(text("payment.state", "partly-paid")).toBe("Partly paid");
  expect(text("order.status", "wc-on-hold")).toBe("wc-on-hold");
  expect(text("payment.method", "iyzico")).toBe("iyzico");
});

test("moments, counts, amounts, lists and yes or no are told apart", () => {
  expect(text("fulfillment.delivered", at)).toBe("23 Nov 2026, 13:45");
  expect(text("line.quantity", 1200)).toBe("1,200");
  expect(text("order.test", true)).toBe("Yes");
  expect(text("order.tags", [])).toBe("empty");
  expect(text("order.tags", ["a", "b"])).toBe("a, b");
  const money = { minor: 1050, currency: "EUR" };
  expect(text("total.changed", { shop: money, presentment: money })).toBe("€10.50");
});

test("an erased person shows as erased, a withheld one as not shown", () => {
  expect(text("order.customer", { person: "erased" })).toBe("erased");
  expect(text("order.customer", { person: { withheld: "masked" } })).toBe("Not shown");
  expect(text("order.customer", { person: { id: null, name: "Max", email: "m@example.com", phone: null } })).toBe(
    "Max, m@example.com",
  );
});

test("an address is written as on a parcel, without empty lines", () => {
  const address = {
    name: "Max Weber",
    company: "",
    line1: "Torstr. 1",
    line2: null,
    city: "Berlin",
    province: null,
    provinceCode: null,
    zip: "10119",
    country: "DE",
    phone: null,
  };
  expect(addressLines(address, formatFor("en"))).toEqual(["Max Weber", "Torstr. 1", "10119 Berlin", "Germany"]);
  expect(addressLines({ ...address, country: "Almanya" }, formatFor("tr")).at(-1)).toBe("Almanya");
});

test("a Turkish province has its name, unless the city has it already", () => {
  const blank = { name: null, company: null, line1: null, line2: null, zip: null, phone: null, province: null };
  const region = (city: string, provinceCode: string) =>
    addressLines({ ...blank, city, provinceCode, country: "TR" }, formatFor("tr")).at(-1);
  expect(region("Kadıköy", "TR34")).toBe("İstanbul, Türkiye");
  expect(region("Düzce", "TR-81")).toBe("Türkiye");
  expect(region("ANTALYA", "TR07")).toBe("Türkiye");
  expect(region("Bitlis", "TR82")).toBe("TR82, Türkiye");
});
