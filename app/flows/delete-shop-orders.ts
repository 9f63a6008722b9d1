import { appendEvents } from "#app/db/events.ts";
import { deleteOrders, forgetReading } from "#app/db/forget-orders.ts";
import type { Database } from "#app/db/scope.ts";
import { readShop } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import type { OrdersDeleted } from "#app/load-context.ts";
import type { Clock } from "#app/ports/ports.ts";
import { causeOf } from "./cause.ts";

/** Others write between two pieces: a hundred thousand orders in one transaction would hold up everybody. */
const atOnce = 200;

/**
 * Deletes what a disconnected shop left: its orders with their people, bodies and timelines, and how far it was read. `name` is what
 * the person typed; it must be the shop's. May be repeated: what was cut off goes on.
 */
export async function deleteShopOrders(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  id: ShopId,
  name: string,
): Promise<OrdersDeleted> {
  mustHave(caller, "shops.manage");
  let orders = 0;
  for (;;) {
    const step = await db.transact(caller.workspace, async (writing) => {
      const shop = await readShop(writing, id);
      if (!shop) return { kind: "refused", why: "gone" } as const;
      if (shop.state !== "disconnected") return { kind: "refused", why: "connected" } as const;
      if (shop.name !== name) return { kind: "refused", why: "name" } as const;
      const deleted = await deleteOrders(writing, id, atOnce);
      if (deleted > 0) return deleted;
      await forgetReading(writing, id);
      await appendEvents(writing, { shop: id, order: null, cause: causeOf(caller), at: clock.now() }, [
        change("shop.orders-deleted", { orders }, null, null),
      ]);
      return 0;
    });
    if (typeof step !== "number") return step;
    if (step === 0) return { kind: "deleted", orders };
    orders += step;
  }
}
