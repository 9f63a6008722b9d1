import type { Database } from "#app/db/scope.ts";
import { mintCaller, rights } from "#app/domain/caller.ts";
import type { Entry } from "#app/load-context.ts";
import type { Clock } from "#app/ports/ports.ts";
import { findSignedIn, type KnownMember } from "./records.ts";
import { signInTokens } from "./sign-in-cookie.ts";
import { tokenHash } from "./token-hash.ts";

/** A browser with a sign-in cookie, at Tek's own address. */
export async function enterStandalone(db: Database, clock: Clock, request: Request): Promise<Entry> {
  const tokens = signInTokens(request.headers.get("cookie"));
  if (tokens.length === 0 || isForged(request)) return { kind: "unknown" };
  for (const token of tokens) {
    const member = await findSignedIn(db, tokenHash(token), clock.now());
    if (member) return entryOf(member);
  }
  return { kind: "unknown" };
}

const entryOf = ({ workspace, workspaceName, person, locale }: KnownMember): Entry => ({
  kind: "caller",
  caller: mintCaller(workspace, { kind: "person", id: person }, rights),
  guest: null,
  shell: { frame: "standalone", shop: null, workspaceName, locale },
});

/**
 * Whether another site's page made the browser send this. SameSite=Lax counts every port of a host as one site, so what changes
 * something must come from our own origin.
 */
function isForged(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  return origin !== null && URL.parse(origin)?.host !== request.headers.get("host");
}
