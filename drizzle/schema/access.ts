import type { Kit } from "../kit.ts";

/** Who is who. These tables are global by exception: they are asked before a workspace is known. */
export function defineAccess({ table, text, oneOf, count, instant, primaryKey, index }: Kit) {
  const workspaces = table("workspaces", {
    id: text().notNull().primaryKey(),
    name: text().notNull(),
    /** IANA; lists show times in it. */
    timezone: text().notNull(),
    /** The number of the newest event; counted up inside each writing transaction, so numbers are seen in commit order. */
    eventNumber: count().notNull().default(0),
    createdAt: instant().notNull(),
  });
  const people = table("people", {
    id: text().notNull().primaryKey(),
    name: text().notNull(),
    locale: oneOf(["en", "tr"]).notNull(),
    createdAt: instant().notNull(),
  });
  const members = table(
    "members",
    {
      workspace: text().notNull(),
      person: text().notNull(),
      role: oneOf(["owner", "staff"]).notNull(),
      /** The person as a platform knows them ("shopify:demo.myshopify.com:42"); null for one of our own. */
      externalPerson: text(),
    },
    (t) => [primaryKey({ columns: [t.workspace, t.person] }), index("members_external").on(t.externalPerson)],
  );
  const ownerLinks = table("owner_links", {
    /** SHA-256 of the link's token, hex: a copy of the database opens no door. */
    tokenHash: text().notNull().primaryKey(),
    workspace: text().notNull(),
    expiresAt: instant().notNull(),
  });
  const signIns = table("sign_ins", {
    tokenHash: text().notNull().primaryKey(),
    workspace: text().notNull(),
    person: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  });
  return { workspaces, people, members, ownerLinks, signIns };
}

export type AccessTables = ReturnType<typeof defineAccess>;
