import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import type { Catalog, Cursor, Io, Page, Stock, Unreadable } from "../contract/port.ts";
import type { WooClient } from "./client.ts";
import { type Listed, readList, setAside, settledAt, totalOf } from "./list-page.ts";
import { understood } from "./map-order.ts";
import { isVariable, levelsOf, mapProduct } from "./map-product.ts";
import {
  productFields,
  productSchema,
  variationFields,
  variationSchema,
  type WooProduct,
  type WooVariation,
} from "./product-schema.ts";
import { Unmappable } from "./unmappable.ts";
import { cursorSchema, queryAt, stepOver, toCursor, type Walk } from "./walk.ts";

const walk: Walk = { by: "modified", order: "asc" };
const cost = 2;
const mostProducts = 50;
/** Each variable product is a request of its own: a page must not outspend the budget. */
const mostVariable = 3;
const perPage = 100;
const mostPages = 4;

/** WooCommerce knows no places. */
const place = toExternalId("shop");
const unreadable = "woocommerce.product-unreadable";

interface Good {
  readonly product: WooProduct;
  readonly variations: readonly WooVariation[];
}

/**
 * The goods of one site and their counts, by the date on which they changed: a variation's own count moves its product's date too
 * (measured). A good in the trash is shown no more.
 */
export function createGoods(
  site: string,
  client: WooClient,
  io: Io,
  pageSize: number,
): { readonly catalog: Catalog; readonly stock: Stock } {
  const size = Math.min(pageSize, mostProducts);

  async function goodsAt(cursor: Cursor): Promise<Page<Good>> {
    const at = cursorSchema.parse(cursor);
    const began = io.now();
    const reply = await client.read("products", { ...queryAt(walk, at, size), _fields: productFields }, cost);
    const list = readList(reply, walk, "woocommerce.product-undated");
    const total = totalOf(reply.headers);
    const step = stepOver(walk, at, {
      rows: affordable(list.rows),
      total: total === null ? null : total - list.unreadable.length,
      size,
      settled: settledAt(began, io.now(), reply.headers),
    });
    const items: Good[] = [];
    const aside: Unreadable[] = [...list.unreadable];
    for (const row of list.rows.filter(({ id }) => step.fresh.includes(id))) {
      const read = await readGood(row);
      if (read.kept) items.push(read.kept);
      else aside.push(read.aside);
    }
    return { items, unreadable: aside, next: toCursor(step.next), more: step.more };
  }

  async function readGood({ id, body }: Listed) {
    const read = setAside(() => understood(productSchema, body.value, unreadable), body.text, id);
    if (!read.kept) return read;
    const product = read.kept;
    const pages = isVariable(product) ? await variationPages(id) : [];
    return setAside(() => ({ product, variations: variationsOf(id, pages) }), body.text, id);
  }

  /** One page more than is read, when there are more. */
  async function variationPages(product: string): Promise<readonly unknown[]> {
    const pages: unknown[] = [];
    for (let page = 1; page <= mostPages; page++) {
      const query = { per_page: perPage, page, orderby: "id", order: "asc", _fields: variationFields };
      const { body, headers } = await client.read(`products/${product}/variations`, query, cost);
      pages.push(body.value);
      if (page * perPage >= (totalOf(headers) ?? 0)) return pages;
    }
    return [...pages, null];
  }

  return {
    catalog: {
      beginning: () => toCursor({}),
      from: (at) => toCursor({ at: Math.floor(at / 1000) * 1000 }),
      async products(cursor) {
        const page = await goodsAt(cursor);
        return { ...page, items: page.items.map(({ product, variations }) => mapProduct(product, variations, site)) };
      },
    },
    stock: {
      locations: "one",
      places: async () => [{ id: place, name: new URL(site).host, open: true }],
      beginning: () => toCursor({}),
      from: (at) => toCursor({ at: Math.floor(at / 1000) * 1000 }),
      async levels(cursor) {
        const page = await goodsAt(cursor);
        return {
          ...page,
          items: page.items.flatMap(({ product, variations }) => levelsOf(product, variations, place)),
        };
      },
    },
  };
}

/** So many variations cannot be read within one budget, and a part of them must not stand for all. */
function variationsOf(product: string, pages: readonly unknown[]): WooVariation[] {
  if (pages.length > mostPages) throw new Unmappable("woocommerce.too-many-variations", { product });
  return pages.flatMap((page) => understood(z.array(variationSchema), page, unreadable));
}

/** The first rows of a page that a call can afford; two at least, so that a walk gets on. */
function affordable(rows: readonly Listed[]): readonly Listed[] {
  let variable = 0;
  const end = rows.findIndex(({ body }) => typeIsVariable(body.value) && ++variable > mostVariable);
  return end === -1 ? rows : rows.slice(0, Math.max(2, end));
}

const typed = z.object({ type: z.string() });
const typeIsVariable = (value: unknown) => isVariable({ type: typed.safeParse(value).data?.type ?? "" });
