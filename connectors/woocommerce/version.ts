import { createHash } from "node:crypto";
import type { OrderHead } from "./order-schema.ts";

/**
 * What a sweep compares: a page, a single read and `identify` make the same text of the same order. Refunds are in it because
 * deleting one moves no date (measured).
 */
export function versionOf(order: OrderHead): string {
  const refunds = order.refunds.map(({ id, total }) => `${id}:${total}`).toSorted();
  const text = [order.date_modified_gmt ?? "", order.status, order.total, ...refunds].join("|");
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
