import { dropSettledDeliveries } from "#app/db/deliveries.ts";
import { appendEvents } from "#app/db/events.ts";
import { put, remove } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { disconnect } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import type { Clock } from "#app/ports/ports.ts";

/**
 * The shop said that it uninstalled us, and refuses us: its credentials are thrown away, what waited for it is dropped, its orders stay.
 * Nothing is asked of it until it is installed again.
 */
export async function disconnectLeftShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
): Promise<void> {
  mustHave(caller, "orders.sync");
  await db.transact(caller.workspace, async (writing) => {
    const at = clock.now();
    if (!(await disconnect(writing, shop, at, true))) return;
    await remove(writing, shop, ["look", "gone", "doorbells", "ask-again", "left", "trouble"]);
    await dropSettledDeliveries(writing, shop);
    await appendEvents(writing, { shop, order: null, cause: { by: "shop", through: "doorbell" }, at }, [
      change("shop.disconnected", {}, null, null),
    ]);
    // It may have asked to be forgotten.
    await put(writing, { queue: "turn", shop, key: "", dueAt: at, now: at, note: {} });
  });
}
