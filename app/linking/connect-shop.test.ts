import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { insertWorkspace } from "#app/db/access.ts";
import { deleteOrders } from "#app/db/forget-orders.ts";
import { SealBroken } from "#app/db/seal.ts";
import { disconnect, listShops, pause, updateAccount } from "#app/db/shops.ts";
import { mintCaller, NotAllowed, rights } from "#app/domain/caller.ts";
import { hours, minutes, seconds } from "#app/domain/instant.ts";
import { receiveDelivery } from "#app/inbox/receive-delivery.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform } from "#tests/engine/toy-platform.ts";
import { toyDelivery } from "#tests/engine/toy-shop.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { workspaceId } from "#tests/engines/one-shop.ts";
import { connectShop } from "./connect-shop.ts";
import { openAccount } from "./shop-secrets.ts";

describeOnBothEngines("a shop that is linked", (open) => {
  const setUp = async () => {
    const platform = createToyPlatform({ tokens: true });
    const bench = await createBench(await open(), { platforms: [platform] });
    const toy = bench.openShop("a.example", { token: "canary-token" });
    const link = (part: Readonly<Record<string, unknown>> = {}, caller = bench.owner) =>
      connectShop(bench.engine, caller, "toy", { host: toy.host, token: toy.state.token, ...part });
    const shops = () => bench.db.read(bench.workspace, listShops);
    const other = async () => {
      const id = workspaceId(2);
      const row = { id, name: "Other", timezone: "UTC", createdAt: bench.clock.now() };
      await bench.db.transactGlobal("workspaces", (writing) => insertWorkspace(writing, row));
      return mintCaller(id, { kind: "command-line" }, rights);
    };
    return { ...bench, platform, toy, link, shops, other };
  };

  test("is asked who it is before anything is stored; a refusal names the field or the fault", async () => {
    const { link, shops, engine, owner, toy } = await setUp();
    expect(await link({ token: 5 })).toMatchObject({ kind: "refused", field: "token", code: "account.invalid" });
    expect(await link({ token: "wrong" })).toMatchObject({ kind: "refused", field: null, code: "toy.signed-out" });
    expect(await link({ host: "nobody.example" })).toMatchObject({ code: "network.unreachable" });
    toy.faults.retryAfter = "60";
    expect(await link()).toMatchObject({ kind: "refused", code: "toy.throttled" });
    expect(await connectShop(engine, owner, "ebay", {})).toMatchObject({ code: "platform.not-configured" });
    expect(await shops()).toEqual([]);
  });

  test("needs the right to manage shops", async () => {
    const { link, workspace, toy } = await setUp();
    const guest = mintCaller(workspace, { kind: "person", id: "p" }, ["orders.read", "orders.sync"]);
    await expect(link({}, guest)).rejects.toThrow(NotAllowed);
    expect(toy.requests).toEqual([]);
  });

  test("twice, one after the other or at the same moment, is one shop", async () => {
    const { link, shops } = await setUp();
    const outcomes = await Promise.all([link(), link(), link()]);
    outcomes.push(await link());
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await shops()).toHaveLength(1);
  });

  test("cannot be taken over from another workspace, also not at the same moment", async () => {
    const { link, shops, other, db } = await setUp();
    const caller = await other();
    const outcomes = await Promise.all([link(), link({}, caller)]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["connected", "refused"]);
    const held = [...(await shops()), ...(await db.read(caller.workspace, listShops))];
    expect(held).toHaveLength(1);
    const refused = held[0]?.workspace === caller.workspace ? link() : link({}, caller);
    expect(await refused).toMatchObject({ kind: "refused", code: "shop.elsewhere" });
  });

  test("is free for another workspace that has its keys once it was disconnected and emptied, not before", async () => {
    const { link, shops, other, db, workspace, clock, toy, run } = await setUp();
    const caller = await other();
    toy.place();
    const first = await link();
    if (first.kind !== "connected") throw new Error(first.code);
    await run(minutes(1));
    await db.transact(workspace, (w) => disconnect(w, first.shop, clock.now()));
    expect(await link({}, caller)).toMatchObject({ code: "shop.elsewhere" });
    await db.transact(workspace, (w) => deleteOrders(w, first.shop, 10));
    expect(await link({}, caller)).toMatchObject({ kind: "connected" });
    expect([await shops(), await db.read(caller.workspace, listShops)]).toMatchObject([[], [{ state: "active" }]]);
  });

  test("anew while it is paused gets its fresh credentials and goes on where it stopped", async () => {
    const { link, shops, run, db, workspace, clock, toy, feed, order, engine, platform } = await setUp();
    for (let i = 0; i < 25; i++) toy.place();
    const first = await link();
    if (first.kind !== "connected") throw new Error(first.code);
    await run(minutes(1));
    await db.transact(workspace, (w) => pause(w, first.shop, { code: "x", params: {}, at: clock.now() }));
    toy.state.token = "canary-fresh";
    toy.edit("1001", { status: "paid" });
    await run(hours(5));
    expect(await link()).toEqual(first);
    await run(seconds(1));
    const [row] = await shops();
    if (!row) throw new Error("No shop");
    expect(row).toMatchObject({ state: "active", paused: null });
    expect(openAccount(engine.sealer, platform.connector, row)).toMatchObject({ token: "canary-fresh" });
    expect((await order(first.shop, "1001"))?.snapshot.status).toBe("paid");
    expect(await feed(first.shop, "history")).toMatchObject({ state: "done", doneCount: 25 });
  });

  test("keeps its credentials to its own row: copied to another shop they do not open, and nothing is asked with them", async () => {
    const { link, openShop, connect, db, workspace, run, toy, shop, engine, platform, clock } = await setUp();
    const victim = await link();
    const thief = await connect(openShop("thief.example"));
    if (victim.kind !== "connected") throw new Error(victim.code);
    await run(minutes(1));
    const { account } = await shop(victim.shop);
    await db.transact(workspace, (w) => updateAccount(w, thief, { account, tokenDueAt: null }));
    const row = await shop(thief);
    expect(() => openAccount(engine.sealer, platform.connector, row)).toThrow(SealBroken);
    const other = { ...(await shop(victim.shop)), workspace: workspaceId(2) };
    expect(() => openAccount(engine.sealer, platform.connector, other)).toThrow(SealBroken);
    const asked = toy.requests.length;
    await db.transact(workspace, (w) => pause(w, victim.shop, { code: "x", params: {}, at: clock.now() }));
    const turns = await run(minutes(10));
    expect(turns.filter((id) => id === thief).length).toBeLessThan(30);
    expect(toy.requests).toHaveLength(asked);
  });

  test("shows its credentials nowhere: not in a log, an event, a quarantine, a stored row or an address", async () => {
    const { link, run, toy, log, db, clock, bellSecret, engine, workspace } = await setUp();
    for (let i = 0; i < 12; i++) toy.place();
    const addresses: string[] = [];
    const answer = toy.answer;
    const linked = await link({ expiresAt: clock.now() + hours(1) });
    if (linked.kind !== "connected") throw new Error(linked.code);
    const secret = await bellSecret(linked.shop);
    const key = `${workspace}.${linked.shop}`;
    engine.network.fetch = async (request) => {
      addresses.push(request.url);
      return await answer(request);
    };
    toy.edit("1001", { listed: "broken" });
    toy.edit("1002", { total: "many" });
    toy.faults.down = true;
    await run(minutes(3));
    toy.faults.down = false;
    // Longer than a request may take.
    toy.faults.latency = seconds(61);
    await run(minutes(5));
    toy.faults.latency = 0;
    await run(hours(3));
    await receiveDelivery(engine, "toy", key, toyDelivery(secret, "a.example", { topic: "orders/update", id: "1001" }));
    await receiveDelivery(engine, "toy", key, toyDelivery("guess", "a.example", { topic: "orders/update" }));
    toy.state.token = "other";
    toy.state.mayRefresh = false;
    await run(hours(3));
    expect(toy.state.refreshes).toBeGreaterThan(1);
    expect(addresses.length).toBeGreaterThan(50);
    expect(log.lines.length).toBeGreaterThan(5);
    const tables = ["shops", "jobs", "feeds", "events", "orders", "order_raw", "quarantine", "deliveries"];
    const rows: unknown[] = [];
    for (const table of tables)
      rows.push(...(await db.readGlobal("workspaces", (reading) => reading.rows(sql.raw(`select * from ${table}`)))));
    const stored = rows.flatMap((row) =>
      Object.values(row ?? {}).map((value) =>
        Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value),
      ),
    );
    const seen = [...log.lines, ...addresses, ...stored].filter(
      (text) => text?.includes("canary") || text?.includes(secret),
    );
    expect(stored.some((text) => text?.includes("#1003"))).toBe(true);
    expect(seen).toEqual([]);
  });
});
