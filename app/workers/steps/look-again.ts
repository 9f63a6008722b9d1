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

/** Words of deletion that wait for their look, by the platform's id. */
type Gone = ReadonlyMap<string, Job>;

/**
 * Reads the orders that wait to be looked at again: one by one, or by the page of changes in which most of them stand, whichever is
 * cheaper for the shop's budget.
 */
export async function lookAgain(turn: Turn): Promise<Instant | null> {
  let marks = await waitingMarks(turn, "look");
  if (marks.length === 0) return await nextMark(turn);
  const gone: Gone = new Map((await waitingMarks(turn, "gone")).map((job) => [job.key, job]));
  if (await pullInstead(turn, marks, gone)) marks = await waitingMarks(turn, "look");
  let answers = false;
  for (const mark of marks.slice(0, atOnce)) {
    if (turn.signal.aborted) break;
    const fault = await readOne(turn, mark, gone.get(mark.key) ?? null);
    // Throws when the shop is down: then no order is to blame.
    if (fault?.kind === "unreachable" && !answers) await turn.store("doorbell").orders.count();
    answers = true;
    if (fault) await blame(turn, mark, fault);
  }
  return await nextMark(turn);
}

/** Pulls pages of changes where that is cheaper for so many marks; answers whether it did. */
async function pullInstead(turn: Turn, marks: readonly Job[], gone: Gone): Promise<boolean> {
  const pulledAt = await lastPull(turn);
  // What the page that was pulled since did not hold, or could only mention, no page will hold.
  const inPage = marks.filter((mark) => mark.lastPutAt > pulledAt && mark.note.alone !== 1);
  if (cheaperRead(inPage.length, turn.store("doorbell").orders.cost) === "singly") return false;
  const answered = [...inPage, ...gone.values()];
  try {
    for (let pages = 0; pages < pagesAtOnce; pages++) if (!(await pullPage(turn, "doorbell", answered)).more) break;
  } catch (error) {
    // A page that cannot be read at all must not keep orders from being read singly. The pull of changes says it.
    if (!(error instanceof Fault) || !isLasting(error)) throw error;
    return false;
  }
  return true;
}

async function lastPull({ engine, shop }: Turn): Promise<number> {
  const feed = await engine.db.read(shop.workspace, (reading) => readFeed(reading, shop.id, "changes"));
  return feed.startedAt ?? 0;
}

function nextMark({ engine, shop }: Turn): Promise<Instant | null> {
  return engine.db.read(shop.workspace, (reading) => nextDueOf(reading, shop.id, ["look"]));
}

function waitingMarks(turn: Turn, queue: "look" | "gone"): Promise<readonly Job[]> {
  const { engine, shop } = turn;
  return engine.db.read(shop.workspace, (reading) =>
    waiting(reading, { queue, shop: shop.id, now: engine.clock.now(), limit: weighed }),
  );
}

/** Reads one order. Answers the fault when the platform could not be asked, or its answer not be understood. */
async function readOne(turn: Turn, mark: Job, gone: Job | null): Promise<Fault | null> {
  const { engine, caller, shop } = turn;
  const beganAt = engine.clock.now();
  const id = toExternalId(mark.key);
  const answered = gone ? [mark, gone] : [mark];
  try {
    const orders = turn.store(priorityOf(mark)).orders;
    const reading = await orders.one(id);
    const evidence = { told: gone !== null, absence: orders.absence, apart: engine.schedule.absence };
    if (reading === null)
      await absorbAbsence(engine, caller, { shop: shop.id, id, evidence, cause: causeOf(mark), marks: answered });
    else
      await absorbReadings(engine, caller, {
        shop: shop.id,
        beganAt,
        cause: causeOf(mark),
        round: typeof mark.note.round === "number" ? mark.note.round : null,
        repeated: typeof mark.note.again === "number" && beganAt >= mark.note.again,
        readings: [reading],
        mentions: [],
        unreadable: [],
        async save(writing) {
          for (const job of answered) await done(writing, job);
        },
      });
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (isLasting(error) || error.kind === "unreachable") return error;
    throw error;
  }
}

const isLasting = ({ kind }: Fault) => kind === "unreadable" || kind === "rejected";

/**
 * How often an order is tried before it is set aside. An answer that cannot be understood may have been cut off on its way; a person who
 * asked for one more look is told at once.
 */
function triesOf(mark: Job, { kind }: Fault): number {
  if (kind === "unreachable") return attemptsBeforeQuarantine;
  return kind === "unreadable" && mark.note.through !== "read-again" ? 2 : 1;
}

/** The shop answers, this order does not: it is tried again later, and set aside after some attempts. */
async function blame(turn: Turn, mark: Job, fault: Fault): Promise<void> {
  const { engine, caller, shop } = turn;
  const attempts = mark.attempts + 1;
  if (attempts >= triesOf(mark, fault)) {
    await setOrderAside(engine, caller, { shop: shop.id, mark, cause: causeOf(mark), fault });
    return;
  }
  const dueAt = retryAt(engine.clock.now(), attempts, engine.chance.fraction());
  await engine.db.transact(shop.workspace, (writing) => retry(writing, mark, { dueAt, failed: true }));
}

function priorityOf(mark: Job): Priority {
  if (mark.note.through === "read-again") return "person";
  return mark.note.through === "doorbell" ? "doorbell" : "poll";
}

const ways = ["doorbell", "changes", "history", "sweep", "read-again"] as const;

function causeOf(mark: Job): Cause {
  return { by: "shop", through: ways.find((way) => way === mark.note.through) ?? "changes" };
}
