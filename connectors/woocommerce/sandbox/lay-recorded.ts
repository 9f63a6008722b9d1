import { z } from "zod";
import { recorded, recordedNames } from "../recordings.ts";
import { openTrialShop, type Read, type TrialShop } from "./trial-shop.ts";
import { createTrialWorld } from "./trial-world.ts";

/** A stand-in that was given the recorded shop's goods and orders through its own API, and who is who. */
export interface Laid {
  readonly shop: TrialShop;
  /** The stand-in's id of a recorded thing, and the recorded id of one of the stand-in's. */
  ours(recordedId: number): number;
  theirs(id: number): number;
}

const listSchema = z.array(z.record(z.string(), z.any()));
const objectSchema = z.record(z.string(), z.any());
export const recordedList = (path: string): Read[] => listSchema.parse(recorded(path).value);
export const recordedObject = (path: string): Read => objectSchema.parse(recorded(path).value);

const names = (folder: string) => recordedNames(folder).map((file) => `${folder}/${file}`);
const orderPages = ["store/orders-page.json", "lists/orders-list-page2.json"];

/** Every recorded order once, in the order in which they were placed. */
function recordedOrders(): Read[] {
  const all = [...orderPages.flatMap(recordedList), ...names("orders").map(recordedObject)];
  return [...new Map(all.map((order) => [order.id, order])).values()].toSorted((a, b) => a.id - b.id);
}

