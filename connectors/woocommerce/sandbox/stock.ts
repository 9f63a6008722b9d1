import type { Product } from "./entities.ts";
import type { Meta, Order, ProductLine } from "./order-entities.ts";
import { productOf } from "./order-json.ts";
import { fullName, shownStock } from "./product-json.ts";
import { addNote, type Shop } from "./shop.ts";

/**
 * Moves stock as WooCommerce does when an order changes hands. Measured on 11.0.1: on-hold, processing and completed take it,
 * pending, cancelled and failed give it back; refunded, trash and deletion move nothing.
 */
export function followStatus(shop: Shop, order: Order): void {
  if (["on-hold", "processing", "completed"].includes(order.status)) reduce(shop, order);
  else if (["pending", "cancelled", "failed"].includes(order.status)) restore(shop, order);
}

function reduce(shop: Shop, order: Order): void {
  if (order.stockReduced) return;
  const moved: string[] = [];
  for (const line of order.lines) {
    const product = managed(shop, line);
    if (!product || reducedOf(line) > 0) continue;
    setCounter(shop, line, "_reduced_stock", line.quantity);
    moved.push(move(shop, product, -line.quantity));
  }
  order.stockReduced = true;
  if (moved.length) addNote(shop, order, `Stock levels reduced: ${moved.join(", ")}`);
}

function restore(shop: Shop, order: Order): void {
  if (!order.stockReduced) return;
  const moved: string[] = [];
  for (const line of order.lines) {
    const product = managed(shop, line);
    const reduced = reducedOf(line);
    if (!product || reduced === 0) continue;
    line.meta = line.meta.filter(({ key }) => key !== "_reduced_stock");
    moved.push(move(shop, product, reduced));
  }
  order.stockReduced = false;
  if (moved.length) addNote(shop, order, `Stock levels increased: ${moved.join(", ")}`);
}

/** Follows a line whose quantity changed on an order that already took its stock. */
export function followQuantity(shop: Shop, order: Order, line: ProductLine): void {
  const product = managed(shop, line);
  if (!order.stockReduced || !product) return;
  const missing = line.quantity - reducedOf(line);
  if (missing === 0) return;
  setCounter(shop, line, "_reduced_stock", line.quantity);
  addNote(shop, order, `Adjusted stock: ${move(shop, product, -missing)}`);
}

/** Gives back what a line that is taken off an order still holds. */
export function releaseLine(shop: Shop, order: Order, line: ProductLine): void {
  const product = managed(shop, line);
  const reduced = reducedOf(line);
  if (product && reduced > 0) addNote(shop, order, `Adjusted stock: ${move(shop, product, reduced)}`);
}

/** Puts refunded units back on the shelf, never more than the line took (measured). */
export function restockRefunded(shop: Shop, order: Order, line: ProductLine, quantity: number): void {
  const product = managed(shop, line);
  const back = Math.min(quantity, reducedOf(line));
  if (!product || back <= 0) return;
  const before = shownStock(shop, product).owner.stock ?? 0;
  setCounter(shop, line, "_reduced_stock", reducedOf(line) - back);
  setCounter(shop, line, "_restock_refunded_items", counter(line, "_restock_refunded_items") + back);
  move(shop, product, back);
  addNote(shop, order, `Item #${product.id} stock increased from ${before} to ${before + back}.`);
}

/** Sets a count and the stock status that follows from it; moves the dates and rings what WooCommerce rings. */
export function setStock(shop: Shop, owner: Product, stock: number): void {
  owner.stock = stock;
  owner.stockStatus = statusFor(owner);
  bumpProduct(shop, owner);
}

/** The stock status that a managed count stands for. */
export function statusFor(product: Product): Product["stockStatus"] {
  if ((product.stock ?? 0) > 0) return "instock";
  return product.backorders === "no" ? "outofstock" : "onbackorder";
}

/** Marks a good as changed. A variation's parent is bumped too, but only the variation rings (measured). */
export function bumpProduct(shop: Shop, product: Product): void {
  const parent = product.type === "variation" ? shop.state.products.get(product.parentId) : undefined;
  for (const one of parent ? [product, parent] : [product]) {
    one.modifiedAt = shop.now();
    shop.state.put({ product: one });
  }
  shop.emit("product.updated", product.id);
}

function managed(shop: Shop, line: ProductLine): Product | undefined {
  const product = productOf(shop, line);
  return product && shownStock(shop, product).manage !== false ? product : undefined;
}

function move(shop: Shop, product: Product, by: number): string {
  const { owner } = shownStock(shop, product);
  const before = owner.stock ?? 0;
  const parent = product.type === "variation" ? shop.state.products.get(product.parentId) : undefined;
  const sold = parent ?? product;
  sold.totalSales = Math.max(0, sold.totalSales - by);
  shop.state.put({ product: sold });
  setStock(shop, owner, before + by);
  return `${fullName(parent, product)} (${before}&rarr;${before + by})`;
}

function counter(line: ProductLine, key: string): number {
  return Number(line.meta.find((meta) => meta.key === key)?.value ?? 0);
}

const reducedOf = (line: ProductLine) => counter(line, "_reduced_stock");

function setCounter(shop: Shop, line: ProductLine, key: string, value: number): void {
  const known: Meta | undefined = line.meta.find((meta) => meta.key === key);
  if (known) known.value = String(value);
  else line.meta.push({ id: shop.state.next("itemMeta"), key, value: String(value) });
}
