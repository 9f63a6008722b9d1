import type { Kit } from "../kit.ts";
import type { AccessTables } from "./access.ts";

/** How people like their lists. */
export function defineViews(kit: Kit, { workspaces }: AccessTables) {
  const { table, text, count, instant, json, primaryKey } = kit;
  const workspace = () =>
    text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" });
  /** A list's filters under a name, for everybody in the workspace. */
  const savedViews = table(
    "saved_views",
    {
      workspace: workspace(),
      id: text().notNull(),
      name: text().notNull(),
      /** The list's address: what stands behind the question mark. */
      query: text().notNull(),
      position: count().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.workspace, t.id] })],
  );
  /** What one person chose to see: the columns of the list, in their order. */
  const listSettings = table(
    "list_settings",
    { workspace: workspace(), person: text().notNull(), columns: json<readonly string[]>().notNull() },
    (t) => [primaryKey({ columns: [t.workspace, t.person] })],
  );
  return { savedViews, listSettings };
}
