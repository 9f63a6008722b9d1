import { readActorNames, readPersonValues } from "#app/db/event-people.ts";
import { orderTimeline } from "#app/db/events.ts";
import { readRaw } from "#app/db/order-raw.ts";
import { readUnknownFields, readWaits } from "#app/db/order-surroundings.ts";
import { readOrder, type StoredOrder } from "#app/db/orders.ts";
import { forgottenOrders } from "#app/db/privacy.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { readShop } from "#app/db/shops.ts";
import { readOwnTags } from "#app/db/tags.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { OrderId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";
import type { OrderPageView } from "./order-page.ts";
import { actorsIn, peopleIn, timelineEntry } from "./order-timeline.ts";
import { standing } from "./standing.ts";

/** Entries of the timeline that one page holds. */
const timelinePage = 50;

/**
 * One order whole, with its timeline before event number `before` (null: from the newest), newest first. Null when the workspace has no
 * such order. Throws `NotAllowed`.
 */
export async function orderPage(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  id: OrderId,
  before: number | null,
): Promise<OrderPageView | null> {
  mustHave(caller, "orders.read");
  const held = await deps.db.read(caller.workspace, async (reading) => {
    const order = await readOrder(reading, id);
    if (order === null) return null;
    // One more than the page holds tells whether there are older ones.
    const events = await orderTimeline(reading, id, before, timelinePage + 1);
    const people = await readPersonValues(reading, peopleIn(events));
    return { order, events, people, facts: await factsOf(reading, order), ...(await standing(reading)) };
  });
  if (held === null) return null;
  const { order, events, people, facts, upTo, timezone } = held;
  const shown = events.slice(0, timelinePage);
  const names = await deps.db.readGlobal("people", (reading) => readActorNames(reading, actorsIn(shown)));
  return {
    id,
    order: order.snapshot,
    presence: order.presence,
    missingSince: order.missingSince,
    firstReadAt: order.firstReadAt,
    lastReadAt: order.lastReadAt,
    ...facts,
    timeline: shown.map((event) => timelineEntry(event, people, names)),
    olderTimeline: events.length > timelinePage ? (shown.at(-1)?.number ?? null) : null,
    upTo,
    now: deps.clock.now(),
    timezone,
  };
}

/** The order as its shop last sent it, with people's data in it. Null: no such order, or it was erased. Throws `NotAllowed`. */
export async function rawOrder(deps: { readonly db: Database }, caller: Caller, id: OrderId): Promise<string | null> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => (await readRaw(reading, id))?.body ?? null);
}

type Facts = Pick<OrderPageView, "shop" | "erased" | "reading" | "ownTags" | "unknown" | "raw">;

/** What stands beside the order: its shop, what we did not understand of it, our tags, and whether a read of it waits. */
async function factsOf(reading: Reading, order: StoredOrder): Promise<Facts> {
  const shop = await readShop(reading, order.shop);
  if (shop === null) throw new Error(`An order refers to a shop that is not there: ${order.shop}`);
  const { id, platform, name, timezone, state } = shop;
  const raw = await readUnknownFields(reading, order);
  return {
    shop: { id, platform, name, timezone, state },
    erased: !hasPeople(order) && (await forgottenOrders(reading, order.shop)).has(order.snapshot.id),
    reading: await readWaits(reading, order),
    ownTags: (await readOwnTags(reading, [order.id])).get(order.id) ?? [],
    unknown: raw?.unknown ?? [],
    raw: raw && { format: raw.format, size: raw.size, readAt: raw.readAt },
  };
}

const hasPeople = ({ snapshot }: StoredOrder) => Object.values(snapshot.people).some((value) => value !== null);
