import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { describeOnBothEngines, type Engine } from "#tests/engines/describe-on-both-engines.ts";
import { workspaceId } from "#tests/engines/one-shop.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);

/** A table as far as both engines must agree: its columns with their meaning, and what may be there once only. */
interface Shape {
  readonly columns: Readonly<Record<string, string>>;
  readonly unique: readonly string[];
  readonly refers: readonly string[];
}
type Shapes = Readonly<Record<string, Shape>>;

const text = (value: unknown) => String(value);

function shapesOf(rows: {
  readonly columns: readonly Readonly<Record<string, unknown>>[];
  readonly uniques: readonly Readonly<Record<string, unknown>>[];
  readonly references: readonly Readonly<Record<string, unknown>>[];
}): Shapes {
  const tables = Map.groupBy(rows.columns, (row) => text(row.table_name));
  const of = (list: readonly Readonly<Record<string, unknown>>[], table: string) =>
    [...new Set(list.filter((row) => row.table_name === table).map((row) => text(row.what)))].sort();
  return Object.fromEntries(
    [...tables].map(([table, columns]) => [
      table,
      {
        columns: Object.fromEntries(
          columns.map((row) => [text(row.name), `${text(row.type)}${Number(row.needed) ? " not null" : ""}`]),
        ),
        unique: of(rows.uniques, table),
        refers: of(rows.references, table),
      },
    ]),
  );
}

const hidden = sql`('migrations', 'sqlite_sequence')`;

async function sqliteShapes(db: Database): Promise<Shapes> {
  return await db.read(workspaceId(1), async ({ rows }) => {
    const tables = sql`(select name from sqlite_schema where type = 'table' and name not in ${hidden} and name not like 'order_search%') as tables`;
    return shapesOf({
      columns: await rows(sql`select tables.name as table_name, c.name, lower(c.type) as type, c."notnull" as needed
        from ${tables} join pragma_table_info(tables.name) as c`),
      uniques: await rows(sql`select tables.name as table_name, group_concat(i.name, ',' order by i.name) as what
        from ${tables} join pragma_index_list(tables.name) as l on l."unique" join pragma_index_info(l.name) as i
        group by tables.name, l.name
        union all select tables.name, group_concat(c.name, ',' order by c.name) from ${tables}
        join pragma_table_info(tables.name) as c on c.pk > 0 group by tables.name`),
      references: await rows(sql`select tables.name as table_name,
          group_concat(f."from", ',' order by f."from") || ' -> ' || f."table" || ' ' || lower(f.on_delete) as what
        from ${tables} join pragma_foreign_key_list(tables.name) as f group by tables.name, f.id`),
    });
  });
}

async function postgresShapes(db: Database): Promise<Shapes> {
  return await db.read(workspaceId(1), async ({ rows }) => {
    const ours = sql`not in ('migrations', 'order_search')`;
    const names = sql`string_agg(a.attname, ',' order by a.attname collate "C")`;
    return shapesOf({
      columns:
        await rows(sql`select table_name, column_name as name, data_type || coalesce(' ' || collation_name, '') as type,
          (is_nullable = 'NO')::int as needed
        from information_schema.columns where table_schema = 'public' and table_name ${ours} order by ordinal_position`),
      uniques: await rows(sql`select c.relname as table_name, ${names} as what
        from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indisunique and n.nspname = 'public' and c.relname ${ours} group by c.relname, i.indexrelid`),
      references: await rows(sql`select c.relname as table_name, ${names} || ' -> ' || f.relname
          || case k.confdeltype when 'c' then ' cascade' when 'a' then ' no action' else ' other' end as what
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
        where k.contype = 'f' and c.relname ${ours} group by c.relname, k.oid, f.relname, k.confdeltype`),
    });
  });
}

/** What each PostgreSQL type is on SQLite. Text without the collation C would be compared by the server's locale. */
const sameType: Readonly<Record<string, string>> = {
  "text C": "text",
  bigint: "integer",
  integer: "integer",
  boolean: "integer",
  bytea: "blob",
};

