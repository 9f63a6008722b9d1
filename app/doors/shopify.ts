import type { Database } from "#app/db/scope.ts";
import { mintCaller, mintGuest, rights } from "#app/domain/caller.ts";
import type { Entry } from "#app/load-context.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Linking } from "#app/runtime-contract.ts";
import { externalPersonOf, personIdOf } from "./person-id.ts";
import { addMember, findMember, findShopOf, isAwaitedShop, type KnownMember, type KnownShop } from "./records.ts";

/** What a session token says once its signature, life, audience and shop were verified. */
export interface ShopifySession {
  /** The *.myshopify.com host, which is the shop's external id too. */
  readonly shop: string;
  /** Shopify's id of the person. */
  readonly user: string;
}

export interface ShopifyDoor {
  readonly db: Database;
  readonly ports: Pick<Ports, "clock" | "log">;
  readonly linking: Pick<Linking, "installShopify">;
  /** Rejects with an error named "SessionTokenError" for everything that is not a valid session token of this app, now. */
  verify(token: string): Promise<ShopifySession>;
}

/** Where a session token stood: with a document's address, or with a fetch of App Bridge. */
export interface SessionToken {
  readonly token: string;
  readonly from: "document" | "fetch";
}

/** The token of a request, if it carries one. A fetch's token is newer than the one in its address. */
export function sessionTokenOf(request: Request): SessionToken | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer) return { token: bearer, from: "fetch" };
  const token = new URL(request.url).searchParams.get("id_token");
  return token ? { token, from: "document" } : null;
}

/** The shop that an embedded document names. It decides who may frame the page that asks for a token, and nothing else. */
export function embeddedShopOf(request: Request): string | null {
  const query = new URL(request.url).searchParams;
  const shop = query.get("shop") ?? "";
  return query.get("embedded") === "1" && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop) ? shop : null;
}

/** Lets a person of a Shopify shop in. The shop is the one that the token names, whatever stands in the address. */
export async function enterShopify(door: ShopifyDoor, request: Request, { token, from }: SessionToken): Promise<Entry> {
  const session = await verified(door, token);
  if (!session) return comeAgain(request, from);
  const guest = mintGuest({ shop: session.shop, person: session.user, sessionToken: token });
  const stored = await findShopOf(door.db, "shopify", session.shop);
  if (await waitsForWord(door, request, session, stored)) return { kind: "awaited", guest };
  const known = await installedShop(door, session, { token, from, known: stored });
  if (!known) return { kind: "unknown" };
  const language = languageOf(request);
  const member = await memberOf(door, known, session, language ?? "en");
  if (!member) return { kind: "unknown" };
  return {
    kind: "caller",
    caller: mintCaller(member.workspace, { kind: "person", id: member.person }, rights),
    guest,
    shell: {
      frame: "embedded",
      shop: session.shop,
      workspaceName: member.workspaceName,
      locale: language ?? member.locale,
    },
  };
}

async function verified({ verify, ports }: ShopifyDoor, token: string): Promise<ShopifySession | null> {
  try {
    return await verify(token);
  } catch (error) {
    if (!(error instanceof Error && error.name === "SessionTokenError")) throw error;
    ports.log.warn("session-token-refused", { code: "code" in error ? String(error.code) : null });
    return null;
  }
}

function comeAgain(request: Request, from: SessionToken["from"]): Entry {
  if (from === "fetch") return { kind: "retry-token" };
  const shop = embeddedShopOf(request);
  return shop ? { kind: "bounce", shop } : { kind: "unknown" };
}

/**
 * A shop that is in no workspace, or was disconnected there, is not linked by itself while a workspace waits for it or its person holds a
 * link: that person says first where it belongs.
 */
async function waitsForWord(
  { db, ports }: ShopifyDoor,
  request: Request,
  { shop }: ShopifySession,
  stored: KnownShop | null,
): Promise<boolean> {
  if (stored && stored.state !== "disconnected") return false;
  const opensLink = /^\/join[/.]/.test(new URL(request.url).pathname);
  return opensLink || (await isAwaitedShop(db, "shopify", shop, ports.clock.now()));
}

/** A shop that we do not know, or that is not well, gets its token exchanged: a page load is when Shopify gives a new one. */
async function installedShop(
  { db, ports, linking }: ShopifyDoor,
  session: ShopifySession,
  { token, from, known }: SessionToken & { readonly known: KnownShop | null },
): Promise<(KnownShop & { readonly isNew: boolean }) | null> {
  const old = known && { ...known, isNew: false };
  if (old && (old.state === "active" || from === "fetch")) return old;
  const outcome = await linking.installShopify(token);
  if (outcome.kind === "refused") {
    ports.log.warn("shopify-install-refused", { shop: session.shop, code: outcome.code });
    return old;
  }
  const linked = await findShopOf(db, "shopify", session.shop);
  return linked && { ...linked, isNew: !known };
}

/** Whoever links a shop owns it here; who comes later is staff. Null only while the member is being removed. */
async function memberOf(
  { db, ports }: ShopifyDoor,
  { workspace, isNew }: KnownShop & { readonly isNew: boolean },
  { shop, user }: ShopifySession,
  locale: "en" | "tr",
): Promise<KnownMember | null> {
  const externalPerson = externalPersonOf(shop, user);
  const person = personIdOf(workspace, externalPerson);
  const member = await findMember(db, workspace, person);
  if (member) return member;
  // A session token holds no name: the person is known by the shop's own number for them.
  const role = isNew ? "owner" : "staff";
  await addMember(db, { workspace, person, name: `Shopify ${user}`, locale, role, externalPerson }, ports.clock.now());
  return await findMember(db, workspace, person);
}

/** Shopify names the admin's language in the document's address; a fetch says it as every browser does. */
function languageOf(request: Request): "en" | "tr" | null {
  const named = new URL(request.url).searchParams.get("locale") ?? request.headers.get("accept-language") ?? "";
  const [, language] = /^\s*(en|tr)\b/i.exec(named) ?? [];
  return language?.toLowerCase() === "tr" ? "tr" : language ? "en" : null;
}
