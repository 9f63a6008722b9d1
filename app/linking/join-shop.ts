import { asConstraint } from "#app/db/constraint.ts";
import { appendEvents } from "#app/db/events.ts";
import { ensureFeeds, saveFeed } from "#app/db/feeds.ts";
import { put } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import { findShopByExternal, insertShop, relinkShop, type ShopRow } from "#app/db/shops.ts";
import { foundWorkspace } from "#app/db/workspaces.ts";
import type { Caller } from "#app/domain/caller.ts";
import { type ShopId, toShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { change } from "#app/domain/orders/event.ts";
import type { Engine } from "#app/engine.ts";
import { causeOf } from "#app/flows/cause.ts";
import { letGo } from "#app/flows/let-go.ts";
import { noteStillHere } from "#app/flows/still-here.ts";
import type { Identity } from "#connectors/contract/port.ts";
import type { Platform } from "#connectors/registry.ts";
import { sealAccount, sealBellSecret } from "./shop-secrets.ts";

export interface Joining {
  readonly platform: Platform;
  readonly identity: Identity;
  readonly account: unknown;
  /** The caller's workspace does not exist yet: it is founded together with the shop. */
  readonly founding: boolean;
}

export type Joined =
  | { readonly kind: "joined"; readonly shop: ShopId }
  /** Another workspace holds this shop: it must be disconnected and emptied there first. */
  | { readonly kind: "elsewhere" };

/** A shop that answered with its identity joins the caller's workspace, or gets fresh credentials there and is tried again. */
export async function joinShop(engine: Engine, caller: Caller, joining: Joining): Promise<Joined> {
  try {
    return await joinOnce(engine, caller, joining);
  } catch (error) {
    if (joining.founding || asConstraint(error)?.kind !== "unique") throw error;
    // Linked by somebody else at the same moment: now it is known.
    return await joinOnce(engine, caller, joining);
  }
}

async function joinOnce(engine: Engine, caller: Caller, joining: Joining): Promise<Joined> {
  const { platform, identity } = joining;
  const known = await engine.db.readGlobal("external-shop", (reading) =>
    findShopByExternal(reading, platform.connector.platform, identity.externalId),
  );
  const elsewhere = known && known.workspace !== caller.workspace ? known : null;
  // What was disconnected and emptied there is free for whoever holds its keys.
  if (elsewhere && !(elsewhere.state === "disconnected" && (await letGo(engine, elsewhere))))
    return { kind: "elsewhere" };
  const shop = await engine.db.transact(caller.workspace, (writing) =>
    known && !elsewhere ? relink(engine, writing, caller, known, joining) : insert(engine, writing, caller, joining),
  );
  return { kind: "joined", shop };
}

async function insert(engine: Engine, writing: Writing, caller: Caller, joining: Joining): Promise<ShopId> {
  const { platform, identity, account } = joining;
  const at = engine.clock.now();
  if (joining.founding)
    await foundWorkspace(writing, { name: identity.name, timezone: identity.timezone ?? "UTC", createdAt: at });
  const row = { workspace: caller.workspace, id: toShopId(engine.ids.next()) };
  await insertShop(writing, {
    id: row.id,
    platform: platform.connector.platform,
    externalId: identity.externalId,
    name: identity.name,
    currency: identity.currency,
    timezone: identity.timezone,
    adminUrl: identity.adminUrl,
    account: sealAccount(engine.sealer, row, account),
    bellSecret: bellSecretFor(engine, platform, row),
    bellState: "waiting",
    tokenDueAt: platform.connector.tokens?.due(account) ?? null,
    missingScopes: identity.missingScopes,
    historyDays: identity.historyDays ?? null,
    connectedAt: at,
  });
  await ensureFeeds(writing, row.id, at);
  await tellJoined(writing, caller, row.id, identity.name, at);
  return row.id;
}

async function relink(
  engine: Engine,
  writing: Writing,
  caller: Caller,
  known: ShopRow,
  joining: Joining,
): Promise<ShopId> {
  const { platform, identity, account } = joining;
  const at = engine.clock.now();
  const left = known.state === "disconnected";
  await relinkShop(writing, known.id, {
    identity,
    account: sealAccount(engine.sealer, known, account),
    tokenDueAt: platform.connector.tokens?.due(account) ?? null,
    ...(left ? ({ bellSecret: bellSecretFor(engine, platform, known), bellState: "waiting" } as const) : {}),
  });
  // They stand, unless its orders were deleted: then it is imported anew.
  await ensureFeeds(writing, known.id, at);
  await noteStillHere(writing, known.id, at);
  // What changed while nobody listened, and what was deleted meanwhile.
  for (const feed of ["changes", "sweep"] as const) await saveFeed(writing, known.id, feed, { dueAt: at });
  await tellJoined(writing, caller, known.id, identity.name, at);
  return known.id;
}

async function tellJoined(writing: Writing, caller: Caller, shop: ShopId, name: string, at: Instant): Promise<void> {
  for (const queue of ["doorbells", "turn"]) await put(writing, { queue, shop, key: "", dueAt: at, now: at, note: {} });
  await appendEvents(writing, { shop, order: null, cause: causeOf(caller), at }, [
    change("shop.connected", { name }, null, null),
  ]);
}

/** Letters and digits only: WooCommerce decodes HTML entities in a webhook's secret before it signs. */
function bellSecretFor(engine: Engine, platform: Platform, row: Pick<ShopRow, "workspace" | "id">): Buffer | null {
  if (platform.connector.bells !== "shop") return null;
  return sealBellSecret(engine.sealer, row, Buffer.from(engine.chance.bytes(32)).toString("hex"));
}
