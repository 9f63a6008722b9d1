import { appendEvents } from "#app/db/events.ts";
import type { Database } from "#app/db/scope.ts";
import type { OrderId, WorkspaceId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type { Cause, Change } from "#app/domain/orders/event.ts";

export const someChange: Change = { code: "order.status", params: {}, was: "open", became: "closed" };

/** Appends `count` events in one transaction, of an order or of none. */
export async function putEvents(
  db: Database,
  workspace: WorkspaceId,
  count: number,
  facts: { readonly order?: OrderId; readonly cause?: Cause; readonly change?: Change } = {},
): Promise<void> {
  const { order = null, cause = { by: "command-line" }, change = someChange } = facts;
  await db.transact(workspace, async (writing) => {
    for (let left = count; left > 0; left -= 1000) {
      const changes = Array<Change>(Math.min(left, 1000)).fill(change);
      await appendEvents(writing, { shop: null, order, cause, at: toInstant(1) }, changes);
    }
  });
}
