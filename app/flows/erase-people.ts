import { eraseBodies, erasePeople } from "#app/db/erase.ts";
import { appendEvents } from "#app/db/events.ts";
import { findOrders } from "#app/db/orders.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ExternalId, ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import type { Clock } from "#app/ports/ports.ts";

/** Few enough that a page or a doorbell is never kept waiting. */
const atOnce = 100;

/**
 * Forgets the people of these orders: of each that we hold, every value now and before, in lists, search and bodies. May run twice.
 * Answers how many of the orders we hold. What a later read shows of them is not kept: `absorbOne` sees to that.
 */
export async function erasePeopleOf(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  orders: readonly ExternalId[],
): Promise<number> {
  mustHave(caller, "orders.sync");
  let reached = 0;
  for (let from = 0; from < orders.length; from += atOnce) {
    const some = orders.slice(from, from + atOnce);
    reached += await db.transact(caller.workspace, async (writing) => {
      const at = clock.now();
      const held = [...(await findOrders(writing, shop, some)).values()];
      const erased = await erasePeople(writing, held, at);
      await eraseBodies(writing, shop, some);
      for (const id of held.map((order) => order.id).filter((id) => erased.has(id)))
        await appendEvents(writing, { shop, order: id, cause: { by: "shop", through: "doorbell" }, at }, [
          change("order.erased", {}, null, null),
        ]);
      return held.length;
    });
  }
  return reached;
}
