import { z } from "zod";
import type { Product, Variant } from "../../app/domain/goods/product.ts";
import type { StockLevel } from "../../app/domain/goods/stock-level.ts";
import type { ExternalId } from "../../app/domain/ids.ts";
import { instantFromIso } from "../../app/domain/instant.ts";
import { normaliseText } from "../../app/domain/text.ts";
import { externalId } from "./external-id.ts";

const text = z.string().transform((value) => normaliseText(value));
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
/** Null while a picture is being made ready. */
const media = z.object({ preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable() });

const variant = z.object({
  id: z.string(),
  title: text,
  sku: text.nullable(),
  barcode: text.nullable(),
  price: z.string(),
  selectedOptions: z.array(z.object({ name: text, value: text })),
  media: z.object({ nodes: z.array(media) }),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }),
});
export const variantsPage = z.object({ nodes: z.array(variant), pageInfo });

export const productNode = z.object({
  id: z.string(),
  title: text,
  status: z.string(),
  updatedAt: z.string(),
  featuredMedia: media.nullable(),
  variants: variantsPage,
});
export type ProductNode = z.output<typeof productNode>;

const level = z.object({
  updatedAt: z.string(),
  item: z.object({ id: z.string(), tracked: z.boolean() }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.int() })),
});
export const levelsPage = z.object({ nodes: z.array(level), pageInfo });
type LevelNode = z.output<typeof level>;

export function mapProduct(node: ProductNode, shop: string): Product {
  const id = externalId(node.id);
  return {
    id,
    title: node.title,
    state: node.status === "ACTIVE" ? "sold" : "hidden",
    adminUrl: `https://${shop}/admin/products/${id}`,
    picture: pictureOf(node.featuredMedia),
    updatedAt: instantFromIso(node.updatedAt),
    variants: node.variants.nodes.map(mapVariant),
  };
}

/** Shopify calls the only variant of a product "Default Title", with an option of that name. */
function mapVariant(node: ProductNode["variants"]["nodes"][number]): Variant {
  const options = node.selectedOptions.filter(({ value }) => value !== "Default Title");
  const { id, tracked } = node.inventoryItem;
  return {
    id: externalId(node.id),
    sku: node.sku || null,
    barcode: node.barcode || null,
    title: node.title === "Default Title" ? null : node.title,
    options,
    picture: pictureOf(node.media.nodes[0] ?? null),
    price: node.price,
    stock: tracked ? { by: "own", item: externalId(id) } : { by: "not", item: null },
  };
}

const pictureOf = (node: z.output<typeof media> | null): string | null => node?.preview?.image?.url ?? null;

/** Nothing for an item that Shopify does not count: its level holds what somebody once wrote. */
export function mapLevel({ updatedAt, item, quantities }: LevelNode, place: ExternalId): StockLevel[] {
  const of = (name: string) => quantities.find((one) => one.name === name)?.quantity ?? null;
  const counts = { available: of("available"), onHand: of("on_hand") };
  return item.tracked ? [{ item: externalId(item.id), place, ...counts, updatedAt: instantFromIso(updatedAt) }] : [];
}
