import { expect, test } from "vitest";
import { relinkShop } from "#app/db/shops.ts";
import { readTroubles } from "#app/db/trouble.ts";
import { hours, minutes, seconds } from "#app/domain/instant.ts";
import { readOrderAgain } from "#app/flows/read-order-again.ts";
import { resumeShop } from "#app/flows/resume-shop.ts";
import { openAccount, sealAccount } from "#app/linking/shop-secrets.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform, type ToyPlatformOptions } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { takeTurn } from "./take-turn.ts";

describeOnBothEngines("a shop's turn", (open) => {
  const setUp = async (options: ToyPlatformOptions = {}, orders = 3) => {
    const platform = createToyPlatform(options);
    const bench = await createBench(await open(), { platforms: [platform] });
    const toy = bench.openShop("a.example");
    for (let i = 0; i < orders; i++) toy.place();
    bench.clock.advance(minutes(1));
    const id = await bench.connect(toy);
    const asked = (path: string) => toy.requests.filter((one) => one === path).length;
    return { ...bench, bench, platform, toy, id, asked };
  };

  test("finds what changed without any bell within a poll, and asks no more than once a poll when at rest", async () => {
    const { run, toy, id, order, asked } = await setUp();
    await run(minutes(2));
    toy.edit("1001", { status: "paid" });
    await run(minutes(1));
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    const before = asked("/changes");
    const turns = await run(minutes(30));
    expect(asked("/changes") - before).toBe(30);
    expect(turns.length).toBeLessThanOrEqual(32);
  });

  test("of a shop that is down comes again later and later, never more than five minutes apart, and recovers", async () => {
    const { run, toy, id, order, asked, shop, quarantine } = await setUp();
    await run(minutes(2));
    toy.faults.down = true;
    const before = toy.requests.length;
    await run(hours(2));
    const attempts = toy.requests.length - before;
    expect(attempts).toBeGreaterThanOrEqual(24);
    expect(attempts).toBeLessThanOrEqual(80);
    expect((await shop(id)).state).toBe("active");
    toy.faults.down = false;
    toy.edit("1001", { status: "paid" });
    await run(minutes(6));
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect(await quarantine(id)).toEqual([]);
    const calm = asked("/changes");
    await run(minutes(10));
    expect(asked("/changes") - calm).toBe(10);
  });

  test("of a shop that fails twice in a row is known with its fault since the first, until the shop answers", async () => {
    const { run, toy, id, db, workspace, clock } = await setUp();
    const trouble = async () => (await db.read(workspace, readTroubles)).get(id);
    await run(minutes(2));
    expect(await trouble()).toBeUndefined();
    for (const [path, code] of [
      ["", "network.unreachable"],
      ["/changes", "toy.nonsense"],
    ] as const) {
      const before = clock.now();
      if (path === "") toy.faults.down = true;
      else toy.faults.refused.set(path, 422);
      await run(minutes(5));
      const found = await trouble();
      expect(found).toMatchObject({ code });
      expect(found?.since).toBeGreaterThanOrEqual(before);
      expect(found?.since).toBeLessThanOrEqual(before + minutes(1));
      toy.faults.down = false;
      toy.faults.refused.clear();
      await run(minutes(6));
      expect(await trouble()).toBeUndefined();
    }
  });

  test("does not wait in step with other shops that went down with it", async () => {
    const bench = await createBench(await open());
    const toys = Array.from({ length: 6 }, (_, i) => bench.openShop(`${i}.example`));
    for (const toy of toys) await bench.connect(toy);
    await bench.run(minutes(2));
    const moments = new Set<number>();
    for (const toy of toys) {
      toy.faults.down = true;
      toy.hooks.onRequest = async () => void moments.add(bench.clock.now());
    }
    await bench.run(minutes(10));
    const requests = toys.reduce((sum, toy) => sum + toy.requests.length, 0);
    expect(moments.size).toBeGreaterThan(requests / 4);
  });

  for (const header of ["0", "7"])
    test(`of a throttled shop (retry after ${header} s) does not spin, and goes on when it may`, async () => {
      const { run, toy, id, feed } = await setUp({}, 40);
      await run(0);
      toy.faults.retryAfter = header;
      const turns = await run(seconds(60));
      expect(turns.length).toBeLessThanOrEqual(header === "0" ? 250 : 30);
      toy.faults.retryAfter = null;
      await run(seconds(20));
      expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 40 });
    });

  test("refused once exchanges the token, stores it before it is used, and goes on", async () => {
    const { run, toy, id, shop, order, engine, platform, asked } = await setUp({ tokens: true });
    await run(minutes(2));
    toy.state.token = "replaced elsewhere";
    toy.edit("1001", { status: "paid" });
    const stored: unknown[] = [];
    toy.hooks.onRequest = async (path, token) => {
      if (path !== "/token" && token === toy.state.token)
        stored.push(openAccount(engine.sealer, platform.connector, await shop(id)));
    };
    await run(minutes(1));
    expect(asked("/token")).toBe(1);
    expect(stored[0]).toMatchObject({ token: toy.state.token });
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect((await shop(id)).state).toBe("active");
  });

  test("refused with nothing to exchange pauses the shop with the code, tells it once, and resumes where it stopped", async () => {
    const { run, toy, id, shop, events, engine, owner, feed, order } = await setUp({}, 25);
    await run(0);
    const token = toy.state.token;
    toy.state.token = "revoked";
    await run(minutes(30));
    expect(await shop(id)).toMatchObject({ state: "paused", paused: { code: "toy.signed-out" } });
    expect((await events()).filter(({ code }) => code === "shop.paused")).toHaveLength(1);
    const asked = toy.requests.length;
    await run(hours(3));
    expect(toy.requests).toHaveLength(asked);
    toy.state.token = token;
    toy.place({ id: "late" });
    expect(await resumeShop(engine, owner, id)).toBe(true);
    await run(minutes(1));
    expect((await events()).filter(({ code }) => code === "shop.resumed")).toHaveLength(1);
    expect(await feed(id, "history")).toMatchObject({ state: "done" });
    expect(await order(id, "late")).not.toBeNull();
    expect((await events()).filter(({ code }) => code === "order.found")).toHaveLength(26);
  });

  test("with a revoked refresh token asks for a token once, then pauses", async () => {
    const { run, toy, id, shop, asked } = await setUp({ tokens: true });
    await run(minutes(2));
    toy.state.mayRefresh = false;
    await run(minutes(90));
    expect(asked("/token")).toBe(1);
    expect((await shop(id)).state).toBe("paused");
  });

  test("exchanges a token before it runs out, one at a time, and is never refused", async () => {
    const { run, id, shop, asked, log } = await setUp({ tokens: true });
    await run(hours(10));
    expect(asked("/token")).toBe(10);
    expect((await shop(id)).state).toBe("active");
    expect(log.count("turn.fault")).toBe(0);
  });

  test("does not pause a shop, nor undo its new credentials, when it was linked anew meanwhile", async () => {
    for (const tokens of [false, true]) {
      const { run, toy, id, shop, db, workspace, engine, platform } = await setUp({ tokens });
      await run(minutes(2));
      const fresh = { host: "a.example", token: "fresh", expiresAt: null };
      toy.hooks.onRequest = async (path) => {
        if (path !== "/changes") return;
        toy.hooks.onRequest = null;
        toy.state.token = "fresh";
        toy.state.mayRefresh = false;
        const row = await shop(id);
        const account = sealAccount(engine.sealer, row, fresh);
        await db.transact(workspace, (w) => relinkShop(w, id, { identity: row, account, tokenDueAt: null }));
      };
      await run(minutes(1));
      await run(minutes(2));
      expect((await shop(id)).state).toBe("active");
      expect(openAccount(engine.sealer, platform.connector, await shop(id))).toEqual(fresh);
    }
  });

  test("in which one step meets nonsense goes on with the others", async () => {
    const { run, toy, id, feed, shop, log } = await setUp({}, 40);
    toy.faults.refused.set("/changes", 422).set("/whoami", 500);
    await run(minutes(30));
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 40 });
    expect((await shop(id)).state).toBe("active");
    expect(log.count("turn.fault")).toBeLessThan(60);
  });

  test("that is cut off gives the rest back at once", async () => {
    const { run, toy, id, bench, engine, clock, feed } = await setUp({}, 40);
    const stop = new AbortController();
    toy.hooks.onRequest = async (path) => {
      if (path === "/history") stop.abort();
    };
    const [job] = await bench.claimTurns();
    if (!job) throw new Error("No turn");
    await takeTurn(engine, job, stop.signal);
    expect((await bench.marks(id, "turn")).map(({ dueAt }) => dueAt)).toEqual([clock.now()]);
    toy.hooks.onRequest = null;
    await run(seconds(5));
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 40 });
  });

  test("of a platform that is not configured just now is not forgotten", async () => {
    const { run, toy, id, engine, platform, order } = await setUp();
    await run(minutes(2));
    const registry = engine.registry;
    if (!(registry instanceof Map)) throw new Error("No map");
    registry.clear();
    await run(minutes(10));
    registry.set("toy", platform);
    toy.edit("1001", { status: "paid" });
    await run(minutes(2));
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
  });

  test("that lasts longer than a lease is nobody else's", async () => {
    const { run, toy, id, bench, engine, owner, order } = await setUp();
    await run(minutes(2));
    for (const external of ["1001", "1002", "1003"]) {
      const held = await order(id, external);
      if (held) await readOrderAgain(engine, owner, held.id);
    }
    toy.faults.latency = seconds(50);
    const taken: number[] = [];
    toy.hooks.onRequest = async () => void taken.push((await bench.claimTurns()).length);
    const [job] = await bench.claimTurns();
    if (!job) throw new Error("No turn");
    await takeTurn(engine, job, new AbortController().signal);
    expect(taken.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...taken)).toBe(0);
    const [given] = await bench.marks(id, "turn");
    expect(given?.dueAt).toBeLessThanOrEqual(bench.clock.now() + minutes(1));
  });
});
