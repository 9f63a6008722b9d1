import type { Coupon, Product } from "./entities.ts";
import { finePerMinor, readFine } from "./money.ts";
import { type Meta, noAddress, type Order, type ProductLine } from "./order-entities.ts";
import { type MetaInput, missingProduct, type OrderInput } from "./order-input.ts";
import { attributeValue, fullName, priceOf } from "./product-json.ts";
import { RestError } from "./reply.ts";
import type { Shop } from "./shop.ts";
import { slugOf } from "./slug.ts";
import { followQuantity, releaseLine } from "./stock.ts";
import { netOf, ratesFor } from "./taxes.ts";
import { applyCoupons, calculateTaxes } from "./totals.ts";

type Sent<K extends "line_items" | "shipping_lines" | "fee_lines"> = NonNullable<OrderInput[K]>[number];

/** Lays the lines of a request on an order and adds it up anew. Refuses before anything is changed. */
export function applyLines(shop: Shop, order: Order, input: OrderInput): void {
  const products = (input.line_items ?? []).map((sent) =>
    known(order.lines, sent.id) ? undefined : findProduct(shop, sent),
  );
  const newCoupons = (input.coupon_lines ?? []).filter((sent) => sent.code && !known(order.couponLines, sent.id));
  const found = newCoupons.map((sent) => findCoupon(shop, sent.code ?? ""));
  for (const [index, sent] of (input.line_items ?? []).entries()) applyLine(shop, order, sent, products[index]);
  for (const sent of input.shipping_lines ?? []) applyShipping(shop, order, sent);
  for (const sent of input.fee_lines ?? []) applyFee(shop, order, sent);
  for (const coupon of found) addCoupon(shop, order, coupon);
  if (found.length) applyCoupons(order, taxingOf(shop));
  if (
    input.line_items ??
    input.shipping_lines ??
    input.fee_lines ??
    input.coupon_lines ??
    input.billing ??
    input.shipping
  )
    calculateTaxes(order, taxingOf(shop), () => shop.state.next("item"));
}

const taxingOf = ({ country, state }: Shop) => ({ base: country, rates: [...state.rates.values()] });

/** The price of a quantity without tax, in fine units, as a new line gets it. */
export function shelfNet(shop: Shop, product: Product, quantity: number): number {
  const rates = ratesFor({ shipping: noAddress, billing: noAddress, ...taxingOf(shop) }, product.taxClass);
  return netOf((priceOf(shop, product) ?? 0) * quantity * finePerMinor, rates, shop.pricesIncludeTax);
}

/** Sets order or line meta as WooCommerce stores it: scalars become text, `null` removes. */
export function applyMeta(
  shop: Shop,
  meta: Meta[],
  sent: MetaInput | undefined,
  sequence: "meta" | "itemMeta",
): Meta[] {
  const kept = [...meta];
  for (const { id, key, value } of sent ?? []) {
    const at = kept.findIndex((one) => (id ? one.id === id : one.key === key));
    const stored = storedValue(value);
    if (value === null) kept.splice(at, at < 0 ? 0 : 1);
    else if (at >= 0) kept[at] = { ...kept[at], id: kept[at]?.id ?? 0, key: key ?? kept[at]?.key ?? "", value: stored };
    else if (key) kept.push({ id: shop.state.next(sequence), key, value: stored });
  }
  return kept;
}

function applyLine(shop: Shop, order: Order, sent: Sent<"line_items">, product: Product | undefined): void {
  const old = order.lines.find(({ id }) => id === sent.id);
  if (old && (sent.product_id === null || sent.quantity === 0)) {
    releaseLine(shop, order, old);
    order.lines = order.lines.filter((line) => line !== old);
    return;
  }
  const line = old ?? (product && newLine(shop, product, sent, order));
  if (!line) return;
  if (!old) order.lines.push(line);
  if (sent.name) line.name = sent.name;
  line.quantity = sent.quantity ?? line.quantity;
  line.taxClass = sent.tax_class ?? line.taxClass;
  line.subtotal = readFine(sent.subtotal) ?? (old ? line.subtotal : (readFine(sent.total) ?? line.subtotal));
  line.total = readFine(sent.total) ?? (old ? line.total : line.subtotal);
  line.meta = applyMeta(shop, line.meta, sent.meta_data, "itemMeta");
  followQuantity(shop, order, line);
}

