import type { Kit } from "../kit.ts";

/** Who is who. These tables are global by exception: they are asked before a workspace is known. */
export function defineAccess({ table, text, oneOf, count, instant, json, primaryKey, index }: Kit) {
  const workspaces = table("workspaces", {
    id: text().notNull().primaryKey(),
    name: text().notNull(),
    /** IANA; lists show times in it. */
    timezone: text().notNull(),
    /** The number of the newest event; counted up inside each writing transaction, so numbers are seen in commit order. */
    eventNumber: count().notNull().default(0),
    createdAt: instant().notNull(),
    /** Its people closed the first-run guide; null while it greets them. */
    guideClosedAt: instant(),
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
  /** A shop that somebody is about to link by approving Tek on the shop's own page; the shop answers without a sign-in. */
  const linkRequests = table(
    "link_requests",
    {
      /** SHA-256 of the token in the callback's address, hex. */
      tokenHash: text().notNull().primaryKey(),
      workspace: text()
        .notNull()
        .references(() => workspaces.id, { onDelete: "cascade" }),
      person: text().notNull(),
      platform: text().notNull(),
      /** Where the shop is, as it was typed. */
      address: text().notNull(),
      state: oneOf(["waiting", "linked", "denied", "failed"]).notNull(),
      /** Why it failed: a code with parameters. */
      code: text(),
      params: json<Readonly<Record<string, string | number>>>(),
      shop: text(),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index("link_requests_workspace").on(t.workspace, t.createdAt)],
  );
  return { workspaces, people, members, ownerLinks, signIns, linkRequests };
}

export type AccessTables = ReturnType<typeof defineAccess>;