/** Lays the recorded shop: categories, goods, variations, customers, then its orders one by one at their own times. */
export async function layRecorded(): Promise<Laid> {
  const start = Date.UTC(2026, 10, 23, 8, 59, 0);
  const world = createTrialWorld({ start });
  const shop = openTrialShop({ empty: true, currency: "EUR", name: "Connector Test Store", world });
  const pairs = new Map<number, number>();
  const ours = (id: number) => pairs.get(id) ?? id;
  const laid = { shop, ours, theirs: (id: number) => [...pairs].find(([, one]) => one === id)?.[0] ?? id };
  await layGoods(laid, pairs);
  for (const { email, first_name, last_name, username, billing, shipping } of recordedList("lists/customers-list.json"))
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

/** What the recordings say of the goods: whole ones, and for those that stand only in orders their lines. */
async function layGoods(laid: Laid, pairs: Map<number, number>): Promise<void> {
  const { shop } = laid;
  await shop.one("POST", "/products/attributes", { name: "Renk" });
  for (const name of ["Giyim", "Mutfak & Ev"]) await shop.one("POST", "/products/categories", { name });
  const batch = recordedObject("writes/products-batch.json").response.body.update;
  const whole = [...names("products").map(recordedObject), ...recordedList("lists/products-list.json"), batch[0]];
  const goods = new Map(whole.map((good) => [good.id, good]));
  for (const line of recordedOrders().flatMap((order) => order.line_items))
    if (line.product_id && !goods.has(line.product_id)) goods.set(line.product_id, goodOfLine(line));
  for (const good of [...goods.values()].toSorted((a, b) => a.id - b.id))
    pairs.set(good.id, (await shop.one("POST", "/products", goodInput(good))).id);
  const variations = ["lists/variations-of-product.json", "lists/variations-parent-managed.json"].flatMap(recordedList);
  for (const one of variations.toSorted((a, b) => a.id - b.id)) {
    const path = `/products/${laid.ours(one.parent_id)}/variations`;
    const input = {
      ...goodInput(one),
      ...(one.image ? { image: { src: one.image.src, alt: one.image.alt } } : {}),
    };
    pairs.set(one.id, (await shop.one("POST", path, input)).id);
  }
}

/** Goods that were saved after they were made, but not by a recorded order: an empty PUT moves their date too. */
async function touchGoods({ shop, ours }: Laid): Promise<void> {
  await shop.world.advance(60_000);
  const variations = ["lists/variations-of-product.json", "lists/variations-parent-managed.json"].flatMap(recordedList);
  const sold = recordedOrders().flatMap((order) => order.line_items);
  const later: Read[] = sold.map((line) => ({ id: line.product_id, date_created: "", date_modified: "later" }));
  const known = new Set(names("products").map((file) => recordedObject(file).id));
  const unknown = later.filter(({ id }) => id && !known.has(id));
  for (const good of [...names("products").map(recordedObject), ...variations, ...unknown]) {
    const path = good.parent_id
      ? `/products/${ours(good.parent_id)}/variations/${ours(good.id)}`
      : `/products/${ours(good.id)}`;
    const now = await shop.one("GET", path);
    const still = now.date_modified === now.date_created || good.date_modified === "later";
    if (good.date_modified > good.date_created && still) await shop.one("PUT", path, {});
  }
}

function goodInput(good: Read): Read {
  return {
    type: good.type === "variable" ? "variable" : "simple",
    name: String(good.name).replaceAll("&amp;", "&"),
    status: good.status,
    sku: good.sku,
    regular_price: good.regular_price,
    sale_price: good.sale_price,
    manage_stock: good.manage_stock === true,
    // What its orders still hold was on the shelf before they came.
    ...(good.manage_stock === true ? { stock_quantity: (good.stock_quantity ?? 0) + heldOf(good) } : {}),
    stock_status: good.stock_status,
    backorders: good.backorders,
    tax_class: good.tax_class,
    virtual: good.virtual,
    downloadable: good.downloadable,
    // The batch shows a product's weight before it is rounded.
    ...(good.weight ? { weight: String(Number(Number(good.weight).toFixed(4))) } : {}),
    global_unique_id: good.global_unique_id,
    low_stock_amount: good.low_stock_amount,
    categories: (good.categories ?? []).filter((one: Read) => one.id !== 15),
    images: (good.images ?? []).map((one: Read) => ({ src: one.src, alt: one.alt })),
    attributes: good.attributes,
    meta_data: (good.meta_data ?? []).map(({ key, value }: Read) => ({ key, value })),
  };
}

function heldOf(good: Read): number {
  const lines = recordedOrders().flatMap((order) => order.line_items);
  const mine = lines.filter((line) => line.variation_id === good.id || line.product_id === good.id);
  return mine.reduce((all, line) => all + Number(metaOf(line, "_reduced_stock") ?? 0), 0);
}

function goodOfLine(line: Read): Read {
  const taken = line.meta_data.some((meta: Read) => meta.key === "_reduced_stock");
  return {
    id: line.product_id,
    name: line.parent_name ?? line.name,
    sku: line.sku,
    regular_price: (Number(line.subtotal) / line.quantity).toFixed(2),
    manage_stock: taken || line.product_id < 31,
    stock_quantity: 100,
    tax_class: line.tax_class,
    images: line.image.src ? [{ src: line.image.src }] : [],
  };
}

/** Places one order, then does to it what was done to the recorded one. Answers its id. */
async function layOrder(laid: Laid, order: Read): Promise<number> {
  const { shop } = laid;
  const trashedFrom = metaOf(order, "_wp_trash_meta_status")?.replace(/^wc-/, "");
  const fromPaid = order.date_completed ? "completed" : order.date_paid ? "processing" : "pending";
  const moved = order.refunds.length > 0 || (order.status === "cancelled" && order.date_paid);
  const first = trashedFrom ?? (moved ? fromPaid : order.status);
  const gone = await placeGone(laid, order);
  const placed = await shop.one("POST", "/orders", orderInput(laid, order, first, gone));
  if (order.line_items.length === 0) await takeOff(laid, placed);
  for (const id of gone) await shop.call("DELETE", `/products/${id}?force=true`);
  const path = `/orders/${placed.id}`;
  if (trashedFrom) await shop.call("DELETE", path);
  let back = order.line_items.reduce(
    (all: number, line: Read) => all + Number(metaOf(line, "_restock_refunded_items") ?? 0),
    0,
  );
  for (const refund of refundsOf(order)) {
    await shop.world.advance(Math.max(0, Date.parse(`${refund.date_created_gmt}Z`) - shop.world.now()));
    await shop.one("POST", `${path}/refunds`, { ...refundInput(order, placed, refund), api_restock: back > 0 });
    back += refund.line_items.reduce((all: number, line: Read) => all + line.quantity, 0);
  }
  const now = await shop.one("GET", path);
  if (now.status !== order.status) await shop.call("PUT", path, { status: order.status });
  return placed.id;
}

/** The recorded order without lines had one when it was paid. */
async function takeOff({ shop }: Laid, placed: Read): Promise<void> {
  const line_items = placed.line_items.map(({ id }: Read) => ({ id, quantity: 0 }));
  await shop.one("PUT", `/orders/${placed.id}`, { line_items });
}

/** Goods that were deleted after they were sold stand only in their line. */
async function placeGone({ shop }: Laid, order: Read): Promise<number[]> {
  const made: number[] = [];
  for (const line of order.line_items.filter((one: Read) => one.product_id === 0))
    made.push((await shop.one("POST", "/products", { ...goodInput({ ...goodOfLine(line), sku: "" }) })).id);
  return made;
}

function orderInput({ ours }: Pick<Laid, "ours">, order: Read, status: string, gone: number[]): Read {
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
    meta_data: order.meta_data.filter((meta: Read) => !meta.key.startsWith("_wp_trash_meta_")).map(bare),
    line_items: linesOf(order).map((line) => ({
      product_id: line.product_id ? ours(line.product_id) : left.shift(),
      variation_id: line.variation_id ? ours(line.variation_id) : 0,
      quantity: line.quantity,
      // What a discount or a price of its own made of the shelf price is told; the rest is reckoned.
      ...(order.coupon_lines.length || line.total === line.subtotal
        ? {}
        : { subtotal: line.subtotal, total: line.total }),
      ...(priced.has(order.currency) || (finer(line) && !order.coupon_lines.length)
        ? { subtotal: exact(line), total: exact(line) }
        : {}),
      meta_data: line.meta_data.filter((meta: Read) => !/^(_reduced_stock|_restock)/.test(meta.key)).map(bare),
    })),
    shipping_lines: order.shipping_lines.map((line: Read) => ({
      method_id: line.method_id,
      method_title: line.method_title,
      instance_id: line.instance_id,
      total: line.total,
      meta_data: line.meta_data.map(bare),
    })),
    fee_lines: order.fee_lines.map(({ name, total, tax_status }: Read) => ({ name, total, tax_status })),
    coupon_lines: order.coupon_lines.map(({ code }: Read) => ({ code })),
  };
}

