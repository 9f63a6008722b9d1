import { appendEvents } from "#app/db/events.ts";
import { put, remove, retry, waiting } from "#app/db/queue.ts";
import type { Database, Writing } from "#app/db/scope.ts";
import { changePause, pause } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { change, type EventParams } from "#app/domain/orders/event.ts";
import { askAgainAt } from "#app/domain/sync/schedule.ts";
import type { Clock } from "#app/ports/ports.ts";

/** Why a shop is not read any more: a code with parameters, worded at the screen together with what to do. */
export interface PauseReason {
  readonly code: string;
  readonly params: EventParams;
  /** It may end by itself: the shop is asked again at long intervals. */
  readonly passes?: boolean;
  /** It was asked again in vain: this reason takes the place of the first. */
  readonly again?: boolean;
}

/**
 * Stops reading a shop until somebody links it again or resumes it, or until it answers when it is asked again. Nothing is lost: cursors
 * and marks stay.
 */
export async function pauseShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  { code, params, passes = false, again = false }: PauseReason,
): Promise<void> {
  mustHave(caller, "orders.sync");
  await db.transact(caller.workspace, async (writing) => {
    const at = clock.now();
    if (passes) await askLater(writing, shop, at);
    else await remove(writing, shop, ["ask-again"]);
    const why = { code, params, at };
    if (!(await pause(writing, shop, why)) && !(again && (await changePause(writing, shop, why)))) return;
    await appendEvents(writing, { shop, order: null, cause: { by: "shop", through: "changes" }, at }, [
      change("shop.paused", { ...params, code }, null, null),
    ]);
  });
}

async function askLater(writing: Writing, shop: ShopId, now: Instant): Promise<void> {
  const queue = "ask-again";
  const [asked] = await waiting(writing, { queue, shop, now, limit: 1 });
  if (asked) await retry(writing, asked, { dueAt: askAgainAt(now, asked.attempts + 1), failed: true });
  else await put(writing, { queue, shop, key: "", dueAt: askAgainAt(now, 0), now, note: {} });
}
