import fc from "fast-check";
import { expect, test } from "vitest";
import { anySnapshot } from "#tests/arbitraries/order-snapshot.ts";
import { toExternalId } from "../ids.ts";
import { searchQuery, searchTokens } from "./search-tokens.ts";
import type { Customer, OrderSnapshot } from "./snapshot.ts";

const [any] = fc.sample(anySnapshot, { numRuns: 1, seed: 3 });
if (!any) throw new Error("No sample");
const nobody = { customer: null, shipping: null, billing: null, remarks: null };
const bare: OrderSnapshot = {
  ...any,
  id: toExternalId("987654321"),
  number: "#1042",
  people: nobody,
  lines: [],
  fulfillments: [],
};
const line = {
  id: toExternalId("1"),
  productId: null,
  variantId: null,
  sku: null,
  title: "",
  variantTitle: null,
  options: [],
  picture: null,
  quantity: 1,
  currentQuantity: 1,
  unitPrice: any.totals.paid,
  discount: any.totals.paid,
  total: any.totals.paid,
  taxes: [],
  requiresShipping: true,
};
const person: Customer = { id: null, name: null, email: null, phone: null };

/** Whether the query finds the order: what both engines do with tokens and words. */
function finds(snapshot: OrderSnapshot, text: string): boolean {
  const query = searchQuery(text);
  const tokens = searchTokens(snapshot);
  const met = query?.every((words) => words.some((word) => tokens.some((token) => token.startsWith(word))));
  return met ?? false;
}

const customer = (part: Partial<Customer>): OrderSnapshot => ({
  ...bare,
  people: { ...nobody, customer: { ...person, ...part } },
});

test.each([["ışıl ipek"], ["IŞIL İPEK"], ["Isil"], ["ıpek"], ["ipe"], ["  İPEK   ışıl "], ["Ipek,"]])(
  "a Turkish name is found by %j, in either case and without its marks",
  (text) => {
    expect(finds(customer({ name: "Işıl İpek" }), text)).toBe(true);
  },
);

test.each([
  ["+90 532 123 45 67"],
  ["0532 123 45 67"],
  ["0090 532 1234567"],
  ["(0532) 123-45-67"],
  ["5321234567"],
  ["532123"],
  ["0532"],
  ["1234567"],
  ["4567"],
])("a phone is found by %j, however it was written", (text) => {
  expect(finds(customer({ phone: "+90 (532) 123 45 67" }), text)).toBe(true);
  expect(finds(customer({ phone: "0532 1234567" }), text)).toBe(true);
});

test.each([["ayse.yilmaz@example.com"], ["ayse.yilmaz"], ["AYSE"], ["yilmaz"], ["ayseyilmaz@exa"], ["example"]])(
  "an e-mail is found by %j",
  (text) => {
    expect(finds(customer({ email: "Ayse.Yilmaz@example.com" }), text)).toBe(true);
  },
);

test.each([["TK-01234-S"], ["tk-0123"], ["TK01234S"], ["01234"], ["tk"]])("a SKU is found by %j", (text) => {
  expect(finds({ ...bare, lines: [{ ...line, sku: "TK-01234-S" }] }, text)).toBe(true);
});

test.each([["#1042"], ["1042"], ["10"], ["987654321"], ["4321"], ["7654321"]])("an order is found by %j", (text) => {
  expect(finds(bare, text)).toBe(true);
});

test.each([["2042"], ["042"], ["98765432100"], ["ayşe"], ["1042 ayşe"]])("an order is not found by %j", (text) => {
  expect(finds(bare, text)).toBe(false);
});

test("a tracking number is found by its end", () => {
  const tracking = [{ carrier: null, number: "1Z999AA10123456784", url: null }];
  const sent = {
    id: toExternalId("1"),
    status: "",
    state: "sent",
    lines: [],
    tracking,
    sent: null,
    delivered: null,
  } as const;
  expect(finds({ ...bare, fulfillments: [sent] }, "6784")).toBe(true);
  expect(finds({ ...bare, fulfillments: [sent] }, "1z999aa1")).toBe(true);
});

test("every word must be met", () => {
  const order = { ...customer({ name: "Ayşe Yılmaz" }), lines: [{ ...line, title: "Kablosuz T-shirt" }] };
  expect(finds(order, "ayse kablo")).toBe(true);
  expect(finds(order, "t-shirt yılmaz")).toBe(true);
  expect(finds(order, "ayse kulaklik")).toBe(false);
});

test("nothing is asked by marks, spaces or single letters", () => {
  for (const text of ["", "  ", "-", "a", "#", "ı ş"]) expect(searchQuery(text)).toBeNull();
});

test("tokens are plain, sorted and each there once, whatever the order holds", () => {
  fc.assert(
    fc.property(anySnapshot, fc.string({ unit: "binary" }), (snapshot, text) => {
      const tokens = searchTokens(snapshot);
      expect(tokens).toEqual([...new Set(tokens)].sort());
      for (const token of [...tokens, ...(searchQuery(text) ?? []).flat()])
        expect(token).toMatch(/^[\p{L}\p{N}]{1,64}$/u);
    }),
  );
});

test("what is withheld is not searched for", () => {
  const masked = { withheld: "masked" } as const;
  expect(searchTokens({ ...bare, people: { ...nobody, customer: masked } })).toEqual(searchTokens(bare));
});
