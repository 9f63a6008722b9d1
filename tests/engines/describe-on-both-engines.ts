import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, inject } from "vitest";
import { openDatabase } from "#app/db/open.ts";
import type { Database } from "#app/db/scope.ts";
import type { Log } from "#app/ports/ports.ts";
import type { Dialect } from "#drizzle/kit.ts";
import { quietLog } from "./quiet-log.ts";

/** Where a database is: a url, or a file. */
export interface Place {
  readonly url: string | null;
  readonly file: string;
}

export interface Engine {
  readonly dialect: Dialect;
  /** A place for a database, removed after the test. `empty`: without tables, as on the first start. */
  place(kind?: "empty" | "migrated"): Promise<Place>;
  /** Opens a database, at a place of its own unless one is given: a second one there is what another process would hold. Closed after the test. */
  open(at?: Place, log?: Log): Promise<Database>;
}

/**
 * Declares the same tests twice: on SQLite in a temporary file, and on a real PostgreSQL. `open` gives a fresh, migrated, empty
 * database.
 */
export function describeOnBothEngines(
  name: string,
  tests: (open: () => Promise<Database>, engine: Engine) => void,
): void {
  for (const dialect of ["sqlite", "postgres"] as const) {
    describe(`${name} (${dialect})`, () => {
      const engine = engineFor(dialect);
      tests(() => engine.open(), engine);
    });
  }
}

function engineFor(dialect: Dialect): Engine {
  const opened: Database[] = [];
  const cleanups: (() => Promise<void>)[] = [];
  const place = async (kind: "empty" | "migrated" = "migrated"): Promise<Place> => {
    const { at, remove } = dialect === "sqlite" ? await newFile() : await newPostgresDatabase(kind);
    cleanups.push(remove);
    return at;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });
  return {
    dialect,
    place,
    async open(at, log = quietLog) {
      const database = await openDatabase({ ...(at ?? (await place())), ports: { log } });
      opened.push(database);
      return database;
    },
  };
}

async function newFile() {
  const folder = await mkdtemp(join(tmpdir(), "tek-sqlite-"));
  const at: Place = { url: null, file: join(folder, "tek.sqlite") };
  return { at, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function newPostgresDatabase(kind: "empty" | "migrated") {
  const databases = inject("databasesUrl");
  const url = await asked(fetch(new URL(kind === "empty" ? "/empty" : "/", databases), { method: "POST" }));
  const remove = async () => {
    await asked(fetch(new URL(new URL(url).pathname, databases), { method: "DELETE" }));
  };
  const at: Place = { url, file: "" };
  return { at, remove };
}

async function asked(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
