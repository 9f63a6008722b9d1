import { expect, test } from "vitest";
import { memoryJournal } from "../../contract/sandbox/journal.ts";
import { openTrialShop } from "./trial-shop.ts";

const vase = { sku: "VAZO-02", quantity: 1 };
const home = { first_name: "Noor", country: "NL", city: "Utrecht" };

test("a tax rate and a coupon that were made through the API count in the orders that come after them", async () => {
  const shop = openTrialShop();
  const rate = await shop.one("POST", "/taxes", { country: "nl", rate: "21", name: "BTW", shipping: true });
  expect(rate).toMatchObject({ country: "NL", rate: "21.0000", name: "BTW", shipping: true, class: "standard" });
  const coupon = await shop.one("POST", "/coupons", { code: "Zomer25", amount: "25", discount_type: "percent" });
  expect(coupon).toMatchObject({ code: "zomer25", amount: "25.00", discount_type: "percent", usage_count: 0 });
  await shop.one("PUT", `/products/${(await shop.many("/products?sku=VAZO-02"))[0]?.id}`, { regular_price: "100.00" });
  const order = await shop.one("POST", "/orders", {
    billing: home,
    shipping: home,
    line_items: [vase],
    shipping_lines: [{ method_id: "flat_rate", method_title: "Post", total: "10.00" }],
    coupon_lines: [{ code: "ZOMER25" }],
  });
  // 100 less 25 per cent, 21 % on goods and shipping.
  expect(order).toMatchObject({
    discount_total: "25.00",
    shipping_total: "10.00",
    shipping_tax: "2.10",
    cart_tax: "15.75",
    total_tax: "17.85",
    total: "102.85",
    coupon_lines: [{ code: "zomer25", discount: "25", nominal_amount: 25 }],
    tax_lines: [
      { rate_code: "NL-BTW-1", rate_id: rate.id, rate_percent: 21, tax_total: "15.75", shipping_tax_total: "2.10" },
    ],
  });
  expect((await shop.one("GET", `/coupons/${coupon.id}`)).usage_count).toBe(1);
});

test("a code that is taken is refused; a deleted coupon and a deleted rate count no more", async () => {
  const shop = openTrialShop();
  const body = { code: "bir", amount: "1.00" };
  const { id } = await shop.one("POST", "/coupons", body);
  expect(await shop.call("POST", "/coupons", { ...body, code: "Bir" })).toMatchObject({
    status: 400,
    body: { code: "woocommerce_rest_coupon_code_already_exists" },
  });
  await shop.call("DELETE", `/coupons/${id}?force=true`);
  const refused = await shop.call("POST", "/orders", { line_items: [vase], coupon_lines: [{ code: "bir" }] });
  expect(refused.status).toBe(400);
  const turkish = (await shop.many("/taxes")).filter(({ country }) => country === "TR");
  for (const { id: rate } of turkish) expect((await shop.call("DELETE", `/taxes/${rate}?force=true`)).status).toBe(200);
  expect(await shop.one("POST", "/orders", { line_items: [vase] })).toMatchObject({ total_tax: "0.00", tax_lines: [] });
});

test("what was made and deleted stays so when the shop is opened again", async () => {
  const journal = memoryJournal();
  const first = openTrialShop({ journal });
  const rate = await first.one("POST", "/taxes", { country: "NL", rate: "21", name: "BTW" });
  const { id } = await first.one("POST", "/coupons", { code: "kalan", amount: "5.00" });
  await first.call("DELETE", "/coupons/7?force=true");
  const again = openTrialShop({ journal, empty: true });
  expect(await again.one("GET", `/taxes/${rate.id}`)).toEqual(rate);
  expect((await again.one("GET", `/coupons/${id}`)).code).toBe("kalan");
  expect((await again.call("GET", "/coupons/7")).status).toBe(404);
});
