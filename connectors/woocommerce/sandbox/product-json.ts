import type { Product } from "./entities.ts";
import { amount, symbolOf } from "./money.ts";
import { dates, type Shop } from "./shop.ts";
import { slugOf } from "./slug.ts";

type Json = Record<string, unknown>;

const allow = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Where a good's picture is served. */
export function pictureAddress(shop: Shop, product: Product): string {
  return `${shop.origin}/wp-content/uploads/${encodeURIComponent(product.imageFile)}.svg`;
}

/** The stock a shopper meets: a variation without a count of its own shows its parent's. */
export function shownStock(shop: Shop, product: Product): { manage: boolean | "parent"; owner: Product } {
  const parent = product.type === "variation" ? shop.state.products.get(product.parentId) : undefined;
  if (!product.manageStock && parent?.manageStock) return { manage: "parent", owner: parent };
  return { manage: product.manageStock, owner: product };
}

/** A product, or a variation dressed as one, as `/wc/v3/products/<id>` shows it (recorded on WooCommerce 11.0.1). */
export function productJson(shop: Shop, product: Product): Json {
  const variation = product.type === "variation";
  const parent = variation ? shop.state.products.get(product.parentId) : undefined;
  const sale = onSale(shop, product);
  return {
    id: product.id,
    name: fullName(parent, product),
    slug: product.status === "draft" ? "" : product.slug,
    permalink: permalink(shop, product),
    ...dates(shop, "date_created", product.createdAt),
    ...dates(shop, "date_modified", product.modifiedAt),
    type: product.type,
    status: product.status,
    featured: false,
    catalog_visibility: "visible",
    description: "",
    short_description: "",
    sku: product.sku,
    ...pricesJson(shop, product),
    on_sale: sale,
    purchasable: priceOf(shop, product) !== null,
    total_sales: variation ? String(product.totalSales) : product.totalSales,
    virtual: product.virtual,
    downloadable: product.downloadable,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    external_url: "",
    button_text: "",
    tax_status: "taxable",
    tax_class: product.taxClass,
    ...stockJson(shop, product),
    low_stock_amount: product.lowStock,
    sold_individually: false,
    weight: product.weight,
    dimensions: { length: "", width: "", height: "" },
    shipping_required: !product.virtual,
    shipping_taxable: !product.virtual,
    shipping_class: "",
    shipping_class_id: 0,
    reviews_allowed: !variation,
    average_rating: "0.00",
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: product.parentId,
    purchase_note: "",
    categories: variation ? [] : categoriesJson(shop, product),
    brands: [],
    tags: [],
    images: product.imageFile ? [pictureJson(shop, product, true)] : [],
    attributes: attributesJson(product),
    default_attributes: [],
    variations: shop.state.variationsOf(product.id).map(({ id }) => id),
    grouped_products: [],
    menu_order: 0,
    price_html: priceHtml(shop, product),
    related_ids: [],
    meta_data: product.meta.map(({ id, key, value }) => ({ id, key, value })),
    stock_status: shownStock(shop, product).owner.stockStatus,
    has_options: product.type === "variable",
    post_password: "",
    global_unique_id: product.gtin,
    _links: {
      self: [{ href: `${shop.origin}/wp-json/wc/v3/products/${product.id}`, targetHints: { allow } }],
      collection: [{ href: `${shop.origin}/wp-json/wc/v3/products` }],
      ...(variation ? { up: [{ href: `${shop.origin}/wp-json/wc/v3/products/${product.parentId}` }] } : {}),
    },
  };
}

/** A variation as the variation routes show it; `/wc/v3/variations` links it under no parent (recorded). */
export function variationJson(shop: Shop, product: Product, global = false): Json {
  const own = `${shop.origin}/wp-json/wc/v3/products/${product.parentId}/variations`;
  const all = `${shop.origin}/wp-json/wc/v3/variations`;
  const { stock_quantity, manage_stock, ...backorder } = stockJson(shop, product);
  return {
    id: product.id,
    type: "variation",
    ...dates(shop, "date_created", product.createdAt),
    ...dates(shop, "date_modified", product.modifiedAt),
    description: "",
    permalink: permalink(shop, product),
    sku: product.sku,
    global_unique_id: product.gtin,
    ...pricesJson(shop, product),
    on_sale: onSale(shop, product),
    status: product.status,
    purchasable: priceOf(shop, product) !== null,
    virtual: product.virtual,
    downloadable: product.downloadable,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    tax_status: "taxable",
    tax_class: product.taxClass,
    manage_stock,
    stock_quantity,
    stock_status: shownStock(shop, product).owner.stockStatus,
    ...backorder,
    low_stock_amount: product.lowStock,
    weight: product.weight,
    dimensions: { length: "", width: "", height: "" },
    shipping_class: "",
    shipping_class_id: 0,
    image: product.imageFile ? pictureJson(shop, product, false) : null,
    gallery_image_ids: [],
    attributes: attributesJson(product),
    menu_order: 0,
    meta_data: [],
    name: product.attributes.flatMap((a) => a.options).join(", "),
    parent_id: product.parentId,
    _links: {
      self: [global ? { href: `${all}/${product.id}` } : { href: `${own}/${product.id}`, targetHints: { allow } }],
      collection: [{ href: global ? all : own }],
      up: [{ href: `${shop.origin}/wp-json/wc/v3/products/${global ? 0 : product.parentId}` }],
    },
  };
}

