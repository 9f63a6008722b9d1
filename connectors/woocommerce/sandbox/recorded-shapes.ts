import { z } from "zod";
import { recorded, recordedNames } from "../recordings.ts";

/** What laying the recorded shop reads of its recordings. */
const text = z.string();
const meta = z.looseObject({ key: text, value: z.unknown() });
const tax = z.looseObject({ id: z.int(), total: text });
const anyLine = { id: z.int(), total: text, taxes: z.array(tax), meta_data: z.array(meta) };
const contact = z.record(z.string(), z.string());

const itemLine = z.looseObject({
  ...anyLine,
  name: text,
  parent_name: text.nullish(),
  product_id: z.int(),
  variation_id: z.int(),
  quantity: z.int(),
  tax_class: text,
  subtotal: text,
  sku: text.nullish(),
  price: z.number(),
  image: z.looseObject({ src: text.nullish() }).nullish(),
});
const shippingLine = z.looseObject({ ...anyLine, method_id: text, method_title: text, instance_id: text });
const feeLine = z.looseObject({ ...anyLine, name: text, tax_status: text });
const lines = {
  line_items: z.array(itemLine),
  shipping_lines: z.array(shippingLine),
  fee_lines: z.array(feeLine),
};

export const orderShape = z.looseObject({
  ...lines,
  id: z.int(),
  status: text,
  currency: text,
  customer_id: z.int(),
  billing: contact,
  shipping: contact,
  payment_method: text,
  payment_method_title: text,
  transaction_id: text,
  created_via: text,
  customer_note: text,
  date_created_gmt: text,
  date_paid: text.nullable(),
  date_completed: text.nullable(),
  meta_data: z.array(meta),
  coupon_lines: z.array(z.looseObject({ code: text })),
  refunds: z.array(z.looseObject({ id: z.int() })),
});
const refundShape = z.looseObject({ ...lines, id: z.int(), amount: text, reason: text, date_created_gmt: text });
const goodShape = z.looseObject({
  id: z.int(),
  type: text.optional(),
  name: text,
  status: text.optional(),
  sku: text.nullish(),
  regular_price: text,
  manage_stock: z.union([z.boolean(), z.literal("parent")]),
  stock_quantity: z.int().nullish(),
  tax_class: text.optional(),
  weight: text.optional(),
  parent_id: z.int().optional(),
  date_created: text.optional(),
  date_modified: text.optional(),
  categories: z.array(z.looseObject({ id: z.int() })).optional(),
  images: z.array(z.looseObject({ src: text, alt: text.optional() })).optional(),
  image: z.looseObject({ src: text, alt: text.optional() }).nullish(),
  meta_data: z.array(meta).optional(),
});
const customerShape = z.looseObject({
  email: text,
  first_name: text,
  last_name: text,
  username: text,
  billing: contact,
  shipping: contact,
});

export type RecordedMeta = z.infer<typeof meta>;
export type RecordedItem = z.infer<typeof itemLine>;
export type RecordedOrder = z.infer<typeof orderShape>;
export type RecordedRefund = z.infer<typeof refundShape>;
export type RecordedGood = z.infer<typeof goodShape>;

const one = <T>(shape: z.ZodType<T>, path: string): T => shape.parse(recorded(path).value);
const many = <T>(shape: z.ZodType<T>, path: string): T[] => z.array(shape).parse(recorded(path).value);
const files = (folder: string) => recordedNames(folder).map((file) => `${folder}/${file}`);

/** Every recorded order once, in the order in which they were placed. */
export function recordedOrders(): RecordedOrder[] {
  const pages = ["store/orders-page.json", "lists/orders-list-page2.json"].flatMap((path) => many(orderShape, path));
  const all = [...pages, ...files("orders").map((path) => one(orderShape, path))];
  return [...new Map(all.map((order) => [order.id, order])).values()].toSorted((a, b) => a.id - b.id);
}

/** Every recorded refund, by its id. */
export function recordedRefunds(): ReadonlyMap<number, RecordedRefund> {
  const lists = [...files("refunds"), "lists/refunds-all-list.json"].flatMap((path) => many(refundShape, path));
  return new Map(lists.map((refund) => [refund.id, refund]));
}

/** The goods that were recorded one by one; those of lists and of a batch beside them. */
export const recordedGoods = (): RecordedGood[] => files("products").map((path) => one(goodShape, path));
export function listedGoods(): RecordedGood[] {
  const batch = z.looseObject({ response: z.looseObject({ body: z.looseObject({ update: z.array(z.unknown()) }) }) });
  const first = one(batch, "writes/products-batch.json").response.body.update[0];
  return [...many(goodShape, "lists/products-list.json"), goodShape.parse(first)];
}

/** The recorded variations, oldest first. */
export const recordedVariations = (): RecordedGood[] =>
  ["lists/variations-of-product.json", "lists/variations-parent-managed.json"]
    .flatMap((path) => many(goodShape, path))
    .toSorted((a, b) => a.id - b.id);

export const recordedCustomers = () => many(customerShape, "lists/customers-list.json");

/** The value of an entry of meta data as text; undefined where there is none. */
export function metaOf(
  of: { readonly meta_data?: readonly RecordedMeta[] | undefined },
  key: string,
): string | undefined {
  const value = of.meta_data?.find((entry) => entry.key === key)?.value;
  return value === undefined || value === null ? undefined : String(value);
}
