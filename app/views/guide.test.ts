import { expect, test } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { guideGreets, guideSteps } from "./guide.ts";

const shop = (state: "active" | "paused" | "disconnected", imported: "waiting" | "running" | "done") => ({
  state,
  import: { state: imported, done: 0, total: null, finishedAt: null },
});

test("a workspace without a shop has everything before it; a shop that left counts for nothing", () => {
  const nothing = { found: "to-do", orders: "to-do", second: "to-do", ready: "to-do" };
  expect(guideSteps([])).toEqual(nothing);
  expect(guideSteps([shop("disconnected", "done")])).toEqual(nothing);
});

test("the orders' step follows the imports of all connected shops, and says where one is held up", () => {
  const orders = (...shops: Parameters<typeof guideSteps>[0]) => guideSteps(shops).orders;
  expect(orders(shop("active", "waiting"))).toBe("under-way");
  expect(orders(shop("active", "done"), shop("active", "running"))).toBe("under-way");
  expect(orders(shop("active", "done"), shop("paused", "running"))).toBe("held");
  expect(orders(shop("paused", "done"), shop("disconnected", "waiting"))).toBe("done");
});

test("a merchant with one shop is ready without a second one", () => {
  expect(guideSteps([shop("active", "done")])).toEqual({
    found: "done",
    orders: "done",
    second: "to-do",
    ready: "done",
  });
  expect(guideSteps([shop("active", "done"), shop("active", "running")])).toMatchObject({
    second: "done",
    ready: "to-do",
  });
});

test("it greets until all is done or somebody closes it", () => {
  const one = [shop("active", "done")];
  expect(guideGreets({ shops: one, guideClosedAt: null })).toBe(true);
  expect(guideGreets({ shops: [...one, ...one], guideClosedAt: null })).toBe(false);
  expect(guideGreets({ shops: one, guideClosedAt: toInstant(1) })).toBe(false);
});
