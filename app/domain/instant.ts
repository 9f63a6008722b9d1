declare const instant: unique symbol;

/** A moment as integer epoch milliseconds. Zones exist on screens only. */
export type Instant = number & { readonly [instant]: true };

/** Takes epoch milliseconds; throws a RangeError for anything that is no moment between the years 1970 and 9999. */
export function toInstant(epochMs: number): Instant {
  const whole = Math.trunc(epochMs);
  if (!isInstant(whole)) throw new RangeError(`Not a moment in epoch milliseconds: ${epochMs}`);
  return whole;
}

/** Reads an ISO 8601 text that names its zone ("Z" or an offset); null when it is not one (zero dates, local times). */
export function instantFromIso(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || !isInstant(ms) ? null : ms;
}

export function plus(at: Instant, ms: number): Instant {
  return toInstant(at + ms);
}

const isInstant = (n: number): n is Instant => Number.isSafeInteger(n) && n >= 0 && n < 253_402_300_800_000;

export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
