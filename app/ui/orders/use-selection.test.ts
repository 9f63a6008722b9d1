import { expect, test } from "vitest";
import { toOrderId } from "#app/domain/ids.ts";
import { between } from "./use-selection.ts";

const idOf = (n: number) => toOrderId(`00000000-0000-7000-8000-${String(n).padStart(12, "0")}`);
const rows = [1, 2, 3, 4].map((n) => ({ id: idOf(n) }));

test("a range holds the rows from the one marked last to this one, in either direction", () => {
  expect(between(rows, idOf(2), idOf(4))).toEqual([idOf(2), idOf(3), idOf(4)]);
  expect(between(rows, idOf(4), idOf(2))).toEqual([idOf(2), idOf(3), idOf(4)]);
});

test("where nothing was marked before, or it is not on this page, the range is the row alone", () => {
  expect(between(rows, null, idOf(3))).toEqual([idOf(3)]);
  expect(between(rows, idOf(9), idOf(3))).toEqual([idOf(3)]);
});
