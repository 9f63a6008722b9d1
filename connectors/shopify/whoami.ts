import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import { Fault } from "../contract/fault.ts";
import type { Identity } from "../contract/port.ts";
import { shopHandle, shopHost } from "./account.ts";
import type { Client } from "./client.ts";
import { whoami } from "./documents/shop.ts";

/** What the documents and the bells of this version need. */
export const neededScopes = [
  "read_orders",
  "read_customers",
  "read_products",
  "read_fulfillments",
  "read_returns",
  "read_inventory",
  "read_locations",
  "read_merchant_managed_fulfillment_orders",
] as const;

/** How far an app without `wholeHistory` sees (shopify.dev, object Order: "Only the last 60 days' worth of orders"). */
export const visibleDays = 60;
export const wholeHistory = "read_all_orders";

const told = z.object({
  shop: z.object({
    name: z.string(),
    myshopifyDomain: z.string().transform((text) => shopHost(text)),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/**
 * Who the shop is, by its permanent myshopify.com host: session tokens and webhooks name it by that, too. Scopes are those that the
 * shop granted, whatever the account remembers.
 */
export async function readIdentity(client: Client): Promise<Identity> {
  const { data } = await client.query(whoami, {});
  const parsed = told.safeParse(data);
  const host = parsed.data?.shop.myshopifyDomain;
  if (!parsed.success || !host)
    throw new Fault("unreadable", { code: "shopify.shop-unreadable", body: JSON.stringify(data) });
  const { shop, currentAppInstallation } = parsed.data;
  const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
  return {
    externalId: toExternalId(host),
    name: shop.name,
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    adminUrl: `https://admin.shopify.com/store/${shopHandle(host)}`,
    missingScopes: neededScopes.filter(
      (scope) => !granted.has(scope) && !granted.has(scope.replace("read_", "write_")),
    ),
    historyDays: granted.has(wholeHistory) ? null : visibleDays,
  };
}
