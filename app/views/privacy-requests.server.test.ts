import { expect, test } from "vitest";
import { notePrivacyRequest } from "#app/db/privacy.ts";
import { type Caller, mintCaller } from "#app/domain/caller.ts";
import { toExternalId } from "#app/domain/ids.ts";
import { days, minutes, plus } from "#app/domain/instant.ts";
import { answerPrivacyRequest } from "#app/flows/answer-privacy-request.ts";
import { queryFromAddress } from "#app/views/order-address.ts";
import { createBench } from "#tests/engine/bench.ts";
import { createToyPlatform } from "#tests/engine/toy-platform.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { workspaceId } from "#tests/engines/one-shop.ts";
import { orderList } from "./order-list.server.ts";
import { orderPage } from "./order-page.server.ts";
import { personalData } from "./personal-data.server.ts";
import { privacyRequests } from "./privacy-requests.server.ts";
import { shopsPage } from "./shops-page.server.ts";

const now = { name: "Zeliha Kanarya", email: "zeliha@kanarya.example" };
const before = { name: "Zeliha Serçe", email: "zeliha@serce.example" };
const other = { name: "Orhan Kalan", email: "orhan@kalan.example" };

describeOnBothEngines("what people ask through their platform", (open) => {
  const setUp = async () => {
    const bench = await createBench(await open(), { platforms: [createToyPlatform()] });
    const toy = bench.openShop("a.toy");
    toy.place({ id: "700001", customer: before });
    toy.place({ id: "700002", customer: other });
    const shop = await bench.connect(toy);
    await bench.run(minutes(2));
    toy.edit("700001", { customer: now });
    toy.place({ id: "700003", customer: now, listed: "broken" });
    await bench.run(minutes(2));
    const asked = bench.engine.clock.now();
    const note = async (kind: "customer-data" | "customer-erase", orders: readonly string[]) => {
      const id = bench.engine.ids.next();
      await bench.db.transact(bench.workspace, (writing) =>
        notePrivacyRequest(writing, {
          id,
          shop,
          platform: "toy",
          kind,
          orders: orders.map(toExternalId),
          receivedAt: bench.engine.clock.now(),
        }),
      );
      return id;
    };
    const { engine, owner } = bench;
    const rowOf = async (number: string) =>
      (await orderList(engine, owner, queryFromAddress(new URLSearchParams()))).rows.find(
        (row) => row.number === number,
      );
    return { ...bench, toy, shop, asked, note, rowOf };
  };

  test("stands with its orders and a due date, and is told on the shops' page until it is answered", async () => {
    const { engine, owner, note, asked, order, shop } = await setUp();
    expect((await shopsPage(engine, owner)).askedToBeTold).toBeNull();
    const id = await note("customer-data", ["700001", "799999"]);
    const held = await order(shop, "700001");
    const dueAt = plus(asked, days(30));
    const [request] = (await privacyRequests(engine, owner)).requests;
    expect(request).toMatchObject({ id, dueAt, doneAt: null, orders: [{ id: held?.id, number: "#700001" }] });
    expect((await shopsPage(engine, owner)).askedToBeTold).toEqual({ count: 1, dueAt });
    expect(await answerPrivacyRequest(engine, owner, id)).toBe(true);
    expect(await answerPrivacyRequest(engine, owner, id)).toBe(false);
    expect((await privacyRequests(engine, owner)).requests).toMatchObject([{ doneAt: asked, reached: 1 }]);
    expect((await shopsPage(engine, owner)).askedToBeTold).toBeNull();
  });

  test("is answered with every value that is held of the person, now and before, and of nobody else", async () => {
    const { engine, owner, note } = await setUp();
    const text = await personalData(engine, owner, await note("customer-data", ["700001", "700003"]));
    const told = JSON.parse(text ?? "");
    expect(told.orders).toMatchObject([
      {
        number: "#700001",
        person: [
          { role: "customer", current: false, value: before },
          { role: "customer", current: true, value: now },
        ],
        asTheShopSentIt: { customer: now },
      },
    ]);
    expect(told.couldNotBeRead).toMatchObject([{ id: "700003", asTheShopSentIt: { customer: now } }]);
    expect(text).not.toContain(other.name);
  });

  test("is nobody else's to read or to answer, and an erasure is none that a person answers", async () => {
    const { engine, owner, note } = await setUp();
    const id = await note("customer-data", ["700001"]);
    const erasure = await note("customer-erase", ["700002"]);
    const stranger: Caller = mintCaller(workspaceId(2), { kind: "command-line" }, ["shops.manage", "orders.read"]);
    expect(await personalData(engine, stranger, id)).toBeNull();
    expect(await answerPrivacyRequest(engine, stranger, id)).toBe(false);
    expect(await personalData(engine, owner, erasure)).toBeNull();
    expect(await answerPrivacyRequest(engine, owner, erasure)).toBe(false);
    const reader: Caller = { ...owner, rights: new Set(["orders.read"]) };
    await expect(personalData(engine, reader, id)).rejects.toThrow();
  });

  test("erased, an order says so on its page and in the list, also one that is read only then; others do not", async () => {
    const { engine, owner, note, run, toy, order, shop, rowOf } = await setUp();
    expect((await rowOf("#700001"))?.customer).toMatchObject({ name: now.name });
    await note("customer-erase", ["700001", "700003", "700004"]);
    toy.edit("700003", { listed: "whole" });
    toy.place({ id: "700004", customer: now });
    toy.place({ id: "700005", customer: null });
    await run(minutes(15));
    for (const external of ["700001", "700003", "700004"]) {
      const id = (await order(shop, external))?.id;
      expect(id && (await orderPage(engine, owner, id, null))?.erased).toBe(true);
      expect((await rowOf(`#${external}`))?.customer).toBe("erased");
    }
    for (const [external, customer] of [
      ["700002", { name: other.name, city: null }],
      ["700005", null],
    ] as const) {
      const id = (await order(shop, external))?.id;
      expect(id && (await orderPage(engine, owner, id, null))?.erased).toBe(false);
      expect((await rowOf(`#${external}`))?.customer).toEqual(customer);
    }
  });
});
