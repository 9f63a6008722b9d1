import { locationId, type Product, products, type Variant, variants } from "./catalogue.ts";
import { inventoryItemView, locationView, productView, variantView } from "./catalogue-graph.ts";
import { connect, connectList, type PageArguments } from "./connections.ts";
import { customerView } from "./customer-graph.ts";
import { fulfillmentOrderView, fulfillmentView } from "./fulfillment-graph.ts";
import { type GraphContext, type View, visibleOrder } from "./graph-context.ts";
import { lineView } from "./line-graph.ts";
import type { StoredOrder } from "./model.ts";
import { fromGid, gid } from "./options.ts";
import { type OrderListArguments, ordersConnection, ordersCount } from "./order-list.ts";
import { refundView } from "./refund-graph.ts";
import { compileSearch, type SearchField } from "./search.ts";
import { installationView, jobView, shopView, subscriptionView } from "./shop-graph.ts";

type Search = PageArguments & { readonly query?: string | null };
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
    product: byId("Product"),
    productVariant: byId("ProductVariant"),
    inventoryItem: byId("InventoryItem"),
    webhookSubscription: byId("WebhookSubscription"),
    job: ({ id }: ById) => jobView(context, id),
    location: ({ id }: { id?: string | null }) =>
      !id || id === gid("Location", locationId) ? locationView(context) : null,
    node: ({ id }: ById) => nodeOf(context, id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeOf(context, id)),
    locations: (args: PageArguments) => connectList([locationId], args, () => locationView(context)),
    products: (args: Search) => {
      const found = products.filter(compileSearch(args.query, productFields));
      return connect(
        found,
        args,
        (one) => ({ value: 0, id: Number(one.id) }),
        (one) => productView(context, one),
      );
    },
    productVariants: (args: Search) => {
      const found = variants.filter(compileSearch(args.query, variantFields));
      return connect(
        found,
        args,
        (one) => ({ value: 0, id: Number(one.id) }),
        (one) => variantView(context, one),
      );
    },
    webhookSubscriptions: (args: PageArguments) =>
      connectList([...context.store.all("subscription")], args, (one) => subscriptionView(one)),
    webhookSubscriptionsCount: () => ({
      __typename: "Count",
      count: context.store.size("subscription"),
      precision: "EXACT",
    }),
  };
}

const always = { kind: "flag", test: () => true } as const;
const productFields: Readonly<Record<string, SearchField<Product>>> = {
  id: { kind: "number", of: (one) => Number(one.id) },
  title: { kind: "text", of: (one) => [one.good.title] },
  sku: { kind: "text", of: (one) => one.variants.map((each) => each.sku) },
  status: { kind: "text", of: () => ["active"] },
  updated_at: always,
};
const variantFields: Readonly<Record<string, SearchField<Variant>>> = {
  id: { kind: "number", of: (one) => Number(one.id) },
  sku: { kind: "text", of: (one) => [one.sku] },
  product_id: { kind: "number", of: (one) => Number(one.product.id) },
  updated_at: always,
};

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
      return id === locationId ? locationView(context) : null;
    case "Product": {
      const one = products.find((each) => each.id === id);
      return one ? productView(context, one) : null;
    }
    case "ProductVariant": {
      const one = variants.find((each) => each.id === id);
      return one ? variantView(context, one) : null;
    }
    case "InventoryItem": {
      const one = variants.find((each) => each.inventoryItemId === id);
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
  if (type === "FulfillmentOrder" && order.fulfillmentOrderId === id) return fulfillmentOrderView(context, order);
  return undefined;
}

function mapped<T extends { id: string }>(list: readonly T[], id: string, draw: (one: T) => View): View | undefined {
  const one = list.find((each) => each.id === id);
  return one && draw(one);
}
