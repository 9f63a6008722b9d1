import { putGuideClosed } from "#app/db/access.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { Clock } from "#app/ports/ports.ts";

/** The first-run guide greets nobody in the workspace any more. Throws `NotAllowed`. */
export async function closeGuide(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
): Promise<void> {
  mustHave(caller, "shops.manage");
  await db.transact(caller.workspace, (writing) => putGuideClosed(writing, clock.now()));
}
