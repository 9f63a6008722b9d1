import { z } from "zod";
import { id, list, text } from "./loose-json.ts";

/** "parent": the variation shows its product's count, and its own writes are ignored (measured). */
const managed = z
  .unknown()
  .optional()
  .transform((value): "own" | "parent" | "not" => {
    if (value === "parent") return "parent";
    return value === true || value === 1 || value === "1" || value === "yes" ? "own" : "not";
  });
const count = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : Number(value)));
const picture = z
  .object({ src: text })
  .nullish()
  .catch(null)
  .transform((image) => image?.src ?? "");

const sold = {
  id,
  sku: text,
  /** GTIN, UPC, EAN or ISBN; WooCommerce has the field since 9.1. */
  global_unique_id: text,
  price: text,
  manage_stock: managed,
  stock_quantity: count,
  date_modified_gmt: z.string().nullish(),
};

/** A product of `wc/v3/products`. */
export const productSchema = z.object({
  ...sold,
  name: text,
  type: text,
  status: text,
  images: list(z.object({ src: text })),
});
export type WooProduct = z.infer<typeof productSchema>;

/** A variation of `wc/v3/products/<id>/variations`. */
export const variationSchema = z.object({
  ...sold,
  name: text,
  image: picture,
  attributes: list(z.object({ name: text, option: text })),
});
export type WooVariation = z.infer<typeof variationSchema>;

/** What is asked for, of either; everything else of a product is left at the shop. */
export const productFields = [...Object.keys(productSchema.shape), "date_created_gmt"].join(",");
export const variationFields = Object.keys(variationSchema.shape).join(",");
