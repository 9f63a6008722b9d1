import { removeOrders, removeShop, removeTold } from "#app/db/erase.ts";
import { finishPrivacyRequest } from "#app/db/privacy.ts";
import type { Database, Writing } from "#app/db/scope.ts";
import { holdShop, readShop } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";

const atOnce = 500;

/**
 * Removes a shop that has left, with everything that it told. The row itself goes last, in the transaction that says it was done: killed
 * in between, the next run goes on. Answers how many orders it had; null where the shop is not disconnected, or was linked again
 * meanwhile: then nothing more of it goes, and its next sweep brings back what went.
 */
export async function eraseShop(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  shop: ShopId,
  request: string,
): Promise<number | null> {
  mustHave(caller, "orders.sync");
  const whileGone = <T>(work: (writing: Writing) => Promise<T>) =>
    db.transact(caller.workspace, async (writing) => ((await isGone(writing, shop)) ? await work(writing) : null));
  let reached = 0;
  for (;;) {
    const removed = await whileGone((writing) => removeOrders(writing, shop, atOnce));
    if (removed === null) return null;
    reached += removed;
    if (removed < atOnce) break;
  }
  await whileGone((writing) => removeTold(writing, shop));
  await db.scrub();
  return await whileGone(async (writing) => {
    await finishPrivacyRequest(writing, request, { reached, at: clock.now() });
    await removeShop(writing, shop);
    return reached;
  });
}

/** Until the transaction ends nobody links it again. A shop that may still be in use was asked first: `follow` saw to that. */
async function isGone(writing: Writing, shop: ShopId): Promise<boolean> {
  await holdShop(writing, shop);
  return (await readShop(writing, shop))?.state === "disconnected";
}
