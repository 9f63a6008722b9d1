import { appendEvents } from "#app/db/events.ts";
import { releaseQuarantine } from "#app/db/quarantine.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change } from "#app/domain/orders/event.ts";
import { isUnnamed } from "#app/domain/sync/unnamed-record.ts";
import type { Clock } from "#app/ports/ports.ts";
import { causeOf } from "./cause.ts";

/**
 * Lets go of a record that has no id, which no read can release; it comes back with the next page that still holds it. False: there is
 * no such record, or it has an id and is tried again instead.
 */
export async function dismissQuarantined(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  externalId: string,
): Promise<boolean> {
  mustHave(caller, "orders.sync");
  if (!isUnnamed(externalId)) return false;
  return await db.transact(caller.workspace, async (writing) => {
    if (!(await releaseQuarantine(writing, shop, externalId))) return false;
    const facts = { shop, order: null, cause: causeOf(caller), at: clock.now() };
    await appendEvents(writing, facts, [change("order.released", { id: externalId }, null, null)]);
    return true;
  });
}
