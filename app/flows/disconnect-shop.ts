import { dropSettledDeliveries } from "#app/db/deliveries.ts";
import { appendEvents } from "#app/db/events.ts";
import { put, remove } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { disconnect, readShop, type ShopRow } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import type { Clock } from "#app/ports/ports.ts";
import { causeOf } from "./cause.ts";

/**
 * Ends the reading of a shop: its credentials and what it rang are deleted, its orders stay as they are. How far it was read and what
 * was to be read again stay too, so that a shop that is linked again goes on from there; what people and the shop asked before is still
 * done. Answers the shop as it was, with the sealed account that its doorbells can still be taken down with; null when the workspace
 * has no such shop, or it was disconnected before.
 */
export async function disconnectShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  id: ShopId,
): Promise<ShopRow | null> {
  mustHave(caller, "shops.manage");
  return await db.transact(caller.workspace, async (writing) => {
    const shop = await readShop(writing, id);
    const at = clock.now();
    if (!shop || !(await disconnect(writing, id, at))) return null;
    // Whoever has the shop's turn loses it with the job.
    await remove(writing, id, ["turn", "doorbells", "ask-again", "left", "trouble"]);
    // What only its own secret could vouch for is read by nobody from now on; what the app's can, may be a wish to be forgotten.
    if (shop.bellSecret) await remove(writing, id, ["inbox"]);
    await dropSettledDeliveries(writing, id);
    await put(writing, { queue: "turn", shop: id, key: "", dueAt: at, now: at, note: {} });
    await appendEvents(writing, { shop: id, order: null, cause: causeOf(caller), at }, [
      change("shop.disconnected", { name: shop.name }, null, null),
    ]);
    return shop;
  });
}
