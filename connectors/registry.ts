import type { Instant } from "../app/domain/instant.ts";
import type { Connector, Io } from "./contract/port.ts";
import {
  createShopifyConnector,
  exchangeSessionToken,
  type SessionHolder,
  type ShopifyApp,
  verifySessionToken,
} from "./shopify/index.ts";
import { wooCommerce } from "./woocommerce/index.ts";

/** A platform that this installation can talk to. */
export interface Platform {
  readonly connector: Connector;
  /** The secrets that sign doorbells of all shops at once; empty where each shop has its own. */
  readonly appSecrets: readonly string[];
  /** How the platform's own admin installs us and says who opened us; absent where shops are linked by keys. */
  readonly embedding?: Embedding;
}

export interface Embedding {
  /** Rejects with an error named "SessionTokenError" for what is not a valid session token of this app, now. */
  verify(sessionToken: string, now: Instant): Promise<SessionHolder>;
  /** The session token's shop, and its account. Throws `Fault` as well. */
  exchange(sessionToken: string, io: Io): Promise<{ readonly shop: string; readonly account: unknown }>;
}

export type Registry = ReadonlyMap<string, Platform>;

/** One line a platform. Shopify needs an app of its own; without one it is left out. */
export function createRegistry({ shopify }: { readonly shopify: ShopifyApp | null }): Registry {
  const platforms: readonly Platform[] = [
    ...(shopify ? [shopifyPlatform(shopify)] : []),
    { connector: wooCommerce, appSecrets: [] },
  ];
  return new Map(platforms.map((platform) => [platform.connector.platform, platform]));
}

function shopifyPlatform(app: ShopifyApp): Platform {
  return {
    connector: createShopifyConnector(app),
    appSecrets: app.previousApiSecret ? [app.apiSecret, app.previousApiSecret] : [app.apiSecret],
    embedding: {
      verify: (token, now) => verifySessionToken(app, token, now),
      async exchange(token, io) {
        const account = await exchangeSessionToken(app, token, io);
        return { shop: account.shop, account };
      },
    },
  };
}
