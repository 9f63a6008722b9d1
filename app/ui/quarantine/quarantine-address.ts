import { z } from "zod";
import { looksLikeId, toShopId } from "#app/domain/ids.ts";
import type { QuarantineQuery } from "#app/views/quarantine-page.ts";

const schema = z.object({
  shop: z.string().refine(looksLikeId).transform(toShopId).nullable().catch(null),
  code: z.string().min(1).max(200).nullable().catch(null),
  cursor: z.string().min(1).max(2000).nullable().catch(null),
});

/** Reads which records an address shows. What is not understood counts as not said. Not `shop`: the shop's admin says its own by it. */
export const quarantineQuery = (params: URLSearchParams): QuarantineQuery =>
  schema.parse({ shop: params.get("shop-id"), code: params.get("cause"), cursor: params.get("cursor") });

/** The address of a query, without what goes without saying. */
export function quarantineAddress({ shop, code, cursor }: QuarantineQuery): string {
  const params = new URLSearchParams();
  if (shop) params.set("shop-id", shop);
  if (code) params.set("cause", code);
  if (cursor) params.set("cursor", cursor);
  const text = params.toString();
  return text ? `/quarantine?${text}` : "/quarantine";
}
