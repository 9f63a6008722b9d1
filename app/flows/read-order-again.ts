import { readOrder } from "#app/db/orders.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { OrderId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";
import { leaveMark } from "./leave-mark.ts";

/** Leaves a mark that the order be read now; the shop's next turn reads it. False when the workspace has no such order. */
export async function readOrderAgain(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  id: OrderId,
): Promise<boolean> {
  mustHave(caller, "orders.sync");
  return await db.transact(caller.workspace, async (writing) => {
    const order = await readOrder(writing, id);
    if (!order) return false;
    const now = clock.now();
    const note = { through: "read-again" };
    await leaveMark(writing, { shop: order.shop, id: order.snapshot.id, dueAt: now, now, note });
    return true;
  });
}
