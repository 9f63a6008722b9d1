import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readPersonValues } from "#app/db/event-people.ts";
import { orderTimeline } from "#app/db/events.ts";
import { readRaw } from "#app/db/order-raw.ts";
import { notePrivacyRequest } from "#app/db/privacy.ts";
import { fewMatching } from "#app/db/search-index.ts";
import { readShop } from "#app/db/shops.ts";
import { toExternalId } from "#app/domain/ids.ts";
import { minutes } from "#app/domain/instant.ts";
import { searchQuery } from "#app/domain/orders/search-tokens.ts";
import { personIdOf } from "#app/doors/person-id.ts";
import { addMember, findMember } from "#app/doors/records.ts";
import { deleteShopOrders } from "#app/flows/delete-shop-orders.ts";
import { receiveDelivery } from "#app/inbox/receive-delivery.ts";
import { partWithShop } from "#app/linking/part-with-shop.ts";
import { peopleIn } from "#app/views/order-timeline.ts";
import { privacyRequests } from "#app/views/privacy-requests.server.ts";
import { takeTurn } from "#app/workers/take-turn.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform } from "#tests/engine/toy-platform.ts";
import { toyDelivery } from "#tests/engine/toy-shop.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

const appSecret = "app-secret";
const erased = { name: "Zeliha Kanarya", email: "zeliha@kanarya.example" };
const before = { name: "Zeliha Serçe", email: "zeliha@serce.example" };
const kept = { name: "Orhan Kalan", email: "orhan@kalan.example" };
/** Whole words of the erased, as search and bodies hold them. */
const canaries = ["Kanarya", "kanarya", "Serçe", "serce", "Zeliha", "zeliha"];

