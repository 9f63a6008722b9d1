import { type QuarantineFilter, quarantineKeys } from "#app/db/quarantine-list.ts";
import { put } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { isUnnamed } from "#app/domain/sync/unnamed-record.ts";
import type { Clock } from "#app/ports/ports.ts";

/** Null stands for any; with an id, that one record of the shop. */
type RetryWanted = QuarantineFilter & { readonly externalId: string | null };

/**
 * Leaves a mark for each of the records that were set aside, whether or not an older state of them is held; the turns of their shops
 * read them, one by one. Answers how many: a record without an id cannot be asked for, and a disconnected shop not be asked.
 */
export async function retryQuarantined(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  { shop, code, externalId }: RetryWanted,
): Promise<number> {
  mustHave(caller, "orders.sync");
  return await db.transact(caller.workspace, async (writing) => {
    const now = clock.now();
    const shops = await listShops(writing);
    const asked = new Set<string>(shops.filter(({ state }) => state !== "disconnected").map(({ id }) => id));
    const aside = await quarantineKeys(writing, { shop, code });
    const marks = aside.filter(
      (one) =>
        asked.has(one.shop) && !isUnnamed(one.externalId) && (externalId === null || one.externalId === externalId),
    );
    // "alone": the page of changes is where such a record was found unreadable, or never stood.
    const note = { through: "read-again", alone: 1 };
    for (const one of marks)
      await put(writing, { queue: "look", shop: one.shop, key: one.externalId, dueAt: now, now, note });
    for (const one of new Set(marks.map((mark) => mark.shop)))
      await put(writing, { queue: "turn", shop: one, key: "", dueAt: now, now, note: {} });
    return marks.length;
  });
}
