import type { ShopRow } from "#app/db/shops.ts";
import type { Caller } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Engine } from "#app/engine.ts";
import { disconnectShop } from "#app/flows/disconnect-shop.ts";
import type { Parted } from "#app/load-context.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { bellAddress } from "./bell-address.ts";
import { joiningIo } from "./connect-shop.ts";
import { openAccount } from "./shop-secrets.ts";

/**
 * Disconnects a shop, then takes its doorbells down with the credentials that are deleted already: a shop that does not answer is
 * parted with all the same, and its bells are refused until it gives up.
 */
export async function partWithShop(engine: Engine, caller: Caller, id: ShopId): Promise<Parted> {
  const shop = await disconnectShop(engine, caller, id);
  if (!shop) return { kind: "gone" };
  return { kind: "parted", doorbells: await takeDown(engine, shop) };
}

async function takeDown(engine: Engine, shop: ShopRow): Promise<"none" | "removed" | "left"> {
  const platform = engine.registry.get(shop.platform);
  if (platform?.connector.bells !== "shop") return "none";
  try {
    const account = openAccount(engine.sealer, platform.connector, shop);
    const io = joiningIo(engine, platform, platform.connector.account.secrets(account));
    const { doorbells } = platform.connector.open(account, io);
    if (doorbells?.by !== "api") return "none";
    await doorbells.remove(bellAddress(engine.publicUrl, shop));
    return "removed";
  } catch (error) {
    if (error instanceof Fault) engine.log.warn("doorbells.left", { shop: shop.id, code: error.facts.code });
    else engine.log.error("doorbells.left", error, { shop: shop.id });
    return "left";
  }
}
