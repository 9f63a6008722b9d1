import fc from "fast-check";
import { expect, test } from "vitest";
import { toExternalId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { single } from "#app/domain/money.ts";
import type { Address, OrderLine } from "#app/domain/orders/snapshot.ts";
import { orderId, shopId } from "#tests/views/list-world.ts";
import type { ExportedOrder } from "./exported-order.ts";
import { csvHeader, csvRows, guardFormula } from "./orders-csv.ts";

const lira = (minor: number) => single({ minor, currency: "TRY" });

const line: OrderLine = {
  id: toExternalId("1"),
  productId: null,
  variantId: null,
  sku: "KUPA-01",
  title: "Kupa, mavi",
  variantTitle: null,
  options: [],
  picture: null,
  quantity: 2,
  currentQuantity: 1,
  unitPrice: lira(12_345),
  discount: lira(0),
  total: lira(24_690),
  taxes: [],
  requiresShipping: true,
};

const address: Address = {
  name: "Işıl Yıldız",
  company: null,
  line1: 'Gül Sk. "12"',
  line2: null,
  city: "İzmir",
  province: null,
  provinceCode: null,
  zip: "35000",
  country: "TR",
  phone: null,
};

const order: ExportedOrder = {
  order: orderId(1),
  shop: { id: shopId(1), platform: "shopify", name: "Evim" },
  presence: "shown",
  ownTags: ["=acil", "vip"],
  id: toExternalId("450789469"),
  number: "#1042",
  adminUrl: null,
  version: "1",
  placedAt: toInstant(Date.parse("2026-11-23T09:00:00Z")),
  updatedAt: toInstant(Date.parse("2026-11-23T09:05:00Z")),
  cancelledAt: null,
  closedAt: null,
  completedAt: null,
  status: "processing",
  state: "open",
  source: null,
  currency: { shop: "TRY", presentment: "TRY" },
  taxesIncluded: true,
  test: false,
  people: {
    customer: { id: null, name: "Işıl Yıldız", email: "isil@example.com", phone: "+90 532 000 00 00" },
    shipping: address,
    billing: { withheld: "not-approved" },
    remarks: null,
  },
  lines: [line],
  shipping: [],
  fees: [],
  coupons: [],
  taxes: [],
  totals: {
    subtotal: lira(24_690),
    discount: lira(0),
    shipping: lira(0),
    fees: lira(-500),
    tax: lira(0),
    total: { stated: lira(24_190), derived: lira(24_190) },
    paid: lira(24_190),
    refunded: lira(0),
    outstanding: lira(0),
  },
  payment: { state: "paid", method: "card", title: "Kredi kartı" },
  payments: [],
  fulfillment: "unfulfilled",
  fulfillments: [],
  refunds: [],
  tags: ["hediye", "acele"],
};

/** Reads RFC 4180 back, to judge what was written by what a reader gets. */
function parse(text: string): string[][] {
  const cells = text.matchAll(/("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r\n)/g);
  const rows: string[][] = [[]];
  for (const [, cell = "", end] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const names = parse(csvHeader())[0] ?? [];
const table = (one: ExportedOrder) =>
  parse(csvRows(one)).map((row) => Object.fromEntries(row.map((cell, index) => [names[index] ?? "?", cell])));

test("an order becomes one line for each of its lines, its own columns repeated", () => {
  const rows = table({ ...order, lines: [line, { ...line, sku: null, title: "Halı" }] });
  expect(rows.map((row) => [row.number, row.line_number, row.line_sku, row.line_title])).toEqual([
    ["#1042", "1", "KUPA-01", "Kupa, mavi"],
    ["#1042", "2", "", "Halı"],
  ]);
  expect(rows[1]).toMatchObject({ shop: "Evim", total: "241.90", placed_at: "2026-11-23T09:00:00.000Z" });
  expect(rows[0]).toMatchObject({ line_quantity: "2", line_current_quantity: "1", line_unit_price: "123.45" });
  expect(rows[0]).toMatchObject({ shipping_line1: 'Gül Sk. "12"', shipping_city: "İzmir", tags: "hediye, acele" });
});

test("an order without lines still has its line", () => {
  expect(table({ ...order, lines: [] })).toMatchObject([{ number: "#1042", line_title: "", line_total: "" }]);
});

test("what a platform withheld is told apart from what is empty", () => {
  expect(table(order)[0]?.withheld).toBe("billing");
  const hidden = { ...order.people, customer: { withheld: "not-approved" } as const };
  expect(table({ ...order, people: hidden })[0]).toMatchObject({ withheld: "customer billing", customer_name: "" });
});

test("amounts have the decimals of their currency, and a negative one stays a number", () => {
  expect(table(order)[0]?.fees).toBe("-5.00");
  const yen = single({ minor: 500, currency: "JPY" });
  expect(table({ ...order, lines: [{ ...line, unitPrice: yen }] })[0]?.line_unit_price).toBe("500");
});

test("a phone number with a plus is guarded like every text of others", () => {
  expect(table(order)[0]?.customer_phone).toBe("'+90 532 000 00 00");
});

test("text that a spreadsheet would run gets an apostrophe, other text stays as it is", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "   =1", "＝1"])
    expect(guardFormula(text)).toBe(`'${text}`);
  for (const text of ["", "a=1", "Halı 80×150", "#1042", "1-2"]) expect(guardFormula(text)).toBe(text);
});

test("whatever others write, each cell comes back as written or guarded, and none begins a formula", () => {
  const texts = fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", " ", ",", '"', "'", ";", "ı", "a"),
  });
  fc.assert(
    fc.property(texts, texts, (title, name) => {
      const [row] = table({ ...order, lines: [{ ...line, title }], shop: { ...order.shop, name } });
      expect([row?.line_title, row?.shop]).toEqual([guardFormula(title), guardFormula(name)]);
      expect(row?.line_title).not.toMatch(/^ *[=+\-@\t\r\n]/);
      expect(Object.keys(row ?? {})).toEqual(names);
    }),
  );
});
