import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Instant } from "../../app/domain/instant.ts";
import { type ShopifyApp, shopHost } from "./account.ts";

/** Why a session token was not believed. Carries neither the token nor its claims. */
export class SessionTokenError extends Error {
  override readonly name = "SessionTokenError";
  readonly code: "malformed" | "bad-signature" | "expired" | "not-yet" | "other-app" | "other-shop";

  constructor(code: SessionTokenError["code"]) {
    super(`Session token refused: ${code}`);
    this.code = code;
  }
}

/** Who is asking: a staff member of a shop. */
export interface SessionHolder {
  /** "demo.myshopify.com": the tenant; never taken from an address. */
  readonly shop: string;
  /** The staff member's id in Shopify. */
  readonly user: string;
}

const toleranceSeconds = 10;
const claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string().min(1),
  exp: z.number(),
  nbf: z.number(),
});

/**
 * Verifies a session token of App Bridge (shopify.dev "About session tokens"): HS256 with the app's secret (or the one before it), life with
 * 10 s of tolerance, `aud` = this app, and `dest` and `iss` of one and the same shop. Throws `SessionTokenError`.
 *
 * Not the library's `decodeSessionToken`: that reads the machine's clock, believes any `dest`, and puts the token into its error.
 */
export async function verifySessionToken(app: ShopifyApp, token: string, now: Instant): Promise<SessionHolder> {
  const parsed = claims.safeParse(await verifiedPayload(app, token, now));
  if (!parsed.success) throw new SessionTokenError("malformed");
  const { iss, dest, aud, sub } = parsed.data;
  if (aud !== app.apiKey) throw new SessionTokenError("other-app");
  const shop = hostOf(dest);
  if (shop === null || shop !== hostOf(iss, "/admin")) throw new SessionTokenError("other-shop");
  return { shop, user: sub };
}

async function verifiedPayload(app: ShopifyApp, token: string, now: Instant): Promise<unknown> {
  const secrets = [app.apiSecret, app.previousApiSecret ?? ""].filter((secret) => secret !== "");
  let refused = new SessionTokenError("bad-signature");
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ["HS256"],
        clockTolerance: toleranceSeconds,
        currentDate: new Date(now),
      });
      return payload;
    } catch (error) {
      refused = refusal(error);
      if (refused.code !== "bad-signature") break;
    }
  }
  throw refused;
}

function refusal(error: unknown): SessionTokenError {
  if (error instanceof errors.JWTExpired) return new SessionTokenError("expired");
  if (error instanceof errors.JWTClaimValidationFailed)
    return new SessionTokenError(error.claim === "nbf" ? "not-yet" : "malformed");
  if (error instanceof errors.JWSSignatureVerificationFailed) return new SessionTokenError("bad-signature");
  return new SessionTokenError("malformed");
}

/** The shop of "https://demo.myshopify.com" and nothing else: no port, no path but the one named, no credentials. */
function hostOf(address: string, path = ""): string | null {
  const match = /^https:\/\/([^/]+)(\/.*)?$/.exec(address);
  return match?.[1] !== undefined && (match[2] ?? "") === path ? shopHost(match[1]) : null;
}
