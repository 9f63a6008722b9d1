import { z } from "zod";
import { runBatch } from "./batch.ts";
import type { Product } from "./entities.ts";
import { readBody, type StockInput, stockInputSchema } from "./order-input.ts";
import { productJson, shownStock, variationJson } from "./product-json.ts";
import {
  createProduct,
  createVariation,
  deleteProduct,
  needProduct,
  needVariation,
  trashProduct,
  updateProduct,
} from "./products.ts";
import { type Params, page, pickFields } from "./query.ts";
import { type Reply, RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import type { Shop } from "./shop.ts";
import { slugOf } from "./slug.ts";

export const productRoutes: readonly Route[] = [
  {
    path: "/wc/v3/products",
    on: {
      read: (shop, { params }) => listProducts(shop, params),
      write: (shop, { body }) => {
        const product = createProduct(shop, readBody(stockInputSchema, body));
        const location = `${shop.origin}/wp-json/wc/v3/products/${product.id}`;
        return { status: 201, body: productJson(shop, product), headers: { Location: location } };
      },
    },
  },
  {
    path: "/wc/v3/products/batch",
    batch: true,
    on: {
      write: (shop, { body }) =>
        runBatch(body, {
          create: (sent) => productJson(shop, createProduct(shop, unchecked(sent))),
          update: (id, sent) => {
            const product = needProduct(shop, id, 400);
            if (product.type === "variation") throw variationsElsewhere();
            return saved(shop, updateProduct(shop, product, unchecked(sent)));
          },
          delete: (id) => removed(shop, needProduct(shop, id), true),
        }),
    },
  },
  ...(["categories", "attributes"] as const).map(termRoute),
  {
    path: "/wc/v3/products/:id",
    on: {
      read: (shop, { ids, params }) => ({
        status: 200,
        body: pickFields(productJson(shop, needProduct(shop, ids[0])), params),
      }),
      write: (shop, { ids, body }) => {
        const sent = readBody(stockInputSchema, body);
        const product = needProduct(shop, ids[0], 400);
        if (product.type === "variation") throw variationsElsewhere();
        return { status: 200, body: productJson(shop, updateProduct(shop, product, sent)) };
      },
      remove: (shop, { ids, params }) => ({
        status: 200,
        body: removed(shop, needProduct(shop, ids[0]), params.flag("force")),
      }),
    },
  },
  {
    path: "/wc/v3/products/:id/variations",
    on: {
      read: (shop, { ids, params }) => {
        needProduct(shop, ids[0]);
        const items = sorted(shop.state.variationsOf(ids[0]), params);
        const path = `/wc/v3/products/${ids[0]}/variations`;
        return page(shop, params, { items, path, forgetsBeyond: false, render: (v) => variationJson(shop, v) });
      },
      write: (shop, { ids, body }) => {
        const parent = needProduct(shop, ids[0]);
        const variation = createVariation(shop, parent, readBody(stockInputSchema, body));
        const location = `${shop.origin}/wp-json/wc/v3/products/${parent.id}/variations/${variation.id}`;
        return { status: 201, body: variationJson(shop, variation), headers: { Location: location } };
      },
    },
  },
  {
    path: "/wc/v3/products/:id/variations/batch",
    batch: true,
    on: {
      write: (shop, { ids, body }) =>
        runBatch(body, {
          create: (sent) => written(shop, createVariation(shop, needProduct(shop, ids[0]), unchecked(sent))),
          update: (id, sent) => written(shop, updateProduct(shop, needVariation(shop, ids[0], id), unchecked(sent))),
          delete: (id) => {
            const variation = needVariation(shop, ids[0], id);
            deleteProduct(shop, variation);
            return variationJson(shop, variation);
          },
        }),
    },
  },
  {
    path: "/wc/v3/products/:id/variations/:id",
    on: {
      read: (shop, { ids, params }) => ({
        status: 200,
        body: pickFields(variationJson(shop, needVariation(shop, ids[0], ids[1])), params),
      }),
      write: (shop, { ids, body }) => {
        const sent = readBody(stockInputSchema, body);
        return {
          status: 200,
          body: variationJson(shop, updateProduct(shop, needVariation(shop, ids[0], ids[1]), sent)),
        };
      },
    },
  },
  {
    path: "/wc/v3/variations",
    on: {
      read: (shop, { params }) => {
        const all = [...shop.state.products.values()].filter(({ type }) => type === "variation");
        return page(shop, params, {
          items: sorted(filtered(shop, all, params), params),
          path: "/wc/v3/variations",
          forgetsBeyond: false,
          render: (variation) => variationJson(shop, variation, true),
        });
      },
    },
  },
];

/** Categories and shared attributes: listed and made, no more. */
function termRoute(kind: "categories" | "attributes"): Route {
  return {
    path: `/wc/v3/products/${kind}`,
    on: {
      read: (shop) => ({ status: 200, body: [...shop.state[kind].values()] }),
      write: (shop, { body }) => {
        const { name } = readBody(termSchema, body);
        const slug = slugOf(name);
        const term =
          kind === "categories"
            ? { id: shop.state.next("term"), name: name.replaceAll(/&(?!amp;)/g, "&amp;"), slug }
            : { id: shop.state.next("attribute"), name, slug: `pa_${slug}` };
        shop.state.put(kind === "categories" ? { category: term } : { attribute: term });
        return { status: 201, body: term };
      },
    },
  };
}

const termSchema = z.looseObject({ name: z.string() });

function listProducts(shop: Shop, params: Params): Reply {
  const sku = params.list("sku");
  const all = [...shop.state.products.values()];
  // A SKU finds variations too, in a product's clothes (recorded).
  const wanted = sku.length ? all.filter((p) => sku.includes(p.sku)) : all.filter(({ type }) => type !== "variation");
  return page(shop, params, {
    items: sorted(filtered(shop, wanted, params), params),
    path: "/wc/v3/products",
    forgetsBeyond: false,
    render: (product) => productJson(shop, product),
  });
}

function filtered(shop: Shop, products: readonly Product[], params: Params): Product[] {
  const include = params.list("include").map(Number);
  const exclude = params.list("exclude").map(Number);
  const status = params.text("status") ?? "any";
  const type = params.text("type");
  const stockStatus = params.text("stock_status");
  const search = params.text("search")?.toLocaleLowerCase("tr");
  const after = params.date("after", "posts");
  const modifiedAfter = params.date("modified_after", "posts");
  const modifiedBefore = params.date("modified_before", "posts");
  return products.filter(
    (product) =>
      (status === "any" ? product.status !== "trash" : product.status === status) &&
      (include.length === 0 || include.includes(product.id)) &&
      !exclude.includes(product.id) &&
      (type === undefined || product.type === type) &&
      (stockStatus === undefined || shownStock(shop, product).owner.stockStatus === stockStatus) &&
      (search === undefined || `${product.name} ${product.sku}`.toLocaleLowerCase("tr").includes(search)) &&
      (after === undefined || product.createdAt > after) &&
      (modifiedAfter === undefined || product.modifiedAt > modifiedAfter) &&
      (modifiedBefore === undefined || product.modifiedAt < modifiedBefore),
  );
}

function sorted(products: readonly Product[], params: Params): Product[] {
  const by = params.oneOf(
    "orderby",
    ["date", "id", "include", "title", "slug", "modified", "menu_order", "price"],
    "date",
  );
  const way = params.oneOf("order", ["asc", "desc"], "desc") === "asc" ? 1 : -1;
  const rank = (p: Product) => (by === "modified" ? p.modifiedAt : by === "date" ? p.createdAt : p.id);
  const named = by === "title" || by === "slug";
  return [...products].sort(
    (a, b) => way * ((named ? (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0) : rank(a) - rank(b)) || a.id - b.id),
  );
}

function removed(shop: Shop, product: Product, force: boolean): Record<string, unknown> {
  const body = productJson(shop, product);
  if (force) deleteProduct(shop, product);
  else trashProduct(shop, product);
  return body;
}

/** Batches skip the schema: a quantity that is no number becomes 0 (measured). */
function unchecked(sent: Record<string, unknown> | unknown): StockInput {
  const item: Record<string, unknown> = typeof sent === "object" && sent !== null ? { ...sent } : {};
  for (const name of ["stock_quantity", "inventory_delta"])
    if (name in item && item[name] !== null) item[name] = Math.trunc(Number(item[name])) || 0;
  return readBody(stockInputSchema, item);
}

/** What a batch says of a good that it wrote: as its editor would read it (recorded). */
function saved(shop: Shop, product: Product): Record<string, unknown> {
  return {
    ...productJson(shop, product),
    average_rating: "0",
    permalink_template: `${shop.origin}/product/%pagename%/`,
    generated_slug: product.slug,
  };
}

/** What a batch says of a variation that it wrote: its tax class as it is stored, and no picture (recorded). */
function written(shop: Shop, variation: Product): Record<string, unknown> {
  return { ...variationJson(shop, variation), tax_class: variation.taxClass || "parent", image: null };
}

function variationsElsewhere(): RestError {
  return new RestError(
    404,
    "woocommerce_rest_invalid_product_id",
    "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.",
  );
}
