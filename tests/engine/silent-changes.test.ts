import { describe, expect, test } from "vitest";
import { days, hours, minutes } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { type Bench, createBench } from "./bench.ts";
import { linkShopify, linkWoo, realPlatforms, type StandIn } from "./stand-ins.ts";

/** What docs/operating.md promises ("What rings no bell"), and a minute for the turn in which it is done. */
const pulled = minutes(1) + minutes(1);
const young = minutes(40) + minutes(1);
const ended = hours(4) + minutes(10) + minutes(1);
const swept = hours(24) + minutes(1);
const secondLook = minutes(10);

/** Looks at each minute; answers after how long it was so, and fails when it was not by then. */
async function within(ms: number, bench: Bench, isSo: () => Promise<boolean>): Promise<number> {
  const from = bench.clock.now();
  while (!(await isSo())) {
    if (bench.clock.now() >= from + ms) throw new Error(`Not found within ${ms / 60_000} minutes`);
    await bench.run(minutes(1));
  }
  return bench.clock.now() - from;
}

const heldBy =
  (bench: Bench, { id }: StandIn) =>
  async (external: string) => {
    const order = await bench.order(id, external);
    if (!order) throw new Error(`Tek does not hold ${external}`);
    return order;
  };

describeOnBothEngines("a change that no webhook told", (open) => {
  /** A day of pulls each minute takes long and shows nothing: what is not found by the pull may do with rarer ones. */
  const newBench = async (poll = minutes(1)) =>
    await createBench(await open(), { platforms: realPlatforms, schedule: { poll } });

  describe("in WooCommerce", () => {
    const lines = [{ sku: "VAZO-02" }, { sku: "ÇAY-250", quantity: 2 }];
    const setUp = async ({ poll = minutes(1), endedBefore = 0 } = {}) => {
      const bench = await newBench(poll);
      let laid = "";
      const woo = await linkWoo(bench, ({ sandbox }) => {
        const placedAt = bench.clock.now() - endedBefore;
        if (endedBefore > 0)
          laid = String(sandbox.act({ action: "place", lines, placedAt, status: "completed" }).order);
      });
      await bench.run(minutes(2));
      const act = async (action: Parameters<typeof woo.shop.sandbox.act>[0]) => {
        await woo.sync();
        return String(woo.shop.sandbox.act(action).order);
      };
      const place = () => act({ action: "place", payment: "iyzico", lines });
      const dateOf = async (id: string) => (await woo.shop.one("GET", `/orders/${id}`)).date_modified_gmt;
      const held = heldBy(bench, woo);
      /** Deletes the only refund of an order that Tek has read with it: the shop neither rings nor moves a date. */
      const unrefund = async (id: string) => {
        await bench.run(minutes(2));
        expect((await held(id)).snapshot.refunds).toHaveLength(1);
        const before = await dateOf(id);
        await act({ action: "delete-refund", order: Number(id) });
        expect(await dateOf(id)).toBe(before);
        return async () => (await held(id)).snapshot.refunds.length === 0;
      };
      return { bench, laid, act, place, held, unrefund };
    };

    test("a deleted refund of a young order is found within 40 minutes, and not by the pull", async () => {
      const { bench, act, place, held, unrefund } = await setUp();
      const id = await place();
      await act({ action: "refund", order: Number(id) });
      const took = await within(young, bench, await unrefund(id));
      expect(took).toBeGreaterThan(pulled);
      expect((await held(id)).snapshot.totals.refunded.shop.minor).toBe(0);
    });

    test("a deleted refund of an order that has ended is found within 4 hours and 10 minutes", async () => {
      const { bench, act, place, unrefund } = await setUp();
      const id = await place();
      await act({ action: "refund", order: Number(id) });
      await act({ action: "complete", order: Number(id) });
      expect(await within(ended, bench, await unrefund(id))).toBeGreaterThan(young);
    });

    test("an order deleted for good is gone once it was not there twice, ten minutes apart", async () => {
      const { bench, act, place, held } = await setUp();
      const id = await place();
      await bench.run(minutes(2));
      await act({ action: "delete", order: Number(id) });
      await within(young, bench, async () => (await held(id)).presence === "missing");
      const apart = await within(secondLook + minutes(1), bench, async () => (await held(id)).presence === "deleted");
      expect(apart).toBeGreaterThanOrEqual(secondLook - minutes(1));
    });

    test("one that ended long ago is found by the sweep", async () => {
      const { bench, laid, act, held } = await setUp({ poll: hours(1), endedBefore: days(40) });
      expect((await held(laid)).presence).toBe("shown");
      await act({ action: "delete", order: Number(laid) });
      expect(await within(swept, bench, async () => (await held(laid)).presence === "missing")).toBeGreaterThan(ended);
      await within(secondLook + minutes(1), bench, async () => (await held(laid)).presence === "deleted");
    });

    test("an order taken out of the trash rings nothing, and is found by the pull", async () => {
      const { bench, act, place, held } = await setUp();
      const id = await place();
      await bench.run(minutes(2));
      await act({ action: "trash", order: Number(id) });
      await within(pulled, bench, async () => (await held(id)).snapshot.state === "trashed");
      await act({ action: "untrash", order: Number(id) });
      await within(pulled, bench, async () => (await held(id)).snapshot.state !== "trashed");
      expect((await held(id)).presence).toBe("shown");
    });
  });

  describe("in Shopify", () => {
    const setUp = async ({ poll = minutes(1), placedBefore = 0 } = {}) => {
      const bench = await newBench(poll);
      let laid = "";
      const shopify = await linkShopify(bench, (shop) => {
        const placedAt = bench.clock.now() - placedBefore;
        if (placedBefore > 0) laid = shop.act({ action: "place", placedAt }).order ?? "";
      });
      await bench.run(minutes(2));
      const act = async (action: Parameters<typeof shopify.shop.act>[0]) => {
        await shopify.sync();
        return shopify.shop.act(action).order ?? "";
      };
      const lines = [
        { sku: "MUM-03", quantity: 2 },
        { sku: "TABAK-6", quantity: 1 },
      ];
      const place = () => act({ action: "place", paid: true, lines });
      const dateOf = (id: string) => shopify.shop.truth().orders.find((order) => order.id === id)?.updatedAt;
      const held = heldBy(bench, shopify);
      /** Does what moves no date to an order that Tek has read. */
      const silently = async (id: string, action: Parameters<typeof shopify.shop.act>[0]) => {
        // Five minutes before the newest order the pull compares whole orders, since Shopify's index lags: there even this is seen.
        await bench.run(minutes(6));
        await place();
        await bench.run(minutes(2));
        const before = dateOf(id);
        await act(action);
        expect(dateOf(id)).toBe(before);
        return await held(id);
      };
      return { bench, laid, act, place, held, silently };
    };

    test("a parcel that arrived is found within 40 minutes while the order is under way", async () => {
      const { bench, act, place, held, silently } = await setUp();
      const id = await place();
      await act({ action: "fulfill", order: id, partial: true });
      await silently(id, { action: "deliver", order: id });
      const took = await within(
        young,
        bench,
        async () => (await held(id)).snapshot.fulfillments[0]?.state === "delivered",
      );
      expect(took).toBeGreaterThan(pulled);
    });

    test("a parcel that arrived with everything is found within 4 hours and 10 minutes", async () => {
      const { bench, act, place, held, silently } = await setUp();
      const id = await place();
      await act({ action: "fulfill", order: id });
      await silently(id, { action: "deliver", order: id });
      await within(ended, bench, async () => (await held(id)).snapshot.fulfillments[0]?.state === "delivered");
    });

    test("a hold is found within 40 minutes, and its release", async () => {
      const { bench, place, held, silently } = await setUp();
      const id = await place();
      await silently(id, { action: "hold", order: id });
      await within(young, bench, async () => (await held(id)).snapshot.state === "on-hold");
      await silently(id, { action: "release", order: id });
      await within(young, bench, async () => (await held(id)).snapshot.state === "open");
    });

    test("a return is found within 4 hours and 10 minutes", async () => {
      const { bench, act, place, held, silently } = await setUp();
      const id = await place();
      await act({ action: "fulfill", order: id });
      const before = await silently(id, { action: "return", order: id });
      await within(ended, bench, async () => (await held(id)).snapshot.version !== before.snapshot.version);
    });

    test("an order that was archived moves its date, and is found by the pull", async () => {
      const { bench, act, place, held } = await setUp();
      const id = await place();
      await bench.run(minutes(2));
      await act({ action: "close", order: id });
      await within(pulled, bench, async () => (await held(id)).snapshot.state === "completed");
    });

    test("an order whose delete bell was lost is no longer visible, and never counts as deleted", async () => {
      const { bench, act, place, held } = await setUp({ poll: minutes(10) });
      const id = await place();
      await bench.run(minutes(11));
      await act({ action: "delete", order: id });
      await within(young, bench, async () => (await held(id)).presence === "missing");
      await within(secondLook + minutes(1), bench, async () => (await held(id)).presence === "hidden");
      await bench.run(swept);
      expect((await held(id)).presence).toBe("hidden");
    });

    test("an order older than 60 days is no longer visible once the sweep has looked, and is not gone", async () => {
      const { bench, laid, held } = await setUp({ poll: hours(1), placedBefore: days(60) - hours(2) });
      expect((await held(laid)).presence).toBe("shown");
      await within(swept + secondLook, bench, async () => (await held(laid)).presence === "hidden");
    });
  });
});
