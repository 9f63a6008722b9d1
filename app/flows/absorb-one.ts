import { createHash } from "node:crypto";
import { appendEvents } from "#app/db/events.ts";
import { insertOrder, replaceOrder, type StoredOrder, setBehind, setPresence, touchRead } from "#app/db/orders.ts";
import type { Writing } from "#app/db/scope.ts";
import { canonicalJson, sameValue } from "#app/domain/canonical.ts";
import { toOrderId, toPersonId } from "#app/domain/ids.ts";
import { changesBetween, found, type PeopleRefs, type PersonRole } from "#app/domain/orders/changes.ts";
import { type Change, change } from "#app/domain/orders/event.ts";
import { keepKnown } from "#app/domain/orders/keep-known.ts";
import type { OrderPeople } from "#app/domain/orders/snapshot.ts";
import { weighReading } from "#app/domain/orders/weigh-reading.ts";
import { withoutPeople } from "#app/domain/orders/without-people.ts";
import type { OrderReading } from "#connectors/contract/port.ts";
import type { AbsorbDeps, Answer } from "./answer.ts";

export interface OneAbsorbed {
  readonly taken: boolean;
  readonly again: boolean;
}

/** Weighs one reading against what we hold, and stores it with its events when it wins. Runs inside the answer's transaction. */
export async function absorbOne(
  writing: Writing,
  deps: AbsorbDeps,
  answer: Answer,
  reading: OrderReading,
  held: StoredOrder | null,
  /** Its people asked to be forgotten: what the platform still shows of them is not taken, nor the body in which it stands. */
  forgotten: boolean,
): Promise<OneAbsorbed> {
  const shown = forgotten ? withoutPeople(reading.snapshot) : reading.snapshot;
  const contentHash = createHash("sha256").update(canonicalJson(shown)).digest("hex");
  const verdict = weighReading(held && { ...held, updatedAt: held.snapshot.updatedAt }, {
    updatedAt: reading.snapshot.updatedAt,
    beganAt: answer.beganAt,
    contentHash,
    round: answer.round,
  });
  const at = deps.clock.now();
  const tell = (order: StoredOrder["id"], changes: readonly Change[]) =>
    appendEvents(writing, { shop: answer.shop, order, cause: answer.cause, at }, changes);
  const read = {
    contentHash,
    readBeganAt: answer.beganAt,
    at,
    ...(forgotten ? { raw: null, unknown: [] } : { raw: reading.raw, unknown: reading.unknown }),
  };

  if (!held) {
    const id = toOrderId(deps.ids.next());
    const refs = newPeople(deps, shown.people, null);
    await insertOrder(writing, { id, shop: answer.shop, snapshot: shown, people: becameOf(refs), ...read });
    await tell(id, [found(shown)]);
    return { taken: true, again: false };
  }
  const shownAgain = held.presence === "shown" ? [] : [change("order.shown-again", {}, held.presence, "shown")];
  if (shownAgain.length) await setPresence(writing, held.id, { presence: "shown", missingSince: null });
  if (!verdict.take) {
    if (verdict.because === "same") await touchRead(writing, held.id, { readBeganAt: answer.beganAt, at });
    const behind = verdict.because === "behind" ? await noteBehind(writing, answer, reading, held) : [];
    await tell(held.id, [...shownAgain, ...behind]);
    return { taken: false, again: false };
  }
  const snapshot = keepKnown(held.snapshot, shown);
  const refs = newPeople(deps, snapshot.people, held);
  const changes = changesBetween(held.snapshot, snapshot, refs);
  await replaceOrder(writing, held, { snapshot, people: becameOf(refs), ...read });
  const setBack =
    verdict.as === "set-back" ? [change("order.set-back", {}, held.snapshot.updatedAt, snapshot.updatedAt)] : [];
  await tell(held.id, [...shownAgain, ...setBack, ...changes]);
  return { taken: true, again: verdict.again };
}

async function noteBehind(
  writing: Writing,
  answer: Answer,
  reading: OrderReading,
  held: StoredOrder,
): Promise<Change[]> {
  const updatedAt = reading.snapshot.updatedAt;
  const known = held.behindUpdatedAt === updatedAt;
  await setBehind(writing, held.id, { updatedAt, round: held.behindRound ?? answer.round });
  return known ? [] : [change("order.behind", {}, held.snapshot.updatedAt, updatedAt)];
}

/** A row of its own for each personal value that changed, so that the timeline can refer to the old one. */
function newPeople(deps: AbsorbDeps, next: OrderPeople, held: StoredOrder | null): PeopleRefs {
  const refOf = (role: PersonRole) => {
    const was = held?.people[role] ?? null;
    if (held && sameValue(held.snapshot.people[role], next[role])) return { was, became: was };
    return { was, became: next[role] === null ? null : toPersonId(deps.ids.next()) };
  };
  return {
    customer: refOf("customer"),
    shipping: refOf("shipping"),
    billing: refOf("billing"),
    remarks: refOf("remarks"),
  };
}

function becameOf(refs: PeopleRefs): StoredOrder["people"] {
  return {
    customer: refs.customer.became,
    shipping: refs.shipping.became,
    billing: refs.billing.became,
    remarks: refs.remarks.became,
  };
}
