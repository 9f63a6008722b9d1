import { removeOrders, removeShop, removeTold } from "#app/db/erase.ts";
import { finishPrivacyRequest } from "#app/db/privacy.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";

const atOnce = 500;

/**
 * Removes a shop that has left, with everything that it told. The row itself goes last, in the transaction that says it was done: killed
 * in between, the next run goes on.
 */
export async function eraseShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  request: string,
): Promise<number> {
  mustHave(caller, "orders.sync");
  let reached = 0;
  for (;;) {
    const removed = await db.transact(caller.workspace, (writing) => removeOrders(writing, shop, atOnce));
    reached += removed;
    if (removed < atOnce) break;
  }
  await db.transact(caller.workspace, (writing) => removeTold(writing, shop));
  await db.scrub();
  await db.transact(caller.workspace, async (writing) => {
    await finishPrivacyRequest(writing, request, { reached, at: clock.now() });
    await removeShop(writing, shop);
  });
  return reached;
}
