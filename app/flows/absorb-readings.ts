import { createHash } from "node:crypto";
import { asConstraint } from "#app/db/constraint.ts";
import { appendEvents } from "#app/db/events.ts";
import { findOrders } from "#app/db/orders.ts";
import { forgottenOrders } from "#app/db/privacy.ts";
import { putQuarantine, releaseQuarantine } from "#app/db/quarantine.ts";
import type { Writing } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ExternalId } from "#app/domain/ids.ts";
import { type Instant, plus, seconds } from "#app/domain/instant.ts";
import { change } from "#app/domain/orders/event.ts";
import { nameUnnamed } from "#app/domain/sync/unnamed-record.ts";
import type { OrderReading, Unreadable } from "#connectors/contract/port.ts";
import { absorbOne } from "./absorb-one.ts";
import type { AbsorbDeps, Answer } from "./answer.ts";
import { leaveMark } from "./leave-mark.ts";
import { mustBeConnected, ShopLeft } from "./shop-left.ts";
import { whenToLookAt } from "./when-to-look.ts";

export interface Absorbed {
  readonly taken: number;
  readonly parked: number;
}

/**
 * Takes in what a platform answered: orders, events, marks and the cursor, in one transaction. May run twice with the same answer. An
 * order that cannot be absorbed is set aside with its cause and body, and the others go on. Throws `ShopLeft` when the shop was
 * disconnected meanwhile.
 */
export async function absorbReadings(deps: AbsorbDeps, caller: Caller, answer: Answer): Promise<Absorbed> {
  mustHave(caller, "orders.sync");
  const readings = newestOfEach(answer.readings);
  try {
    return await absorbTogether(deps, caller, { ...answer, readings });
  } catch (error) {
    if (readings.length === 0 || error instanceof ShopLeft) throw error;
    return await absorbSingly(deps, caller, { ...answer, readings }, error);
  }
}

/** Sorted by id, so that two writers never wait for each other in a circle. */
function newestOfEach(readings: readonly OrderReading[]): readonly OrderReading[] {
  const newest = new Map<ExternalId, OrderReading>();
  for (const reading of readings) {
    const other = newest.get(reading.snapshot.id);
    if (!other || other.snapshot.updatedAt <= reading.snapshot.updatedAt) newest.set(reading.snapshot.id, reading);
  }
  return [...newest.values()].sort((a, b) => (a.snapshot.id < b.snapshot.id ? -1 : 1));
}

function absorbTogether(deps: AbsorbDeps, caller: Caller, answer: Answer): Promise<Absorbed> {
  return deps.db.transact(caller.workspace, async (writing) => {
    await mustBeConnected(writing, answer.shop);
    // First what is done, then what is asked for anew: a mark put again below must stand.
    await answer.save(writing);
    const held = await findOrders(
      writing,
      answer.shop,
      answer.readings.map((r) => r.snapshot.id),
    );
    const forgotten = await forgottenOrders(writing, answer.shop);
    let taken = 0;
    for (const reading of answer.readings) {
      const { id } = reading.snapshot;
      const outcome = await absorbOne(writing, deps, answer, reading, held.get(id) ?? null, forgotten.has(id));
      if (outcome.taken) taken++;
      if (outcome.again && !answer.repeated) await lookAgain(writing, deps, answer, reading.snapshot.id);
      await release(writing, deps, answer, reading.snapshot.id);
    }
    const dueAt = await whenToLookAt(writing, answer.shop, answer.mentions, deps.clock.now());
    for (const id of answer.mentions) await mark(writing, deps, answer, id, { alone: 1 }, dueAt(id));
    for (const item of answer.unreadable) await setAside(writing, deps, answer, item);
    return { taken, parked: answer.unreadable.length };
  });
}

/** After a transaction that failed: one order a transaction finds the bad one, and only that one is set aside. */
async function absorbSingly(deps: AbsorbDeps, caller: Caller, answer: Answer, first: unknown): Promise<Absorbed> {
  deps.log.error("absorb.replayed-singly", first, { shop: answer.shop, orders: answer.readings.length });
  let [taken, parked] = [0, answer.unreadable.length];
  for (const reading of answer.readings) {
    const alone = { ...answer, readings: [reading], mentions: [], unreadable: [], save: async () => {} };
    try {
      taken += (await absorbTogether(deps, caller, alone)).taken;
    } catch (error) {
      deps.log.error("absorb.set-aside", error, { shop: answer.shop });
      parked++;
      await deps.db.transact(caller.workspace, (writing) =>
        setAside(writing, deps, answer, {
          id: reading.snapshot.id,
          code: "absorb.failed",
          params: { constraint: asConstraint(error)?.kind ?? "none" },
          body: reading.raw.body,
        }),
      );
    }
  }
  await absorbTogether(deps, caller, { ...answer, readings: [] });
  return { taken, parked };
}

/** Content differed at an equal date: the platform's clock is coarser than its changes, so it is read once more a little later. */
function lookAgain(writing: Writing, deps: AbsorbDeps, answer: Answer, id: ExternalId): Promise<void> {
  const dueAt = plus(deps.clock.now(), seconds(1.5));
  return mark(writing, deps, answer, id, { again: dueAt }, dueAt);
}

async function mark(
  writing: Writing,
  deps: AbsorbDeps,
  answer: Answer,
  id: ExternalId,
  note: Readonly<Record<string, string | number>>,
  dueAt: Instant,
): Promise<void> {
  const through = answer.cause.by === "shop" ? answer.cause.through : "read-again";
  const now = deps.clock.now();
  const round: Record<string, number> = answer.round === null ? {} : { round: answer.round };
  await leaveMark(writing, { shop: answer.shop, id, dueAt, now, note: { through, ...round, ...note } });
}

async function setAside(writing: Writing, deps: AbsorbDeps, answer: Answer, item: Unreadable): Promise<void> {
  const at = deps.clock.now();
  const key = item.id ?? nameOf(item);
  const { code, params } = item;
  const forgotten = item.id !== null && (await forgottenOrders(writing, answer.shop)).has(item.id);
  const body = forgotten ? null : item.body;
  const fresh = await putQuarantine(writing, { shop: answer.shop, externalId: key, code, params, body, at });
  if (fresh)
    await appendEvents(writing, { shop: answer.shop, order: null, cause: answer.cause, at }, [
      change("order.quarantined", { id: key, code }, null, null),
    ]);
}

/** A record without an id is known by its body: polls overlap, and would set the same one aside again and again. */
function nameOf({ body }: Unreadable): string {
  return nameUnnamed(createHash("sha256").update(body).digest("hex"));
}

async function release(writing: Writing, deps: AbsorbDeps, answer: Answer, id: ExternalId): Promise<void> {
  if (await releaseQuarantine(writing, answer.shop, id))
    await appendEvents(writing, { shop: answer.shop, order: null, cause: answer.cause, at: deps.clock.now() }, [
      change("order.released", { id }, null, null),
    ]);
}
