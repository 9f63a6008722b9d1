import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { execPath } from "node:process";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { toWorkspaceId } from "#app/domain/ids.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

const workspace = toWorkspaceId("01900000-0000-7000-8000-000000000001");
const other = toWorkspaceId("01900000-0000-7000-8000-000000000002");

describeOnBothEngines("an open database", (open, engine) => {
  const add = async (db: Awaited<ReturnType<typeof open>>, id = workspace) =>
    db.transactGlobal("workspaces", async ({ q, t }) => {
      await q.insert(t.workspaces).values({ id, name: "W", timezone: "UTC", createdAt: 1 });
    });
  const numberIn = (db: Awaited<ReturnType<typeof open>>) =>
    db.read(
      workspace,
      async ({ q, t }) =>
        (await q.select({ n: t.workspaces.eventNumber }).from(t.workspaces).where(eq(t.workspaces.id, workspace)))[0]
          ?.n,
    );

  test("keeps what was committed, also after it is closed and opened again", async () => {
    const place = await engine.place();
    const first = await engine.open(place);
    await add(first);
    await first.close();
    expect(await numberIn(await engine.open(place))).toBe(0);
  });

  test("keeps nothing of a transaction that throws, and passes the error on", async () => {
    const db = await open();
    const work = db.transactGlobal("workspaces", async ({ q, t }) => {
      await q.insert(t.workspaces).values({ id: workspace, name: "W", timezone: "UTC", createdAt: 1 });
      throw new RangeError("no");
    });
    await expect(work).rejects.toThrow(new RangeError("no"));
    expect(await numberIn(db)).toBeUndefined();
  });

  test("shows a reader nothing that is not committed", async () => {
    const db = await open();
    let written = () => {};
    const hasWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    let goOn = () => {};
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const work = db.transactGlobal("workspaces", async ({ q, t }) => {
      await q.insert(t.workspaces).values({ id: workspace, name: "W", timezone: "UTC", createdAt: 1 });
      written();
      await mayGoOn;
    });
    await hasWritten;
    expect(await numberIn(db)).toBeUndefined();
    goOn();
    await work;
    expect(await numberIn(db)).toBe(0);
  });

  test("reads one moment: what commits meanwhile is not seen", async () => {
    const db = await open();
    await add(db);
    let readOnce = () => {};
    const hasRead = new Promise<void>((resolve) => {
      readOnce = resolve;
    });
    let goOn = () => {};
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const names = db.read(workspace, async ({ q, t }) => {
      const before = await q.select({ name: t.workspaces.name }).from(t.workspaces);
      readOnce();
      await mayGoOn;
      return [...before, ...(await q.select({ name: t.workspaces.name }).from(t.workspaces))];
    });
    await hasRead;
    await db.transact(workspace, async ({ q, t }) => void (await q.update(t.workspaces).set({ name: "X" })));
    goOn();
    expect(await names).toEqual([{ name: "W" }, { name: "W" }]);
  });

  test("lets a reader write nothing", async () => {
    const db = await open();
    await add(db);
    await expect(db.read(workspace, async ({ q, t }) => void (await q.delete(t.workspaces)))).rejects.toThrow();
    expect(await numberIn(db)).toBe(0);
  });

  test("refuses a read or a transaction inside a transaction", async () => {
    const db = await open();
    const nested = db.transact(workspace, async () => void (await db.transact(workspace, async () => {})));
    await expect(nested).rejects.toThrow("inside transact()");
    const reading = db.transact(workspace, async () => void (await db.read(workspace, async () => {})));
    await expect(reading).rejects.toThrow("inside transact()");
    await db.transact(workspace, async () => {});
  });

  test("lets twenty transactions that read and then write each see the one before, alone", async () => {
    const place = await engine.place();
    const db = await engine.open(place);
    // On SQLite a second one in this very process would wait for a lock that only this process can give up.
    const databases = engine.dialect === "sqlite" ? [db, db] : [db, await engine.open(place)];
    await add(db);
    const once = (of: typeof db) =>
      of.transact(
        workspace,
        async ({ q, t }) => {
          const [row] = await q.select({ n: t.workspaces.eventNumber }).from(t.workspaces);
          await q.update(t.workspaces).set({ eventNumber: (row?.n ?? 0) + 1 });
        },
        ["counter"],
      );
    await Promise.all(Array.from({ length: 10 }, () => databases.map(once)).flat());
    expect(await numberIn(db)).toBe(20);
  });

  test("runs a transaction again that met another in a circle", async () => {
    const db = await open();
    await add(db);
    await add(db, other);
    let started = 0;
    let meet = () => {};
    const haveMet = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const swap = (first: string, second: string) =>
      db.transact(workspace, async ({ q, t }) => {
        const count = (id: string) =>
          q
            .update(t.workspaces)
            .set({ eventNumber: sql`${t.workspaces.eventNumber} + 1` })
            .where(eq(t.workspaces.id, id));
        await count(first);
        if (++started === 2 || engine.dialect === "sqlite") meet();
        await haveMet;
        await count(second);
      });
    await Promise.all([swap(workspace, other), swap(other, workspace)]);
    expect(started).toBe(engine.dialect === "sqlite" ? 2 : 3);
    expect(await numberIn(db)).toBe(2);
  });

  test("fails the transaction when an error of a statement is swallowed on PostgreSQL", async () => {
    const db = await open();
    await add(db);
    const work = db.transactGlobal("workspaces", async ({ q, t }) => {
      await q.insert(t.workspaces).values({ id: other, name: "W", timezone: "UTC", createdAt: 1 });
      await Promise.resolve(
        q.insert(t.workspaces).values({ id: workspace, name: "W", timezone: "UTC", createdAt: 1 }),
      ).catch(() => undefined);
    });
    if (engine.dialect === "postgres") await expect(work).rejects.toThrow("nothing of it was kept");
    else await work;
  });

  test("tells listeners of a commit that announced itself, and of no other", async () => {
    const db = await open();
    const heard: string[] = [];
    const stop = db.onCommit((id) => heard.push(id));
    await db.transact(workspace, async () => {});
    await expect(
      db.transact(other, async ({ announce }) => {
        announce();
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await db.transact(workspace, async ({ announce }) => announce());
    expect(heard).toEqual([workspace]);
    stop();
    await db.transact(workspace, async ({ announce }) => announce());
    expect(heard).toEqual([workspace]);
  });

  test("runs hand-written statements with bound values, integers as numbers", async () => {
    const db = await open();
    await add(db);
    const rows = await db.read(workspace, ({ rows, t }) =>
      rows(sql`select count(*) as many, ${"it's"} as said from ${t.workspaces}`),
    );
    expect(rows).toEqual([{ many: 1, said: "it's" }]);
  });

  test("migrates once when two processes start at the same time", async () => {
    const place = await engine.place("empty");
    const [a, b] = await Promise.all([engine.open(place), engine.open(place)]);
    await add(a);
    expect(await numberIn(b)).toBe(0);
  });

  test("refuses a database that another line of versions made", async () => {
    const place = await engine.place();
    const db = await engine.open(place);
    await db.transact(workspace, async ({ rows }) => {
      await rows(sql`insert into migrations (position, hash) values (99, 'unknown') returning hash`);
    });
    await expect(engine.open(place)).rejects.toThrow("is not one that this version of Tek knows");
  });

  test("refuses work after it was closed", async () => {
    const db = await open();
    await db.close();
    await expect(db.transact(workspace, async () => {})).rejects.toThrow();
    await expect(db.read(workspace, async () => {})).rejects.toThrow();
    await expect(db.ping()).rejects.toThrow();
  });

  test("answers a ping", async () => {
    await (await open()).ping();
  });

  if (engine.dialect === "sqlite") {
    test("lets two processes write in turns", async () => {
      const place = await engine.place();
      const db = await engine.open(place);
      await add(db);
      const script = `
        import { openDatabase } from "#app/db/open.ts";
        const db = await openDatabase({ ...${JSON.stringify(place)}, ports: { log: console } });
        for (let i = 0; i < 10; i++)
          await db.transact("${workspace}", async ({ q, t }) => {
            const [row] = await q.select({ n: t.workspaces.eventNumber }).from(t.workspaces);
            await q.update(t.workspaces).set({ eventNumber: row.n + 1 });
          });
        await db.close();`;
      const run = promisify(execFile);
      const process = () => run(execPath, ["--input-type=module", "-e", script]);
      await Promise.all([process(), process()]);
      expect(await numberIn(db)).toBe(20);
    });

    test("holds the settings that keep what was acknowledged, on every open", async () => {
      const place = await engine.place();
      for (const _ of [1, 2]) {
        const db = await engine.open(place);
        const held = await db.transact(workspace, async ({ rows }) => ({
          ...(await rows(sql`pragma journal_mode`))[0],
          ...(await rows(sql`pragma synchronous`))[0],
          ...(await rows(sql`pragma foreign_keys`))[0],
          ...(await rows(sql`pragma busy_timeout`))[0],
          ...(await rows(sql`pragma journal_size_limit`))[0],
        }));
        expect(held).toEqual({
          journal_mode: "wal",
          synchronous: 2,
          foreign_keys: 1,
          timeout: 5000,
          journal_size_limit: 67108864,
        });
        await db.close();
        expect(existsSync(place.file)).toBe(true);
      }
    });
  } else {
    test("hears of commits of another process, once", async () => {
      const place = await engine.place();
      const here = await engine.open(place);
      const there = await engine.open(place);
      const heard: string[] = [];
      const first = new Promise<void>((resolve) => {
        here.onCommit((id) => {
          heard.push(id);
          if (id === other) resolve();
        });
      });
      await there.transact(workspace, async ({ announce }) => announce());
      await here.transact(workspace, async ({ announce }) => announce());
      await there.transact(other, async ({ announce }) => announce());
      await first;
      expect(heard.toSorted()).toEqual([workspace, workspace, other]);
    });

    test("refuses an integer that a number cannot hold", async () => {
      const db = await open();
      const read = db.read(workspace, ({ rows }) => rows(sql`select 9007199254740993::bigint as n`));
      await expect(read).rejects.toThrow("beyond 2^53");
    });
  }
});

describe("opening", () => {
  test("refuses a url of another kind of database", async () => {
    const { openDatabase } = await import("./open.ts");
    const { quietLog } = await import("#tests/engines/quiet-log.ts");
    await expect(openDatabase({ url: "mysql://x", file: "", ports: { log: quietLog } })).rejects.toThrow("postgres://");
  });
});
