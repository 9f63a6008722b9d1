import { createHash } from "node:crypto";
import type { Chance } from "#app/ports/ports.ts";

/** A new token for an address or a cookie: 32 random bytes in base64url. */
export const newToken = (chance: Chance): string => Buffer.from(chance.bytes(32)).toString("base64url");

/** What is stored of a token: SHA-256, hex. A token has 256 random bits, so no salt is needed. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
