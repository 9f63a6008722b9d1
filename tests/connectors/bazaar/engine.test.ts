import { globSync, readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { hours, minutes, seconds } from "#app/domain/instant.ts";
import { connectShop } from "#app/linking/connect-shop.ts";
import { createRegistry } from "#connectors/registry.ts";
import { createBench } from "#tests/engine/bench.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { createBazaar } from "./bazaar.ts";
import { openStall } from "./stall.ts";

describeOnBothEngines("a platform that rings nobody", (open) => {
  const setUp = async (before = 0) => {
    const registry = createRegistry({ shopify: null, others: [{ connector: createBazaar(), appSecrets: [] }] });
    // A poll an hour: what comes sooner was collected.
    const bench = await createBench(await open(), { platforms: [...registry.values()], schedule: { poll: hours(1) } });
    const stall = openStall({ now: () => bench.clock.now() });
    bench.shops.set("stall.example.test", stall);
    for (let i = 0; i < before; i++) stall.place();
    const account = { host: "stall.example.test", key: stall.key };
    const outcome = await connectShop(bench.engine, bench.owner, "bazaar", account);
    if (outcome.kind !== "connected") throw new Error(`Not connected: ${outcome.code}`);
    const order = (external: string) => bench.order(outcome.shop, external);
    return { ...bench, stall, order };
  };

  test("is read from its queue within seconds, and a deletion that it tells of is believed", async () => {
    const { run, stall, order, clock } = await setUp();
    await run(minutes(1));
    const id = stall.place();
    await run(seconds(25));
    expect((await order(id))?.snapshot.status).toBe("new");
    clock.advance(seconds(2));
    stall.change(id, () => ({ status: "packed" }));
    await run(seconds(25));
    expect((await order(id))?.snapshot.status).toBe("packed");
    stall.remove(id, "told");
    await run(seconds(25));
    expect((await order(id))?.presence).toBe("deleted");
  });

  test("has its queue emptied page by page, and nothing of it read again", async () => {
    const { run, stall, order } = await setUp();
    await run(minutes(1));
    const ids = Array.from({ length: 25 }, () => stall.place());
    await run(minutes(1));
    for (const id of ids) expect(await order(id)).not.toBeNull();
    stall.requests.length = 0;
    await run(minutes(10));
    expect(stall.requests.filter((path) => path.startsWith("/order/"))).toEqual([]);
    expect(stall.requests.filter((path) => path === "/queue").length).toBeLessThanOrEqual(31);
  });

  test("shows orders that a page only mentions, and changes that its feed misses", async () => {
    const { run, stall, order } = await setUp(3);
    const [refunded = "", gone = ""] = stall.orders.keys();
    await run(minutes(2));
    stall.change(refunded, () => ({ refunds: [{ id: "r1", amount: 100 }] }), true);
    stall.remove(gone);
    await run(minutes(55));
    expect((await order(refunded))?.snapshot.totals.refunded.shop.minor).toBe(100);
    expect((await order(gone))?.presence).toBe("deleted");
  });
});

it("touches one folder, and one line of the registry", () => {
  const own = globSync("tests/connectors/bazaar/*.ts").filter((file) => !file.endsWith(".test.ts"));
  const imported = own.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/from "([^"]+)"/g)].map(([, from = ""]) => from),
  );
  const outside = imported.filter((from) => !from.startsWith("./") && from !== "zod");
  expect(outside.length).toBeGreaterThan(5);
  expect(outside.filter((from) => !/^\.\.\/\.\.\/\.\.\/(app\/domain|connectors\/contract)\//.test(from))).toEqual([]);
  const ours = globSync("{app,connectors,drizzle,demo}/**/*.{ts,tsx}");
  expect(ours.length).toBeGreaterThan(200);
  expect(ours.filter((file) => /bazaar/i.test(readFileSync(file, "utf8")))).toEqual([]);
});
