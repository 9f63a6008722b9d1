import { days } from "#app/domain/instant.ts";

/** How long a sign-in lasts, in milliseconds. */
export const signInLasts = days(30);

const plain = "tek_sign_in";
/** The prefix makes browsers refuse the cookie from another host, path or plain http. */
const secure = `__Host-${plain}`;

/** The Set-Cookie header of a sign-in. `https`: whether browsers reach us so. */
export function signInCookie(token: string, https: boolean): string {
  const age = Math.floor(signInLasts / 1000);
  const common = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}`;
  return https ? `${secure}=${token}; Secure; ${common}` : `${plain}=${token}; ${common}`;
}

/** The tokens in a Cookie header, the stricter cookie first. */
export function signInTokens(header: string | null): readonly string[] {
  const found = new Map<string, string>();
  for (const part of header?.split(";") ?? []) {
    const [name = "", ...value] = part.split("=");
    const token = value.join("=").trim();
    if (/^[\w-]{20,100}$/.test(token)) found.set(name.trim(), token);
  }
  return [secure, plain].flatMap((name) => found.get(name) ?? []);
}
