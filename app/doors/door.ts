import type { Database } from "#app/db/scope.ts";
import type { Door, Entry } from "#app/load-context.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Linking } from "#app/runtime-contract.ts";
import { embeddedShopOf, enterShopify, type ShopifySession, sessionTokenOf } from "./shopify.ts";
import { enterStandalone } from "./standalone.ts";

export interface DoorParts {
  readonly db: Database;
  readonly ports: Pick<Ports, "clock" | "log">;
  /** Null where there is no Shopify app: then every session token is a stranger's. */
  readonly shopify: {
    readonly linking: Pick<Linking, "installShopify">;
    /** `verifySessionToken` of the Shopify connector, with its app and the clock. */
    verify(token: string): Promise<ShopifySession>;
  } | null;
}

/**
 * Who asks. A session token decides when there is one; an embedded document without one is sent to fetch it, whatever cookie came
 * along; only then does a sign-in cookie count.
 */
export function createDoor({ db, ports, shopify }: DoorParts): Door {
  const decide = async (request: Request): Promise<Entry> => {
    const token = sessionTokenOf(request);
    if (token) return shopify ? await enterShopify({ db, ports, ...shopify }, request, token) : { kind: "unknown" };
    const shop = shopify && embeddedShopOf(request);
    if (shop) return { kind: "bounce", shop };
    return await enterStandalone(db, ports.clock, request);
  };
  return { enter: decide };
}