function linesOf(order: Read): Read[] {
  return order.line_items.length ? order.line_items : [{ product_id: 27, quantity: 1, price: 34.85, meta_data: [] }];
}

/** Orders in another currency than the shop's name their prices. */
const priced = new Set(["TRY", "JPY"]);

/** Sums that are no whole number of minor units a piece. */
const finer = ({ price }: Read) => Math.abs(price * 100 - Math.round(price * 100)) > 1e-6;
const exact = ({ price, quantity }: Read) => (price * quantity).toFixed(4);

const bare = ({ key, value }: Read) => ({ key, value });
const metaOf = (order: Read, key: string): string | undefined =>
  order.meta_data.find((meta: Read) => meta.key === key)?.value;

/** The order's refunds as recorded, oldest first; those that status `refunded` makes are left to it. */
function refundsOf(order: Read): Read[] {
  const lists = [...recordedNames("refunds").map((file) => `refunds/${file}`), "lists/refunds-all-list.json"];
  const known = new Map(lists.flatMap(recordedList).map((refund) => [refund.id, refund]));
  return order.refunds
    .map(({ id }: Read) => known.get(id))
    .filter((refund: Read | undefined) => refund && refund.reason !== "Order fully refunded.")
    .toSorted((a: Read, b: Read) => a.id - b.id);
}

function refundInput(order: Read, placed: Read, refund: Read): Read {
  const minus = (text: string) => String(-Number(text));
  const lines = [...refund.line_items, ...refund.shipping_lines, ...refund.fee_lines].map((line) => {
    const of = line.meta_data.find((meta: Read) => meta.key === "_refunded_item_id")?.value;
    const find = (kind: string) => order[kind].findIndex((one: Read) => String(one.id) === String(of));
    const kind = ["line_items", "shipping_lines", "fee_lines"].find((name) => find(name) >= 0) ?? "line_items";
    return {
      id: placed[kind][find(kind)]?.id,
      ...(line.quantity ? { quantity: -line.quantity } : {}),
      ...(refund.amount === "" ? {} : { refund_total: minus(line.total) }),
      refund_tax: line.taxes.map((tax: Read) => ({ id: tax.id, refund_total: minus(tax.total) })),
    };
  });
  return {
    ...(refund.amount === "" ? {} : { amount: refund.amount }),
    reason: refund.reason,
    api_refund: false,
    line_items: lines,
  };
}

/** An order that stands only in the recorded answer to a write, as it was before: without its refunds. */
export async function layWritten({ shop, ours }: Laid, file: string, status: string): Promise<Read> {
  const { body } = recordedObject(`writes/${file}.json`).response;
  const laid = orderInput({ ours }, { ...body, coupon_lines: [] }, status, []);
  return shop.one("POST", "/orders", laid);
}
