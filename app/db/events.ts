import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import { type OrderId, type ShopId, toShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { type Cause, type Change, type EventCode, eventCodes, type TekEvent } from "#app/domain/orders/event.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import { insertRows } from "./insert-rows.ts";
import { one, type Reading, type Writing } from "./scope.ts";

export interface EventFacts {
  readonly shop: ShopId | null;
  readonly order: OrderId | null;
  readonly cause: Cause;
  readonly at: Instant;
}

/**
 * Writes what happened and answers the events' numbers. The workspace's counter is held until the transaction ends, so numbers have no
 * gap and nobody sees a greater one before a smaller one.
 */
export async function appendEvents(
  writing: Writing,
  facts: EventFacts,
  changes: readonly Change[],
): Promise<readonly number[]> {
  if (changes.length === 0) return [];
  const { q, t, workspace } = writing;
  const { id, eventNumber } = t.workspaces;
  const counted = await q
    .update(t.workspaces)
    .set({ eventNumber: sql`${eventNumber} + ${changes.length}` })
    .where(eq(id, workspace))
    .returning({ newest: eventNumber });
  const first = one(counted, `workspace ${workspace}`).newest - changes.length + 1;
  const rows = changes.map((change, index) => ({ ...facts, ...change, workspace, number: first + index }));
  await insertRows(writing, "events", rows);
  writing.announce();
  return rows.map(({ number }) => number);
}

/** The events after `number`, oldest first. */
export async function eventsAfter(reading: Reading, number: number, limit: number): Promise<readonly TekEvent[]> {
  const { q, t, workspace } = reading;
  const rows = await q
    .select()
    .from(t.events)
    .where(and(eq(t.events.workspace, workspace), gt(t.events.number, number)))
    .orderBy(t.events.number)
    .limit(limit);
  return rows.map(eventOf);
}

/** The number of the workspace's newest event; 0 before the first. */
export async function newestEvent({ q, t, workspace }: Reading): Promise<number> {
  const { id, eventNumber } = t.workspaces;
  const rows = await q.select({ newest: eventNumber }).from(t.workspaces).where(eq(id, workspace));
  return one(rows, `workspace ${workspace}`).newest;
}

/** An order's events before number `before` (null: from the newest), newest first. */
export async function orderTimeline(
  { q, t, workspace }: Reading,
  order: OrderId,
  before: number | null,
  limit: number,
): Promise<readonly TekEvent[]> {
  const { events } = t;
  const older = before === null ? undefined : lt(events.number, before);
  const rows = await q
    .select()
    .from(events)
    .where(and(eq(events.workspace, workspace), eq(events.order, order), older))
    .orderBy(desc(events.number))
    .limit(limit);
  return rows.map(eventOf);
}

function eventOf(row: Schema["events"]["$inferSelect"]): TekEvent {
  return {
    number: row.number,
    shop: row.shop === null ? null : toShopId(row.shop),
    order: row.order,
    code: codeOf(row.code),
    params: row.params,
    was: row.was,
    became: row.became,
    cause: row.cause,
    at: toInstant(row.at),
  };
}

function codeOf(text: string): EventCode {
  const code = eventCodes.find((known) => known === text);
  if (code === undefined) throw new Error(`An event has a code that this version of Tek does not know: ${text}`);
  return code;
}
