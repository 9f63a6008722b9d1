import type { Kit } from "../kit.ts";
import type { AccessTables } from "./access.ts";

/** What a platform asked on behalf of a person or a shop, and that it was done. It outlives the shop that it is about. */
export function definePrivacy(kit: Kit, { workspaces }: AccessTables) {
  const { table, text, oneOf, count, instant, json, primaryKey } = kit;
  const privacyRequests = table(
    "privacy_requests",
    {
      workspace: text()
        .notNull()
        .references(() => workspaces.id, { onDelete: "cascade" }),
      id: text().notNull(),
      /** No reference: it may be gone. */
      shop: text().notNull(),
      platform: text().notNull(),
      /** customer-data: give out what is held of a person. customer-erase, shop-erase: forget. */
      kind: oneOf(["customer-data", "customer-erase", "shop-erase"]).notNull(),
      /** The shop's ids of the orders that it is about; nothing of a person. */
      orders: json<readonly string[]>().notNull(),
      receivedAt: instant().notNull(),
      doneAt: instant(),
      /** How many orders it reached. */
      reached: count(),
    },
    (t) => [primaryKey({ columns: [t.workspace, t.id] })],
  );
  return { privacyRequests };
}
