import { readFeed } from "#app/db/feeds.ts";
import { done, type Job, nextDueOf, retry, waiting } from "#app/db/queue.ts";
import { toExternalId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { Cause } from "#app/domain/orders/event.ts";
import { attemptsBeforeQuarantine, cheaperRead, retryAt } from "#app/domain/sync/schedule.ts";
import { absorbAbsence } from "#app/flows/absorb-absence.ts";
import { absorbReadings } from "#app/flows/absorb-readings.ts";
import { setOrderAside } from "#app/flows/set-order-aside.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Priority } from "#connectors/pacer.ts";
import type { Turn } from "../turn.ts";
import { pullPage } from "./pull-changes.ts";

const atOnce = 20;
const weighed = 500;
const pagesAtOnce = 3;

/**
 * Reads the orders that wait to be looked at again: one by one, or by the page of changes in which most of them stand, whichever is
 * cheaper for the shop's budget.
 */
export async function lookAgain(turn: Turn): Promise<Instant | null> {
  let marks = await waitingMarks(turn);
  if (marks.length === 0) return await nextMark(turn);
  const pulledAt = await lastPull(turn);
  // What the page that was pulled since did not hold, or could only mention, no page will hold.
  const inPage = marks.filter((mark) => mark.lastPutAt > pulledAt && mark.note.alone !== 1);
  if (cheaperRead(inPage.length, turn.store("doorbell").orders.cost) === "by-page") {
    for (let pages = 0; pages < pagesAtOnce; pages++) if (!(await pullPage(turn, "doorbell", inPage)).more) break;
    marks = await waitingMarks(turn);
  }
  let failures = 0;
  for (const mark of marks.slice(0, atOnce)) {
    if (turn.signal.aborted) break;
    const fault = await readOne(turn, mark);
    failures = fault ? failures + 1 : 0;
    if (fault && failures === 2) throw fault;
  }
  return await nextMark(turn);
}

async function lastPull({ engine, shop }: Turn): Promise<number> {
  const feed = await engine.db.read(shop.workspace, (reading) => readFeed(reading, shop.id, "changes"));
  return feed.startedAt ?? 0;
}

function nextMark({ engine, shop }: Turn): Promise<Instant | null> {
  return engine.db.read(shop.workspace, (reading) => nextDueOf(reading, shop.id, ["look"]));
}

function waitingMarks(turn: Turn): Promise<readonly Job[]> {
  const { engine, shop } = turn;
  return engine.db.read(shop.workspace, (reading) =>
    waiting(reading, { queue: "look", shop: shop.id, now: engine.clock.now(), limit: weighed }),
  );
}

/** Reads one order. Answers the fault when the platform could not be asked; two in a row mean that the shop is down, not the order. */
async function readOne(turn: Turn, mark: Job): Promise<Fault | null> {
  const { engine, caller, shop } = turn;
  const beganAt = engine.clock.now();
  const id = toExternalId(mark.key);
  try {
    const orders = turn.store(priorityOf(mark)).orders;
    const reading = await orders.one(id);
    const evidence = { told: mark.note.gone === 1, absence: orders.absence, apart: engine.schedule.absence };
    if (reading === null)
      await absorbAbsence(engine, caller, { shop: shop.id, id, evidence, cause: causeOf(mark), mark });
    else
      await absorbReadings(engine, caller, {
        shop: shop.id,
        beganAt,
        cause: causeOf(mark),
        round: typeof mark.note.round === "number" ? mark.note.round : null,
        repeated: mark.note.again === 1,
        readings: [reading],
        mentions: [],
        unreadable: [],
        async save(writing) {
          await done(writing, mark);
        },
      });
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return await afterFaultOf(turn, mark, error);
  }
}

async function afterFaultOf(turn: Turn, mark: Job, fault: Fault): Promise<Fault | null> {
  const { engine, caller, shop } = turn;
  const lasting = fault.kind === "unreadable" || fault.kind === "rejected";
  if (fault.kind !== "unreachable" && !lasting) throw fault;
  const attempts = mark.attempts + 1;
  if (lasting || attempts >= attemptsBeforeQuarantine) {
    await setOrderAside(engine, caller, { shop: shop.id, mark, cause: causeOf(mark), fault });
    return lasting ? null : fault;
  }
  const dueAt = retryAt(engine.clock.now(), attempts, engine.chance.fraction());
  await engine.db.transact(shop.workspace, (writing) => retry(writing, mark, { dueAt, failed: true }));
  return fault;
}

function priorityOf(mark: Job): Priority {
  if (mark.note.through === "read-again") return "person";
  return mark.note.through === "doorbell" ? "doorbell" : "poll";
}

const ways = ["doorbell", "changes", "history", "sweep", "read-again"] as const;

function causeOf(mark: Job): Cause {
  return { by: "shop", through: ways.find((way) => way === mark.note.through) ?? "changes" };
}
