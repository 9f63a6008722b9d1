import { z } from "zod";
import { type ExternalId, toExternalId } from "../../app/domain/ids.ts";
import { minutes, toInstant } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import type { Catalog, Cursor, Stock, Unreadable } from "../contract/port.ts";
import type { Client } from "./client.ts";
import { levelsAtLocation, locations, moreVariants, productsPage } from "./documents/goods.ts";
import { externalId } from "./external-id.ts";
import { levelsPage, mapLevel, mapProduct, type ProductNode, productNode, variantsPage } from "./goods-node.ts";
import { searchTime } from "./search-time.ts";
import { goodsSizes } from "./sizes.ts";

/** The index that Shopify searches lags behind: what follows looks again at the last minutes before the newest row seen. */
const overlap = minutes(5);

const cursorShape = z.object({
  /** Rows modified from here on are asked for, and the newest modification seen; epoch milliseconds. */
  since: z.number().default(0),
  newest: z.number().default(0),
  after: z.string().optional(),
  /** Locations that are still to be read, the first of them being read; absent before the first. */
  left: z.array(z.string()).optional(),
});
type Place = z.output<typeof cursorShape>;

const searchFrom = ({ since }: Place) => (since > 0 ? `updated_at:>='${searchTime(toInstant(since))}'` : null);
const rest = ({ since, newest }: Place): Cursor => ({ since: Math.max(since, newest - overlap), newest });
const from = (at: number): Cursor => ({ since: at, newest: at });

/** What the shop sells, the longest unchanged first. A product's variants beyond the first page are followed to their end. */
export function openCatalog(client: Client): Catalog {
  return {
    beginning: () => from(0),
    from,
    async products(cursor) {
      const place = cursorShape.parse(cursor);
      const size = { first: Math.min(client.rows.whole, goodsSizes.products), variants: goodsSizes.variants };
      const { data } = await client.query(productsPage, {
        ...size,
        after: place.after ?? null,
        search: searchFrom(place),
      });
      const { products } = understood(
        z.object({ products: z.object({ nodes: z.array(z.unknown()), pageInfo }) }),
        data,
      );
      const read = products.nodes.map((node) => ({ node, product: productNode.safeParse(node) }));
      const items: ProductNode[] = [];
      for (const { product } of read) if (product.success) items.push(await whole(client, product.data));
      const newest = Math.max(place.newest, ...items.map(({ updatedAt }) => Date.parse(updatedAt)));
      const { hasNextPage: more, endCursor } = products.pageInfo;
      const next =
        more && endCursor !== null ? { since: place.since, newest, after: endCursor } : rest({ ...place, newest });
      return {
        items: items.map((node) => mapProduct(node, client.account.shop)),
        unreadable: read.flatMap(({ node, product }) => (product.success ? [] : aside(node))),
        next,
        more,
      };
    },
  };
}

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

async function whole(client: Client, product: ProductNode): Promise<ProductNode> {
  const nodes = [...product.variants.nodes];
  let page = product.variants.pageInfo;
  while (page.hasNextPage && page.endCursor !== null) {
    const asked = { id: product.id, after: page.endCursor, first: goodsSizes.variants };
    const { data } = await client.query(moreVariants, asked);
    const { product: found } = understood(z.object({ product: z.object({ variants: variantsPage }).nullable() }), data);
    if (found === null) break;
    nodes.push(...found.variants.nodes);
    page = found.variants.pageInfo;
  }
  return { ...product, variants: { nodes, pageInfo: page } };
}

/** What the shop counts, location by location. */
export function openStock(client: Client): Stock {
  async function places() {
    const { data } = await client.query(locations, { first: goodsSizes.locations });
    const shape = z.object({ locations: z.object({ nodes: z.array(location) }) });
    const { nodes } = understood(shape, data).locations;
    return nodes.map(({ id, name, isActive }) => ({ id: externalId(id), name, open: isActive }));
  }
  return {
    locations: "many",
    places,
    beginning: () => from(0),
    from,
    async levels(cursor) {
      const place = cursorShape.parse(cursor);
      const left = place.left ?? (await places()).map(({ id }) => String(id));
      const [here, ...others] = left;
      if (here === undefined) return { items: [], next: rest(place), more: false };
      const page = await levelsAt(client, toExternalId(here), place);
      const newest = Math.max(place.newest, ...page.nodes.map(({ updatedAt }) => Date.parse(updatedAt)));
      const { hasNextPage, endCursor } = page.pageInfo;
      const goesOn = hasNextPage && endCursor !== null;
      const onward: Cursor = goesOn ? { left, after: endCursor } : { left: others };
      const more = goesOn || others.length > 0;
      const next = more ? { ...onward, since: place.since, newest } : rest({ ...place, newest });
      return { items: page.nodes.flatMap((node) => mapLevel(node, toExternalId(here))), next, more };
    },
  };
}

const location = z.object({ id: z.string(), name: z.string(), isActive: z.boolean() });
const noLevels: z.output<typeof levelsPage> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

async function levelsAt(client: Client, place: ExternalId, at: Place): Promise<z.output<typeof levelsPage>> {
  const first = Math.min(client.rows.heads, goodsSizes.levels);
  const asked = { id: `gid://shopify/Location/${place}`, first, after: at.after ?? null, search: searchFrom(at) };
  const { data } = await client.query(levelsAtLocation, asked);
  const shape = z.object({ location: z.object({ inventoryLevels: levelsPage }).nullable() });
  return understood(shape, data).location?.inventoryLevels ?? noLevels;
}

function understood<T>(shape: z.ZodType<T>, data: unknown): T {
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Fault("unreadable", { code: "shopify.goods-unreadable", body: JSON.stringify(data) });
}

function aside(node: unknown): Unreadable {
  const id = z.object({ id: z.string() }).safeParse(node).data?.id;
  return {
    id: id === undefined ? null : externalId(id),
    code: "shopify.goods-unreadable",
    params: {},
    body: JSON.stringify(node) ?? "",
  };
}
