import fc from "fast-check";
import { expect, test } from "vitest";
import { toWorkspaceId } from "#app/domain/ids.ts";
import { everyOrder, shopId } from "#tests/views/list-world.ts";
import { BadCursor, readCursor, writeCursor } from "./order-cursor.ts";

const workspace = toWorkspaceId("01900000-0000-7000-8000-000000000001");
const other = toWorkspaceId("01900000-0000-7000-8000-000000000002");
const position = { key: 1_763_900_000_000, tie: 42, nameless: false };
const cursor = writeCursor(workspace, everyOrder, position);

test("a cursor says where the page ended, in letters that fit into an address", () => {
  expect(readCursor(workspace, everyOrder, cursor)).toEqual(position);
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  const byCustomer = { ...everyOrder, sort: "customer" } as const;
  const named = { key: "isil yildiz", tie: "01900000-0000-7000-8000-000000000003", nameless: false };
  expect(readCursor(workspace, byCustomer, writeCursor(workspace, byCustomer, named))).toEqual(named);
  const nameless = { ...position, nameless: true };
  expect(readCursor(workspace, byCustomer, writeCursor(workspace, byCustomer, nameless))).toEqual(nameless);
});

test("a cursor stays good when only the page's size or the cursor in the query differ", () => {
  expect(readCursor(workspace, { ...everyOrder, limit: 7, cursor: "x" }, cursor)).toEqual(position);
});

test("a cursor of another list is refused by name", () => {
  const others = [
    { ...everyOrder, tab: "open" },
    { ...everyOrder, search: "x" },
    { ...everyOrder, shops: [shopId(1)] },
    { ...everyOrder, descending: false },
    { ...everyOrder, sort: "total" },
    { ...everyOrder, from: "2026-11-01" },
  ] as const;
  for (const query of others) expect(() => readCursor(workspace, query, cursor)).toThrow(BadCursor);
  expect(() => readCursor(other, everyOrder, cursor)).toThrow(BadCursor);
});

test("a cursor whose kinds do not fit the sort is refused", () => {
  const text = writeCursor(workspace, everyOrder, { key: "a", tie: "b", nameless: false });
  const mixed = writeCursor(workspace, everyOrder, { key: 1, tie: "b", nameless: false });
  for (const broken of [text, mixed]) expect(() => readCursor(workspace, everyOrder, broken)).toThrow(BadCursor);
});

test("whatever an address holds, a broken cursor is refused and nothing else is thrown", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json().map((json) => Buffer.from(json).toString("base64url")),
    fc.nat(cursor.length - 2).map((n) => cursor.slice(0, n)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(() => readCursor(workspace, everyOrder, text)).toThrow(BadCursor);
    }),
  );
});