describeOnBothEngines("a wish to be forgotten", (_, engine) => {
  const setUp = async () => {
    const at = await engine.place();
    const bench = await createBench(await engine.open(at), {
      platforms: [createToyPlatform({ platform: "mall", appSecret, absence: "unknown" })],
    });
    const { db, workspace } = bench;
    const toy = bench.openShop("a.mall");
    toy.place({ id: "700001", customer: before });
    toy.place({ id: "700002", customer: kept });
    const id = await bench.connect(toy);
    await bench.run(minutes(2));
    toy.edit("700001", { customer: erased });
    toy.place({ id: "700003", customer: erased, listed: "broken" });
    await bench.run(minutes(2));
    const ring = (topic: string, more: object = {}) =>
      receiveDelivery(bench.engine, "mall", null, toyDelivery(appSecret, "a.mall", { topic, ...more }));
    const found = (text: string) =>
      db.read(workspace, async (reading) => {
        const query = searchQuery(text);
        return query ? (await fewMatching(reading, query, 10))?.length : 0;
      });
    const requests = async () => (await privacyRequests(bench.engine, bench.owner)).requests;
    /** How often any of the canaries stands in the files, or where there are none, in the rows. */
    const remnants = async () => {
      if (at.url === null) {
        const parts = await Promise.all(
          [at.file, `${at.file}-wal`].map((file) => readFile(file).catch(() => Buffer.of())),
        );
        const bytes = Buffer.concat(parts).toString("latin1");
        return canaries.filter((word) => bytes.includes(Buffer.from(word).toString("latin1")));
      }
      const tables = [
        "order_people",
        "order_customers",
        "order_raw",
        "order_search",
        "deliveries",
        "quarantine",
        "events",
      ];
      const rows = await db.readGlobal("workspaces", async (reading) => {
        const all: unknown[] = [];
        for (const table of tables) all.push(...(await reading.rows(sql.raw(`select * from ${table}`))));
        return all.flatMap((row) => Object.values(row ?? {}));
      });
      const text = rows
        .map((value) => (Buffer.isBuffer(value) ? value.toString("utf8") : JSON.stringify(value)))
        .join();
      return canaries.filter((word) => text.includes(word));
    };
    return { ...bench, toy, id, ring, found, requests, remnants };
  };
  const wish = { orders: ["700001", "700003", "799999"], customer: erased };

  test("of a person takes them out of rows, search, bodies and files, and leaves the order and everybody else", async () => {
    const { ring, run, id, order, found, db, workspace, requests, remnants, quarantine, log } = await setUp();
    expect([await found("kanarya"), await found("kalan")]).toEqual([1, 1]);
    expect((await remnants()).length).toBeGreaterThan(2);
    await ring("orders/update", { id: "700001", customer: erased });
    await run(minutes(1));
    expect(await ring("customer/erase", wish)).toEqual({ status: 200 });
    await run(minutes(1));
    const held = await order(id, "700001");
    if (!held) throw new Error("The order is gone");
    expect(held.snapshot.people).toEqual({ customer: null, shipping: null, billing: null, remarks: null });
    expect((await order(id, "700002"))?.snapshot.people.customer).toMatchObject(kept);
    expect([await found("kanarya"), await found("serce"), await found("700001"), await found("kalan")]).toEqual([
      0, 0, 1, 1,
    ]);
    const [raw, events, values] = await db.read(workspace, async (reading) => {
      const told = await orderTimeline(reading, held.id, null, 50);
      return [await readRaw(reading, held.id), told, await readPersonValues(reading, peopleIn(told))] as const;
    });
    expect(raw).toBeNull();
    expect(events[0]?.code).toBe("order.erased");
    expect([...values.values()]).toEqual(["erased", "erased"]);
    expect(await quarantine(id)).toMatchObject([{ externalId: "700003", body: null }]);
    expect(await remnants()).toEqual([]);
    expect(log.lines.filter((line) => canaries.some((word) => line.includes(word)))).toEqual([]);
    expect(await requests()).toMatchObject([{ kind: "customer-erase", reached: 1, orders: [{ id: held.id }] }]);
  });

  test("stands when the shop still shows them: later reads bring the order, and nobody", async () => {
    const { ring, run, toy, id, order, remnants, found, db, workspace } = await setUp();
    await ring("customer/erase", wish);
    await run(minutes(1));
    toy.edit("700001", { status: "paid" });
    toy.edit("700003", { listed: "whole" });
    toy.place({ id: "799999", customer: erased });
    await run(minutes(15));
    for (const external of ["700001", "700003", "799999"]) {
      const held = await order(id, external);
      expect(held?.snapshot.people.customer).toBeNull();
      expect(await db.read(workspace, async (reading) => held && (await readRaw(reading, held.id)))).toBeNull();
    }
    expect((await order(id, "700001"))?.snapshot.status).toBe("paid");
    expect([await found("kanarya"), await remnants()]).toEqual([0, []]);
  });

  test("told twice, also at once, is done once and tells it once", async () => {
    const { ring, run, events, requests } = await setUp();
    for (let i = 0; i < 3; i++) await ring("customer/erase", wish);
    await run(minutes(1));
    await ring("customer/erase", wish);
    await run(minutes(1));
    expect((await events()).filter(({ code }) => code === "order.erased")).toHaveLength(1);
    expect((await requests()).map(({ doneAt }) => doneAt === null)).toEqual([false, false]);
  });

  test("to be told what is held waits for the owner, with the orders and without the person", async () => {
    const { ring, run, requests, order, id, db, workspace } = await setUp();
    await ring("customer/data", wish);
    await run(minutes(1));
    const held = await order(id, "700001");
    const [request] = await requests();
    expect(request).toMatchObject({
      kind: "customer-data",
      doneAt: null,
      orders: [{ id: held?.id, number: "#700001" }],
    });
    expect(held?.snapshot.people.customer).toMatchObject(erased);
    const kept = await db.read(workspace, (reading) =>
      reading.rows(sql`select * from deliveries where topic like 'customer/%'`),
    );
    expect(kept).toEqual([]);
  });

  test("is done also where the shop is disconnected here before anybody heard it, and its orders deleted", async () => {
    const { ring, run, id, engine, owner, requests, remnants, marks, db, workspace } = await setUp();
    await ring("customer/erase", wish);
    await ring("orders/update", { id: "700001", customer: erased });
    expect(await partWithShop(engine, owner, id)).toEqual({ kind: "parted", doorbells: "none" });
    expect(await deleteShopOrders(engine, owner, id, "Shop a.mall")).toMatchObject({ kind: "deleted" });
    await run(minutes(1));
    expect(await requests()).toMatchObject([{ kind: "customer-erase", reached: 0 }]);
    expect([await remnants(), await marks(id, "turn"), await marks(id, "inbox")]).toEqual([[], [], []]);
    expect(await db.read(workspace, ({ q, t }) => q.select().from(t.deliveries))).toEqual([]);
  });

  test("is done also where it was noted, and the shop is disconnected here before its turn came to it", async () => {
    const { run, id, engine, owner, requests, found, order, db, workspace } = await setUp();
    const orders = wish.orders.map(toExternalId);
    const noted = { id: engine.ids.next(), shop: id, platform: "mall", kind: "customer-erase", orders } as const;
    await db.transact(workspace, (w) => notePrivacyRequest(w, { ...noted, receivedAt: engine.clock.now() }));
    await partWithShop(engine, owner, id);
    await run(minutes(1));
    expect(await requests()).toMatchObject([{ kind: "customer-erase", reached: 1 }]);
    expect([await found("kanarya"), (await order(id, "700001"))?.snapshot.people.customer]).toEqual([0, null]);
  });

  test("of a shop waits until it has left, then takes all of it; its bells are hushed", async () => {
    const { ring, run, toy, id, order, db, workspace, requests, remnants, events, engine } = await setUp();
    const members = ["mall:a.mall:42", "mall:a.mall.other:42"].map((externalPerson) => ({
      ...{ workspace, externalPerson, person: personIdOf(workspace, externalPerson), name: externalPerson },
      ...({ locale: "tr", role: "staff" } as const),
    }));
    for (const member of members) await addMember(db, member, engine.clock.now());
    await ring("shop/erase");
    await run(minutes(1));
    expect(await order(id, "700002")).not.toBeNull();
    expect(await requests()).toMatchObject([{ kind: "shop-erase", reached: 0 }]);
    toy.state.token = "revoked";
    await ring("shop/uninstalled");
    await run(minutes(1));
    expect(await order(id, "700002")).not.toBeNull();
    await ring("shop/erase");
    await run(minutes(1));
    expect(await db.read(workspace, (reading) => readShop(reading, id))).toBeNull();
    expect([await order(id, "700002"), await events(), await remnants()]).toEqual([null, [], []]);
    expect((await requests())[0]).toMatchObject({ kind: "shop-erase", shop: null, reached: 2 });
    expect(await ring("shop/erase")).toEqual({ status: 200 });
    const known = await db.readGlobal("people", (reading) => reading.rows(sql`select name from people`));
    expect(known).toEqual([{ name: "mall:a.mall.other:42" }]);
    expect(await Promise.all(members.map(({ person }) => findMember(db, workspace, person)))).toMatchObject([null, {}]);
  });

  test("of a shop that is linked again while it is erased leaves it there, and its orders come back", async () => {
    const { ring, run, toy, id, order, shop, requests, engine, db, connect, claimTurns } = await setUp();
    const { token } = toy.state;
    toy.state.token = "revoked";
    await ring("shop/uninstalled");
    await run(minutes(1));
    await ring("shop/erase");
    const [job] = await claimTurns();
    if (!job) throw new Error("No turn is due");
    const scrub = async () => {
      toy.state.token = token;
      expect(await connect(toy)).toBe(id);
      await db.scrub();
    };
    await takeTurn({ ...engine, db: { ...db, scrub } }, job, new AbortController().signal);
    expect(await shop(id)).toMatchObject({ state: "active" });
    expect(await order(id, "700002")).toBeNull();
    await run(minutes(5));
    expect((await order(id, "700002"))?.snapshot.people.customer).toMatchObject(kept);
    expect(await requests()).toMatchObject([{ kind: "shop-erase", reached: 0 }]);
  });

  test("of a shop whose uninstall was lost asks it first, and does it once it refuses us", async () => {
    const { ring, run, toy, id, shop, db, workspace } = await setUp();
    toy.state.token = "revoked";
    await run(minutes(5));
    expect((await shop(id)).state).toBe("paused");
    await ring("shop/erase");
    await run(minutes(1));
    expect(await db.read(workspace, (reading) => readShop(reading, id))).toBeNull();
  });
});
