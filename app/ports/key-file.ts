import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Chance } from "./ports.ts";

/** The key file cannot be used; the message goes on after "TEK_KEY". */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

/**
 * The 32 bytes in `tek.key` of the data folder; made (mode 0600) when neither it nor a database is there. A key that is made anew
 * beside an old database could open nothing in it, so that is refused.
 */
export function loadKey(dataDir: string, chance: Chance): Uint8Array {
  const file = join(dataDir, "tek.key");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!exists(file)) makeKey(file, dataDir, chance);
    return readKey(file);
  } catch (error) {
    if (error instanceof KeyError || !isSystemError(error)) throw error;
    throw new KeyError(
      `is not set and the key file ${file} cannot be used (${error.code}): give this user the right to read and write ${dataDir}, or set DATA_DIR to a folder of its own.`,
    );
  }
}

function readKey(file: string): Uint8Array {
  if ((statSync(file).mode & 0o077) !== 0)
    throw new KeyError(
      `is not set and the key file ${file} can be read by other users of this machine: run \`chmod 600 ${file}\`.`,
    );
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "base64");
  if (key.length !== 32)
    throw new KeyError(
      `is not set and the key file ${file} does not hold 32 bytes in base64: put the copy of the key back that was kept.`,
    );
  return new Uint8Array(key);
}

/** Written aside, synced and linked into place: no other process ever sees half a key, and of two makers one wins. */
function makeKey(file: string, dataDir: string, chance: Chance): void {
  const database = join(dataDir, "tek.db");
  if (exists(database))
    throw new KeyError(
      `is not set and the key file ${file} is gone, while ${database} is there, sealed with it: put the copy of the key back that was kept.`,
    );
  const aside = `${file}.${Buffer.from(chance.bytes(6)).toString("hex")}`;
  const handle = openSync(aside, "wx", 0o600);
  try {
    writeSync(handle, `${Buffer.from(chance.bytes(32)).toString("base64")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(aside, file);
  } catch (error) {
    if (!(isSystemError(error) && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(aside);
  }
}

const exists = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;
const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "code" in error;
