import { expect, test } from "vitest";
import { findOrders } from "#app/db/orders.ts";
import type { Database } from "#app/db/scope.ts";
import { type ShopId, toExternalId, type WorkspaceId } from "#app/domain/ids.ts";
import { days, plus } from "#app/domain/instant.ts";
import { absorbReadings } from "#app/flows/absorb-readings.ts";
import { createIds } from "#app/ports/ids.ts";
import { seededChance } from "../engine/world.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { quietLog } from "../engines/quiet-log.ts";
import { fillWithOrders } from "./fill-with-orders.ts";
import { manyOrder, newestPlacedAt } from "./many-orders.ts";

const many = 60;
const readings = Array.from({ length: many }, (_, n) => manyOrder(n, many));
const clock = { now: () => plus(newestPlacedAt, days(1)) };

describeOnBothEngines("many orders laid fast", (open) => {
  test("are as absorbing makes them: their snapshots, and the words under which search finds them", async () => {
    const [laid, absorbed] = [await open(), await open()];
    const { workspace, caller, shops } = await fillWithOrders(laid, many);
    await fillWithOrders(absorbed, 0);
    const deps = { db: absorbed, clock, ids: createIds(clock, seededChance(4)), log: quietLog };
    const held = async (db: Database, of: WorkspaceId, shop: ShopId) => {
      const ids = readings.map(({ snapshot }) => toExternalId(snapshot.id));
      const found = await db.read(of, (reading) => findOrders(reading, shop, ids));
      return new Map(
        [...found].map(([id, { snapshot, searchHash, presence }]) => [id, { snapshot, searchHash, presence }]),
      );
    };
    for (const [which, shop] of shops.entries()) {
      const theirs = readings.filter(({ snapshot }) => (snapshot.currency.shop === "EUR" ? 1 : 0) === which);
      await absorbReadings(deps, caller, {
        shop,
        beganAt: clock.now(),
        cause: { by: "shop", through: "history" },
        round: null,
        repeated: false,
        readings: theirs,
        mentions: [],
        unreadable: [],
        save: async () => {},
      });
      const right = await held(absorbed, workspace, shop);
      expect(right.size).toBe(theirs.length);
      expect(theirs.length).toBeGreaterThan(10);
      expect(await held(laid, workspace, shop)).toEqual(right);
    }
  });
});
