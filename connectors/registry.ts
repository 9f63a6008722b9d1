import type { Connector } from "./contract/port.ts";
import { createShopifyConnector, type ShopifyApp } from "./shopify/index.ts";
import { wooCommerce } from "./woocommerce/index.ts";

/** A platform that this installation can talk to. */
export interface Platform {
  readonly connector: Connector;
  /** The secrets that sign doorbells of all shops at once; empty where each shop has its own. */
  readonly appSecrets: readonly string[];
}

export type Registry = ReadonlyMap<string, Platform>;

/** One line a platform. Shopify needs an app of its own; without one it is left out. */
export function createRegistry({ shopify }: { readonly shopify: ShopifyApp | null }): Registry {
  const platforms: Platform[] = [
    ...(shopify ? [{ connector: createShopifyConnector(shopify), appSecrets: secretsOf(shopify) }] : []),
    { connector: wooCommerce, appSecrets: [] },
  ];
  return new Map(platforms.map((platform) => [platform.connector.platform, platform]));
}

function secretsOf({ apiSecret, previousApiSecret }: ShopifyApp): readonly string[] {
  return previousApiSecret ? [apiSecret, previousApiSecret] : [apiSecret];
}
