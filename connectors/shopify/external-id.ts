import { type ExternalId, toExternalId } from "../../app/domain/ids.ts";

/** "123" of "gid://shopify/Order/123?x=1": the legacy id, which webhooks carry too. */
export function externalId(gid: string): ExternalId {
  return toExternalId(/([^/?]+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid);
}

/** Null for an id that Shopify cannot have given to an order. */
export const orderGid = (id: ExternalId): string | null => (/^\d{1,20}$/.test(id) ? `gid://shopify/Order/${id}` : null);
