import { saveFeed } from "#app/db/feeds.ts";
import { put } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";
import type { SyncAsked } from "#app/runtime-contract.ts";

/** Makes the change feed of one shop, or of all active ones, due now. Null: the workspace has no such shop. */
export async function syncNow(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  only: ShopId | null,
): Promise<SyncAsked | null> {
  mustHave(caller, "orders.sync");
  return await db.transact(caller.workspace, async (writing) => {
    const at = clock.now();
    const all = await listShops(writing);
    if (only !== null && !all.some((shop) => shop.id === only)) return null;
    const shops = all.filter((shop) => shop.state === "active" && (only === null || shop.id === only));
    for (const shop of shops) {
      await saveFeed(writing, shop.id, "changes", { dueAt: at });
      await put(writing, { queue: "turn", shop: shop.id, key: "", dueAt: at, now: at, note: {} });
    }
    return { shops: shops.map((shop) => shop.id), at };
  });
}
