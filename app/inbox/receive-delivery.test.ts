import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readDelivery } from "#app/db/deliveries.ts";
import { disconnect, pause, readShop } from "#app/db/shops.ts";
import { toDeliveryId } from "#app/domain/ids.ts";
import { minutes } from "#app/domain/instant.ts";
import { disconnectShop } from "#app/flows/disconnect-shop.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform } from "#tests/engine/toy-platform.ts";
import { toyDelivery } from "#tests/engine/toy-shop.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const appSecret = "canary-app-secret";
const mall = createToyPlatform({ platform: "mall", appSecret, absence: "unknown" });

describeOnBothEngines("a doorbell", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open(), { platforms: [createToyPlatform(), mall] });
    const [own, a, b] = ["own.example", "a.mall", "b.mall"].map((host) => bench.openShop(host));
    if (!own || !a || !b) throw new Error("No shops");
    for (const shop of [own, a, b]) shop.place({ id: "7", status: `open at ${shop.host}` });
    const ids = {
      own: await bench.connect(own, "toy"),
      a: await bench.connect(a, "mall"),
      b: await bench.connect(b, "mall"),
    };
    await bench.run(minutes(2));
    const ring = (platform: string, key: string | null, delivery = toyDelivery(appSecret, "a.mall", update)) =>
      receiveDelivery(bench.engine, platform, key, delivery);
    const key = `${bench.workspace}.${ids.own}`;
    return { ...bench, bench, own, a, b, ids, ring, key };
  };
  const update = { topic: "orders/update", id: "7" };

  test("is stored as it came before it is acknowledged, and nothing else is done", async () => {
    const { ring, db, workspace, marks, ids, a } = await setUp();
    const asked = a.requests.length;
    const delivery = toyDelivery(appSecret, "a.mall", update, "d-1");
    delivery.headers.set("cookie", "canary-cookie");
    delivery.headers.set("authorization", "Bearer canary");
    expect(await ring("mall", null, delivery)).toEqual({ status: 200 });
    const [job] = await marks(ids.a, "inbox");
    const stored = await db.read(workspace, (reading) => readDelivery(reading, toDeliveryId(job?.key ?? "")));
    expect(stored).toMatchObject({ shop: ids.a, topic: "orders/update", deliveryId: "d-1", handledAt: null });
    expect(stored?.body).toEqual(Buffer.from(delivery.body));
    expect(JSON.stringify(stored?.headers)).not.toContain("canary");
    expect(await marks(ids.a)).toEqual([]);
    expect(a.requests).toHaveLength(asked);
  });

  test("is not acknowledged when it cannot be stored", async () => {
    const { bench, db } = await setUp();
    const transact = () => Promise.reject(new Error("disk full"));
    const delivery = toyDelivery(appSecret, "a.mall", update);
    const broken = { ...bench.engine, db: { ...db, transact } };
    await expect(receiveDelivery(broken, "mall", null, delivery)).rejects.toThrow("disk full");
  });

  test("of an unknown platform or shop is told so; of a shop that we do not know any more it is hushed", async () => {
    const { ring, key, ids, workspace } = await setUp();
    const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
    expect(await statusOf(ring("ebay", null))).toBe(404);
    for (const strange of ["", "nonsense", `${workspace}.${workspace}`, `${workspace}.${ids.a}`, `${key}x`, "'.'"])
      expect([strange, await statusOf(ring("toy", strange))]).toEqual([strange, 404]);
    expect(await statusOf(ring("mall", null, toyDelivery(appSecret, "left.mall", update)))).toBe(200);
    expect(await statusOf(ring("mall", null, toyDelivery(appSecret, "", update)))).toBe(200);
  });

  test("that is unsigned, wrongly signed or signed for another shop is refused, and leaves nothing", async () => {
    const { ring, key, ids, marks, bench } = await setUp();
    const unsigned = toyDelivery(appSecret, "a.mall", update);
    unsigned.headers.delete("x-wc-toy-signature");
    expect(await ring("mall", null, unsigned)).toEqual({ status: 401 });
    expect(await ring("mall", null, toyDelivery("guess", "a.mall", update))).toEqual({ status: 401 });
    expect(await ring("toy", key, toyDelivery(appSecret, "own.example", update))).toEqual({ status: 401 });
    const secret = await bench.bellSecret(ids.own);
    expect(await ring("toy", key, toyDelivery(secret, "own.example", { topic: "orders/update" }))).toEqual({
      status: 400,
    });
    expect(await ring("toy", key, toyDelivery(secret, "own.example", update))).toEqual({ status: 200 });
    expect(await ring("toy", null, toyDelivery(secret, "own.example", update))).toEqual({ status: 401 });
    expect([(await marks(ids.a, "inbox")).length, (await marks(ids.own, "inbox")).length]).toEqual([0, 1]);
  });

  test("with a forged shop in its headers can change nothing: the victim is asked with its own credentials", async () => {
    const { ring, ids, run, order, events, a, b } = await setUp();
    const before = [await order(ids.b, "7"), (await events()).length];
    b.place({ id: "8" });
    for (const topic of ["orders/delete", "orders/update", "shop/uninstalled"])
      for (const id of ["7", "8", "999"]) {
        expect(await ring("mall", null, toyDelivery(appSecret, "b.mall", { topic, id }))).toEqual({ status: 200 });
        await run(1000);
      }
    expect(a.requests.filter((path) => path.startsWith("/orders/"))).toEqual([]);
    expect(await order(ids.b, "7")).toMatchObject({ presence: "shown", snapshot: { status: "open at b.mall" } });
    expect([await order(ids.b, "999"), (await events()).length]).toEqual([null, Number(before[1]) + 1]);
  });

  test("a hundred times the same has one effect, and each is kept", async () => {
    const { ring, ids, run, events, a, bench, order } = await setUp();
    a.edit("7", { status: "paid" });
    const [asked, told] = [a.requests.length, (await events()).length];
    for (let i = 0; i < 100; i++) await ring("mall", null, toyDelivery(appSecret, "a.mall", update, "same"));
    expect(await bench.marks(ids.a, "inbox")).toHaveLength(100);
    await run(1000);
    expect(a.requests.slice(asked)).toEqual(["/orders/7"]);
    expect((await events()).slice(told).map(({ code }) => code)).toEqual(["order.status"]);
    expect(await order(ids.a, "7")).toMatchObject({ snapshot: { status: "paid" } });
    expect(await bench.marks(ids.a, "inbox")).toEqual([]);
  });

  test("two orders with one delivery id are both looked at", async () => {
    const { ring, ids, run, a, order } = await setUp();
    a.place({ id: "8" });
    for (const id of ["7", "8"])
      await ring("mall", null, toyDelivery(appSecret, "a.mall", { topic: "orders/update", id }, "same"));
    await run(1000);
    expect(await order(ids.a, "8")).not.toBeNull();
  });

  test("of a shop that left or was disconnected is acknowledged and counted, and not kept; a wish to be forgotten is", async () => {
    const { ring, ids, run, db, workspace, log, marks, bench, a, b } = await setUp();
    const kept = async (shop: string) =>
      (await db.read(workspace, (reading) => reading.rows(sql`select topic from deliveries where shop = ${shop}`))).map(
        ({ topic }) => topic,
      );
    const bell = (host: string, topic: string, id = "7") =>
      ring("mall", null, toyDelivery(appSecret, host, { topic, id }));
    for (const host of ["a.mall", "b.mall"]) await bell(host, "orders/update");
    await run(minutes(1));
    expect([await kept(ids.a), await kept(ids.b)]).toEqual([["orders/update"], ["orders/update"]]);
    await disconnectShop(bench.engine, bench.owner, ids.a);
    b.state.token = "revoked";
    await bell("b.mall", "shop/uninstalled");
    await run(minutes(1));
    expect((await bench.shop(ids.b)).state).toBe("disconnected");
    for (const host of ["a.mall", "b.mall"])
      for (const topic of ["orders/update", "orders/delete", "shop/uninstalled"])
        expect(await bell(host, topic)).toEqual({ status: 200 });
    await run(minutes(1));
    expect([await kept(ids.a), await kept(ids.b), await marks(ids.a, "inbox")]).toEqual([[], [], []]);
    expect(log.count("delivery.dropped")).toBe(6);
    a.requests.length = 0;
    expect(await ring("mall", null, toyDelivery(appSecret, "a.mall", { topic: "shop/erase" }))).toEqual({
      status: 200,
    });
    expect(await kept(ids.a)).toEqual(["shop/erase"]);
    await run(minutes(1));
    expect(await db.read(workspace, (reading) => readShop(reading, ids.a))).toBeNull();
    expect(a.requests).toEqual([]);
  });

  test("of a shop that is not read is heard, and asks nothing: a paused one looks when it goes on, one that left never does", async () => {
    const { ring, ids, run, db, workspace, clock, marks, a, b } = await setUp();
    await db.transact(workspace, (w) => pause(w, ids.a, { code: "x", params: {}, at: clock.now() }));
    await db.transact(workspace, (w) => disconnect(w, ids.b, clock.now()));
    await run(minutes(2));
    const asked = [a.requests.length, b.requests.length];
    for (const host of ["a.mall", "b.mall"])
      expect(await ring("mall", null, toyDelivery(appSecret, host, update))).toEqual({ status: 200 });
    const turns = (await run(minutes(5))).filter((id) => id !== ids.own);
    expect(turns.length).toBeLessThan(5);
    expect([a.requests.length, b.requests.length]).toEqual(asked);
    expect([(await marks(ids.a, "inbox")).length, (await marks(ids.b, "inbox")).length]).toEqual([0, 0]);
    expect([(await marks(ids.a)).length, (await marks(ids.b)).length]).toEqual([1, 0]);
  });
});
