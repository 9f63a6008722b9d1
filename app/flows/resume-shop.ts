import { appendEvents } from "#app/db/events.ts";
import { put, remove } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { readShop, resume } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import type { Clock } from "#app/ports/ports.ts";
import { causeOf } from "./cause.ts";

/** Tries a paused shop again, from where it stopped. False when the workspace has no such shop, or has disconnected it. */
export async function resumeShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  id: ShopId,
): Promise<boolean> {
  mustHave(caller, "shops.manage");
  return await db.transact(caller.workspace, async (writing) => {
    const shop = await readShop(writing, id);
    if (!shop || shop.state === "disconnected") return false;
    const at = clock.now();
    await remove(writing, id, ["ask-again"]);
    if (await resume(writing, id))
      await appendEvents(writing, { shop: id, order: null, cause: causeOf(caller), at }, [
        change("shop.resumed", {}, null, null),
      ]);
    await put(writing, { queue: "turn", shop: id, key: "", dueAt: at, now: at, note: {} });
    return true;
  });
}
