import { z } from "zod";
import type { StoredToken } from "./model.ts";
import { defaultScopes, type ShopifySandboxOptions } from "./options.ts";
import { readSessionToken } from "./session-token.ts";
import { type Change, type Minter, mintFor, type Store } from "./state.ts";

const accessLifeMs = 3600_000;
const refreshLifeMs = 7_776_000_000;
/** How long a used refresh token still works while its successor was never used (Shopify changelog of 28 August 2026). */
const graceMs = 30 * 86_400_000;

const ask = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.coerce.string().optional(),
  refresh_token: z.string().optional(),
});
type Ask = z.infer<typeof ask>;

export type TokenState =
  | { readonly state: "good"; readonly scopes: ReadonlySet<string> }
  | { readonly state: "unknown" | "retired" };

export interface Tokens {
  /** Answers `POST /admin/oauth/access_token`. */
  exchange(request: Request): Promise<Response>;
  /** What the value of `X-Shopify-Access-Token` is worth now. */
  check(value: string | null): TokenState;
}

export function createTokens(options: ShopifySandboxOptions, store: Store): Tokens {
  const { world } = options;
  return {
    async exchange(request) {
      const parsed = ask.safeParse(await bodyOf(request));
      if (!parsed.success) return refusal(400, "invalid_request", "The request is missing a required parameter.");
      const { client_id, client_secret, grant_type } = parsed.data;
      if (client_id !== options.apiKey || client_secret !== options.apiSecret)
        return refusal(400, "invalid_client", "The client credentials are not valid.");
      if (grant_type === "refresh_token") return refresh(options, store, parsed.data);
      if (grant_type === "urn:ietf:params:oauth:grant-type:token-exchange")
        return fromSession(options, store, parsed.data);
      return refusal(400, "unsupported_grant_type", `The grant type ${grant_type} is not supported.`);
    },
    check: (value) => check(options, store, value, world.now()),
  };
}

function check(options: ShopifySandboxOptions, store: Store, value: string | null, now: number): TokenState {
  if (value === null) return { state: "unknown" };
  // What was granted stands with the installation: whoever holds a token sees a change at once.
  const scopes = new Set(options.scopes ?? defaultScopes);
  if (value === options.customToken) return { state: "good", scopes };
  const token = store.get("token", value);
  if (token?.kind !== "access") return { state: "unknown" };
  if (token.expiresAt === null) return { state: "retired" };
  return token.expiresAt > now ? { state: "good", scopes } : { state: "unknown" };
}

function fromSession(options: ShopifySandboxOptions, store: Store, asked: Ask): Response {
  const now = options.world.now();
  const claims = readSessionToken(asked.subject_token ?? "", options.apiSecret, now);
  const home = `https://${options.shop}`;
  if (!claims || claims.aud !== options.apiKey || claims.dest !== home || !claims.iss.startsWith(`${home}/`))
    return refusal(400, "invalid_subject_token", "The subject token is not a valid session token of this shop.");
  if (!store.house().installed) return refusal(400, "invalid_subject_token", "The app is not installed in this shop.");
  const mint = mintFor(store, options.world);
  const scopes = options.scopes ?? defaultScopes;
  const online =
    asked.requested_token_type?.endsWith("online-access-token") &&
    !asked.requested_token_type.endsWith("offline-access-token");
  if (online) return issueOnline(store, mint, scopes, now, claims.sub);
  if (asked.expiring !== "1" && asked.expiring !== "true") {
    const token: StoredToken = {
      id: `shpat_${mint.hex(32)}`,
      kind: "access",
      expiresAt: null,
      parent: null,
    };
    store.commit([{ kind: "token", put: token }]);
    return json(200, { access_token: token.id, scope: scopes.join(",") });
  }
  return issue(store, mint, scopes, now, null, []);
}

/** The previous refresh token stays good until the new one is used; then the old one and its other heirs die. */
function refresh(options: ShopifySandboxOptions, store: Store, asked: Ask): Response {
  const now = options.world.now();
  const used = store.get("token", asked.refresh_token ?? "");
  if (used?.kind !== "refresh" || used.expiresAt === null || used.expiresAt <= now)
    return refusal(401, "invalid_request", "This request requires an active refresh_token");
  const dying: Change[] = [];
  if (used.parent !== null)
    for (const other of store.all("token"))
      if (
        other.id === used.parent ||
        (other.kind === "refresh" && other.parent === used.parent && other.id !== used.id)
      )
        dying.push({ kind: "token", drop: other.id });
  const aging: Change = {
    kind: "token",
    put: { ...used, expiresAt: Math.min(used.expiresAt, now + graceMs), parent: null },
  };
  const scopes = options.scopes ?? defaultScopes;
  return issue(store, mintFor(store, options.world), scopes, now, used.id, [...dying, aging]);
}

function issue(
  store: Store,
  mint: Minter,
  scopes: readonly string[],
  now: number,
  parent: string | null,
  also: readonly Change[],
): Response {
  const access: StoredToken = {
    id: `shpat_${mint.hex(32)}`,
    kind: "access",
    expiresAt: now + accessLifeMs,
    parent: null,
  };
  const renew: StoredToken = {
    id: `shprt_${mint.hex(32)}`,
    kind: "refresh",
    expiresAt: now + refreshLifeMs,
    parent,
  };
  const stale = [...store.all("token")].filter(
    (one) => one.expiresAt !== null && one.expiresAt <= now && one.id !== parent,
  );
  store.commit([
    ...stale.map(({ id }): Change => ({ kind: "token", drop: id })),
    ...also,
    { kind: "token", put: access },
    { kind: "token", put: renew },
  ]);
  return json(200, {
    access_token: access.id,
    scope: scopes.join(","),
    expires_in: accessLifeMs / 1000,
    refresh_token: renew.id,
    refresh_token_expires_in: refreshLifeMs / 1000,
  });
}

function issueOnline(store: Store, mint: Minter, scopes: readonly string[], now: number, user: string): Response {
  const token: StoredToken = {
    id: `shpua_${mint.hex(32)}`,
    kind: "access",
    expiresAt: now + 86_399_000,
    parent: null,
  };
  store.commit([{ kind: "token", put: token }]);
  return json(200, {
    access_token: token.id,
    scope: scopes.join(","),
    expires_in: 86_399,
    associated_user_scope: scopes.join(","),
    associated_user: {
      id: Number(user),
      first_name: "Deniz",
      last_name: "Akın",
      email: "deniz@example.test",
      account_owner: true,
      locale: "tr",
      collaborator: false,
      email_verified: true,
    },
  });
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (!request.headers.get("content-type")?.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, error: string, error_description: string): Response {
  return json(status, { error, error_description });
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}
