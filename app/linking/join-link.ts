import { insertLinkRequest, withdrawLinkRequests } from "#app/db/link-requests.ts";
import { findShopByExternal } from "#app/db/shops.ts";
import { type Caller, mustHave, NotAllowed } from "#app/domain/caller.ts";
import { toExternalId } from "#app/domain/ids.ts";
import { hours, plus } from "#app/domain/instant.ts";
import { newToken, tokenHash } from "#app/doors/token-hash.ts";
import type { Engine } from "#app/engine.ts";
import type { JoinLinkOutcome } from "#app/load-context.ts";
import { AccountError } from "#connectors/contract/port.ts";
import { joinPlatform } from "./join-by-link.ts";

/** So long the shop's person may take. */
const lasts = hours(1);

/**
 * Makes a link by which a Shopify shop joins the caller's workspace, once a person of that shop confirms it in the shop's admin. It opens
 * nothing by itself, and for another shop it is void; of its token only the hash is stored. An older link for the shop is void from now on.
 */
export async function makeJoinLink(engine: Engine, caller: Caller, typed: string): Promise<JoinLinkOutcome> {
  mustHave(caller, "shops.manage");
  const { actor, workspace } = caller;
  if (actor.kind !== "person") throw new NotAllowed("shops.manage");
  const embedding = engine.registry.get(joinPlatform)?.embedding;
  if (!embedding) return refused(null, "platform.not-configured");
  const shop = shopOf(embedding, typed);
  if (typeof shop !== "string") return shop;
  const known = await engine.db.readGlobal("external-shop", (reading) =>
    findShopByExternal(reading, joinPlatform, toExternalId(shop)),
  );
  // Of a shop in somebody else's workspace nothing is said: who asks has proven nothing.
  if (known?.workspace === workspace && known.state !== "disconnected") return refused("shop", "shop.join-here");
  const token = newToken(engine.chance);
  const now = engine.clock.now();
  const expiresAt = plus(now, lasts);
  const request = { tokenHash: tokenHash(token), person: actor.id, platform: joinPlatform, address: shop };
  await engine.db.transact(workspace, async (writing) => {
    await withdrawLinkRequests(writing, joinPlatform, shop);
    await insertLinkRequest(writing, { ...request, createdAt: now, expiresAt });
  });
  return { kind: "join-link", shop, link: embedding.adminPage(shop, `/join/${token}`), expiresAt };
}

function shopOf(embedding: { typedShop(text: string): string }, typed: string): string | JoinLinkOutcome {
  try {
    return embedding.typedShop(typed);
  } catch (error) {
    if (error instanceof AccountError) return refused(error.field, error.code);
    throw error;
  }
}

function refused(field: string | null, code: string): JoinLinkOutcome {
  return { kind: "refused", field, code, params: {} };
}
