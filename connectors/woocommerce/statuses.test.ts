import { describe, expect, test } from "vitest";
import { toExternalId } from "../../app/domain/ids.ts";
import { minutes, toInstant } from "../../app/domain/instant.ts";
import type { Cursor, Io } from "../contract/port.ts";
import { wooCommerce } from "./index.ts";
import { openTrialShop, trialKeys } from "./sandbox/trial-shop.ts";

const kargoda = { statuses: { kargoda: "Kargoda" } };

function setUp() {
  const shop = openTrialShop();
  const asked: string[] = [];
  const io: Io = {
    fetch: (request) => {
      asked.push(new URL(request.url).pathname.replace("/wp-json/wc/v3/", ""));
      return shop.sandbox.handle(request);
    },
    learned() {},
    signal: new AbortController().signal,
    now: () => toInstant(shop.world.now()),
    note() {},
  };
  const account = wooCommerce.account.parse({ url: shop.options.origin, ...trialKeys });
  // As the engine does: opened anew for each turn.
  const orders = () => wooCommerce.open(account, io).orders;
  const place = () => shop.sandbox.act({ action: "place", payment: "iyzico" }).order;
  const pull = async (cursor: Cursor) => {
    const page = await orders().changedSince(JSON.parse(JSON.stringify(cursor)));
    return { ids: page.items.map(({ snapshot }) => Number(snapshot.id)), next: page.next };
  };
  return { shop, asked, orders, place, pull, now: io.now };
}

describe("an order in a status of the shop's own", () => {
  test("is read as work under way, under the shop's own word for it", async () => {
    const { shop, orders, place } = setUp();
    shop.sandbox.setSite(kargoda);
    const order = place();
    shop.sandbox.act({ action: "status", order, status: "kargoda" });
    const reading = await orders().one(toExternalId(String(order)));
    expect(reading?.snapshot).toMatchObject({ status: "kargoda", state: "open", payment: { state: "paid" } });
    const listed = await orders().history(orders().beginning());
    expect(listed.items.map(({ snapshot }) => snapshot.status)).toEqual(["kargoda"]);
  });

  test("is found although the walk began before the shop named that status", async () => {
    const { shop, orders, place, pull, now } = setUp();
    const order = place();
    await shop.world.advance(minutes(1));
    const first = await pull(orders().from(toInstant(now() - minutes(5))));
    expect(first.ids).toEqual([order]);
    shop.sandbox.setSite(kargoda);
    shop.sandbox.act({ action: "status", order, status: "kargoda" });
    await shop.world.advance(minutes(1));
    const other = place();
    await shop.world.advance(minutes(1));
    const unaware = await pull(first.next);
    expect(unaware.ids).toEqual([other]);
    await shop.world.advance(minutes(10));
    const aware = await pull(unaware.next);
    expect(aware.ids).toEqual([order, other]);
    await shop.world.advance(minutes(20));
    expect((await pull(aware.next)).ids).toEqual([]);
  });
});

test("an import that began before the shop named a status begins again", async () => {
  const { shop, orders, place } = setUp();
  const hidden = place();
  await shop.world.advance(minutes(1));
  const others = [place(), place()];
  const first = await orders().history(orders().beginning());
  shop.sandbox.setSite(kargoda);
  shop.sandbox.act({ action: "status", order: hidden, status: "kargoda" });
  await shop.world.advance(minutes(11));
  const second = await orders().history(JSON.parse(JSON.stringify(first.next)));
  const ids = second.items.map(({ snapshot }) => Number(snapshot.id));
  expect(ids.sort((a, b) => a - b)).toEqual([hidden, ...others]);
});

test("the shop is asked for its statuses each ten minutes, not with each page", async () => {
  const { shop, asked, orders, pull, now } = setUp();
  let cursor = orders().from(now());
  for (let minute = 0; minute < 30; minute++) {
    cursor = (await pull(cursor)).next;
    await shop.world.advance(minutes(1));
  }
  expect(asked.filter((path) => path === "orders")).toHaveLength(30);
  expect(asked.filter((path) => path === "orders/statuses")).toHaveLength(3);
});
