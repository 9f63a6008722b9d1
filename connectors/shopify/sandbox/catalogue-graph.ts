import { type Product, type Variant, variants, vendor } from "./catalogue.ts";
import { connect, connectList, type PageArguments } from "./connections.ts";
import { goodOf, productChangedAt, shopPriceOf, variantChangedAt } from "./goods.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { moneyText } from "./money.ts";
import { dateText, gid } from "./options.ts";
import { compileSearch, type SearchField } from "./search.ts";
import { levelsOfItem, openedAt, sellable } from "./shelves.ts";
import { levelBetween, levelsConnection, type Search } from "./stock-graph.ts";

const when = dateText(openedAt);

export function productView(context: GraphContext, product: Product): View {
  const { store } = context;
  const { title, status } = goodOf(store, product);
  const { sku, options } = product.good;
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: product.id,
    title,
    handle: product.handle,
    status,
    vendor,
    productType: "",
    tags: [],
    createdAt: when,
    updatedAt: dateText(productChangedAt(store, product)),
    publishedAt: status === "ACTIVE" ? when : null,
    totalInventory: product.variants.reduce((sum, one) => sum + sellable(store, one.inventoryItemId), 0),
    tracksInventory: true,
    hasOnlyDefaultVariant: options.length === 0,
    variantsCount: { __typename: "Count", count: product.variants.length, precision: "EXACT" },
    featuredImage: imageView(context, sku, title),
    featuredMedia: mediaView(context, product),
    images: (args: PageArguments) => connectList([sku], args, () => imageView(context, sku, title)),
    media: (args: PageArguments) => connectList([sku], args, () => mediaView(context, product)),
    variants: (args: PageArguments) => connectList(product.variants, args, (one) => variantView(context, one)),
  };
}

export function variantView(context: GraphContext, variant: Variant): View {
  const { product } = variant;
  const { store, options } = context;
  const good = goodOf(store, product);
  const left = sellable(store, variant.inventoryItemId);
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    title: variant.title,
    displayName: `${good.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    position: variant.position,
    price: moneyText(shopPriceOf(good, options.currency), options.currency),
    availableForSale: good.status === "ACTIVE" && (left > 0 || good.inventoryPolicy === "CONTINUE"),
    inventoryPolicy: good.inventoryPolicy,
    inventoryQuantity: left,
    taxable: true,
    createdAt: when,
    updatedAt: dateText(variantChangedAt(store, variant)),
    image: imageView(context, product.good.sku, good.title),
    selectedOptions: variant.options.map((one) => ({ __typename: "SelectedOption", ...one })),
    product: () => productView(context, product),
    inventoryItem: () => inventoryItemView(context, variant),
  };
}

export function inventoryItemView(context: GraphContext, variant: Variant): View {
  const { store } = context;
  const { inventoryItemId: itemId } = variant;
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", itemId),
    legacyResourceId: itemId,
    sku: variant.sku,
    duplicateSkuCount: 0,
    tracked: true,
    requiresShipping: true,
    createdAt: dateText(openedAt),
    updatedAt: dateText(variantChangedAt(store, variant)),
    unitCost: null,
    locationsCount: { __typename: "Count", count: levelsOfItem(store, itemId).length, precision: "EXACT" },
    variant: () => variantView(context, variant),
    variants: (args: PageArguments) => connectList([variant], args, (one) => variantView(context, one)),
    inventoryLevels: (args: Search) => levelsConnection(context, levelsOfItem(store, itemId), args),
    inventoryLevel: ({ locationId }: { locationId: string }) => levelBetween(context, itemId, locationId),
  };
}

/** `QueryRoot.inventoryItems` */
export function inventoryItemsConnection(context: GraphContext, args: Search): unknown {
  const fields: Readonly<Record<string, SearchField<Variant>>> = {
    id: { kind: "number", of: (one) => Number(one.inventoryItemId) },
    sku: { kind: "text", of: (one) => [one.sku] },
    created_at: { kind: "instant", of: () => openedAt },
    updated_at: { kind: "instant", of: (one) => variantChangedAt(context.store, one) },
  };
  return connect(
    variants.filter(compileSearch(args.query, fields)),
    args,
    (one) => ({ value: 0, id: Number(one.inventoryItemId) }),
    (one) => inventoryItemView(context, one),
  );
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

function mediaView(context: GraphContext, product: Product): View {
  const image = imageView(context, product.good.sku, goodOf(context.store, product).title);
  return {
    __typename: "MediaImage",
    id: gid("MediaImage", product.id),
    alt: image.altText,
    image,
    mediaContentType: "IMAGE",
    mimeType: "image/svg+xml",
    preview: { __typename: "MediaPreviewImage", image, status: "READY" },
    status: "READY",
  };
}
