import { appendEvents } from "#app/db/events.ts";
import type { Database } from "#app/db/scope.ts";
import { resume, type ShopIdentity, updateIdentity } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import type { Clock } from "#app/ports/ports.ts";
import { noteStillHere } from "./still-here.ts";

/** A paused shop answered when it was asked again: it is read on, from where it stopped. */
export async function wakeShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  identity: ShopIdentity,
): Promise<void> {
  mustHave(caller, "orders.sync");
  await db.transact(caller.workspace, async (writing) => {
    const at = clock.now();
    await noteStillHere(writing, shop, at);
    if (!(await resume(writing, shop))) return;
    await updateIdentity(writing, shop, identity);
    await appendEvents(writing, { shop, order: null, cause: { by: "shop", through: "changes" }, at }, [
      change("shop.resumed", {}, null, null),
    ]);
  });
}
