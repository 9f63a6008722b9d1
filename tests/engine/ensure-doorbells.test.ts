import { expect, test } from "vitest";
import { hours, minutes } from "#app/domain/instant.ts";
import { connectShop } from "#app/linking/connect-shop.ts";
import { wooCommerce } from "#connectors/woocommerce/index.ts";
import { openTrialShop, trialKeys } from "#connectors/woocommerce/sandbox/trial-shop.ts";
import { createTrialWorld } from "#connectors/woocommerce/sandbox/trial-world.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { createBench } from "./bench.ts";

describeOnBothEngines("the doorbells of a shop that has its own", (open) => {
  /** Tek polls once in five hours, so that what is read sooner was read because of the bells. */
  const setUp = async () => {
    const platforms = [{ connector: wooCommerce, appSecrets: [] }];
    const bench = await createBench(await open(), { platforms, schedule: { poll: hours(5) } });
    const world = createTrialWorld({ start: bench.clock.now() });
    const trial = openTrialShop({ world });
    const asked: string[] = [];
    const tried: string[] = [];
    bench.engine.network.fetch = async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith("/webhooks/0")) tried.push(pathname);
      if (request.method === "GET" && pathname.endsWith("/wc/v3/webhooks")) asked.push(pathname);
      await world.advance(bench.clock.now() - world.now());
      return await trial.sandbox.handle(request);
    };
    const linked = await connectShop(bench.engine, bench.owner, "woocommerce", {
      url: trial.options.origin,
      ...trialKeys,
    });
    if (linked.kind !== "connected") throw new Error(linked.code);
    await bench.run(minutes(2));
    const hooks = () => trial.sandbox.truth().webhooks;
    const placeUnheard = () => {
      trial.sandbox.setFaults({ webhookDropped: 1 });
      const { order } = trial.sandbox.act({ action: "place" });
      return String(order);
    };
    return { ...bench, trial, id: linked.shop, hooks, placeUnheard, asked, tried };
  };

  const ways = [
    ["switched off by the shop", "PUT", { status: "disabled" }],
    ["paused by somebody", "PUT", { status: "paused" }],
    ["led to another address", "PUT", { delivery_url: "https://elsewhere.example.test/" }],
    ["deleted", "DELETE", undefined],
  ] as const;

  test.each(ways)(
    "that was %s ring again within the hour, and what was missed is read at once",
    async (_, method, body) => {
      const { run, shop, id, trial, hooks, placeUnheard, order } = await setUp();
      expect(await shop(id)).toMatchObject({ bellState: "in-place", bellsRevivedAt: null });
      const [first] = hooks();
      const path = `/webhooks/${String(first?.id)}${method === "DELETE" ? "?force=true" : ""}`;
      expect((await trial.call(method, path, body)).status).toBe(200);
      const missed = placeUnheard();
      await run(hours(1));
      const row = await shop(id);
      expect(row.bellsRevivedAt).not.toBeNull();
      expect(row).toMatchObject({ bellState: "in-place", bellsCheckedAt: row.bellsRevivedAt });
      const mine = hooks().filter(({ delivery_url }) => String(delivery_url).startsWith("https://tek.example/"));
      expect(mine.map(({ topic, status }) => [topic, status]).toSorted()).toEqual(
        ["created", "deleted", "restored", "updated"].map((event) => [`order.${event}`, "active"]),
      );
      expect(mine.every(({ failure_count }) => failure_count === 0)).toBe(true);
      expect(await order(id, missed)).not.toBeNull();
    },
  );

  test("that were found dead are looked at six times as often for six hours, then once an hour as before", async () => {
    const { run, trial, hooks, asked } = await setUp();
    await trial.call("PUT", `/webhooks/${String(hooks()[0]?.id)}`, { status: "disabled" });
    await run(hours(1));
    const checksIn = async (ms: number) => {
      const before = asked.length;
      await run(ms);
      return asked.length - before;
    };
    expect(await checksIn(hours(2))).toBe(12);
    await run(hours(5));
    expect(await checksIn(hours(3))).toBe(3);
  });

  test("do not try the key's rights hour by hour, but once something was refused", async () => {
    const { run, shop, id, trial, tried } = await setUp();
    // When it was linked.
    expect(tried).toHaveLength(1);
    await run(hours(5));
    expect(tried).toHaveLength(1);
    const [key] = trial.sandbox.truth().keys;
    trial.sandbox.permitKey(Number(key?.key_id), "read");
    await run(hours(1));
    expect(await shop(id)).toMatchObject({ bellState: "failing", missingScopes: ["write"], state: "active" });
    trial.sandbox.permitKey(Number(key?.key_id), "read_write");
    await run(hours(1));
    expect(await shop(id)).toMatchObject({ bellState: "in-place", missingScopes: [] });
    const before = tried.length;
    await run(hours(5));
    expect(tried).toHaveLength(before);
  });
});