/** `Kilim 80×150 - Bordo`. */
export function fullName(parent: Product | undefined, product: Product): string {
  return parent ? `${parent.name} - ${product.attributes.flatMap((a) => a.options).join(", ")}` : product.name;
}

/** The price a shopper pays, in minor units: a variable product shows its cheapest variation's; null when none is set. */
export function priceOf(shop: Shop, product: Product): number | null {
  if (product.type !== "variable") return product.salePrice ?? product.regularPrice;
  const prices = shop.state.variationsOf(product.id).flatMap((variation) => priceOf(shop, variation) ?? []);
  return prices.length ? Math.min(...prices) : null;
}

function pricesJson(shop: Shop, product: Product): Json {
  const text = (minor: number | null) => (minor === null ? "" : amount(minor));
  return {
    price: text(priceOf(shop, product)),
    regular_price: text(product.regularPrice),
    sale_price: text(product.salePrice),
    ...dates(shop, "date_on_sale_from", null),
    ...dates(shop, "date_on_sale_to", null),
  };
}

function stockJson(shop: Shop, product: Product) {
  const { manage, owner } = shownStock(shop, product);
  return {
    manage_stock: manage,
    stock_quantity: manage === false ? null : owner.stock,
    backorders: owner.backorders,
    backorders_allowed: owner.backorders !== "no",
    backordered: manage !== false && owner.backorders !== "no" && (owner.stock ?? 0) < 0,
  };
}

function onSale(shop: Shop, product: Product): boolean {
  if (product.type === "variable") return shop.state.variationsOf(product.id).some((v) => onSale(shop, v));
  return product.salePrice !== null;
}

function categoriesJson(shop: Shop, product: Product): Json[] {
  const named = product.categories.flatMap((id) => shop.state.categories.get(id) ?? []);
  const shown = named.length ? named : [{ id: 15, name: "Uncategorized", slug: "uncategorized" }];
  return shown.map(({ id, name, slug }) => ({ id, name, slug }));
}

function attributesJson(product: Product): Json[] {
  return product.attributes.map(({ id, name, slug, options }) =>
    product.type === "variation"
      ? { id, name, slug, option: options.join(", ") }
      : { id, name, slug: id ? slug : name, position: 0, visible: true, variation: true, options },
  );
}

/** A value as an order line and an address keep it: what the whole shop shares by its slug, a good's own as it is written. */
export function attributeValue({ id, options }: Product["attributes"][number]): string {
  return id ? slugOf(options.join()) : options.join();
}

function permalink(shop: Shop, product: Product): string {
  if (product.type !== "variation") return `${shop.origin}/product/${product.slug}/`;
  const parent = shop.state.products.get(product.parentId);
  const query = product.attributes.map((a) => `attribute_${a.slug}=${encodeURIComponent(attributeValue(a))}`).join("&");
  return `${shop.origin}/product/${parent?.slug ?? ""}/?${query}`;
}

function pictureJson(shop: Shop, product: Product, large: boolean): Json {
  const src = pictureAddress(shop, product);
  return {
    id: product.imageId,
    ...dates(shop, "date_created", product.createdAt),
    ...dates(shop, "date_modified", product.createdAt),
    src,
    name: product.slug,
    alt: product.imageAlt,
    ...(large ? { srcset: `${src} 300w`, sizes: "(max-width: 300px) 100vw, 300px", thumbnail: src } : {}),
  };
}

/** The price as the shop's pages show it: a range for a variable product, the old price struck out on a sale (recorded). */
function priceHtml(shop: Shop, product: Product): string {
  const price = priceOf(shop, product);
  if (price === null) return "";
  const { entity } = symbolOf(shop.currency);
  const shown = (minor: number, hidden = "") =>
    `<span class="woocommerce-Price-amount amount"${hidden}><bdi><span class="woocommerce-Price-currencySymbol" translate="no">${entity}</span>${amount(minor)}</bdi></span>`;
  const aside = ' aria-hidden="true"';
  const told = (text: string) => `<span class="screen-reader-text">${text}</span>`;
  if (product.type === "variable") {
    const prices = shop.state.variationsOf(product.id).flatMap((variation) => priceOf(shop, variation) ?? []);
    const most = Math.max(price, ...prices);
    if (most === price) return shown(price);
    const range = `Price range: ${entity}${amount(price)} through ${entity}${amount(most)}`;
    return `${shown(price, aside)} <span${aside}>&ndash;</span> ${shown(most, aside)}${told(range)}`;
  }
  if (product.salePrice === null || product.regularPrice === null) return shown(price);
  const was = told(`Original price was: ${entity}${amount(product.regularPrice)}.`);
  const is = told(`Current price is: ${entity}${amount(product.salePrice)}.`);
  return `<del${aside}>${shown(product.regularPrice)}</del> ${was}<ins${aside}>${shown(product.salePrice)}</ins>${is}`;
}
