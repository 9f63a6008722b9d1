import { appendEvents } from "#app/db/events.ts";
import { findOrders, setPresence } from "#app/db/orders.ts";
import { forgottenOrders } from "#app/db/privacy.ts";
import { putQuarantine } from "#app/db/quarantine.ts";
import { done, type Job } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { type ExternalId, type ShopId, toExternalId } from "#app/domain/ids.ts";
import { type Cause, change } from "#app/domain/orders/event.ts";
import type { Fault } from "#connectors/contract/fault.ts";
import type { AbsorbDeps } from "./answer.ts";

/** An order that cannot be read is kept with its cause and body; the next doorbell, sweep or person tries it again. */
export async function setOrderAside(
  deps: Pick<AbsorbDeps, "db" | "clock">,
  caller: Caller,
  {
    shop,
    mark,
    cause,
    fault,
  }: { readonly shop: ShopId; readonly mark: Job; readonly cause: Cause; readonly fault: Fault },
): Promise<void> {
  mustHave(caller, "orders.sync");
  const { code, params = {} } = fault.facts;
  await deps.db.transact(caller.workspace, async (writing) => {
    const at = deps.clock.now();
    await done(writing, mark);
    await doubtAbsence(writing, shop, toExternalId(mark.key));
    const forgotten = (await forgottenOrders(writing, shop)).has(toExternalId(mark.key));
    const body = forgotten ? null : (fault.facts.body ?? null);
    const fresh = await putQuarantine(writing, { shop, externalId: mark.key, code, params, body, at });
    if (fresh)
      await appendEvents(writing, { shop, order: null, cause, at }, [
        change("order.quarantined", { id: mark.key, code }, null, null),
      ]);
  });
}

/** The second look at an order that was not shown told nothing: the next sweep begins with it anew. */
async function doubtAbsence(writing: Writing, shop: ShopId, id: ExternalId): Promise<void> {
  const held = (await findOrders(writing, shop, [id])).get(id);
  if (held?.presence === "missing") await setPresence(writing, held.id, { presence: "shown", missingSince: null });
}
