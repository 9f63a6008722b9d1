import { describe, expect, test } from "vitest";
import type { Store } from "../contract/port.ts";
import { accountForm } from "./account.ts";
import { app, openTestShop, shop } from "./fixtures/open-shop.ts";
import { createShopifyConnector } from "./index.ts";
import { neededScopes } from "./whoami.ts";

describe("goods and counts", () => {
  const parts = ({ store }: { readonly store: Store }) => [store.catalog !== undefined, store.stock !== undefined];

  test("are there for a shop that granted them, and for a token that never told its scopes", async () => {
    const test = await openTestShop();
    expect(parts(test)).toEqual([true, true]);
    const own = accountForm.parse({ shop, accessToken: "shpat_1" });
    expect(parts({ store: createShopifyConnector(app).open(own, test.io) })).toEqual([true, true]);
  });

  test("counts are not there for a shop that installed Tek before it asked for them, until it grants them", async () => {
    const scopes = neededScopes.filter((scope) => scope !== "read_inventory");
    const test = await openTestShop({ scopes });
    expect(parts(test)).toEqual([true, false]);
    expect((await test.store.whoami()).missingScopes).toEqual(["read_inventory"]);
    test.sandbox.act({ action: "scope", scope: "read_inventory", granted: true });
    expect((await test.store.whoami()).missingScopes).toEqual([]);
    // The next token says it: within the hour, or when Tek is opened in the admin.
    const connector = createShopifyConnector(app);
    const fresh = await connector.tokens?.refresh(test.account, test.io);
    if (!fresh) throw new Error("Shopify's tokens are refreshed");
    const store = connector.open(fresh, test.io);
    expect(parts({ store })).toEqual([true, true]);
    expect((await store.stock?.places())?.length).toBeGreaterThan(0);
  });
});
