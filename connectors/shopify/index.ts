import type { Connector } from "../contract/port.ts";
import { accountForm, type ShopifyAccount, type ShopifyApp } from "./account.ts";
import { openClient } from "./client.ts";
import { budget } from "./faults.ts";
import { openCatalog, openStock } from "./goods.ts";
import { openLibrary } from "./library.ts";
import { openOrders } from "./orders.ts";
import { type PageRows, pageRows } from "./sizes.ts";
import { refreshTokens, tokensDue } from "./tokens.ts";
import { receiveWebhook } from "./webhooks.ts";
import { readIdentity } from "./whoami.ts";

export { adminPage, type ShopifyAccount, type ShopifyApp, typedShop } from "./account.ts";
export { type SessionHolder, SessionTokenError, verifySessionToken } from "./session-token.ts";
export { exchangeSessionToken } from "./tokens.ts";

/**
 * Shopify's Admin API 2026-10. Until a shop's first answer tells its own limits, those of the Standard plan are assumed (shopify.dev "Shopify API
 * rate limits": 100 points a second, a bucket of 2 000). `rows` is for tests that want short pages.
 */
export function createShopifyConnector(app: ShopifyApp, rows: PageRows = pageRows): Connector<ShopifyAccount> {
  const library = openLibrary(app);
  return {
    platform: "shopify",
    title: "Shopify",
    account: accountForm,
    budgets: { [budget]: { unit: "cost", burst: 2000, perSecond: 100, owner: "account" } },
    bells: "app",
    open(account, io) {
      const client = openClient(library, account, io, rows);
      // The token of a shop's own custom app comes without its scopes: what it may not, Shopify says.
      const sees = (scope: string) => account.scopes.length === 0 || account.scopes.includes(scope);
      return {
        whoami: () => readIdentity(client),
        orders: openOrders(client),
        ...(sees("read_products") ? { catalog: openCatalog(client) } : {}),
        ...(sees("read_inventory") ? { stock: openStock(client) } : {}),
      };
    },
    receive: receiveWebhook,
    tokens: { due: tokensDue, refresh: (account, io) => refreshTokens(app, account, io) },
  };
}
