import type { Kit } from "../kit.ts";
import type { AccessTables } from "./access.ts";

/** Connected storefront accounts, and how far each has been read. */
export function defineShops(kit: Kit, { workspaces }: AccessTables) {
  const { table, text, oneOf, count, instant, json, bytes, primaryKey, foreignKey, index, uniqueIndex } = kit;
  const shops = table(
    "shops",
    {
      workspace: text()
        .notNull()
        .references(() => workspaces.id, { onDelete: "cascade" }),
      id: text().notNull(),
      platform: text().notNull(),
      externalId: text().notNull(),
      name: text().notNull(),
      currency: text().notNull(),
      timezone: text(),
      adminUrl: text().notNull(),
      state: oneOf(["active", "paused", "disconnected"]).notNull(),
      /** Why it is paused, since when: a code with parameters. */
      pausedCode: text(),
      pausedParams: json<Record<string, string | number>>(),
      pausedAt: instant(),
      /** The account (keys, tokens), sealed with a key outside the database and bound to this row. */
      account: bytes().notNull(),
      /** The secret that signs this shop's doorbells, sealed likewise; null where the app's own secret signs. */
      bellSecret: bytes(),
      bellState: oneOf(["none", "waiting", "in-place", "failing"]).notNull(),
      /** When the platform last rang, when its doorbells were last looked at, and when one was last found switched off. */
      lastRungAt: instant(),
      bellsCheckedAt: instant(),
      bellsRevivedAt: instant(),
      /** How many days back the platform shows orders; null for all of them. */
      historyDays: count(),
      /** When the token should be refreshed; null when it never expires. */
      tokenDueAt: instant(),
      missingScopes: json<readonly string[]>().notNull(),
      connectedAt: instant().notNull(),
      /** The platform last rang or answered. */
      lastHeardAt: instant(),
      lastReadAt: instant(),
    },
    (t) => [primaryKey({ columns: [t.workspace, t.id] }), uniqueIndex("shops_external").on(t.platform, t.externalId)],
  );
  const feeds = table(
    "feeds",
    {
      workspace: text().notNull(),
      shop: text().notNull(),
      /** changes: the endless pull. history: the first import. sweep: ids and versions compared. */
      kind: oneOf(["changes", "history", "sweep"]).notNull(),
      /** Opaque, the adapter's; null before the first page and after the last. */
      cursor: json<Record<string, string | number | readonly string[]>>(),
      state: oneOf(["waiting", "running", "done"]).notNull(),
      /** Which run this is: a sweep counts its rounds. */
      round: count().notNull(),
      doneCount: count().notNull(),
      totalCount: count(),
      dueAt: instant().notNull(),
      startedAt: instant(),
      finishedAt: instant(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.shop, t.kind] }),
      foreignKey({ columns: [t.workspace, t.shop], foreignColumns: [shops.workspace, shops.id] }).onDelete("cascade"),
      index("feeds_due").on(t.workspace, t.dueAt),
    ],
  );
  return { shops, feeds };
}

export type ShopTables = ReturnType<typeof defineShops>;
