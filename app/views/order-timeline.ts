import { and, eq, inArray } from "drizzle-orm";
import type { Database, Reading } from "#app/db/scope.ts";
import type { Cause, EventValue, TekEvent } from "#app/domain/orders/event.ts";
import type { TimelineCause, TimelineEntry, TimelineValue } from "./order-page.ts";

type PersonValue = Extract<TimelineValue, { readonly person: unknown }>["person"];

/** The personal values that these events refer to, by reference; one that was erased is "erased". */
export async function readEventPeople(
  { q, t, workspace }: Reading,
  events: readonly TekEvent[],
): Promise<ReadonlyMap<string, PersonValue>> {
  const wanted = events.flatMap(({ was, became }) => [was, became].filter(isPerson).map((value) => value.person));
  if (wanted.length === 0) return new Map();
  const found = await q
    .select({ id: t.orderPeople.id, value: t.orderPeople.value, erasedAt: t.orderPeople.erasedAt })
    .from(t.orderPeople)
    .where(and(eq(t.orderPeople.workspace, workspace), inArray(t.orderPeople.id, [...new Set<string>(wanted)])));
  return new Map(found.map(({ id, value, erasedAt }) => [id, erasedAt === null ? value : "erased"]));
}

/** The names of those who caused these events themselves. */
export async function readActorNames(db: Database, events: readonly TekEvent[]): Promise<ReadonlyMap<string, string>> {
  const wanted = events.flatMap(({ cause }) => (cause.by === "person" ? [cause.person] : []));
  if (wanted.length === 0) return new Map();
  const found = await db.readGlobal("people", ({ q, t }) =>
    q
      .select({ id: t.people.id, name: t.people.name })
      .from(t.people)
      .where(inArray(t.people.id, [...new Set(wanted)])),
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** An event as its order's page shows it. An actor who is not there any more has an empty name. */
export function timelineEntry(
  { number, at, code, params, was, became, cause }: TekEvent,
  people: ReadonlyMap<string, PersonValue>,
  names: ReadonlyMap<string, string>,
): TimelineEntry {
  return {
    number,
    at,
    code,
    params,
    was: shownAs(was, people),
    became: shownAs(became, people),
    cause: causeOf(cause, names),
  };
}

function shownAs(value: EventValue, people: ReadonlyMap<string, PersonValue>): TimelineValue {
  if (!isPerson(value)) return value;
  const person = people.get(value.person);
  return { person: person === undefined ? "erased" : person };
}

function causeOf(cause: Cause, names: ReadonlyMap<string, string>): TimelineCause {
  return cause.by === "person" ? { by: "person", name: names.get(cause.person) ?? "" } : cause;
}

type PersonReference = Extract<EventValue, { readonly person: unknown }>;

const isPerson = (value: EventValue): value is PersonReference =>
  typeof value === "object" && value !== null && "person" in value;
