import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** How the command line finds the server that holds a data folder: `server.json` there, readable by its owner only. */
const form = z.object({ pid: z.int().positive(), url: z.url(), token: z.string().min(32) });
export type ServerFile = z.infer<typeof form>;

const pathIn = (dataDir: string) => join(dataDir, "server.json");

export function writeServerFile(dataDir: string, file: ServerFile): void {
  const aside = `${pathIn(dataDir)}.${file.pid}`;
  writeFileSync(aside, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  renameSync(aside, pathIn(dataDir));
}

/** Null when no server left one, or it cannot be understood. It may be left over from a server that was killed. */
export function readServerFile(dataDir: string): ServerFile | null {
  try {
    return form.parse(JSON.parse(readFileSync(pathIn(dataDir), "utf8")));
  } catch {
    return null;
  }
}

/** Removes the file if it is still this process's own. */
export function removeServerFile(dataDir: string, pid: number): void {
  if (readServerFile(dataDir)?.pid === pid) rmSync(pathIn(dataDir), { force: true });
}
