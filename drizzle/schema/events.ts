import type { Cause, EventParams, EventValue } from "../../app/domain/orders/event.ts";
import type { Kit } from "../kit.ts";
import type { AccessTables } from "./access.ts";

/** What happened, one row a change. Timeline, live stream and rules read this one table. */
export function defineEvents(kit: Kit, { workspaces }: AccessTables) {
  const { table, text, count, instant, json, primaryKey, index } = kit;
  const events = table(
    "events",
    {
      workspace: text()
        .notNull()
        .references(() => workspaces.id, { onDelete: "cascade" }),
      /** Counted per workspace without gaps, visible in this order. */
      number: count().notNull(),
      shop: text(),
      order: text("order_id"),
      /** "order.placed", "payment.changed" …: worded at the screen. */
      code: text().notNull(),
      params: json<EventParams>().notNull(),
      was: json<EventValue>(),
      became: json<EventValue>(),
      cause: json<Cause>().notNull(),
      at: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.workspace, t.number] }), index("events_order").on(t.workspace, t.order, t.number)],
  );
  return { events };
}
