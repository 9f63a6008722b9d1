import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface FolderHold {
  release(): void;
}

/**
 * Takes a data folder for this process alone; null when another process holds it. It is SQLite's own lock on a file beside the
 * database: the kernel takes it back however the process ends, so nothing stale is ever left to judge.
 */
export function holdFolder(dataDir: string): FolderHold | null {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, "tek.lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) return null;
    throw error;
  }
  return { release: () => lock.close() };
}

const sqliteBusy = 5;
