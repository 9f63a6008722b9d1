import { appendEvents } from "#app/db/events.ts";
import { findOrders, type StoredOrder, setPresence } from "#app/db/orders.ts";
import { releaseQuarantine } from "#app/db/quarantine.ts";
import { done, type Job } from "#app/db/queue.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ExternalId, ShopId } from "#app/domain/ids.ts";
import { type Cause, change, type EventCode } from "#app/domain/orders/event.ts";
import { type AbsenceEvidence, weighAbsence } from "#app/domain/orders/weigh-absence.ts";
import type { AbsorbDeps } from "./answer.ts";
import { leaveMark } from "./leave-mark.ts";

export interface Absence {
  readonly shop: ShopId;
  readonly id: ExternalId;
  readonly evidence: AbsenceEvidence;
  readonly cause: Cause;
  /** The jobs that asked; done in the same transaction. A second look is a mark of its own. */
  readonly marks: readonly Job[];
}

/** The shop shows no order under an id that was asked for. */
export async function absorbAbsence(
  deps: Pick<AbsorbDeps, "db" | "clock">,
  caller: Caller,
  absence: Absence,
): Promise<void> {
  mustHave(caller, "orders.sync");
  await deps.db.transact(caller.workspace, async (writing) => {
    const now = deps.clock.now();
    const tell = (code: EventCode, order: StoredOrder) =>
      appendEvents(writing, { shop: absence.shop, order: order.id, cause: absence.cause, at: now }, [
        change(code, {}, order.snapshot.status, null),
      ]);
    for (const mark of absence.marks) await done(writing, mark);
    if (await releaseQuarantine(writing, absence.shop, absence.id))
      await appendEvents(writing, { shop: absence.shop, order: null, cause: absence.cause, at: now }, [
        change("order.released", { id: absence.id }, null, null),
      ]);
    const held = (await findOrders(writing, absence.shop, [absence.id])).get(absence.id);
    if (!held) return;
    const verdict = weighAbsence(held, absence.evidence, now);
    if (verdict.kind === "nothing") return;
    if (verdict.kind === "ask-again") {
      await setPresence(writing, held.id, { presence: "missing", missingSince: verdict.since });
      if (held.presence === "shown") await tell("order.missing", held);
      const note = { through: "sweep" };
      await leaveMark(writing, { shop: absence.shop, id: absence.id, dueAt: verdict.at, now, note });
      return;
    }
    await setPresence(writing, held.id, { presence: verdict.kind, missingSince: held.missingSince ?? now });
    const code = verdict.kind === "deleted" ? "order.deleted" : "order.hidden";
    await tell(code, held);
  });
}
