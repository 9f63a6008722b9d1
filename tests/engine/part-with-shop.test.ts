import { expect, test } from "vitest";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { toShopId } from "#app/domain/ids.ts";
import { hours, minutes, seconds } from "#app/domain/instant.ts";
import { deleteShopOrders } from "#app/flows/delete-shop-orders.ts";
import { resumeShop } from "#app/flows/resume-shop.ts";
import { receiveDelivery } from "#app/inbox/receive-delivery.ts";
import { connectShop } from "#app/linking/connect-shop.ts";
import { partWithShop } from "#app/linking/part-with-shop.ts";
import { takeTurn } from "#app/workers/take-turn.ts";
import { wooCommerce } from "#connectors/woocommerce/index.ts";
import { openTrialShop, trialKeys } from "#connectors/woocommerce/sandbox/trial-shop.ts";
import { createTrialWorld } from "#connectors/woocommerce/sandbox/trial-world.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { orderId as orderIdOf } from "#tests/views/list-world.ts";
import { createBench } from "./bench.ts";
import { toyDelivery } from "./toy-shop.ts";

describeOnBothEngines("a shop that is disconnected", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open());
    const toy = bench.openShop("a.example", { token: "canary-token" });
    for (let i = 0; i < 12; i++) toy.place();
    const id = await bench.connect(toy);
    await bench.run(minutes(1));
    const { engine, owner } = bench;
    const jobs = async () => {
      const queues = ["turn", "doorbells", "inbox", "look"];
      const found = await Promise.all(queues.map((queue) => bench.marks(id, queue)));
      return found.flat().length;
    };
    const ring = async (secret: string) =>
      receiveDelivery(
        engine,
        "toy",
        `${bench.workspace}.${id}`,
        toyDelivery(secret, "a.example", { topic: "orders/update", id: "1001" }),
      );
    const part = () => partWithShop(engine, owner, id);
    const remove = (name = "Shop a.example") => deleteShopOrders(engine, owner, id, name);
    return { ...bench, toy, id, jobs, ring, part, remove };
  };

  test("keeps its orders, loses its credentials and its turn, and its doorbells are taken down", async () => {
    const { part, shop, id, order, toy, jobs, run, events, engine, owner } = await setUp();
    const before = (await shop(id)).account;
    expect(before.length).toBeGreaterThan(0);
    expect(await part()).toEqual({ kind: "parted", doorbells: "removed" });
    expect(toy.requests.at(-1)).toMatch(/^\/unhung\//);
    const row = await shop(id);
    expect(row).toMatchObject({ state: "disconnected", bellSecret: null, bellState: "none", tokenDueAt: null });
    expect(row.account).toHaveLength(0);
    expect(await order(id, "1001")).not.toBeNull();
    const asked = toy.requests.length;
    toy.edit("1001", { status: "paid" });
    // One turn more, in which it is heard what people may still have asked.
    expect(await run(hours(30))).toEqual([id]);
    expect(await jobs()).toBe(0);
    expect(toy.requests).toHaveLength(asked);
    expect((await events()).map(({ code }) => code).filter((code) => code.startsWith("shop."))).toEqual([
      "shop.disconnected",
    ]);
    expect(await resumeShop(engine, owner, id)).toBe(false);
    expect((await shop(id)).state).toBe("disconnected");
    expect(await part()).toEqual({ kind: "gone" });
  });

  test("needs the right to manage shops, and knows no shop of another workspace", async () => {
    const { engine, owner, workspace, id, shop } = await setUp();
    const guest = mintCaller(workspace, { kind: "person", id: "p" }, ["orders.read", "orders.sync"]);
    await expect(partWithShop(engine, guest, id)).rejects.toThrow(NotAllowed);
    await expect(deleteShopOrders(engine, guest, id, "Shop a.example")).rejects.toThrow(NotAllowed);
    const elsewhere = toShopId(orderIdOf(9));
    expect(await partWithShop(engine, owner, elsewhere)).toEqual({ kind: "gone" });
    expect(await deleteShopOrders(engine, owner, elsewhere, "x")).toEqual({ kind: "refused", why: "gone" });
    expect((await shop(id)).state).toBe("active");
  });

  test("that does not answer is parted with all the same, and its bells are told that nobody is there", async () => {
    const { part, toy, shop, id, ring, bellSecret, jobs, run, log } = await setUp();
    const secret = await bellSecret(id);
    await ring(secret);
    toy.faults.down = true;
    expect(await part()).toEqual({ kind: "parted", doorbells: "left" });
    toy.faults.down = false;
    expect((await shop(id)).state).toBe("disconnected");
    expect(await ring(secret)).toEqual({ status: 410 });
    expect(await ring("guess")).toEqual({ status: 410 });
    expect(await run(hours(1))).toEqual([id]);
    expect(await jobs()).toBe(0);
    expect(log.count("delivery.not-recognised")).toBe(0);
  });

  test("that waits to be asked again has one turn more, and no other", async () => {
    const { part, toy, id, jobs, run, shop } = await setUp();
    toy.faults.refused.set("/changes", 403);
    await run(minutes(2));
    expect((await shop(id)).state).toBe("paused");
    await part();
    expect(await run(hours(30))).toEqual([id]);
    expect(await jobs()).toBe(0);
  });

  test("in a worker's turn is read no further: what it answers then is not taken in, and what was put up is taken down", async () => {
    const { part, toy, id, order, claimTurns, engine, owner, clock, log, jobs, run, shop } = await setUp();
    for (const path of ["/changes", "/whoami"]) {
      await connectShop(engine, owner, "toy", { host: "a.example", token: "canary-token" });
      await run(seconds(1));
      clock.advance(hours(2));
      toy.edit("1001", { status: `while at ${path}` });
      const [job] = await claimTurns();
      if (!job) throw new Error("No turn is due");
      let parted = false;
      toy.hooks.onRequest = async (asked) => {
        if (asked !== path || parted) return;
        parted = true;
        await part();
      };
      await takeTurn(engine, job, new AbortController().signal);
      toy.hooks.onRequest = null;
      expect(parted).toBe(true);
      if (path === "/changes") expect((await order(id, "1001"))?.snapshot.status).toBe("open");
      if (path === "/whoami") expect(toy.requests.at(-1)).toMatch(/^\/unhung\//);
      expect((await shop(id)).state).toBe("disconnected");
      expect(await run(hours(1))).toEqual([id]);
      expect(await jobs()).toBe(0);
    }
    expect(log.count("turn.broke")).toBe(0);
  });

  test("and linked again is the same shop with the same orders, goes on from where it stopped, and rings anew", async () => {
    const { part, toy, connect, id, run, order, feed, bellSecret, ring } = await setUp();
    const old = await bellSecret(id);
    await part();
    toy.edit("1001", { status: "paid" });
    const late = toy.place();
    expect(await connect(toy)).toBe(id);
    await run(minutes(2));
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect(await order(id, late)).not.toBeNull();
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 12 });
    expect(await ring(old)).toEqual({ status: 401 });
    expect(await ring(await bellSecret(id))).toEqual({ status: 200 });
  });

  test("loses its orders only by a second act with its name, and is imported anew when it is linked again", async () => {
    const { part, remove, toy, connect, id, run, order, feed, db, workspace } = await setUp();
    expect(await remove()).toEqual({ kind: "refused", why: "connected" });
    await part();
    expect(await remove("shop a.example")).toEqual({ kind: "refused", why: "name" });
    expect(await order(id, "1001")).not.toBeNull();
    expect(await remove()).toEqual({ kind: "deleted", orders: 12 });
    expect(await remove()).toEqual({ kind: "deleted", orders: 0 });
    const left = await db.read(workspace, async ({ q, t }) => [
      await q.select().from(t.orders),
      await q.select().from(t.orderRaw),
      await q.select().from(t.orderPeople),
      await q.select().from(t.feeds),
      (await q.select().from(t.events)).filter((event) => event.order !== null),
    ]);
    expect(left).toEqual([[], [], [], [], []]);
    expect(await connect(toy)).toBe(id);
    await run(minutes(2));
    expect(await order(id, "1001")).not.toBeNull();
    expect(await feed(id, "history")).toMatchObject({ state: "done", doneCount: 12 });
  });

  test("takes its webhooks out of a WooCommerce shop, and leaves those of others", async () => {
    const platforms = [{ connector: wooCommerce, appSecrets: [] }];
    const bench = await createBench(await open(), { platforms });
    const world = createTrialWorld({ start: bench.clock.now() });
    const trial = openTrialShop({ world });
    bench.engine.network.fetch = async (request) => {
      await world.advance(bench.clock.now() - world.now());
      return await trial.sandbox.handle(request);
    };
    await trial.call("POST", "/webhooks", {
      topic: "order.created",
      delivery_url: "https://other.example.test/",
      secret: "x",
    });
    const keys = { url: trial.options.origin, ...trialKeys };
    const linked = await connectShop(bench.engine, bench.owner, "woocommerce", keys);
    if (linked.kind !== "connected") throw new Error(linked.code);
    await bench.run(minutes(2));
    const hooks = () => trial.sandbox.truth().webhooks.map(({ delivery_url }) => String(delivery_url));
    expect(hooks().length).toBeGreaterThan(1);
    expect(await partWithShop(bench.engine, bench.owner, linked.shop)).toEqual({
      kind: "parted",
      doorbells: "removed",
    });
    expect(hooks()).toEqual(["https://other.example.test/"]);
    expect(await connectShop(bench.engine, bench.owner, "woocommerce", keys)).toEqual(linked);
    await bench.run(minutes(2));
    expect(hooks().length).toBeGreaterThan(1);
  });
});
