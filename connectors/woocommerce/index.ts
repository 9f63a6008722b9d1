import type { Connector } from "../contract/port.ts";
import { accountForm, type WooAccount } from "./account.ts";
import { createClient } from "./client.ts";
import { createDoorbells } from "./doorbells.ts";
import { createGoods } from "./goods.ts";
import { createOrders } from "./orders.ts";
import { receive } from "./webhooks.ts";
import { whoami } from "./whoami.ts";

/**
 * WooCommerce through its REST API `wc/v3`. `pageSize` is at most 100. A request costs about what it costs a small shop: 1 for one
 * order, 4 for a page of a hundred (0.05 s and 0.4 s, measured), so a shop is busy with us for a fraction of its time at most.
 */
export function createWooCommerce({ pageSize = 100 }: { readonly pageSize?: number } = {}): Connector<WooAccount> {
  return {
    platform: "woocommerce",
    title: "WooCommerce",
    account: accountForm,
    budgets: { api: { unit: "cost", burst: 20, perSecond: 4, owner: "account" } },
    bells: "shop",
    open(account, io) {
      const client = createClient(account, io);
      return {
        whoami: (believed) => whoami(client, believed),
        orders: createOrders(account.url, client, io, pageSize),
        ...createGoods(account.url, client, io, pageSize),
        doorbells: createDoorbells(client),
      };
    },
    receive,
  };
}

export const wooCommerce: Connector<WooAccount> = createWooCommerce();
