import { z } from "zod";
import { spoken } from "./query.ts";
import { invalidParam, RestError } from "./reply.ts";

const metaInput = z.array(
  z.looseObject({ id: z.coerce.number().optional(), key: z.string().optional(), value: z.unknown().optional() }),
);
const decimal = z.union([z.string(), z.number()]);
const itemId = z.coerce.number().int().optional();
const addressInput = z.record(z.string(), z.union([z.string(), z.null()]));

const lineInput = z.looseObject({
  id: itemId,
  name: z.string().nullish(),
  product_id: z.coerce.number().int().nullish(),
  variation_id: z.coerce.number().int().nullish(),
  sku: z.string().nullish(),
  quantity: z.coerce.number().int().optional(),
  subtotal: decimal.optional(),
  total: decimal.optional(),
  tax_class: z.string().optional(),
  meta_data: metaInput.optional(),
});
const shippingInput = z.looseObject({
  id: itemId,
  method_id: z.string().nullish(),
  method_title: z.string().nullish(),
  instance_id: z.coerce.string().optional(),
  total: decimal.optional(),
  meta_data: metaInput.optional(),
});
const feeInput = z.looseObject({
  id: itemId,
  name: z.string().nullish(),
  tax_class: z.string().optional(),
  tax_status: z.enum(["taxable", "none"]).optional(),
  total: decimal.optional(),
  meta_data: metaInput.optional(),
});
const couponInput = z.looseObject({ id: itemId, code: z.string().nullish() });

export const orderInputSchema = z.looseObject({
  status: z.string().optional(),
  currency: z.string().optional(),
  customer_id: z.coerce.number().int().optional(),
  customer_note: z.string().optional(),
  billing: addressInput.optional(),
  shipping: addressInput.optional(),
  payment_method: z.string().optional(),
  payment_method_title: z.string().optional(),
  transaction_id: z.string().optional(),
  created_via: z.string().optional(),
  set_paid: z.boolean().optional(),
  meta_data: metaInput.optional(),
  line_items: z.array(lineInput).optional(),
  shipping_lines: z.array(shippingInput).optional(),
  fee_lines: z.array(feeInput).optional(),
  coupon_lines: z.array(couponInput).optional(),
});

export const refundInputSchema = z.looseObject({
  amount: decimal.optional(),
  reason: z.string().optional(),
  api_refund: z.boolean().optional(),
  api_restock: z.boolean().optional(),
  line_items: z
    .array(
      z.looseObject({
        id: z.coerce.number().int(),
        quantity: z.coerce.number().int().optional(),
        refund_total: decimal.optional(),
        refund_tax: z.array(z.looseObject({ id: z.coerce.number().int(), refund_total: decimal })).optional(),
      }),
    )
    .optional(),
});

const imageInput = z.looseObject({ src: z.string(), alt: z.string().optional() });

export const stockInputSchema = z.looseObject({
  name: z.string().optional(),
  status: z.enum(["draft", "pending", "private", "publish"]).optional(),
  sku: z.string().optional(),
  regular_price: decimal.optional(),
  sale_price: decimal.optional(),
  manage_stock: z.union([z.boolean(), z.literal("parent")]).optional(),
  stock_quantity: z.int().nullable().optional(),
  inventory_delta: z.int().optional(),
  stock_status: z.enum(["instock", "outofstock", "onbackorder"]).optional(),
  backorders: z.enum(["no", "notify", "yes"]).optional(),
  type: z.enum(["simple", "variable"]).optional(),
  tax_class: z.string().optional(),
  virtual: z.boolean().optional(),
  downloadable: z.boolean().optional(),
  weight: z.string().optional(),
  global_unique_id: z.string().optional(),
  low_stock_amount: z.int().nullable().optional(),
  categories: z.array(z.looseObject({ id: z.coerce.number().int() })).optional(),
  images: z.array(imageInput).optional(),
  image: imageInput.optional(),
  attributes: z
    .array(
      z.looseObject({
        id: z.coerce.number().int().optional(),
        name: z.string().optional(),
        options: z.array(z.string()).optional(),
        option: z.string().optional(),
      }),
    )
    .optional(),
  meta_data: metaInput.optional(),
});

export type MetaInput = z.infer<typeof metaInput>;
export type OrderInput = z.infer<typeof orderInputSchema>;
export type RefundInput = z.infer<typeof refundInputSchema>;
export type StockInput = z.infer<typeof stockInputSchema>;

/** Refuses a status that the shop does not have, in the recorded words. */
export function checkStatus(status: string | undefined, known: readonly string[]): void {
  if (status === undefined || known.includes(status)) return;
  throw invalidParam("status", "rest_not_in_enum", `status is not one of ${spoken(known)}.`);
}

/** Reads a body by its schema, or refuses it as WordPress does: by the first parameter that has the wrong type. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body ?? {});
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const param = String(issue?.path[0] ?? "body");
  if (issue?.code === "invalid_value") {
    const values = issue.values.map(String);
    throw invalidParam(param, "rest_not_in_enum", `${param} is not one of ${spoken(values)}.`);
  }
  const expected = issue && "expected" in issue ? String(issue.expected) : "object";
  const type =
    ({ int: "integer", record: "object", number: "integer" } as Record<string, string>)[expected] ?? expected;
  throw invalidParam(param, "rest_invalid_type", `${param} is not of type ${type}.`, { param });
}

export const missingProduct = () =>
  new RestError(400, "woocommerce_rest_required_product_reference", "Product ID or SKU is required.");
