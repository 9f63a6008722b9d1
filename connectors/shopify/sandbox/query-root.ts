import { type Product, products, type Variant, variantByItem, variants } from "./catalogue.ts";
import { inventoryItemsConnection, inventoryItemView, productView, variantView } from "./catalogue-graph.ts";
import { compare, connect, connectList, type PageArguments, type Place } from "./connections.ts";
import { customerView } from "./customer-graph.ts";
import { fulfillmentOrderView, fulfillmentView } from "./fulfillment-graph.ts";
import { goodOf, productChangedAt, variantChangedAt } from "./goods.ts";
import { type GraphContext, type View, visibleOrder } from "./graph-context.ts";
import { lineView } from "./line-graph.ts";
import { fromGid } from "./options.ts";
import { type OrderListArguments, ordersConnection, ordersCount } from "./order-list.ts";
import type { StoredOrder } from "./order-model.ts";
import { refundView } from "./refund-graph.ts";
import { returnView } from "./return-graph.ts";
import { compileSearch, type SearchField } from "./search.ts";
import { installationView, jobView, shopView, subscriptionView } from "./shop-graph.ts";
import { adjustmentView, levelByGid, locationById, locationsConnection } from "./stock-graph.ts";
import { mainLocation } from "./stock-model.ts";

type Search = PageArguments & { readonly query?: string | null; readonly sortKey?: string | null };
interface ById {
  readonly id: string;
}

/** The root of every query. */
export function queryRoot(context: GraphContext): View {
  const byId = (type: string) => (args: ById) => (fromGid(args.id)?.type === type ? nodeOf(context, args.id) : null);
  return {
    __typename: "QueryRoot",
    shop: () => shopView(context),
    currentAppInstallation: () => installationView(context),
    appInstallation: () => installationView(context),
    app: () => installationView(context).app,
    orders: (args: OrderListArguments) => ordersConnection(context, args),
    ordersCount: (args: { query?: string | null; limit?: number | null }) => ordersCount(context, args),
    order: byId("Order"),
    customer: byId("Customer"),
    fulfillment: byId("Fulfillment"),
    fulfillmentOrder: byId("FulfillmentOrder"),
    refund: byId("Refund"),
    return: byId("Return"),
    product: byId("Product"),
    productVariant: byId("ProductVariant"),
    inventoryItem: byId("InventoryItem"),
    inventoryItems: (args: Search) => inventoryItemsConnection(context, args),
    inventoryLevel: byId("InventoryLevel"),
    webhookSubscription: byId("WebhookSubscription"),
    job: ({ id }: ById) => jobView(context, id),
    location: ({ id }: { id?: string | null }) => locationById(context, id ? (fromGid(id)?.id ?? "") : mainLocation),
    node: ({ id }: ById) => nodeOf(context, id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeOf(context, id)),
    locations: (args: Search) => locationsConnection(context, args),
    products: (args: Search) => productsConnection(context, args),
    productsCount: () => ({ __typename: "Count", count: products.length, precision: "EXACT" }),
    productVariants: (args: Search) => variantsConnection(context, args),
    webhookSubscriptions: (args: PageArguments) =>
      connectList([...context.store.all("subscription")], args, (one) => subscriptionView(one)),
    webhookSubscriptionsCount: () => ({
      __typename: "Count",
      count: context.store.size("subscription"),
      precision: "EXACT",
    }),
  };
}

/** `QueryRoot.products`: by id, or by the last change where that is asked. */
function productsConnection(context: GraphContext, args: Search): unknown {
  const changedAt = (one: Product) => productChangedAt(context.store, one);
  const fields: Readonly<Record<string, SearchField<Product>>> = {
    id: { kind: "number", of: (one) => Number(one.id) },
    title: { kind: "text", of: (one) => [goodOf(context.store, one).title] },
    sku: { kind: "text", of: (one) => one.variants.map((each) => each.sku) },
    status: { kind: "text", of: (one) => [goodOf(context.store, one).status] },
    updated_at: { kind: "instant", of: changedAt },
  };
  const found = products.filter(compileSearch(args.query, fields));
  return connect(sorted(found, args, changedAt), args, placeOf(args, changedAt), (one) => productView(context, one));
}

