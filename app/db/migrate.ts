import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Dialect } from "#drizzle/kit.ts";

/** The database holds migrations that this version does not know, or knows differently. */
class MigrationMismatch extends Error {
  override readonly name = "MigrationMismatch";
}

/** Run first, then the hashes are read in the order of their positions. */
export const migrationsTable =
  "CREATE TABLE IF NOT EXISTS migrations (position integer PRIMARY KEY, hash text NOT NULL)";
export const appliedHashes = "SELECT hash FROM migrations ORDER BY position";

/**
 * The statements that bring a database from what was applied to the newest state, for one transaction that holds other migrators off.
 * Throws `MigrationMismatch` when the database was made by another line of versions.
 */
export function missingStatements(dialect: Dialect, applied: readonly unknown[]): readonly string[] {
  const migrationsFolder = fileURLToPath(new URL(`../../drizzle/${dialect}`, import.meta.url));
  const migrations = readMigrationFiles({ migrationsFolder });
  for (const [position, hash] of applied.entries()) {
    if (migrations[position]?.hash === hash) continue;
    throw new MigrationMismatch(
      `Migration ${position} of this database is not one that this version of Tek knows. Start the version that made the database, or a newer one.`,
    );
  }
  return migrations.flatMap(({ sql, hash }, position) =>
    position < applied.length
      ? []
      : [...sql, `INSERT INTO migrations (position, hash) VALUES (${position}, '${hash}')`],
  );
}
