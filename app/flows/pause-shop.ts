import { appendEvents } from "#app/db/events.ts";
import type { Database } from "#app/db/scope.ts";
import { pause } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { change, type EventParams } from "#app/domain/orders/event.ts";
import type { Clock } from "#app/ports/ports.ts";

/** Why a shop is not read any more: a code with parameters, worded at the screen together with what to do. */
export interface PauseReason {
  readonly code: string;
  readonly params: EventParams;
}

/** Stops reading a shop until somebody links it again or resumes it. Nothing is lost: cursors and marks stay. */
export async function pauseShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  { code, params }: PauseReason,
): Promise<void> {
  mustHave(caller, "orders.sync");
  await db.transact(caller.workspace, async (writing) => {
    const at = clock.now();
    if (!(await pause(writing, shop, { code, params, at }))) return;
    await appendEvents(writing, { shop, order: null, cause: { by: "shop", through: "changes" }, at }, [
      change("shop.paused", { ...params, code }, null, null),
    ]);
  });
}
