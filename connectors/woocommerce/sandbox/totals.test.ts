import { expect, test } from "vitest";
import couponOrder from "./fixtures/order-coupons.json" with { type: "json" };
import feeOrder from "./fixtures/order-fees.json" with { type: "json" };
import { openTrialShop, type Read, type TrialShop } from "./trial-shop.ts";

const germany = { country: "DE", city: "Köln", postcode: "50667" };

/** Makes the goods of a recorded order at their recorded prices, and the order from them. */
async function replay(shop: TrialShop, recorded: typeof couponOrder | typeof feeOrder, more: object) {
  const line_items = [];
  for (const line of recorded.line_items) {
    const regular_price = (Number(line.subtotal) / line.quantity).toFixed(2);
    const product = await shop.one("POST", "/products", { name: line.name, sku: line.sku, regular_price });
    line_items.push({ product_id: product.id, quantity: line.quantity });
  }
  const shipping_lines = recorded.shipping_lines.map(({ method_id, method_title, total }) => ({
    method_id,
    method_title,
    total,
  }));
  return shop.one("POST", "/orders", { billing: germany, shipping: germany, line_items, shipping_lines, ...more });
}

/** The money of an order: everything that ids, dates and names do not touch. */
function money(order: Read) {
  const amounts = Object.entries(order).filter(([key]) => /total|tax$|_tax_|discount_/.test(key));
  return {
    ...Object.fromEntries(amounts),
    lines: order.line_items.map((l: Read) => [l.subtotal, l.subtotal_tax, l.total, l.total_tax, l.taxes, l.price]),
    shipping: order.shipping_lines.map((l: Read) => [l.total, l.total_tax, l.taxes]),
    fees: order.fee_lines.map((l: Read) => [l.total, l.total_tax, l.taxes]),
    coupons: order.coupon_lines.map((l: Read) => [l.code, l.discount, l.discount_tax, l.nominal_amount]),
    taxes: order.tax_lines.map((l: Read) => [l.rate_code, l.tax_total, l.shipping_tax_total, l.rate_percent]),
  };
}

test("per cent and fixed coupons come out as recorded, to the minor unit", async () => {
  const shop = openTrialShop({ currency: "EUR" });
  const order = await replay(shop, couponOrder, { coupon_lines: [{ code: "yaz10" }, { code: "minus5" }] });
  expect(money(order)).toEqual(money(couponOrder));
});

test("a fee and a negative fee come out as recorded: the negative one is taxed like the goods it lowers", async () => {
  const shop = openTrialShop({ currency: "EUR" });
  const fee_lines = [
    { name: "Gift wrap", total: "2.50", tax_status: "taxable" },
    { name: "Manual discount", total: "-3.00", tax_status: "none" },
  ];
  expect(money(await replay(shop, feeOrder, { fee_lines }))).toEqual(money(feeOrder));
});

test("where shelf prices include tax, net and tax always add up to the shelf price", async () => {
  const shop = openTrialShop({ pricesIncludeTax: true });
  for (const [price, net, tax] of [
    ["9.99", "8.33", "1.66"],
    ["24.90", "20.75", "4.15"],
    ["0.01", "0.01", "0.00"],
  ]) {
    const product = await shop.one("POST", "/products", { name: "x", regular_price: price });
    const order = await shop.one("POST", "/orders", { line_items: [{ product_id: product.id, quantity: 1 }] });
    expect([order.line_items[0].total, order.total_tax, order.total]).toEqual([net, tax, price]);
  }
});

test("two rates stand in two tax lines, and a total given with a line is taken as it is", async () => {
  const shop = openTrialShop();
  const order = await shop.one("POST", "/orders", {
    line_items: [
      { sku: "TABAK-6", quantity: 3, total: "10.00" },
      { sku: "ÇAY-250", quantity: 2 },
    ],
  });
  expect(order.line_items[0]).toMatchObject({ subtotal: "10.00", total: "10.00", total_tax: "2.00", price: 10 / 3 });
  expect(order.tax_lines.map((l: Read) => [l.label, l.tax_total])).toEqual([
    ["KDV", "2.00"],
    ["KDV indirimli", "17.80"],
  ]);
  expect(order.total).toBe("207.80");
});

test("every laid order adds up: lines, fees, shipping and taxes make the total", () => {
  for (const pricesIncludeTax of [false, true]) {
    const shop = openTrialShop({ pricesIncludeTax });
    shop.sandbox.lay({ orders: 200, days: 20 });
    for (let i = 0; i < 100; i++) shop.sandbox.act({ action: "random" });
    for (const order of shop.sandbox.truth().orders as Read[]) {
      const cents = (text: string) => Math.round(Number(text) * 100);
      const sum = (lines: Read[], key: string) => lines.reduce((all, line) => all + cents(line[key]), 0);
      expect(cents(order.total)).toBe(
        sum(order.line_items, "total") +
          sum(order.fee_lines, "total") +
          cents(order.shipping_total) +
          cents(order.total_tax),
      );
      const taxed = [...order.line_items, ...order.fee_lines, ...order.shipping_lines];
      expect(cents(order.total_tax)).toBe(sum(taxed, "total_tax"));
      expect(cents(order.total)).toBeGreaterThanOrEqual(0);
    }
  }
});
