import { asConstraint } from "#app/db/constraint.ts";
import { findShopByExternal } from "#app/db/shops.ts";
import { toExternalId, toWorkspaceId } from "#app/domain/ids.ts";
import { installCaller } from "#app/doors/install.ts";
import type { Engine } from "#app/engine.ts";
import type { InstallOutcome } from "#app/runtime-contract.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Embedding, Platform } from "#connectors/registry.ts";
import { connectWith, joiningIo } from "./connect-shop.ts";

/**
 * Managed installation: Shopify shows Tek with a session token, and that token is exchanged for an offline one. The first time this
 * makes the merchant's workspace; later it gives the shop fresh tokens and takes it out of a pause.
 */
export async function installShopify(
  engine: Engine,
  platform: Platform,
  embedding: Embedding,
  sessionToken: string,
): Promise<InstallOutcome> {
  const io = joiningIo(engine, platform, [sessionToken, ...platform.appSecrets]);
  try {
    const { shop, account } = await embedding.exchange(sessionToken, io);
    const known = await engine.db.readGlobal("external-shop", (reading) =>
      findShopByExternal(reading, platform.connector.platform, toExternalId(shop)),
    );
    const workspace = known?.workspace ?? toWorkspaceId(engine.ids.next());
    const outcome = await connectWith(engine, installCaller(workspace), platform, account, known === null);
    return outcome.kind === "connected" ? { kind: "installed" } : { kind: "refused", code: outcome.code };
  } catch (error) {
    if (error instanceof Fault) return { kind: "refused", code: error.facts.code };
    // Two documents of one install arrived together: the other one made the shop.
    if (asConstraint(error)?.kind === "unique") return { kind: "installed" };
    throw error;
  }
}
