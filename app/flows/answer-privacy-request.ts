import { finishPrivacyRequest, heldOf, readPrivacyRequest } from "#app/db/privacy.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { Clock } from "#app/ports/ports.ts";

/**
 * The owner told a person what is held of them, outside of Tek. False: there is no such request, it was done before, or it is one that Tek
 * does by itself.
 */
export async function answerPrivacyRequest(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  id: string,
): Promise<boolean> {
  mustHave(caller, "shops.manage");
  return await db.transact(caller.workspace, async (writing) => {
    const request = await readPrivacyRequest(writing, id);
    if (request?.kind !== "customer-data") return false;
    const reached = (await heldOf(writing, request.shop, request.orders)).length;
    return await finishPrivacyRequest(writing, id, { reached, at: clock.now() });
  });
}
