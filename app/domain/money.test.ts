import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, decimalFromMoney, moneyFromDecimal } from "./money.ts";

describe("money", () => {
  it("is read from decimal text with the currency's own digits", () => {
    expect(moneyFromDecimal("1234.56", "TRY")).toEqual({ minor: 123456, currency: "TRY" });
    expect(moneyFromDecimal("1200.00", "JPY")).toEqual({ minor: 1200, currency: "JPY" });
    expect(moneyFromDecimal("0.125", "KWD")).toEqual({ minor: 125, currency: "KWD" });
    expect(moneyFromDecimal("-0.00", "EUR")).toEqual({ minor: 0, currency: "EUR" });
  });

  it("rounds what is finer than the minor unit half away from zero", () => {
    expect(moneyFromDecimal("8.623333", "EUR")?.minor).toBe(862);
    expect(moneyFromDecimal("1.005", "EUR")?.minor).toBe(101);
    expect(moneyFromDecimal("-1.005", "EUR")?.minor).toBe(-101);
  });

  it.each(["", "abc", "1,5", "1.2.3", "1e5", "NaN", "99999999999999999999"])("refuses %j", (text) => {
    expect(moneyFromDecimal(text, "EUR")).toBeNull();
  });

  it("comes back from its own text", () => {
    const amounts = fc.tuple(fc.maxSafeInteger(), fc.constantFrom("EUR", "JPY", "KWD", "CLF"));
    fc.assert(
      fc.property(amounts, ([minor, currency]) => {
        const money = { minor: minor === 0 ? 0 : minor, currency };
        expect(moneyFromDecimal(decimalFromMoney(money), currency)).toEqual(money);
      }),
    );
  });

  it("never adds two currencies", () => {
    expect(() => add({ minor: 1, currency: "EUR" }, { minor: 1, currency: "TRY" })).toThrow(TypeError);
  });
});
