import type { PersonValue } from "#app/db/event-people.ts";
import type { Cause, EventValue, TekEvent } from "#app/domain/orders/event.ts";
import type { TimelineCause, TimelineEntry, TimelineValue } from "./order-page.ts";

/** The personal values that these events refer to. */
export function peopleIn(events: readonly TekEvent[]): readonly string[] {
  return events.flatMap(({ was, became }) => [was, became].filter(isPerson).map((value) => value.person));
}

/** Those who caused these events themselves. */
export function actorsIn(events: readonly TekEvent[]): readonly string[] {
  return events.flatMap(({ cause }) => (cause.by === "person" ? [cause.person] : []));
}

/**
 * An event as its order's page shows it: `people` by reference, `names` of actors by id. A person whose value is gone shows as erased; an
 * actor who is not there any more has an empty name.
 */
export function timelineEntry(
  { number, at, code, params, was, became, cause }: TekEvent,
  people: ReadonlyMap<string, PersonValue>,
  names: ReadonlyMap<string, string>,
): TimelineEntry {
  const value = (one: EventValue) => shownAs(one, people);
  return { number, at, code, params, was: value(was), became: value(became), cause: causeOf(cause, names) };
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
