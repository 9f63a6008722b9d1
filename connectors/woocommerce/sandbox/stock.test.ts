import { expect, test } from "vitest";
import recorded from "./fixtures/errors.json" with { type: "json" };
import { openTrialShop, type TrialShop } from "./trial-shop.ts";

const find = async (shop: TrialShop, sku: string) => {
  const [product] = await shop.many(`/products?sku=${encodeURIComponent(sku)}`);
  if (!product) throw new Error(`no ${sku}`);
  return product;
};

test("on-hold, processing and completed take stock once; pending, cancelled and failed give it back", async () => {
  const shop = openTrialShop();
  const before = (await find(shop, "VAZO-02")).stock_quantity;
  const order = await shop.one("POST", "/orders", { line_items: [{ sku: "VAZO-02", quantity: 4 }] });
  const after: [string, number][] = [];
  for (const status of [
    "on-hold",
    "processing",
    "completed",
    "pending",
    "processing",
    "cancelled",
    "completed",
    "failed",
  ]) {
    await shop.call("PUT", `/orders/${order.id}`, { status });
    after.push([status, (await find(shop, "VAZO-02")).stock_quantity - before]);
  }
  expect(after).toEqual([
    ["on-hold", -4],
    ["processing", -4],
    ["completed", -4],
    ["pending", 0],
    ["processing", -4],
    ["cancelled", 0],
    ["completed", -4],
    ["failed", 0],
  ]);
});

test("trash and deletion give no stock back, and a changed quantity moves it", async () => {
  const shop = openTrialShop();
  const before = (await find(shop, "VAZO-02")).stock_quantity;
  const order = await shop.one("POST", "/orders", {
    status: "processing",
    line_items: [{ sku: "VAZO-02", quantity: 1 }],
  });
  await shop.call("PUT", `/orders/${order.id}`, { line_items: [{ id: order.line_items[0].id, quantity: 5 }] });
  expect((await find(shop, "VAZO-02")).stock_quantity).toBe(before - 5);
  await shop.call("DELETE", `/orders/${order.id}?force=true`);
  expect((await find(shop, "VAZO-02")).stock_quantity).toBe(before - 5);
});

test("selling more than there is is accepted and leaves the good out of stock", async () => {
  const shop = openTrialShop();
  await shop.call("POST", "/orders", { status: "processing", line_items: [{ sku: "VAZO-02", quantity: 500 }] });
  expect(await find(shop, "VAZO-02")).toMatchObject({ stock_quantity: -440, stock_status: "outofstock" });
});

test("manage_stock alone sets nothing on the shelf; without it a quantity is passed over but the date moves", async () => {
  const shop = openTrialShop();
  const gift = await find(shop, "HEDIYE-500");
  await shop.world.advance(60_000);
  const ignored = await shop.one("PUT", `/products/${gift.id}`, { stock_quantity: 9 });
  expect(ignored).toMatchObject({ manage_stock: false, stock_quantity: null, stock_status: "instock" });
  expect(ignored.date_modified).not.toBe(gift.date_modified);
  expect(await shop.one("PUT", `/products/${gift.id}`, { manage_stock: true })).toMatchObject({
    stock_status: "outofstock",
  });
  expect(await shop.one("PUT", `/products/${gift.id}`, { manage_stock: true, stock_quantity: 9 })).toMatchObject({
    stock_quantity: 9,
    stock_status: "instock",
  });
  expect(await shop.one("PUT", `/products/${gift.id}`, { inventory_delta: -2 })).toMatchObject({ stock_quantity: 7 });
  expect(await shop.one("PUT", `/products/${gift.id}`, { stock_quantity: null })).toMatchObject({ stock_quantity: 0 });
});

test("a variation under its parent's stock shows it, ignores a count of its own, and is detached by manage_stock", async () => {
  const shop = openTrialShop();
  const [parent, variation] = [await find(shop, "HALI-80"), await find(shop, "HALI-80-1")];
  const path = `/products/${parent.id}/variations/${variation.id}`;
  expect(await shop.one("GET", path)).toMatchObject({ manage_stock: "parent", stock_quantity: 40 });
  expect(await shop.one("PUT", path, { stock_quantity: 3 })).toMatchObject({
    manage_stock: "parent",
    stock_quantity: 40,
  });
  await shop.call("POST", "/orders", {
    status: "processing",
    line_items: [{ variation_id: variation.id, quantity: 2 }],
  });
  expect((await find(shop, "HALI-80-2")).stock_quantity).toBe(38);
  const own = await shop.one("PUT", path, { manage_stock: true, stock_quantity: 3 });
  expect(own).toMatchObject({ manage_stock: true, stock_quantity: 3 });
  expect((await find(shop, "HALI-80")).stock_quantity).toBe(38);
});

test("bad quantities are refused alone and become 0 in a batch; a variation is refused in the batch of goods", async () => {
  const shop = openTrialShop();
  const [vase, mug] = [await find(shop, "VAZO-02"), await find(shop, "KUPA-01-1")];
  const alone = await shop.call("PUT", `/products/${vase.id}`, { stock_quantity: 7.6 });
  expect({ status: alone.status, body: alone.body }).toEqual(recorded["400-invalid-stock-quantity"]);
  const update = [
    { id: vase.id, stock_quantity: "abc" },
    { id: 999999, stock_quantity: 1 },
    { id: mug.id, stock_quantity: 19 },
  ];
  const batch = await shop.one("POST", "/products/batch", { update });
  expect(batch.update[0].stock_quantity).toBe(0);
  expect(batch.update[1].error).toEqual({
    code: "woocommerce_rest_product_invalid_id",
    message: "Invalid ID.",
    data: { status: 400 },
  });
  expect(batch.update[2].error.code).toBe("woocommerce_rest_invalid_product_id");
});

test("goods that are not there, variations that are not there and a taken SKU are refused as recorded", async () => {
  const shop = openTrialShop();
  const mug = await find(shop, "KUPA-01");
  const missing = await shop.call("GET", "/products/999999");
  expect({ status: missing.status, body: missing.body }).toEqual(recorded["404-missing-product"]);
  const variation = await shop.call("GET", `/products/${mug.id}/variations/999999`);
  expect({ status: variation.status, body: variation.body }).toEqual(recorded["404-missing-variation"]);
  const taken = await shop.call("POST", "/products", { name: "x", sku: "TABAK-6" });
  const plate = await find(shop, "TABAK-6");
  const { body } = recorded["400-duplicate-sku"];
  expect(taken.body).toEqual({ ...body, data: { status: 400, resource_id: plate.id, unique_sku: "TABAK-6-1" } });
});
