import { removeShop, removeTold } from "#app/db/erase.ts";
import type { Database } from "#app/db/scope.ts";
import { readHoldings } from "#app/db/shop-holdings.ts";
import { holdShop, readShop, type ShopRow } from "#app/db/shops.ts";
import { mayLeave } from "#app/domain/may-leave.ts";
import type { Clock } from "#app/ports/ports.ts";
import { noteStillHere } from "./still-here.ts";

/**
 * A shop leaves its workspace for another one that its own person chose, with all that it told; called by who has that person's word.
 * False: it holds orders, or stands beside other shops, and stays as it is.
 */
export async function letGo(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { workspace, id }: Pick<ShopRow, "workspace" | "id">,
): Promise<boolean> {
  return await db.transact(workspace, async (writing) => {
    // Who reads or links the shop at this moment holds it too: nothing comes in between the look and the leave.
    await holdShop(writing, id);
    const shop = await readShop(writing, id);
    if (!shop) return true;
    if (!mayLeave({ state: shop.state, ...(await readHoldings(writing, id)) })) return false;
    await noteStillHere(writing, id, clock.now());
    await removeTold(writing, id);
    await removeShop(writing, id);
    return true;
  });
}
