import { z } from "zod";
import { type Instant, minutes, plus, seconds } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import type { Io } from "../contract/port.ts";
import type { ShopifyAccount, ShopifyApp } from "./account.ts";
import { budget, faultOfStatus } from "./faults.ts";
import { verifySessionToken } from "./session-token.ts";

/** An access token lives an hour; before its last five minutes it is exchanged. */
const early = minutes(5);
const usualLifeSeconds = 3600;

const grant = z.object({
  access_token: z.string().min(1),
  scope: z.string().default(""),
  expires_in: z.number().positive().nullish(),
  refresh_token: z.string().min(1).nullish(),
  refresh_token_expires_in: z.number().positive().nullish(),
});
type Grant = z.infer<typeof grant>;

/**
 * When the account's token should be refreshed; null when it cannot be or need not be. An idle shop's account is refreshed like any other,
 * which keeps its refresh token from dying of 90 days without use.
 */
export function tokensDue({ expiresAt, refreshToken }: ShopifyAccount): Instant | null {
  return expiresAt === null || refreshToken === null ? null : plus(expiresAt, -early);
}

/**
 * Exchanges the refresh token for a fresh pair (shopify.dev "Use expiring offline access tokens"). The old refresh token stays good until the
 * new one is used, so the caller stores the answer before using it and may repeat after a lost answer. Any refusal means signed out.
 */
export async function refreshTokens(app: ShopifyApp, account: ShopifyAccount, io: Io): Promise<ShopifyAccount> {
  if (account.refreshToken === null) throw new Fault("signed-out", { code: "shopify.no-refresh-token" });
  const asked = { grant_type: "refresh_token", refresh_token: account.refreshToken };
  const got = await askForTokens(app, account.shop, asked, io, "shopify.refresh-refused");
  const fresh = accountOf(account.shop, { ...got, expires_in: got.expires_in ?? usualLifeSeconds }, io.now());
  return {
    ...fresh,
    refreshToken: fresh.refreshToken ?? account.refreshToken,
    refreshExpiresAt: fresh.refreshToken === null ? account.refreshExpiresAt : fresh.refreshExpiresAt,
    scopes: fresh.scopes.length > 0 ? fresh.scopes : account.scopes,
  };
}

/**
 * Turns a session token into the shop's own expiring offline token (shopify.dev "Exchange a session token for an access token"). Throws
 * `SessionTokenError` before anything is sent when the token is not to be believed, a Fault when Shopify refuses or cannot be reached.
 */
export async function exchangeSessionToken(app: ShopifyApp, sessionToken: string, io: Io): Promise<ShopifyAccount> {
  const { shop } = await verifySessionToken(app, sessionToken, io.now());
  const asked = {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: sessionToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  };
  return accountOf(shop, await askForTokens(app, shop, asked, io, "shopify.session-token-refused"), io.now());
}

async function askForTokens(app: ShopifyApp, shop: string, asked: object, io: Io, refusal: string): Promise<Grant> {
  const response = await io.fetch(
    new Request(`https://${shop}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ client_id: app.apiKey, client_secret: app.apiSecret, ...asked }),
      redirect: "manual",
      signal: io.signal,
    }),
    { budget, cost: 0 },
  );
  const answer = { status: response.status, headers: response.headers, text: await response.text() };
  const { status } = answer;
  // A shop that is frozen (402), closed (404) or locked (423) says nothing of the token: it may be good when the shop is back.
  if (status >= 400 && status < 500 && ![402, 404, 408, 423, 429, 430].includes(status))
    throw new Fault("signed-out", { code: refusal, status });
  if (!response.ok) throw faultOfStatus(answer, io.now());
  const parsed = grant.safeParse(jsonOf(answer.text));
  // The body holds tokens: it is no evidence to keep.
  if (!parsed.success) throw new Fault("unreachable", { code: "shopify.no-token-in-answer", status });
  return parsed.data;
}

function accountOf(shop: string, got: Grant, now: Instant): ShopifyAccount {
  const after = (life: number | null | undefined) => (life == null ? null : plus(now, seconds(life)));
  return {
    shop,
    accessToken: got.access_token,
    expiresAt: after(got.expires_in ?? (got.refresh_token == null ? null : usualLifeSeconds)),
    refreshToken: got.refresh_token ?? null,
    refreshExpiresAt: got.refresh_token == null ? null : after(got.refresh_token_expires_in),
    scopes: got.scope.split(",").flatMap((scope) => scope.trim() || []),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