function newLine(shop: Shop, product: Product, sent: Sent<"line_items">, order: Order): ProductLine {
  const parent = product.type === "variation" ? shop.state.products.get(product.parentId) : undefined;
  const quantity = sent.quantity ?? 1;
  const net = shelfNet(shop, product, quantity);
  // The storefront's checkout names a variation's attributes by their slug, the API in the product's own order (recorded).
  const attributes = parent?.attributes ?? [];
  const told =
    order.createdVia === "store-api"
      ? attributes.toSorted((a, b) => (a.slug.toLowerCase() < b.slug.toLowerCase() ? -1 : 1))
      : attributes;
  return {
    id: shop.state.next("item"),
    name: fullName(parent, product),
    productId: parent?.id ?? product.id,
    variationId: parent ? product.id : 0,
    quantity,
    taxClass: product.taxClass,
    subtotal: net,
    total: net,
    taxes: [],
    meta: told.flatMap((attribute) => chosen(shop, product, attribute, sent)),
  };
}

/** The value of an attribute of a variation, or where the variation takes any of them, the one that the request names. */
function chosen(
  shop: Shop,
  variation: Product,
  attribute: Product["attributes"][number],
  sent: Sent<"line_items">,
): Meta[] {
  const { name } = attribute;
  const slug = attribute.slug.toLowerCase();
  const fixed = variation.attributes.find((one) => one.name === name);
  const named = sent.meta_data?.find((meta) => meta.key === slug)?.value;
  const option = fixed?.options[0] ?? attribute.options.find((one) => slugOf(one) === named || one === named);
  if (option === undefined) return [];
  const value = attributeValue({ ...attribute, options: [option] });
  return [{ id: shop.state.next("itemMeta"), key: slug, value, displayKey: name, displayValue: option }];
}

function applyShipping(shop: Shop, order: Order, sent: Sent<"shipping_lines">): void {
  if (sent.id && sent.method_id === null) {
    order.shippingLines = order.shippingLines.filter(({ id }) => id !== sent.id);
    return;
  }
  let line = order.shippingLines.find(({ id }) => id === sent.id);
  if (!line) {
    line = { id: shop.state.next("item"), title: "", method: "", instance: "", total: 0, taxes: [], meta: [] };
    order.shippingLines.push(line);
  }
  line.title = sent.method_title ?? line.title;
  line.method = sent.method_id ?? line.method;
  line.instance = sent.instance_id ?? line.instance;
  line.total = readFine(sent.total) ?? line.total;
  line.meta = applyMeta(shop, line.meta, sent.meta_data, "itemMeta");
}

function applyFee(shop: Shop, order: Order, sent: Sent<"fee_lines">): void {
  if (sent.id && sent.name === null) {
    order.feeLines = order.feeLines.filter(({ id }) => id !== sent.id);
    return;
  }
  let line = order.feeLines.find(({ id }) => id === sent.id);
  if (!line) {
    line = { id: shop.state.next("item"), name: "", taxClass: "", taxStatus: "taxable", total: 0, taxes: [], meta: [] };
    order.feeLines.push(line);
  }
  line.name = sent.name ?? line.name;
  line.taxClass = sent.tax_class ?? line.taxClass;
  line.taxStatus = sent.tax_status ?? line.taxStatus;
  line.total = readFine(sent.total) ?? line.total;
  line.meta = applyMeta(shop, line.meta, sent.meta_data, "itemMeta");
}

function addCoupon(shop: Shop, order: Order, { id, code, type, nominal }: Coupon): void {
  const info = JSON.stringify([id, code, type === "percent" ? type : null, nominal]);
  order.couponLines.push({
    id: shop.state.next("item"),
    code,
    type,
    nominal,
    discount: 0,
    discountTax: 0,
    meta: [{ id: shop.state.next("itemMeta"), key: "coupon_info", value: info }],
  });
}

function findCoupon(shop: Shop, code: string): Coupon {
  const coupon = [...shop.state.coupons.values()].find((one) => one.code === code.toLowerCase());
  if (coupon) return coupon;
  throw new RestError(400, "woocommerce_rest_invalid_coupon", `Coupon "${code}" does not exist!`);
}

function findProduct(shop: Shop, sent: Sent<"line_items">): Product {
  const id = sent.variation_id || sent.product_id;
  const bySku = sent.sku ? [...shop.state.products.values()].find(({ sku }) => sku === sent.sku) : undefined;
  if (!id && !bySku) throw missingProduct();
  const product = bySku ?? shop.state.products.get(id ?? 0);
  if (product) return product;
  throw new RestError(400, "order_item_product_invalid_product_id", "Invalid product ID");
}

function known(lines: readonly { id: number }[], id: number | undefined): boolean {
  return id !== undefined && lines.some((line) => line.id === id);
}

function storedValue(value: unknown): unknown {
  if (typeof value === "boolean") return value ? "1" : "";
  return typeof value === "number" ? String(value) : (value ?? "");
}
