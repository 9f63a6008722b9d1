import { type Instant, plus, seconds, toInstant } from "../../app/domain/instant.ts";

const longest = seconds(24 * 3600);

/**
 * When a `Retry-After` header (RFC 9110: whole seconds or an HTTP date) allows another request; null when there is none or it says
 * nothing usable. Never in the past, never more than a day ahead: a broken date must not silence a shop for years.
 */
export function retryAfter(headers: Headers, now: Instant): Instant | null {
  const text = headers.get("retry-after")?.trim();
  if (!text) return null;
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(wait)) return null;
  return plus(toInstant(now), Math.ceil(Math.min(Math.max(wait, 0), longest)));
}
