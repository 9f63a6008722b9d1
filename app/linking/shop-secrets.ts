import type { Sealer } from "#app/db/seal.ts";
import type { ShopRow } from "#app/db/shops.ts";
import type { Connector } from "#connectors/contract/port.ts";
import type { Platform } from "#connectors/registry.ts";

type Row = Pick<ShopRow, "workspace" | "id">;

/** Sealed values are bound to their row: copied to another shop or workspace they do not open. */
const place = (shop: Row, column: "account" | "bell_secret") => ({
  workspace: shop.workspace,
  table: "shops",
  row: shop.id,
  column,
});

export function sealAccount(sealer: Sealer, shop: Row, account: unknown): Buffer {
  return sealer.seal(JSON.stringify(account), place(shop, "account"));
}

export function openAccount(sealer: Sealer, connector: Connector, shop: Row & Pick<ShopRow, "account">): unknown {
  return connector.account.parse(JSON.parse(sealer.unseal(shop.account, place(shop, "account"))));
}

export function sealBellSecret(sealer: Sealer, shop: Row, secret: string): Buffer {
  return sealer.seal(secret, place(shop, "bell_secret"));
}

/** The secrets that may have signed a doorbell of the shop: its own, or the app's where one signs for all shops. */
export function bellSecretsOf(
  sealer: Sealer,
  platform: Platform,
  shop: Row & Pick<ShopRow, "bellSecret">,
): readonly string[] {
  return shop.bellSecret ? [sealer.unseal(shop.bellSecret, place(shop, "bell_secret"))] : platform.appSecrets;
}
