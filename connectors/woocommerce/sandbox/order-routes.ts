import { runBatch } from "./batch.ts";
import { mail } from "./mails.ts";
import type { Order } from "./order-entities.ts";
import { checkStatus, type OrderInput, orderInputSchema, readBody, refundInputSchema } from "./order-input.ts";
import { orderJson, refundJson } from "./order-json.ts";
import { orderStatuses, statusNames } from "./order-status.ts";
import { createOrder, deleteOrder, needOrder, trashOrder, updateOrder } from "./orders.ts";
import { type Params, page, pickFields, spoken } from "./query.ts";
import { createRefund, deleteRefund, needRefund } from "./refunds.ts";
import { invalidParam, type Reply, RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import type { Shop } from "./shop.ts";
import { totalsOf } from "./totals.ts";

export const orderRoutes: readonly Route[] = [
  { path: "/wc/v3/orders", on: { read: (shop, { params }) => listOrders(shop, params), write: create } },
  {
    path: "/wc/v3/orders/statuses",
    on: {
      read: (shop) => ({
        status: 200,
        body: Object.entries(statusNames(shop)).map(([slug, name]) => ({ slug, name })),
      }),
    },
  },
  {
    path: "/wc/v3/orders/batch",
    batch: true,
    on: {
      write: (shop, { body }) =>
        runBatch(body, {
          create: (sent) => orderJson(shop, createOrder(shop, unchecked(shop, sent))),
          update: (id, sent) => orderJson(shop, updateOrder(shop, id, unchecked(shop, sent))),
          delete: (id) => removed(shop, id, true),
        }),
    },
  },
  {
    path: "/wc/v3/orders/:id",
    on: {
      read: (shop, { ids, params }) => shown(shop, needOrder(shop, ids[0]), params),
      write: (shop, { ids, body, params }) => {
        const sent = readBody(orderInputSchema, body);
        checkStatus(sent.status, orderStatuses(shop));
        return shown(shop, updateOrder(shop, ids[0], sent), params);
      },
      remove: (shop, { ids, params }) => ({ status: 200, body: removed(shop, ids[0], params.flag("force")) }),
    },
  },
  {
    path: "/wc/v3/orders/:id/actions/send_order_details",
    on: {
      write: (shop, { ids }) => {
        const order = structuredClone(needOrder(shop, ids[0]));
        mail(shop, order, "customer_invoice");
        const message = `Order details sent to ${order.billing.email}, via REST API.`;
        return { status: 200, body: { message } };
      },
    },
  },
  {
    path: "/wc/v3/orders/:id/refunds",
    on: {
      read: (shop, { ids, params }) => {
        needOrder(shop, ids[0]);
        return listRefunds(shop, params, ids[0]);
      },
      write: (shop, { ids, body }) => {
        const refund = createRefund(shop, ids[0], readBody(refundInputSchema, body));
        const location = `${shop.origin}/wp-json/wc/v3/orders/(?P<order_id>[\\d]+)/refunds/${refund.id}`;
        return { status: 201, body: refundJson(shop, refund), headers: { Location: location } };
      },
    },
  },
  {
    path: "/wc/v3/orders/:id/refunds/:id",
    on: {
      read: (shop, { ids, params }) => ({
        status: 200,
        body: pickFields(refundJson(shop, needRefund(shop, ids[0], ids[1])), params),
      }),
      remove: (shop, { ids, params }) => {
        needRefund(shop, ids[0], ids[1]);
        if (!params.flag("force"))
          throw new RestError(
            501,
            "woocommerce_rest_trash_not_supported",
            "The shop_order_refund does not support trashing.",
          );
        const body = refundJson(shop, needRefund(shop, ids[0], ids[1]));
        deleteRefund(shop, ids[0], ids[1]);
        return { status: 200, body };
      },
    },
  },
  { path: "/wc/v3/refunds", on: { read: (shop, { params }) => listRefunds(shop, params) } },
];

function create(shop: Shop, { body }: { body: unknown }): Reply {
  if (typeof body === "object" && body !== null && "id" in body && body.id)
    throw new RestError(400, "woocommerce_rest_shop_order_exists", "Cannot create existing shop_order.");
  const sent = readBody(orderInputSchema, body);
  checkStatus(sent.status, orderStatuses(shop));
  const order = createOrder(shop, sent);
  const location = `${shop.origin}/wp-json/wc/v3/orders/${order.id}`;
  return { status: 201, body: orderJson(shop, order), headers: { Location: location } };
}

function shown(shop: Shop, order: Order, params: Params): Reply {
  return { status: 200, body: pickFields(orderJson(shop, order), params) };
}

/** The trash answer still shows the old status (recorded). */
function removed(shop: Shop, id: number, force: boolean): Record<string, unknown> {
  if (!force) return orderJson(shop, trashOrder(shop, id));
  const body = orderJson(shop, needOrder(shop, id));
  deleteOrder(shop, id);
  return body;
}

/** Batches skip the schema: a status nobody knows becomes `pending` (measured). */
function unchecked(shop: Shop, sent: unknown): OrderInput {
  const input = readBody(orderInputSchema, sent);
  return input.status && !orderStatuses(shop).includes(input.status) ? { ...input, status: "pending" } : input;
}

function listOrders(shop: Shop, params: Params): Reply {
  const statuses = wantedStatuses(shop, params);
  const after = params.date("after", "orders");
  const before = params.date("before", "orders");
  const modifiedAfter = params.date("modified_after", "orders");
  const modifiedBefore = params.date("modified_before", "orders");
  const include = params.list("include").map(Number);
  const exclude = params.list("exclude").map(Number);
  const search = params.text("search")?.toLocaleLowerCase("tr") ?? "";
  const customer = params.text("customer");
  const product = params.text("product");
  const items = [...shop.state.orders.values()].filter(
    (order) =>
      statuses.has(order.status) &&
      (after === undefined || order.createdAt > after) &&
      (before === undefined || order.createdAt < before) &&
      (modifiedAfter === undefined || order.modifiedAt > modifiedAfter) &&
      (modifiedBefore === undefined || order.modifiedAt < modifiedBefore) &&
      (include.length === 0 || include.includes(order.id)) &&
      !exclude.includes(order.id) &&
      (customer === undefined || order.customerId === Number(customer)) &&
      (product === undefined || order.lines.some((line) => line.productId === Number(product))) &&
      (search === "" || searchText(order).includes(search)),
  );
  const orderby = params.oneOf("orderby", ["date", "id", "include", "title", "slug", "modified"], "date");
  const rank = (order: Order) => {
    if (orderby === "modified") return order.modifiedAt;
    if (orderby === "include") return -include.indexOf(order.id);
    return orderby === "date" ? order.createdAt : order.id;
  };
  const way = params.oneOf("order", ["asc", "desc"], "desc") === "asc" ? 1 : -1;
  items.sort((a, b) => way * (rank(a) - rank(b) || a.id - b.id));
  return page(shop, params, {
    items,
    path: "/wc/v3/orders",
    extras: [
      ["status[0]", "any"],
      ["dp", "2"],
      ["context", "view"],
    ],
    forgetsBeyond: true,
    render: (order) => orderJson(shop, order),
  });
}

/** `any` swallows the rest and leaves the trash out; `trash` counts only when it is named without `any` (measured). */
function wantedStatuses(shop: Shop, params: Params): Set<string> {
  const asked = params.list("status");
  const known = ["any", "trash", ...orderStatuses(shop)];
  for (const [index, status] of asked.entries()) {
    if (known.includes(status)) continue;
    const message = `status[${index}] is not one of ${spoken(known)}.`;
    throw invalidParam("status", "rest_not_in_enum", message);
  }
  const any = Object.keys(statusNames(shop)).filter((status) => status !== "checkout-draft");
  return new Set(asked.length === 0 || asked.includes("any") ? any : asked);
}

function searchText(order: Order): string {
  const { billing, shipping } = order;
  const words = [
    order.id,
    ...Object.values(billing),
    ...Object.values(shipping),
    ...order.lines.map(({ name }) => name),
  ];
  return [...words, totalsOf(order).total].join(" ").toLocaleLowerCase("tr");
}

function listRefunds(shop: Shop, params: Params, orderId?: number): Reply {
  const all = orderId === undefined ? [...shop.state.refunds.values()] : shop.state.refundsOf(orderId);
  const way = params.oneOf("order", ["asc", "desc"], "desc") === "asc" ? 1 : -1;
  const after = params.date("after", "orders");
  const before = params.date("before", "orders");
  const items = all
    .filter((r) => (after === undefined || r.createdAt > after) && (before === undefined || r.createdAt < before))
    .sort((a, b) => way * (a.createdAt - b.createdAt || a.id - b.id));
  return page(shop, params, {
    items,
    path: orderId === undefined ? "/wc/v3/refunds" : `/wc/v3/orders/${orderId}/refunds`,
    extras: [["dp", "2"]],
    forgetsBeyond: true,
    render: (refund) => refundJson(shop, refund, orderId === undefined),
  });
}