/** `QueryRoot.productVariants` */
function variantsConnection(context: GraphContext, args: Search): unknown {
  const changedAt = (one: Variant) => variantChangedAt(context.store, one);
  const fields: Readonly<Record<string, SearchField<Variant>>> = {
    id: { kind: "number", of: (one) => Number(one.id) },
    sku: { kind: "text", of: (one) => [one.sku] },
    product_id: { kind: "number", of: (one) => Number(one.product.id) },
    updated_at: { kind: "instant", of: changedAt },
  };
  const found = variants.filter(compileSearch(args.query, fields));
  return connect(found, args, placeOf({}, changedAt), (one) => variantView(context, one));
}

const placeOf =
  <T extends { readonly id: string }>({ sortKey }: Pick<Search, "sortKey">, changedAt: (one: T) => number) =>
  (one: T): Place => ({ value: sortKey === "UPDATED_AT" ? changedAt(one) : 0, id: Number(one.id) });

function sorted<T extends { readonly id: string }>(
  found: readonly T[],
  args: Search,
  changedAt: (one: T) => number,
): T[] {
  const place = placeOf(args, changedAt);
  return [...found].sort((a, b) => compare(place(a), place(b)));
}

/** Any object by its gid; null for what is not there or may not be seen. */
export function nodeOf(context: GraphContext, text: string): View | null {
  const known = fromGid(text);
  if (!known) return null;
  const { type, id } = known;
  switch (type) {
    case "Order": {
      const order = visibleOrder(context, id);
      return order ? context.orderView(order) : null;
    }
    case "Customer":
      return customerView(context, id);
    case "Shop":
      return shopView(context);
    case "Location":
      return locationById(context, id);
    case "InventoryLevel":
      return levelByGid(context, text);
    case "InventoryAdjustmentGroup": {
      const one = context.store.get("adjustment", id);
      return one ? adjustmentView(context, one) : null;
    }
    case "Product": {
      const one = products.find((each) => each.id === id);
      return one ? productView(context, one) : null;
    }
    case "ProductVariant": {
      const one = variants.find((each) => each.id === id);
      return one ? variantView(context, one) : null;
    }
    case "InventoryItem": {
      const one = variantByItem(id);
      return one ? inventoryItemView(context, one) : null;
    }
    case "WebhookSubscription": {
      const one = context.store.get("subscription", id);
      return one ? subscriptionView(one) : null;
    }
    default:
      return partOfOrder(context, type, id);
  }
}

function partOfOrder(context: GraphContext, type: string, id: string): View | null {
  for (const stored of context.store.all("order")) {
    const view = drawPart(context, stored, type, id);
    if (view) return visibleOrder(context, stored.id) ? view : null;
  }
  return null;
}

function drawPart(context: GraphContext, order: StoredOrder, type: string, id: string): View | undefined {
  if (type === "LineItem") return mapped(order.lines, id, (one) => lineView(context, order, one));
  if (type === "Fulfillment") return mapped(order.fulfillments, id, (one) => fulfillmentView(context, order, one));
  if (type === "Refund") return mapped(order.refunds, id, (one) => refundView(context, order, one));
  if (type === "Return") return mapped(order.returns, id, (one) => returnView(context, order, one));
  if (type === "FulfillmentOrder" && order.fulfillmentOrderId === id) return fulfillmentOrderView(context, order);
  return undefined;
}

function mapped<T extends { id: string }>(list: readonly T[], id: string, draw: (one: T) => View): View | undefined {
  const one = list.find((each) => each.id === id);
  return one && draw(one);
}
