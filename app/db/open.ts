import type { Ports } from "#app/ports/ports.ts";
import { openPostgres } from "./open-postgres.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { Database } from "./scope.ts";

export interface OpenOptions {
  /** "postgres://…"; null for SQLite. A secret: it holds a password. */
  readonly url: string | null;
  /** The SQLite file, made when it is missing; not used with a url. */
  readonly file: string;
  readonly ports: Pick<Ports, "log">;
}

/**
 * Opens and migrates the database. Throws when it cannot be reached, when it does not keep what it acknowledges (settings are read
 * back), and `MigrationMismatch` when it was made by another line of versions.
 */
export async function openDatabase({ url, file, ports }: OpenOptions): Promise<Database> {
  if (url === null) return await openSqlite(file, ports.log);
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new Error("The database url must begin with postgres:// or postgresql://");
  return await openPostgres(url, ports.log);
}
