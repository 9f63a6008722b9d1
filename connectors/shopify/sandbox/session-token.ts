import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  iat: z.number(),
  jti: z.string(),
  sid: z.string(),
});
export type SessionClaims = z.infer<typeof claims>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const sign = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** Signs a session token as the admin does: HS256 with the app's secret. Seconds in the claims, as in every JWT. */
export function signSessionToken(body: SessionClaims, secret: string): string {
  const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(body)}`;
  return `${head}.${sign(head, secret)}`;
}

/** The claims of a session token whose signature and life are right at `now` (epoch ms); undefined for any other text. */
export function readSessionToken(token: string, secret: string, now: number): SessionClaims | undefined {
  const [head, body, signature, ...more] = token.split(".");
  if (!head || !body || !signature || more.length > 0) return undefined;
  const right = Buffer.from(sign(`${head}.${body}`, secret));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return undefined;
  const parsed = claims.safeParse(jsonOf(Buffer.from(body, "base64url").toString("utf8")));
  const seconds = now / 1000;
  if (!parsed.success || parsed.data.exp + 10 < seconds || parsed.data.nbf - 10 > seconds) return undefined;
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
