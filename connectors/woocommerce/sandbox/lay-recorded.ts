import { z } from "zod";
import { recorded } from "../recordings.ts";
import { goodInput, goodOfLine, type Laid, layGoods, touchGoods } from "./lay-goods.ts";
import {
  metaOf,
  orderShape,
  type RecordedItem,
  type RecordedMeta,
  type RecordedOrder,
  type RecordedRefund,
  recordedCustomers,
  recordedOrders,
  recordedRefunds,
} from "./recorded-shapes.ts";
import { openTrialShop } from "./trial-shop.ts";
import { createTrialWorld } from "./trial-world.ts";

const placedLines = z.array(z.looseObject({ id: z.int() }));
const placedShape = z.looseObject({
  id: z.int(),
  status: z.string(),
  line_items: placedLines,
  shipping_lines: placedLines,
  fee_lines: placedLines,
});
type Placed = z.infer<typeof placedShape>;

/** Lays the recorded shop: categories, goods, variations, customers, then its orders one by one at their own times. */
export async function layRecorded(): Promise<Laid> {
  const start = Date.UTC(2026, 10, 23, 8, 59, 0);
  const world = createTrialWorld({ start });
  const shop = openTrialShop({ empty: true, currency: "EUR", name: "Connector Test Store", world });
  const pairs = new Map<number, number>();
  const ours = (id: number) => pairs.get(id) ?? id;
  const laid = { shop, ours, theirs: (id: number) => [...pairs].find(([, one]) => one === id)?.[0] ?? id };
  await layGoods(laid, pairs);
  for (const { email, first_name, last_name, username, billing, shipping } of recordedCustomers())
    if (username !== "admin")
      await shop.one("POST", "/customers", { email, first_name, last_name, username, billing, shipping });
  for (const order of recordedOrders()) {
    const at = Date.parse(`${order.date_created_gmt}Z`);
    await world.advance(Math.max(0, at - world.now()));
    pairs.set(order.id, await layOrder(laid, order));
  }
  await touchGoods(laid);
  return laid;
}

/** Places one order, then does to it what was done to the recorded one. Answers its id. */
async function layOrder(laid: Laid, order: RecordedOrder): Promise<number> {
  const { shop } = laid;
  const trashedFrom = metaOf(order, "_wp_trash_meta_status")?.replace(/^wc-/, "");
  const fromPaid = order.date_completed ? "completed" : order.date_paid ? "processing" : "pending";
  const moved = order.refunds.length > 0 || (order.status === "cancelled" && order.date_paid);
  const first = trashedFrom ?? (moved ? fromPaid : order.status);
  const gone = await placeGone(laid, order);
  const placed = placedShape.parse(await shop.one("POST", "/orders", orderInput(laid, order, first, gone)));
  if (order.line_items.length === 0) await takeOff(laid, placed);
  for (const id of gone) await shop.call("DELETE", `/products/${id}?force=true`);
  const path = `/orders/${placed.id}`;
  if (trashedFrom) await shop.call("DELETE", path);
  let back = order.line_items.reduce((all, line) => all + Number(metaOf(line, "_restock_refunded_items") ?? 0), 0);
  for (const refund of refundsOf(order)) {
    await shop.world.advance(Math.max(0, Date.parse(`${refund.date_created_gmt}Z`) - shop.world.now()));
    await shop.one("POST", `${path}/refunds`, { ...refundInput(order, placed, refund), api_restock: back > 0 });
    back += refund.line_items.reduce((all, line) => all + line.quantity, 0);
  }
  const now = placedShape.parse(await shop.one("GET", path));
  if (now.status !== order.status) await shop.call("PUT", path, { status: order.status });
  return placed.id;
}

/** The recorded order without lines had one when it was paid. */
async function takeOff({ shop }: Laid, placed: Placed): Promise<void> {
  const line_items = placed.line_items.map(({ id }) => ({ id, quantity: 0 }));
  await shop.one("PUT", `/orders/${placed.id}`, { line_items });
}

/** Goods that were deleted after they were sold stand only in their line. */
async function placeGone({ shop }: Laid, order: RecordedOrder): Promise<number[]> {
  const made: number[] = [];
  for (const line of order.line_items.filter(({ product_id }) => product_id === 0))
    made.push((await shop.one("POST", "/products", goodInput({ ...goodOfLine(line), sku: "" }))).id);
  return made;
}

