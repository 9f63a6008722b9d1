import type { Kit } from "../kit.ts";
import type { ShopTables } from "./shops.ts";

/** What platforms told us, what waits to be done, and what could not be done. */
export function defineInbox(kit: Kit, { shops }: ShopTables) {
  const { table, text, count, instant, json, bytes, primaryKey, foreignKey, index } = kit;
  const deliveries = table(
    "deliveries",
    {
      workspace: text().notNull(),
      id: text().notNull(),
      shop: text().notNull(),
      topic: text().notNull(),
      /** The platform's, for diagnosis only: WooCommerce gives two orders of one second the same. */
      deliveryId: text().notNull(),
      headers: json<Readonly<Record<string, string>>>().notNull(),
      body: bytes().notNull(),
      receivedAt: instant().notNull(),
      handledAt: instant(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.id] }),
      foreignKey({ columns: [t.workspace, t.shop], foreignColumns: [shops.workspace, shops.id] }).onDelete("cascade"),
      index("deliveries_received").on(t.workspace, t.shop, t.receivedAt),
    ],
  );
  /** The one leased queue: marks to look again, turns of shops, deliveries to recognise. */
  const jobs = table(
    "jobs",
    {
      workspace: text().notNull(),
      queue: text().notNull(),
      shop: text().notNull(),
      /** What it is about; putting the same key again merges. */
      key: text().notNull(),
      /** When it may be taken, unless a lease still runs. */
      dueAt: instant().notNull(),
      firstPutAt: instant().notNull(),
      lastPutAt: instant().notNull(),
      /** Counted up by each put; finishing with an older count leaves the job standing. */
      puts: count().notNull(),
      /** Counted up by each take: the fencing token of a lease. */
      takes: count().notNull(),
      /** Failed attempts in a row. */
      attempts: count().notNull(),
      /** Until then somebody works on it; null when nobody does. */
      leasedUntil: instant(),
      note: json<Readonly<Record<string, string | number>>>().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.queue, t.shop, t.key] }),
      foreignKey({ columns: [t.workspace, t.shop], foreignColumns: [shops.workspace, shops.id] }).onDelete("cascade"),
      index("jobs_due").on(t.queue, t.dueAt),
    ],
  );
  /** Records that could not be read or absorbed, with their cause and body; the others went on. */
  const quarantine = table(
    "quarantine",
    {
      workspace: text().notNull(),
      shop: text().notNull(),
      externalId: text().notNull(),
      code: text().notNull(),
      params: json<Readonly<Record<string, string | number>>>().notNull(),
      body: bytes(),
      firstAt: instant().notNull(),
      lastAt: instant().notNull(),
      attempts: count().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.shop, t.externalId] }),
      foreignKey({ columns: [t.workspace, t.shop], foreignColumns: [shops.workspace, shops.id] }).onDelete("cascade"),
    ],
  );
  return { deliveries, jobs, quarantine };
}