const asOnSqlite = (shapes: Shapes): Shapes =>
  Object.fromEntries(
    Object.entries(shapes).map(([table, shape]) => [
      table,
      {
        ...shape,
        columns: Object.fromEntries(
          Object.entries(shape.columns).map(([name, type]) => {
            const bare = type.replace(" not null", "");
            return [name, type.replace(bare, sameType[bare] ?? `${bare}, which SQLite has not`)];
          }),
        ),
      },
    ]),
  );

const shapesByEngine: Partial<Record<Engine["dialect"], Shapes>> = {};

describeOnBothEngines("the migrations", (_, engine) => {
  test("make the tables out of nothing", async () => {
    const db = await engine.open(await engine.place("empty"));
    const shapes = engine.dialect === "sqlite" ? await sqliteShapes(db) : asOnSqlite(await postgresShapes(db));
    shapesByEngine[engine.dialect] = shapes;
    expect(Object.keys(shapes)).toContain("orders");
    expect(shapes.jobs?.refers).toEqual(["shop,workspace -> shops cascade"]);
    expect(shapes.orders?.unique).toContain("external_id,shop,workspace");
  });
});

test("both engines have the same tables, columns, uniques and references", () => {
  expect(Object.keys(shapesByEngine.sqlite ?? {}).length).toBeGreaterThan(20);
  expect(shapesByEngine.postgres).toEqual(shapesByEngine.sqlite);
});

describe("the schema", () => {
  let copy = "";

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "tek-drizzle-"));
    await cp(join(root, "drizzle"), join(copy, "drizzle"), { recursive: true });
    // The schema refers to types of the domain only; the generator must find nothing else.
    await symlink(join(root, "app"), join(copy, "app"));
    await symlink(join(root, "node_modules"), join(copy, "node_modules"));
    await symlink(join(root, "package.json"), join(copy, "package.json"));
    await symlink(join(root, "tsconfig.json"), join(copy, "tsconfig.json"));
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  test.each(["sqlite", "postgres"])("has no change that is not in a migration (%s)", async (dialect) => {
    const before = await readdir(join(copy, "drizzle", dialect));
    const kit = join(copy, "node_modules", ".bin", "drizzle-kit");
    const { stdout } = await run(kit, ["generate", "--config", `drizzle/${dialect}.config.ts`], { cwd: copy });
    expect(stdout).toContain("No schema changes");
    expect(await readdir(join(copy, "drizzle", dialect))).toEqual(before);
  });

  test.each(["sqlite", "postgres"])(
    "is never migrated by remaking a table that nobody looked at (%s)",
    async (dialect) => {
      const folder = join(root, "drizzle", dialect);
      for (const name of (await readdir(folder)).filter((file) => file.endsWith(".sql")))
        expect(unreviewedRebuild(await readFile(join(folder, name), "utf8")), name).toBeNull();
    },
  );
});

/**
 * A changed column makes the generator remake the table on SQLite. Its `PRAGMA foreign_keys=OFF` does nothing inside our transaction,
 * so dropping the old table would delete its children. A person who has seen to that says so in the file.
 */
const reviewed = /^-- reviewed rebuild: \S/m;

function unreviewedRebuild(migration: string): string | null {
  if (reviewed.test(migration)) return null;
  return /^.*(drop\s+table|__new_).*$/im.exec(migration)?.[0] ?? null;
}

test("a table rebuild is refused until somebody says that it keeps the children", () => {
  const rebuild = "PRAGMA foreign_keys=OFF;\nCREATE TABLE `__new_shops` (`id` text);\nDROP TABLE `shops`;";
  expect(unreviewedRebuild(rebuild)).toContain("__new_shops");
  expect(unreviewedRebuild("drop  table shops;")).toContain("shops");
  expect(unreviewedRebuild(`-- reviewed rebuild:\n${rebuild}`)).not.toBeNull();
  expect(unreviewedRebuild(`-- reviewed rebuild: children are kept aside.\n${rebuild}`)).toBeNull();
  expect(unreviewedRebuild("ALTER TABLE `shops` ADD `note` text;")).toBeNull();
});
