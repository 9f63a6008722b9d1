import { expect, it } from "vitest";
import { z } from "zod";
import { Fault } from "../contract/fault.ts";
import type { Spend } from "../contract/port.ts";
import { app, openTestShop } from "./fixtures/open-shop.ts";
import { createShopifyConnector } from "./index.ts";

it("sends the calls of two shops that run at once each through its own Io", async () => {
  const one = await openTestShop({ name: "One" });
  const two = await openTestShop({ name: "Two", shop: "two.myshopify.com" });
  const names = await Promise.all(
    Array.from({ length: 10 }, (_, turn) => (turn % 2 ? two : one).store.whoami().then(({ name }) => name)),
  );
  expect(names).toEqual(Array.from({ length: 10 }, (_, turn) => (turn % 2 ? "Two" : "One")));
  expect(one.sent).toEqual(Array(5).fill("WhoAmI"));
  expect(two.sent).toEqual(Array(5).fill("WhoAmI"));
});

it("spends what Shopify asks: our cost of every read is the one that the shop answers", async () => {
  const test = await openTestShop({ seed: { orders: 3, days: 3 } });
  const spent: [number, number][] = [];
  const answered = z.object({ extensions: z.object({ cost: z.object({ requestedQueryCost: z.number() }) }) });
  const io = {
    ...test.io,
    async fetch(request: Request, spend?: Spend) {
      const response = await test.io.fetch(request, spend);
      const told = answered.parse(await response.clone().json());
      spent.push([spend?.cost ?? -1, told.extensions.cost.requestedQueryCost]);
      return response;
    },
  };
  const store = createShopifyConnector(app).open(test.account, io);
  const page = await store.orders.history(store.orders.beginning());
  await store.whoami();
  await store.orders.count();
  await store.orders.identify(null);
  for (const item of page.items) await store.orders.one(item.snapshot.id);
  expect(spent).toHaveLength(7);
  for (const [ours, theirs] of spent) expect(ours).toBe(theirs);
  expect(spent[0]?.[0]).toBe(store.orders.cost.page);
  expect(spent.at(-1)?.[0]).toBe(store.orders.cost.one);
});

it("asks for the version that it was written for, with the shop's own token, and follows no redirect", async () => {
  const test = await openTestShop();
  let seen: Request | null = null;
  test.answerNext((request) => {
    seen = request;
    return test.sandbox.handle(request);
  });
  await test.store.whoami();
  expect(seen).toMatchObject({ url: "https://demo.myshopify.com/admin/api/2026-10/graphql.json", redirect: "manual" });
  expect(seen && tokenOf(seen)).toBe(test.account.accessToken);
});

it("believes the shop's own bucket, and can go on at the moment that a throttle names", async () => {
  const test = await openTestShop({ plan: "standard", seed: { orders: 3, days: 3 } });
  const { orders } = test.store;
  const read = () => orders.history(orders.beginning());
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, () =>
      read().then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  const throttled = outcomes.find((one) => one instanceof Fault);
  if (!(throttled instanceof Fault)) throw new Error("Nothing was throttled");
  expect(throttled.kind).toBe("throttled");
  expect(test.levels.at(-1)).toMatchObject({ burst: 2000, perSecond: 100 });
  await test.advance((throttled.facts.retryAt ?? 0) - test.now());
  expect((await read()).items).toHaveLength(3);
});

const tokenOf = (request: Request): string | null => request.headers.get("x-shopify-access-token");