function orderInput({ ours }: Pick<Laid, "ours">, order: RecordedOrder, status: string, gone: number[]): object {
  const left = [...gone];
  return {
    status,
    currency: order.currency,
    customer_id: order.customer_id,
    billing: order.billing,
    shipping: order.shipping,
    payment_method: order.payment_method,
    payment_method_title: order.payment_method_title,
    transaction_id: order.transaction_id,
    created_via: order.created_via,
    customer_note: order.customer_note,
    ...(order.date_paid && status === "pending" ? { set_paid: true } : {}),
    meta_data: order.meta_data.filter(({ key }) => !key.startsWith("_wp_trash_meta_")).map(bare),
    line_items: order.line_items.length
      ? order.line_items.map((line) =>
          lineInput(order, line, line.product_id ? ours(line.product_id) : left.shift(), ours),
        )
      : [{ product_id: ours(27), variation_id: 0, quantity: 1, meta_data: [] }],
    shipping_lines: order.shipping_lines.map((line) => ({
      method_id: line.method_id,
      method_title: line.method_title,
      instance_id: line.instance_id,
      total: line.total,
      meta_data: line.meta_data.map(bare),
    })),
    fee_lines: order.fee_lines.map(({ name, total, tax_status }) => ({ name, total, tax_status })),
    coupon_lines: order.coupon_lines.map(({ code }) => ({ code })),
  };
}

function lineInput(order: RecordedOrder, line: RecordedItem, product: number | undefined, ours: Laid["ours"]): object {
  const isCut = order.coupon_lines.length > 0;
  return {
    product_id: product,
    variation_id: line.variation_id ? ours(line.variation_id) : 0,
    quantity: line.quantity,
    // What a discount or a price of its own made of the shelf price is told; the rest is reckoned.
    ...(isCut || line.total === line.subtotal ? {} : { subtotal: line.subtotal, total: line.total }),
    ...(priced.has(order.currency) || (finer(line) && !isCut) ? { subtotal: exact(line), total: exact(line) } : {}),
    meta_data: line.meta_data.filter(({ key }) => !/^(_reduced_stock|_restock)/.test(key)).map(bare),
  };
}

/** Orders in another currency than the shop's name their prices. */
const priced = new Set(["TRY", "JPY"]);

/** Sums that are no whole number of minor units a piece. */
const finer = ({ price }: RecordedItem) => Math.abs(price * 100 - Math.round(price * 100)) > 1e-6;
const exact = ({ price, quantity }: RecordedItem) => (price * quantity).toFixed(4);

const bare = ({ key, value }: RecordedMeta) => ({ key, value });

/** The order's refunds as recorded, oldest first; those that status `refunded` makes are left to it. */
function refundsOf(order: RecordedOrder): RecordedRefund[] {
  const known = recordedRefunds();
  return order.refunds
    .flatMap(({ id }) => known.get(id) ?? [])
    .filter(({ reason }) => reason !== "Order fully refunded.")
    .toSorted((a, b) => a.id - b.id);
}

const lineKinds = ["line_items", "shipping_lines", "fee_lines"] as const;

function refundInput(order: RecordedOrder, placed: Placed, refund: RecordedRefund): object {
  const minus = (text: string) => String(-Number(text));
  const lines = lineKinds.flatMap((kind) =>
    refund[kind].map((line) => {
      const of = metaOf(line, "_refunded_item_id");
      const at = order[kind].findIndex(({ id }) => String(id) === of);
      return {
        id: placed[kind][at]?.id,
        ...("quantity" in line && typeof line.quantity === "number" && line.quantity
          ? { quantity: -line.quantity }
          : {}),
        ...(refund.amount === "" ? {} : { refund_total: minus(line.total) }),
        refund_tax: line.taxes.map(({ id, total }) => ({ id, refund_total: minus(total) })),
      };
    }),
  );
  return {
    ...(refund.amount === "" ? {} : { amount: refund.amount }),
    reason: refund.reason,
    api_refund: false,
    line_items: lines,
  };
}

const written = z.looseObject({ response: z.looseObject({ body: orderShape.omit({ coupon_lines: true }) }) });

/** An order that stands only in the recorded answer to a write, as it was before: without its refunds. */
export async function layWritten({ shop, ours }: Laid, file: string, status: string): Promise<Placed> {
  const { body } = written.parse(recorded(`writes/${file}.json`).value).response;
  return placedShape.parse(
    await shop.one("POST", "/orders", orderInput({ ours }, { ...body, coupon_lines: [] }, status, [])),
  );
}
