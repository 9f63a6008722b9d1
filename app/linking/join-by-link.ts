import { readWorkspace } from "#app/db/access.ts";
import { findLinkRequest, type LinkRequest, settleLinkRequest } from "#app/db/link-requests.ts";
import { readHoldings } from "#app/db/shop-holdings.ts";
import { findShopByExternal, listShops, type ShopRow } from "#app/db/shops.ts";
import type { ShopGuest } from "#app/domain/caller.ts";
import { toExternalId } from "#app/domain/ids.ts";
import { mayLeave } from "#app/domain/may-leave.ts";
import { asksFor, confirmingCaller } from "#app/doors/approval.ts";
import { tokenHash } from "#app/doors/token-hash.ts";
import type { Engine } from "#app/engine.ts";
import { letGo } from "#app/flows/let-go.ts";
import type { JoinOutcome, JoinView } from "#app/load-context.ts";
import type { Linking } from "#app/runtime-contract.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Embedding, Platform } from "#connectors/registry.ts";
import { joiningIo } from "./connect-shop.ts";
import { joinShop } from "./join-shop.ts";

/** Whose shops join by a link: their admin vouches for their people. */
export const joinPlatform = "shopify";

type Refused = Extract<JoinOutcome, { readonly kind: "refused" }>;

/** What a person of a shop is asked in its admin, or why there is nothing to ask. Names the workspace to nobody but the link's own shop. */
export async function joinPage(engine: Engine, guest: ShopGuest | null, token: string | null): Promise<JoinView> {
  if (!guest) return { ...refused("shop.join-in-admin"), alone: false };
  const { shop } = guest;
  const known = await shopOf(engine, shop);
  if (token === null) return { kind: "awaited", shop };
  const found = await look(engine, guest, token, known);
  if ("kind" in found) return { ...found, alone: known === null || known.state === "disconnected" };
  return await engine.db.read(found.request.workspace, async (reading) => {
    const shops = (await listShops(reading)).filter(({ id, state }) => state !== "disconnected" && id !== known?.id);
    return {
      kind: "asked",
      shop,
      workspace: (await readWorkspace(reading)).name,
      shops: shops.map(({ name }) => name),
    };
  });
}

/**
 * The person has seen whose workspace it is, and wants their shop there. The token that their admin vouched with becomes the shop's own,
 * so what joins is the very shop that the person is in.
 */
export async function joinByLink(engine: Engine, guest: ShopGuest, token: string): Promise<JoinOutcome> {
  const platform = engine.registry.get(joinPlatform);
  if (!platform?.embedding) return refused("platform.not-configured", { platform: joinPlatform });
  const known = await shopOf(engine, guest.shop);
  const found = await look(engine, guest, token, known);
  if ("kind" in found) return found;
  try {
    return await join(engine, guest, found.request, { platform, embedding: platform.embedding, known });
  } catch (error) {
    if (error instanceof Fault) return refused(error.facts.code, error.facts.params ?? {});
    throw error;
  }
}

/** A person of the shop says no. */
export async function declineJoin(engine: Engine, guest: ShopGuest, token: string): Promise<JoinOutcome> {
  const found = await look(engine, guest, token, await shopOf(engine, guest.shop));
  if ("kind" in found) return found;
  const { workspace, tokenHash: hash } = found.request;
  const settled = { state: "denied", code: "shop.join-declined", params: null, shop: null } as const;
  await engine.db.transact(workspace, (writing) => settleLinkRequest(writing, hash, settled));
  return { kind: "declined" };
}

/** The shop is linked as if nobody had asked for it: into its own workspace, which is made where there is none. */
export async function goAlone(
  engine: Engine,
  linking: Pick<Linking, "installShopify">,
  { shop, sessionToken }: ShopGuest,
): Promise<JoinOutcome> {
  const embedding = engine.registry.get(joinPlatform)?.embedding;
  if (!embedding) return refused("platform.not-configured", { platform: joinPlatform });
  const installed = await linking.installShopify(sessionToken);
  if (installed.kind === "refused") return refused(installed.code);
  return { kind: "alone", page: embedding.adminPage(shop, "/") };
}

async function look(
  engine: Engine,
  guest: ShopGuest,
  token: string,
  known: ShopRow | null,
): Promise<{ readonly request: LinkRequest } | Refused> {
  const request = await engine.db.readGlobal("link-requests", (reading) => findLinkRequest(reading, tokenHash(token)));
  if (request?.platform !== joinPlatform) return refused("shop.join-unknown");
  // The link of another shop says nothing, not even whose it is.
  if (request.address !== guest.shop) return refused("shop.join-other-shop");
  const connected = known !== null && known.state !== "disconnected";
  if (connected && known.workspace === request.workspace) return refused("shop.join-here");
  if (request.state !== "waiting") return refused("shop.join-used");
  if (request.expiresAt <= engine.clock.now()) return refused("shop.join-expired");
  if (!(await asksFor(engine.db, request.workspace, request.person))) return refused("shop.join-unknown");
  if (known && known.workspace !== request.workspace) {
    const holdings = await engine.db.read(known.workspace, (reading) => readHoldings(reading, known.id));
    if (!mayLeave({ ...holdings, state: known.state })) return refused("shop.join-elsewhere", { ...holdings });
  }
  return { request };
}

async function join(
  engine: Engine,
  guest: ShopGuest,
  { workspace, address, tokenHash: hash }: LinkRequest,
  {
    platform,
    embedding,
    known,
  }: { readonly platform: Platform; readonly embedding: Embedding; readonly known: ShopRow | null },
): Promise<JoinOutcome> {
  const io = joiningIo(engine, platform, [guest.sessionToken, ...platform.appSecrets]);
  const { account } = await embedding.exchange(guest.sessionToken, io);
  const secrets = platform.connector.account.secrets(account);
  const identity = await platform.connector.open(account, joiningIo(engine, platform, secrets)).whoami();
  if (identity.externalId !== toExternalId(address)) return refused("shop.join-other-shop");
  if (known && known.workspace !== workspace && !(await letGo(engine, known)))
    return refused("shop.join-elsewhere", await engine.db.read(known.workspace, (r) => readHoldings(r, known.id)));
  const caller = confirmingCaller(workspace, guest);
  const joined = await joinShop(engine, caller, { platform, identity, account, founding: false });
  if (joined.kind === "elsewhere") return refused("shop.elsewhere", { name: identity.name });
  const name = await engine.db.transact(workspace, async (writing) => {
    await settleLinkRequest(writing, hash, { state: "linked", code: null, params: null, shop: joined.shop });
    return (await readWorkspace(writing)).name;
  });
  return { kind: "joined", workspace: name, page: embedding.adminPage(address, "/shops") };
}

const shopOf = (engine: Engine, shop: string) =>
  engine.db.readGlobal("external-shop", (reading) => findShopByExternal(reading, joinPlatform, toExternalId(shop)));

function refused(code: string, params: Readonly<Record<string, string | number>> = {}): Refused {
  return { kind: "refused", code, params };
}
