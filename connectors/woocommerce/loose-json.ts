import { z } from "zod";

/** Values as loose as real sites send them: plugins turn numbers into texts, lists with gaps into objects, and texts into null. */
export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

/** Ids come as numbers, from plugins as texts, and exact as text where they leave the safe integers. */
export const id = z.union([z.int(), z.string().min(1)]).transform(String);
export const looseId = z
  .union([z.int(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

export const quantity = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

/** PHP writes a list whose keys have gaps as an object, and an empty one sometimes as null or "". */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => {
    if (value === null || value === undefined || value === "") return [];
    return typeof value === "object" && !Array.isArray(value) ? Object.values(value) : value;
  }, z.array(item));
}
