import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Chance } from "#app/ports/ports.ts";

/** Where a sealed value stands. It opens nowhere else. */
export interface SealedPlace {
  readonly workspace: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

export interface Sealer {
  seal(text: string, place: SealedPlace): Buffer;
  /** Throws `SealBroken` when the value was changed, stands in another place, or was sealed with another key. */
  unseal(sealed: Buffer, place: SealedPlace): string;
}

/** The value cannot be opened. Says nothing of why: there is nothing to tell apart. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";

  constructor({ table, column }: SealedPlace) {
    super(`A sealed value in ${table}.${column} does not open with this key: was the key file changed?`);
  }
}

const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM with a key outside the database, a random 96-bit nonce a value, bound to its place. Sealed: version (1 byte), nonce, tag,
 * ciphertext.
 */
export function createSealer(key: Buffer, chance: Chance): Sealer {
  if (key.length !== 32) throw new RangeError("The sealing key must have 32 bytes");
  return {
    seal(text, place) {
      const nonce = chance.bytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(boundTo(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    unseal(sealed, place) {
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
      if (sealed[0] !== version || tag.length !== tagLength) throw new SealBroken(place);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
        decipher.setAAD(boundTo(place)).setAuthTag(tag);
        const body = decipher.update(sealed.subarray(1 + nonceLength + tagLength));
        return Buffer.concat([body, decipher.final()]).toString("utf8");
      } catch {
        throw new SealBroken(place);
      }
    },
  };
}

/** Lengths and all, so that no two places have the same bytes. */
function boundTo({ workspace, table, row, column }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([version, workspace, table, row, column]), "utf8");
}
