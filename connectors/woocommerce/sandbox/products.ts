import type { Product } from "./entities.ts";
import { readMinor } from "./money.ts";
import type { StockInput } from "./order-input.ts";
import { applyMeta } from "./order-lines.ts";
import { shownStock } from "./product-json.ts";
import { RestError } from "./reply.ts";
import type { Shop } from "./shop.ts";
import { slugOf } from "./slug.ts";
import { bumpProduct, setStock, statusFor } from "./stock.ts";

/** The product, or WooCommerce's 404. Variations answer here too, in a product's clothes. */
export function needProduct(shop: Shop, id: number, status = 404): Product {
  const product = shop.state.products.get(id);
  if (product) return product;
  throw new RestError(status, "woocommerce_rest_product_invalid_id", "Invalid ID.");
}

/** The variation of this product, or WooCommerce's 404. */
export function needVariation(shop: Shop, productId: number, id: number): Product {
  const product = shop.state.products.get(id);
  if (product?.type === "variation" && product.parentId === productId) return product;
  throw new RestError(404, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
}

/**
 * Changes a good as a PUT does. Measured on WooCommerce 11.0.1: `manage_stock` alone sets outofstock; a quantity without managed
 * stock is passed over; a variation under its parent's stock ignores a quantity of its own unless `manage_stock: true` comes with
 * it; null sets 0; equal values still move the date and ring; there is no compare-and-set.
 */
export function updateProduct(shop: Shop, product: Product, sent: StockInput): Product {
  checkSku(shop, product.id, sent.sku);
  product.name = sent.name ?? product.name;
  product.status = sent.status ?? product.status;
  product.sku = sent.sku ?? product.sku;
  product.backorders = sent.backorders ?? product.backorders;
  if (sent.regular_price !== undefined) product.regularPrice = readMinor(sent.regular_price);
  if (sent.sale_price !== undefined) product.salePrice = readMinor(sent.sale_price);
  describe(shop, product, sent);
  applyStock(shop, product, sent);
  return product;
}

/** Everything about a good that neither prices nor counts it. */
function describe(shop: Shop, product: Product, sent: StockInput): void {
  product.taxClass = sent.tax_class ?? product.taxClass;
  product.virtual = sent.virtual ?? product.virtual;
  product.downloadable = sent.downloadable ?? product.downloadable;
  product.weight = sent.weight ?? product.weight;
  product.gtin = sent.global_unique_id ?? product.gtin;
  product.lowStock = sent.low_stock_amount === undefined ? product.lowStock : sent.low_stock_amount;
  product.categories = sent.categories?.map(({ id }) => id) ?? product.categories;
  product.meta = applyMeta(shop, product.meta, sent.meta_data, "meta");
  product.attributes =
    sent.attributes?.map(({ id = 0, name = "", options, option }) => {
      const shared = shop.state.attributes.get(id);
      const own = { id: 0, name, slug: slugOf(name) };
      return { ...(shared ?? own), options: options ?? (option === undefined ? [] : [option]) };
    }) ?? product.attributes;
  const picture = sent.image ?? sent.images?.[0];
  if (!picture) return;
  product.imageId = shop.state.next("post");
  product.imageFile = (picture.src.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  product.imageAlt = picture.alt ?? "";
}

/** Makes a product; `product.created` rings. Throws 400 for a SKU that is taken. */
export function createProduct(shop: Shop, sent: StockInput): Product {
  checkSku(shop, 0, sent.sku);
  const name = sent.name ?? "Product";
  const stored = name.replaceAll(/&(?!amp;|\w+;|#\d+;)/g, "&amp;");
  return make(shop, { type: sent.type ?? "simple", name: stored, slug: slugOf(name), parentId: 0 }, sent);
}

/** Makes a variation of a variable product; `product.created` rings with its id. */
export function createVariation(shop: Shop, parent: Product, sent: StockInput): Product {
  checkSku(shop, 0, sent.sku);
  const options = (sent.attributes ?? []).flatMap(({ option }) => option ?? []);
  const slug = slugOf([parent.name, ...options].join(" "));
  return make(shop, { type: "variation", name: parent.name, slug, parentId: parent.id }, sent);
}

function make(shop: Shop, is: Pick<Product, "type" | "name" | "slug" | "parentId">, sent: StockInput): Product {
  const counted = sent.manage_stock === true;
  const product: Product = {
    id: shop.state.next("post"),
    ...is,
    status: sent.status ?? "publish",
    sku: sent.sku ?? "",
    createdAt: shop.now(),
    modifiedAt: shop.now(),
    regularPrice: readMinor(sent.regular_price),
    salePrice: readMinor(sent.sale_price),
    taxClass: "",
    virtual: false,
    downloadable: false,
    manageStock: counted,
    stock: counted ? (sent.stock_quantity ?? 0) : null,
    stockStatus: sent.stock_status ?? "instock",
    backorders: sent.backorders ?? "no",
    totalSales: 0,
    imageId: 0,
    imageFile: "",
    imageAlt: "",
    attributes: [],
    categories: [],
    weight: "",
    gtin: "",
    lowStock: null,
    meta: [],
  };
  describe(shop, product, sent);
  if (product.manageStock) product.stockStatus = statusFor(product);
  shop.state.put({ product });
  shop.emit("product.created", product.id);
  return product;
}

/** Deletes a good for good, with its variations; orders keep its lines without it. Rings nothing (measured). */
export function deleteProduct(shop: Shop, product: Product): void {
  for (const variation of shop.state.variationsOf(product.id)) shop.state.drop("product", variation.id);
  shop.state.drop("product", product.id);
}

/** Puts a good in the trash; `product.deleted` rings. */
export function trashProduct(shop: Shop, product: Product): void {
  if (product.status === "trash")
    throw new RestError(410, "woocommerce_rest_already_trashed", "The product has already been deleted.");
  product.status = "trash";
  product.modifiedAt = shop.now();
  shop.state.put({ product });
  shop.emit("product.deleted", product.id);
}

function applyStock(shop: Shop, product: Product, sent: StockInput): void {
  if (sent.manage_stock === true && !product.manageStock) {
    product.manageStock = true;
    product.stock ??= 0;
  } else if (sent.manage_stock === false || sent.manage_stock === "parent") {
    product.manageStock = false;
    product.stock = null;
    if (sent.manage_stock === false) product.stockStatus = sent.stock_status ?? product.stockStatus;
  }
  if (!product.manageStock) {
    const managedAbove = shownStock(shop, product).manage === "parent";
    if (!managedAbove) product.stockStatus = sent.stock_status ?? product.stockStatus;
    bumpProduct(shop, product);
    return;
  }
  const asked = sent.stock_quantity === null ? 0 : sent.stock_quantity;
  setStock(shop, product, (asked ?? product.stock ?? 0) + (asked === undefined ? (sent.inventory_delta ?? 0) : 0));
}

function checkSku(shop: Shop, id: number, sku: string | undefined): void {
  if (!sku) return;
  const taken = [...shop.state.products.values()].filter((product) => product.sku.startsWith(sku));
  const holder = taken.find((product) => product.sku === sku && product.id !== id);
  if (!holder) return;
  const numbers = Array.from({ length: taken.length + 1 }, (_, i) => `${sku}-${i + 1}`);
  const free = numbers.find((name) => !taken.some((product) => product.sku === name));
  throw new RestError(400, "product_invalid_sku", "Invalid or duplicated SKU.", {
    status: 400,
    resource_id: holder.id,
    unique_sku: free,
  });
}
