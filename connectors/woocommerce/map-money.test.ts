import { expect, it } from "vitest";
import { single } from "../../app/domain/money.ts";
import { perUnit } from "./map-money.ts";

const euro = (minor: number) => single({ minor, currency: "EUR" });

it.each([
  [1000, 3, 333],
  [1001, 2, 501],
  [-1001, 2, -501],
  [500, 0, 500],
  [999, 1.5, 666],
])("%i shared by %d is %i, rounded half away from zero", (whole, quantity, unit) => {
  expect(perUnit(euro(whole), quantity)).toEqual(euro(unit));
});
