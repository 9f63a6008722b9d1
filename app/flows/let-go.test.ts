import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { disconnect, insertShop, readShop, relinkShop } from "#app/db/shops.ts";
import { toInstant } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop, newShop } from "#tests/engines/one-shop.ts";
import { letGo } from "./let-go.ts";

const at = toInstant(2000);

describeOnBothEngines("a shop that leaves for another workspace", (open) => {
  test("stays where somebody links it again at the same moment, beside other shops", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    await db.transact(workspace, async (writing) => {
      await insertShop(writing, newShop(2));
      await disconnect(writing, shop, at);
    });
    const linked = Promise.withResolvers<void>();
    const linking = db.transact(workspace, async (writing) => {
      await relinkShop(writing, shop, { identity: newShop(1), account: Buffer.from("fresh"), tokenDueAt: null });
      linked.resolve();
      if (db.dialect === "sqlite") return;
      // Not committed before the other one waits for it.
      const waits = sql`select 1 from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`;
      for (let asked = 0; (await writing.rows(waits)).length === 0; asked++)
        if (asked > 20_000) throw new Error("Nobody waits");
    });
    await linked.promise;
    expect(await letGo({ db, clock: { now: () => at } }, { workspace, id: shop })).toBe(false);
    await linking;
    expect(await db.read(workspace, (reading) => readShop(reading, shop))).toMatchObject({ state: "active" });
  });
});
