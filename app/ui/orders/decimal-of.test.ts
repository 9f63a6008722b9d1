import { expect, test } from "vitest";
import { decimalOf } from "./decimal-of.ts";

test.each([
  ["1250.50", "1250.50"],
  ["1.250,50", "1250.50"],
  ["1,250.50", "1250.50"],
  ["1 250,5", "1250.5"],
  ["1.250", "1250"],
  ["1.250.000", "1250000"],
  ["12,5", "12.5"],
  [" -7 ", "-7"],
  ["", null],
  ["  ", null],
  ["abc", undefined],
  ["12,", undefined],
  ["1e9", undefined],
  ["12345678901234", undefined],
])("the amount %j is read as %j, whichever marks it was written with", (typed, read) => {
  expect(decimalOf(typed)).toBe(read);
});
