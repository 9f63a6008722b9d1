import { statfsSync, statSync } from "node:fs";
import type { Config } from "#app/config.server.ts";
import type { DatabaseState } from "#app/db/open-state.ts";
import { readDatabaseState } from "#app/db/open-state.ts";
import type { Database } from "#app/db/scope.ts";
import { type Finding, found } from "./finding.ts";

/** Below this a busy day fills the disk, and a migration that rebuilds a table finds no room. */
const leastFree = 500 * 1024 * 1024;
/** It is cut back to 64 MiB at each checkpoint: far beyond, something holds an old state open. */
const longestWal = 256 * 1024 * 1024;

/** Whether the database is whole, keeps what it acknowledges, and has room. */
export async function examineDatabase(db: Database, config: Config): Promise<readonly Finding[]> {
  const state = await readDatabaseState(db);
  const findings = [
    ...damage(state),
    ...(config.database.kind === "sqlite" ? room(config.database.file, config.dataDir) : []),
  ];
  const { version, migrations } = state;
  const facts = { engine: db.dialect, version, migrations };
  return findings.some(({ code }) => code !== "database.wal-long")
    ? findings
    : [found("database.fine", facts), ...findings];
}

function damage({ broken, careless }: DatabaseState): Finding[] {
  return [
    ...(broken === null ? [] : [found("database.damaged", { said: broken })]),
    ...(careless === null ? [] : [found("database.careless", { setting: careless })]),
  ];
}

function room(file: string, folder: string): Finding[] {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return [
    ...(free < leastFree ? [found("database.disk-short", { folder, mb: mb(free) })] : []),
    ...(wal > longestWal ? [found("database.wal-long", { mb: mb(wal) })] : []),
  ];
}
