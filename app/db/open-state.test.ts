import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { toWorkspaceId } from "#app/domain/ids.ts";
import { quietLog } from "#tests/engines/quiet-log.ts";
import { openDatabase } from "./open.ts";
import { readDatabaseState } from "./open-state.ts";

test("a SQLite file whose search index was rewritten since a connection last searched is not called damaged", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tek-state-"));
  const db = await openDatabase({ url: null, file: join(folder, "tek.sqlite"), ports: { log: quietLog } });
  onTestFinished(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });
  const index = async (from: number, to: number) => {
    for (let row = from; row < to; row++)
      await db.transactGlobal("workspaces", ({ rows }) =>
        rows(sql`INSERT INTO order_search(rowid, t) VALUES (${row}, ${`kupa ${row}`})`),
      );
  };
  const workspace = toWorkspaceId("01900000-0000-7000-8000-000000000001");
  await index(0, 20);
  await db.read(workspace, ({ rows }) => rows(sql`SELECT rowid FROM order_search WHERE order_search MATCH 'kupa'`));
  await index(20, 400);
  expect(await readDatabaseState(db)).toMatchObject({ broken: null, careless: null });
});
