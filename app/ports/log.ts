import pino from "pino";
import type { Log, LogFacts } from "./ports.ts";

export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error" | "silent";
  /** Texts that must never be seen; masked wherever they would turn up. */
  readonly secrets: readonly string[];
  /** Where lines go: 1 standard output, 2 standard error (the command line, whose output is its own), or a test's own sink. */
  readonly to: 1 | 2 | { write(line: string): void };
}

/**
 * JSON lines: time (epoch ms), level, event and the facts that were named. Nothing is logged whole: no request, no body, no error
 * message (libraries put tokens and people's values into them). What looks like a credential is masked besides.
 */
export function createLog({ level, secrets, to }: LogOptions): Log {
  const sink = typeof to === "number" ? pino.destination({ fd: to, sync: true }) : to;
  const logger = pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, sink);
  const scrub = scrubber(secrets);
  const line = (event: string, facts?: LogFacts) => ({ event, ...scrubbed(facts ?? {}, scrub) });
  return {
    info: (event, facts) => logger.info(line(event, facts)),
    warn: (event, facts) => logger.warn(line(event, facts)),
    error: (event, error, facts) => logger.error({ ...line(event, facts), error: errorFacts(error, scrub) }),
  };
}

interface ErrorFacts {
  readonly name: string;
  readonly code?: string | number;
  /** Where it was thrown: the frames, without the message above them. */
  readonly stack?: string;
  readonly cause?: ErrorFacts;
}

function errorFacts(error: unknown, scrub: (text: string) => string, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = codeOf(error);
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: scrub(error.name),
    ...(code === undefined ? {} : { code: typeof code === "string" ? scrub(code) : code }),
    ...(frames?.length ? { stack: scrub(frames.slice(0, 20).join("\n")) } : {}),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: errorFacts(error.cause, scrub, depth + 1) }),
  };
}

/** A system or database error's code, or the code among a fault's facts. */
function codeOf(error: object): string | number | undefined {
  for (const holder of [error, "facts" in error ? error.facts : null]) {
    if (typeof holder !== "object" || holder === null || !("code" in holder)) continue;
    if (typeof holder.code === "string" || typeof holder.code === "number") return holder.code;
  }
  return undefined;
}

const longestFact = 500;

function scrubbed(facts: LogFacts, scrub: (text: string) => string): LogFacts {
  const safe: Record<string, LogFacts[string]> = {};
  for (const [name, value] of Object.entries(facts))
    safe[name] = typeof value === "string" ? scrub(value.slice(0, longestFact)) : value;
  return safe;
}

/** The shapes of credentials that the platforms, our database and our own door hand out, and people's e-mail addresses. */
const shapes: readonly RegExp[] = [
  /\bshp[a-z]{2}_[A-Za-z0-9_-]+/g,
  /\bc[ks]_[0-9a-f]{8,}/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]+/gi,
  /(?<=[?&](?:id_token|session|hmac|consumer_key|consumer_secret|oauth_signature|token|code)=)[^&\s"]+/gi,
  /(?<=\/owner\/)[\w-]+/g,
  /(?<=:\/\/)[^/@\s]+(?=@)/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
];

function scrubber(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= 6);
  return (text) => {
    let safe = text;
    for (const secret of known) safe = safe.replaceAll(secret, "***");
    for (const shape of shapes) safe = safe.replace(shape, "***");
    return safe;
  };
}
