import { locationId, type Product, type Variant, vendor } from "./catalogue.ts";
import { connectList, type PageArguments } from "./connections.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { moneyText } from "./money.ts";
import { dateText, gid } from "./options.ts";
import { shopPriceOf } from "./order-place.ts";

/** Goods never change in this shop, so all of them carry one date. */
const catalogueAt = Date.UTC(2026, 0, 5, 9);
const when = dateText(catalogueAt);
const stocked = 100;

export function productView(context: GraphContext, product: Product): View {
  const { good } = product;
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: product.id,
    title: good.title,
    handle: product.handle,
    status: "ACTIVE",
    vendor,
    productType: "",
    tags: [],
    createdAt: when,
    updatedAt: when,
    publishedAt: when,
    totalInventory: stocked * product.variants.length,
    tracksInventory: true,
    hasOnlyDefaultVariant: good.options.length === 0,
    variantsCount: { __typename: "Count", count: product.variants.length, precision: "EXACT" },
    featuredImage: imageView(context, good.sku, good.title),
    variants: (args: PageArguments) => connectList(product.variants, args, (one) => variantView(context, one)),
  };
}

export function variantView(context: GraphContext, variant: Variant): View {
  const { product } = variant;
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    title: variant.title,
    displayName: `${product.good.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    position: variant.position,
    price: moneyText(shopPriceOf(variant, context.options.currency), context.options.currency),
    availableForSale: true,
    inventoryPolicy: "DENY",
    inventoryQuantity: stocked,
    taxable: true,
    createdAt: when,
    updatedAt: when,
    image: imageView(context, product.good.sku, product.good.title),
    selectedOptions: variant.options.map((one) => ({ __typename: "SelectedOption", ...one })),
    product: () => productView(context, product),
    inventoryItem: () => inventoryItemView(context, variant),
  };
}

export function inventoryItemView(context: GraphContext, variant: Variant): View {
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.inventoryItemId),
    legacyResourceId: variant.inventoryItemId,
    sku: variant.sku,
    tracked: true,
    requiresShipping: true,
    createdAt: when,
    updatedAt: when,
    unitCost: null,
    variant: () => variantView(context, variant),
    inventoryLevels: (args: PageArguments) => connectList([variant], args, () => levelView(context, variant)),
    inventoryLevel: ({ locationId: asked }: { locationId: string }) =>
      asked === gid("Location", locationId) ? levelView(context, variant) : null,
  };
}

function levelView(context: GraphContext, variant: Variant): View {
  return {
    __typename: "InventoryLevel",
    id: `${gid("InventoryLevel", variant.inventoryItemId)}?inventory_item_id=${variant.inventoryItemId}`,
    isActive: true,
    createdAt: when,
    updatedAt: when,
    item: () => inventoryItemView(context, variant),
    location: () => locationView(context),
    quantities: ({ names }: { names: readonly string[] }) =>
      names.map((name) => ({
        __typename: "InventoryQuantity",
        id: `${gid("InventoryQuantity", variant.inventoryItemId)}?name=${name}`,
        name,
        quantity: name === "available" || name === "on_hand" ? stocked : 0,
        updatedAt: when,
      })),
  };
}

export function locationView(_context: GraphContext): View {
  return {
    __typename: "Location",
    id: gid("Location", locationId),
    legacyResourceId: locationId,
    name: "Depo",
    isActive: true,
    activatable: true,
    deactivatable: false,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    hasActiveInventory: true,
    isFulfillmentService: false,
    createdAt: when,
    updatedAt: when,
    address: {
      __typename: "LocationAddress",
      address1: "Atatürk Cad. 1",
      city: "İzmir",
      country: "Türkiye",
      countryCode: "TR",
      zip: "35210",
      formatted: ["Atatürk Cad. 1", "35210 İzmir", "Türkiye"],
    },
  };
}

/** The picture of a good, served by the stand-in itself. */
export function imageView(context: GraphContext, sku: string, altText: string): View {
  const url = `${context.options.origin}/cdn/${encodeURIComponent(sku)}.svg`;
  return {
    __typename: "Image",
    id: null,
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    altText,
    width: 64,
    height: 64,
  };
}
