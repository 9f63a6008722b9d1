import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { type Config, loadConfig } from "#app/config.server.ts";
import { saveFeed } from "#app/db/feeds.ts";
import { putQuarantine } from "#app/db/quarantine.ts";
import { put } from "#app/db/queue.ts";
import { createSealer } from "#app/db/seal.ts";
import { disconnect, pause } from "#app/db/shops.ts";
import { examine } from "#app/doctor/examine.ts";
import { type FindingCode, findingCodes } from "#app/doctor/finding.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { minutes, plus, toInstant } from "#app/domain/instant.ts";
import type { Engine } from "#app/engine.ts";
import { connectShop } from "#app/linking/connect-shop.ts";
import { systemChance } from "#app/ports/system.ts";
import { createRegistry } from "#connectors/registry.ts";
import { openTrialShop, trialKeys } from "#connectors/woocommerce/sandbox/trial-shop.ts";
import { createBench } from "../engine/bench.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";

describeOnBothEngines("the doctor, at a WooCommerce stand-in", (_, { place, open, dialect }) => {
  /** A shop that is linked and well, and what the doctor says of it. */
  const setUp = async () => {
    const at = await place();
    const trial = openTrialShop();
    const registry = createRegistry({ shopify: null });
    const bench = await createBench(await open(at), { platforms: [...registry.values()] });
    const engine: Engine = {
      ...bench.engine,
      registry,
      clock: { now: () => toInstant(trial.world.now()) },
      network: { fetch: (request) => trial.sandbox.handle(request) },
    };
    const outcome = await connectShop(engine, bench.owner, "woocommerce", {
      url: trial.options.origin,
      ...trialKeys,
      allowHttp: false,
    });
    if (outcome.kind !== "connected") throw new Error(outcome.code);
    const folder = at.file.replace(/[^/]+$/, "") || "/tmp";
    const key = Buffer.alloc(32, 7).toString("base64");
    const database = at.url === null ? {} : { DATABASE_URL: at.url };
    const settings = loadConfig({ DATA_DIR: folder, TEK_KEY: key, ...database }, systemChance);
    const config: Config = at.url === null ? { ...settings, database: { kind: "sqlite", file: at.file } } : settings;
    const ask = async (changed: Partial<Engine> = {}, workers: Parameters<typeof examine>[3] = "running") =>
      await examine({ ...engine, ...changed }, config, [bench.owner], workers);
    const wrong = async (...asked: Parameters<typeof ask>): Promise<readonly FindingCode[]> =>
      (await ask(...asked))
        .map(({ code }) => code)
        .filter((code) => findingCodes[code] === "wrong" && !(dialect === "postgres" && code === "database.careless"));
    return { ...bench, engine, trial, at, shop: outcome.shop, config, ask, wrong };
  };

  test("says what the last sweep found, once there was one", async () => {
    const { ask, db, workspace, shop } = await setUp();
    const compared = async () => (await ask()).filter(({ code }) => code.startsWith("compared."));
    expect(await compared()).toEqual([]);
    const finishedAt = toInstant(Date.parse("2026-11-20T03:04:05Z"));
    const end = (doneCount: number) =>
      db.transact(workspace, (writing) => saveFeed(writing, shop, "sweep", { doneCount, totalCount: 7, finishedAt }));
    await end(7);
    expect(await compared()).toMatchObject([{ code: "compared.alike", params: { of: 7, at: "2026-11-20 03:04" } }]);
    await end(5);
    expect(await compared()).toMatchObject([{ code: "compared.differed", params: { alike: 5, of: 7 } }]);
  });

  test("finds nothing wrong in a healthy world, and says all that it looked at", async () => {
    const { ask } = await setUp();
    const findings = await ask();
    expect(findings.map(({ code }) => code)).toEqual([
      "config.fine",
      // The PostgreSQL of the tests is switched to be fast, and the doctor sees it.
      dialect === "sqlite" ? "database.fine" : "database.careless",
      "key.fine",
      "clock.fine",
      "workers.fine",
      "queue.fine",
      "quarantine.fine",
      "shop.fine",
      "bells.waiting",
    ]);
    expect(findings[1]?.params).toMatchObject(dialect === "sqlite" ? { engine: "sqlite" } : { setting: "fsync = off" });
    expect(findings[7]?.shop?.name).toBe("Deneme Dükkânı");
  });

  test("names a key that does not open the credentials, and asks no shop with it", async () => {
    const { wrong, engine } = await setUp();
    const sealer = createSealer(Buffer.alloc(32, 8), engine.chance);
    const network = { fetch: () => Promise.reject(new Error("asked")) };
    expect(await wrong({ sealer, network })).toEqual(["key.other"]);
  });

  test("names a clock that differs from what the shop says, and which way", async () => {
    const { ask, wrong, trial } = await setUp();
    const clock = { now: () => toInstant(trial.world.now() - minutes(5)) };
    expect(await wrong({ clock })).toEqual(["clock.skewed"]);
    expect((await ask({ clock })).find(({ code }) => code === "clock.skewed")?.params).toMatchObject({
      seconds: 300,
      way: "behind",
    });
  });

  test("names a shop that does not answer, one that refuses the key, and why", async () => {
    const { ask, wrong } = await setUp();
    const down = { network: { fetch: () => Promise.reject(new TypeError("fetch failed")) } };
    expect(await wrong(down)).toEqual(["shop.silent"]);
    const refusing = {
      network: {
        fetch: async () =>
          Response.json({ code: "woocommerce_rest_authentication_error", message: "no" }, { status: 401 }),
      },
    };
    const silent = (await ask(refusing)).find(({ code }) => code === "shop.silent");
    expect(silent?.params.cause).toBe("woocommerce.key-refused");
  });

  test("names a paused shop with its cause, and asks nothing of a disconnected one", async () => {
    const { ask, wrong, db, workspace, shop, engine } = await setUp();
    const at = engine.clock.now();
    await db.transact(workspace, (writing) => pause(writing, shop, { code: "woocommerce.blocked", params: {}, at }));
    expect(await wrong()).toEqual(["shop.paused"]);
    expect((await ask()).find(({ code }) => code === "shop.paused")?.params.cause).toBe("woocommerce.blocked");
    await db.transact(workspace, (writing) => disconnect(writing, shop, at));
    expect((await ask()).map(({ code }) => code).slice(-1)).toEqual(["shop.disconnected"]);
    expect(await wrong()).toEqual([]);
  });

  test("names what was set aside, what waits too long, and workers that stopped", async () => {
    const { wrong, db, workspace, shop, engine } = await setUp();
    const now = engine.clock.now();
    const old = plus(now, -minutes(60));
    await db.transact(workspace, async (writing) => {
      await putQuarantine(writing, { shop, externalId: "1", code: "a", params: {}, body: null, at: now });
      await put(writing, { queue: "look", shop, key: "1", dueAt: old, now: old, note: {} });
      await put(writing, { queue: "turn", shop, key: "", dueAt: old, now: old, note: {} });
    });
    expect(await wrong({}, "stopped")).toEqual(["workers.stopped", "queue.stuck", "quarantine.some", "workers.late"]);
    // Nobody reads while no server runs: that something waits is no news then.
    expect(await wrong({}, "not-running")).not.toContain("workers.late");
  });

  test("names webhooks that fail, and an address that the shop cannot reach", async () => {
    const { wrong, db, workspace, shop } = await setUp();
    await db.transact(workspace, async ({ q, t }) => {
      await q.update(t.shops).set({ bellState: "failing", adminUrl: "https://shop.example.com/wp-admin/" });
    });
    expect(await wrong()).toEqual(["bells.failing"]);
    expect(await wrong({ publicUrl: "http://127.0.0.1:3000" })).toEqual(["config.public-url-local", "bells.failing"]);
    expect(await wrong({ registry: new Map() })).toEqual(["config.shopify-missing"]);
    expect(shop).toBeTruthy();
  });

  test("asks for the right to manage shops", async () => {
    const { engine, config, workspace } = await setUp();
    const reader = mintCaller(workspace, { kind: "command-line" }, ["orders.read"]);
    await expect(examine(engine, config, [reader], "running")).rejects.toThrow(NotAllowed);
  });

  test.runIf(dialect === "sqlite")("names a damaged file", async () => {
    const { wrong, at, db } = await setUp();
    await db.close();
    const client = new Sqlite(at.file);
    client.unsafeMode(true);
    client.pragma("writable_schema = ON");
    client.exec(
      "UPDATE sqlite_schema SET sql = replace(sql, '`paused_code` text', '`paused_code` text NOT NULL') WHERE name = 'shops'",
    );
    client.close();
    expect(await wrong({ db: await open(at) })).toEqual(["database.damaged"]);
  });
});
