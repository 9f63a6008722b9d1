import { and, eq, gt, inArray, lte } from "drizzle-orm";
import type { Database, GlobalReading, GlobalWriting } from "#app/db/scope.ts";
import { type PersonId, type ShopId, toPersonId, toShopId, toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";

/** What the doors ask before a workspace is known: each a named global exception. */

export interface KnownShop {
  readonly workspace: WorkspaceId;
  readonly workspaceName: string;
  readonly shop: ShopId;
  readonly state: "active" | "paused" | "disconnected";
}

export async function findShopOf(db: Database, platform: string, externalId: string): Promise<KnownShop | null> {
  return await db.readGlobal("external-shop", async ({ q, t }) => {
    const [row] = await q
      .select({
        workspace: t.shops.workspace,
        shop: t.shops.id,
        state: t.shops.state,
        workspaceName: t.workspaces.name,
      })
      .from(t.shops)
      .innerJoin(t.workspaces, eq(t.workspaces.id, t.shops.workspace))
      .where(and(eq(t.shops.platform, platform), eq(t.shops.externalId, externalId)));
    return row ? { ...row, workspace: toWorkspaceId(row.workspace), shop: toShopId(row.shop) } : null;
  });
}

export interface KnownMember {
  readonly workspace: WorkspaceId;
  readonly workspaceName: string;
  readonly person: PersonId;
  readonly locale: "en" | "tr";
}

/** The member of a workspace whose sign-in this is; null when it ended, was taken back, or the person is no member any more. */
export async function findSignIn(
  db: Database,
  tokenHashes: readonly string[],
  now: Instant,
): Promise<KnownMember | null> {
  if (tokenHashes.length === 0) return null;
  return await db.readGlobal("sign-ins", async ({ q, t }) => {
    const found = await q
      .select({ hash: t.signIns.tokenHash, ...memberColumns(t) })
      .from(t.signIns)
      .innerJoin(t.members, and(eq(t.members.workspace, t.signIns.workspace), eq(t.members.person, t.signIns.person)))
      .innerJoin(t.people, eq(t.people.id, t.members.person))
      .innerJoin(t.workspaces, eq(t.workspaces.id, t.members.workspace))
      .where(and(inArray(t.signIns.tokenHash, [...tokenHashes]), gt(t.signIns.expiresAt, now)));
    const row = tokenHashes.flatMap((hash) => found.filter((one) => one.hash === hash)).at(0);
    return row ? knownMember(row) : null;
  });
}

/** Null: the workspace has no such member yet. */
export async function findMember(db: Database, workspace: WorkspaceId, person: PersonId): Promise<KnownMember | null> {
  return await db.readGlobal("people", async ({ q, t }) => {
    const [row] = await q
      .select(memberColumns(t))
      .from(t.members)
      .innerJoin(t.people, eq(t.people.id, t.members.person))
      .innerJoin(t.workspaces, eq(t.workspaces.id, t.members.workspace))
      .where(and(eq(t.members.workspace, workspace), eq(t.members.person, person)));
    return row ? knownMember(row) : null;
  });
}

export interface NewMember {
  readonly workspace: WorkspaceId;
  readonly person: PersonId;
  readonly name: string;
  readonly locale: "en" | "tr";
  /** As a platform knows them; null for one of our own. */
  readonly externalPerson: string | null;
}

/** Adds a person and their membership; the first of a workspace is its owner. Safe to repeat, and to call twice at once. */
export async function addMember(db: Database, member: NewMember, now: Instant): Promise<void> {
  await db.transactGlobal("people", (writing) => insertMember(writing, member, now));
}

async function insertMember({ q, t }: GlobalWriting, member: NewMember, now: Instant): Promise<void> {
  const { workspace, person, name, locale, externalPerson } = member;
  const others = await q
    .select({ person: t.members.person })
    .from(t.members)
    .where(eq(t.members.workspace, workspace))
    .limit(1);
  await q.insert(t.people).values({ id: person, name, locale, createdAt: now }).onConflictDoNothing();
  const role = others.length === 0 ? "owner" : "staff";
  await q.insert(t.members).values({ workspace, person, role, externalPerson }).onConflictDoNothing();
}

export interface NewSignIn {
  readonly tokenHash: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Stores a link's hash; links that ended are swept out on the way. */
export async function addOwnerLink(
  db: Database,
  link: { readonly tokenHash: string; readonly workspace: WorkspaceId; readonly expiresAt: Instant },
  now: Instant,
): Promise<void> {
  await db.transactGlobal("sign-ins", async ({ q, t }) => {
    await q.delete(t.ownerLinks).where(lte(t.ownerLinks.expiresAt, now));
    await q.delete(t.signIns).where(lte(t.signIns.expiresAt, now));
    await q.insert(t.ownerLinks).values(link);
  });
}

/** Uses a link up and signs its workspace's own owner in, in one transaction. False: there is no such link (any more). */
export async function exchangeOwnerLink(
  db: Database,
  linkHash: string,
  signIn: NewSignIn,
  ownerOf: (workspace: WorkspaceId) => Omit<NewMember, "workspace">,
): Promise<boolean> {
  return await db.transactGlobal("sign-ins", async (writing) => {
    const { q, t } = writing;
    const [link] = await q
      .delete(t.ownerLinks)
      .where(eq(t.ownerLinks.tokenHash, linkHash))
      .returning({ workspace: t.ownerLinks.workspace, expiresAt: t.ownerLinks.expiresAt });
    if (!link || link.expiresAt <= signIn.createdAt) return false;
    const workspace = toWorkspaceId(link.workspace);
    const owner = { ...ownerOf(workspace), workspace };
    await insertMember(writing, owner, signIn.createdAt);
    await q.insert(t.signIns).values({ ...signIn, workspace, person: owner.person });
    return true;
  });
}

export interface KnownWorkspace {
  readonly id: WorkspaceId;
  readonly name: string;
}

export async function listWorkspaces(db: Database): Promise<readonly KnownWorkspace[]> {
  return await db.readGlobal("workspaces", async ({ q, t }) => {
    const rows = await q
      .select({ id: t.workspaces.id, name: t.workspaces.name })
      .from(t.workspaces)
      .orderBy(t.workspaces.createdAt, t.workspaces.id);
    return rows.map(({ id, name }) => ({ id: toWorkspaceId(id), name }));
  });
}

export async function addWorkspace(
  db: Database,
  made: KnownWorkspace & { timezone: string },
  now: Instant,
): Promise<void> {
  await db.transactGlobal("workspaces", async ({ q, t }) => {
    await q.insert(t.workspaces).values({ ...made, createdAt: now });
  });
}

const memberColumns = (t: GlobalReading["t"]) => ({
  workspace: t.members.workspace,
  workspaceName: t.workspaces.name,
  person: t.people.id,
  locale: t.people.locale,
});

const knownMember = (row: {
  workspace: string;
  workspaceName: string;
  person: string;
  locale: "en" | "tr";
}): KnownMember => ({
  ...row,
  workspace: toWorkspaceId(row.workspace),
  person: toPersonId(row.person),
});
