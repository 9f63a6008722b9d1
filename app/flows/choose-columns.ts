import { putColumns } from "#app/db/saved-views.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";

/** Keeps which columns of the list the asking person sees; null: as everybody. Who is no person keeps none. Throws `NotAllowed`. */
export async function chooseColumns(
  { db }: { readonly db: Database },
  caller: Caller,
  columns: readonly string[] | null,
): Promise<void> {
  mustHave(caller, "orders.read");
  const { actor } = caller;
  if (actor.kind !== "person") return;
  await db.transact(caller.workspace, (writing) => putColumns(writing, actor.id, columns));
}
