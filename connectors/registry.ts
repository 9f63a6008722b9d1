import type { Instant } from "../app/domain/instant.ts";
import type { Connector, Io } from "./contract/port.ts";
import {
  adminPage,
  createShopifyConnector,
  exchangeSessionToken,
  type SessionHolder,
  type ShopifyApp,
  typedShop,
  verifySessionToken,
} from "./shopify/index.ts";
import { approvalAnswered, approvedAccount, prepareApproval } from "./woocommerce/approval.ts";
import { wooCommerce } from "./woocommerce/index.ts";

/** A platform that this installation can talk to. */
export interface Platform {
  readonly connector: Connector;
  /** The secrets that sign doorbells of all shops at once; empty where each shop has its own. */
  readonly appSecrets: readonly string[];
  /** How the platform's own admin installs us and says who opened us; absent where shops are linked by keys. */
  readonly embedding?: Embedding;
  /** How a shop's owner approves us on the shop's own page, which then hands over a key. */
  readonly approval?: Approval;
}

export interface Approval {
  /** Checks a typed address and who answers there, without a key. Throws `AccountError` and `Fault`. */
  prepare(input: unknown, io: Io): Promise<{ readonly address: string; readonly page: (told: Told) => string }>;
  /** The account in what the shop posted to the callback. Throws `AccountError` and `Fault`. */
  account(address: string, token: string, body: string): unknown;
  /** What the shop says as it sends the browser back; null for what is no such answer. */
  answered(query: URLSearchParams): { readonly token: string; readonly approved: boolean } | null;
}

interface Told {
  readonly token: string;
  readonly returnUrl: string;
  /** https: a key travels to it. */
  readonly callbackUrl: string;
}

export interface Embedding {
  /** Rejects with an error named "SessionTokenError" for what is not a valid session token of this app, now. */
  verify(sessionToken: string, now: Instant): Promise<SessionHolder>;
  /** The session token's shop, and its account. Throws `Fault` as well. */
  exchange(sessionToken: string, io: Io): Promise<{ readonly shop: string; readonly account: unknown }>;
  /** The platform's name for the shop that a person typed. Throws `AccountError`. */
  typedShop(text: string): string;
  /** Where the shop's people open us in its admin; `path` begins with a slash. */
  adminPage(shop: string, path: string): string;
}

export type Registry = ReadonlyMap<string, Platform>;

/** One line a platform. Shopify needs an app of its own; without one it is left out. `others`: platforms that tests bring. */
export function createRegistry({
  shopify,
  others = [],
}: {
  readonly shopify: ShopifyApp | null;
  readonly others?: readonly Platform[];
}): Registry {
  const platforms: readonly Platform[] = [
    ...(shopify ? [shopifyPlatform(shopify)] : []),
    { connector: wooCommerce, appSecrets: [], approval: wooApproval },
    ...others,
  ];
  return new Map(platforms.map((platform) => [platform.connector.platform, platform]));
}

const wooApproval: Approval = {
  prepare: prepareApproval,
  account: approvedAccount,
  answered: approvalAnswered,
};

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
      typedShop,
      adminPage: (shop, path) => adminPage(app, shop, path),
    },
  };
}
