import { expect, test } from "vitest";
import { readDelivery } from "#app/db/deliveries.ts";
import { toDeliveryId } from "#app/domain/ids.ts";
import { days, minutes, seconds } from "#app/domain/instant.ts";
import { receiveDelivery } from "#app/inbox/receive-delivery.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform } from "#tests/engine/toy-platform.ts";
import { toyDelivery } from "#tests/engine/toy-shop.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

const appSecret = "canary-app-secret";

describeOnBothEngines("stored doorbells", (open) => {
  const setUp = async (absence: "gone" | "unknown" = "unknown") => {
    const platform = createToyPlatform({ platform: "mall", appSecret, absence });
    const bench = await createBench(await open(), { platforms: [platform] });
    const toy = bench.openShop("a.mall");
    for (let i = 0; i < 3; i++) toy.place();
    const id = await bench.connect(toy);
    await bench.run(minutes(2));
    const ring = (topic: string, order?: string) =>
      receiveDelivery(
        bench.engine,
        "mall",
        null,
        toyDelivery(appSecret, "a.mall", { topic, ...(order === undefined ? {} : { id: order }) }),
      );
    return { ...bench, toy, id, ring };
  };

  test("one that cannot be followed stops neither those beside it nor the shop, and is kept", async () => {
    const { ring, run, toy, id, order, marks, log, db, workspace } = await setUp();
    toy.edit("1001", { status: "paid" });
    await ring("orders/update", "1001");
    await ring("orders/update", "1\u0000");
    const jobs = await marks(id, "inbox");
    await run(1000);
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    expect(await marks(id, "inbox")).toEqual([]);
    expect(log.count("delivery.set-aside")).toBe(db.dialect === "postgres" ? 1 : 0);
    for (const { key } of jobs)
      expect(await db.read(workspace, (reading) => readDelivery(reading, toDeliveryId(key)))).not.toBeNull();
  });

  test("of a shop that is not read are forgotten after thirty days all the same, by one turn more", async () => {
    const { ring, run, toy, id, shop, marks, db, workspace } = await setUp();
    const kept = async () => (await db.read(workspace, ({ q, t }) => q.select().from(t.deliveries))).length;
    await ring("orders/update", "1001");
    await run(1000);
    toy.state.token = "revoked";
    await run(days(29));
    expect(await shop(id)).toMatchObject({ state: "paused" });
    expect(await kept()).toBe(1);
    expect(await run(days(2))).toEqual([id]);
    expect([await kept(), await marks(id, "turn")]).toEqual([0, []]);
  });

  test("the word that an order was deleted stays until the shop was asked, whatever rings after it", async () => {
    const { ring, run, toy, id, order } = await setUp();
    toy.remove("1001");
    await ring("orders/delete", "1001");
    await ring("orders/update", "1001");
    await run(1000);
    expect((await order(id, "1001"))?.presence).toBe("deleted");
  });

  test("a delete that rang for an order which is there changes nothing, also later", async () => {
    const { ring, run, toy, id, order } = await setUp();
    await ring("orders/delete", "1001");
    await run(minutes(5));
    expect((await order(id, "1001"))?.presence).toBe("shown");
    toy.remove("1001");
    await ring("orders/update", "1001");
    await run(minutes(5));
    expect((await order(id, "1001"))?.presence).toBe("missing");
  });

  test("an uninstall is believed once the shop refuses us, not before", async () => {
    const { ring, run, toy, id, shop, order } = await setUp();
    await ring("shop/uninstalled");
    await run(minutes(1));
    expect((await shop(id)).state).toBe("active");
    toy.state.token = "revoked";
    await ring("shop/uninstalled");
    await run(1000);
    expect(await shop(id)).toMatchObject({ state: "disconnected", paused: null });
    expect((await shop(id)).account.length).toBe(0);
    const asked = toy.requests.length;
    await ring("orders/update", "1001");
    await run(minutes(60 * 24 * 3));
    expect(toy.requests).toHaveLength(asked);
    expect((await order(id, "1001"))?.presence).toBe("shown");
  });

  test("a shop that rings because it was read goes quiet, and its true changes still arrive by polling", async () => {
    const { ring, run, toy, id, order, engine } = await setUp();
    toy.faults.bumpsWhenRead = true;
    const bells: Promise<unknown>[] = [];
    toy.hooks.onBump = (bumped) => void engine.timers.after(300, () => bells.push(ring("orders/update", bumped)));
    await ring("orders/update", "1001");
    const reads = () => toy.requests.filter((path) => path === "/orders/1001").length;
    const live = async (ms: number) => {
      for (let i = 0; i < ms; i += seconds(5)) {
        await run(seconds(5));
        await Promise.all(bells.splice(0));
      }
    };
    await live(minutes(10));
    expect(reads()).toBeLessThanOrEqual(6);
    toy.edit("1001", { status: "paid" });
    await live(minutes(2));
    expect((await order(id, "1001"))?.snapshot.status).toBe("paid");
    const before = reads();
    await live(minutes(40));
    expect(reads() - before).toBeLessThanOrEqual(15);
  });
});
