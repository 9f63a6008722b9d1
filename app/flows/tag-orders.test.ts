import { expect, test } from "vitest";
import { eventsAfter } from "#app/db/events.ts";
import { readOwnTags } from "#app/db/tags.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { mostTaggedAtOnce } from "#app/domain/orders/own-tags.ts";
import type { Tagging } from "#app/load-context.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { clock, openShop, orderId, putOrders, someOrder } from "#tests/views/list-world.ts";
import { tagOrders } from "./tag-orders.ts";

describeOnBothEngines("tags of our own", (open) => {
  const setUp = async () => {
    const db = await open();
    const { workspace } = await openShop(db);
    await putOrders(db, workspace, [someOrder, { ...someOrder, ownTags: ["Acil"] }]);
    const caller = mintCaller(workspace, { kind: "person", id: "p-1" }, ["orders.tag"]);
    const tag = (tagging: Partial<Tagging>) =>
      tagOrders({ db, clock }, caller, { orders: [orderId(1), orderId(2)], add: [], remove: [], ...tagging });
    const tags = () => db.read(workspace, (reading) => readOwnTags(reading, [orderId(1), orderId(2)]));
    const events = () => db.read(workspace, (reading) => eventsAfter(reading, 0, 10));
    return { db, workspace, tag, tags, events };
  };

  test("are given to many orders at once, told in their timelines, and the same again changes nothing", async () => {
    const { tag, tags, events } = await setUp();
    expect(await tag({ add: ["ACİL", "Kırılır"] })).toEqual({ kind: "tagged", changed: 2 });
    expect([...(await tags())]).toEqual([
      [orderId(1), ["ACİL", "Kırılır"]],
      [orderId(2), ["Acil", "Kırılır"]],
    ]);
    expect(await events()).toMatchObject([
      { order: orderId(1), code: "order.own-tags", was: [], became: ["ACİL", "Kırılır"], cause: { person: "p-1" } },
      { order: orderId(2), code: "order.own-tags", was: ["Acil"], became: ["Acil", "Kırılır"] },
    ]);
    expect(await tag({ add: ["acil", "KIRILIR"] })).toEqual({ kind: "tagged", changed: 0 });
    expect(await events()).toHaveLength(2);
  });

  test("are taken away, whatever case they are named in", async () => {
    const { tag, tags, events } = await setUp();
    expect(await tag({ remove: ["ACIL"] })).toEqual({ kind: "tagged", changed: 1 });
    expect((await tags()).size).toBe(0);
    expect(await events()).toMatchObject([{ order: orderId(2), was: ["Acil"], became: [] }]);
  });

  test("are refused whole when one is none, or when there are too many orders", async () => {
    const { tag, tags } = await setUp();
    expect(await tag({ add: ["fine", " "] })).toEqual({ kind: "refused", code: "tag.not-usable", params: {} });
    const orders = Array.from({ length: mostTaggedAtOnce + 1 }, (_, n) => orderId(n + 1));
    expect(await tag({ orders, add: ["fine"] })).toMatchObject({ kind: "refused", code: "tag.too-many-orders" });
    expect([...(await tags()).keys()]).toEqual([orderId(2)]);
  });

  test("touch no order of another workspace, and ask for the right", async () => {
    const { db, workspace, tag } = await setUp();
    const theirs = await openShop(db, 2);
    await putOrders(db, theirs.workspace, [{ ...someOrder, shop: theirs.shops[0] }], 50);
    expect(await tag({ orders: [orderId(50)], add: ["mine"] })).toEqual({ kind: "tagged", changed: 0 });
    const stranger = mintCaller(workspace, { kind: "person", id: "p-2" }, ["orders.read"]);
    const asked = tagOrders({ db, clock }, stranger, { orders: [], add: [], remove: [] });
    await expect(asked).rejects.toThrow(NotAllowed);
  });
});
