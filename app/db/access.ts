import { and, asc, eq, gt, lte } from "drizzle-orm";
import { toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { instantOrNull } from "./order-from-rows.ts";
import { type GlobalReading, type GlobalWriting, one, type Reading, type Writing } from "./scope.ts";

/** One merchant's business. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
  /** IANA; lists show times in it. */
  readonly timezone: string;
  readonly createdAt: Instant;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: "en" | "tr";
  readonly createdAt: Instant;
}

export interface Member {
  readonly workspace: WorkspaceId;
  readonly person: string;
  readonly role: "owner" | "staff";
  /** The person as a platform knows them; null for one of our own. */
  readonly externalPerson: string | null;
}

export interface SignIn {
  readonly workspace: WorkspaceId;
  readonly person: string;
  readonly expiresAt: Instant;
}

export async function insertWorkspace({ q, t }: GlobalWriting<"workspaces">, workspace: Workspace): Promise<void> {
  await q.insert(t.workspaces).values(workspace);
}

/** The one that was made first first. */
export async function listWorkspaces({ q, t }: GlobalReading<"workspaces">): Promise<readonly Workspace[]> {
  const { id, name, timezone, createdAt } = t.workspaces;
  const rows = await q.select({ id, name, timezone, createdAt }).from(t.workspaces).orderBy(asc(createdAt), asc(id));
  return rows.map(workspaceOf);
}

/** Throws when there is no such workspace: a Reading is only made for one that there is. */
export async function readWorkspace({ q, t, workspace }: Reading): Promise<Workspace> {
  const { id, name, timezone, createdAt } = t.workspaces;
  const rows = await q.select({ id, name, timezone, createdAt }).from(t.workspaces).where(eq(id, workspace));
  return workspaceOf(one(rows, `workspace ${workspace}`));
}

export async function updateWorkspace(
  { q, t, workspace }: Writing,
  next: Partial<Pick<Workspace, "name" | "timezone">>,
): Promise<void> {
  await q.update(t.workspaces).set(next).where(eq(t.workspaces.id, workspace));
}

/** When the first-run guide was closed; null while it greets. */
export async function readGuideClosed({ q, t, workspace }: Reading): Promise<Instant | null> {
  const { id, guideClosedAt } = t.workspaces;
  const rows = await q.select({ at: guideClosedAt }).from(t.workspaces).where(eq(id, workspace));
  return instantOrNull(one(rows, `workspace ${workspace}`).at);
}

export async function putGuideClosed({ q, t, workspace }: Writing, at: Instant): Promise<void> {
  await q.update(t.workspaces).set({ guideClosedAt: at }).where(eq(t.workspaces.id, workspace));
}

const workspaceOf = (row: { id: string; name: string; timezone: string; createdAt: number }): Workspace => ({
  ...row,
  id: toWorkspaceId(row.id),
  createdAt: toInstant(row.createdAt),
});

export async function insertPerson({ q, t }: GlobalWriting<"people">, person: Person): Promise<void> {
  await q.insert(t.people).values(person);
}

export async function readPerson({ q, t }: GlobalReading<"people">, id: string): Promise<Person | null> {
  const [row] = await q.select().from(t.people).where(eq(t.people.id, id));
  return row ? { ...row, createdAt: toInstant(row.createdAt) } : null;
}

/** Of a person who is a member of the workspace; null for everybody else. */
export async function readMember(
  { q, t, workspace }: Reading,
  person: string,
): Promise<(Member & { readonly name: string; readonly locale: Person["locale"] }) | null> {
  const { members, people } = t;
  const [row] = await q
    .select({ role: members.role, externalPerson: members.externalPerson, name: people.name, locale: people.locale })
    .from(members)
    .innerJoin(people, eq(people.id, members.person))
    .where(and(eq(members.workspace, workspace), eq(members.person, person)));
  return row ? { ...row, workspace, person } : null;
}

/** Makes a person a member, or gives a member another role. */
export async function putMember(
  { q, t, workspace }: Writing,
  { person, role, externalPerson }: Omit<Member, "workspace">,
): Promise<void> {
  const { members } = t;
  await q
    .insert(members)
    .values({ workspace, person, role, externalPerson })
    .onConflictDoUpdate({ target: [members.workspace, members.person], set: { role, externalPerson } });
}

/** The memberships of a person whom a platform calls so. */
export async function membersByExternal(
  { q, t }: GlobalReading<"people">,
  externalPerson: string,
): Promise<readonly Member[]> {
  const rows = await q.select().from(t.members).where(eq(t.members.externalPerson, externalPerson));
  return rows.map((row) => ({ ...row, workspace: toWorkspaceId(row.workspace) }));
}

/** A link that opens a workspace to its owner once. Only the token's hash is kept. */
export async function putOwnerLink(
  { q, t, workspace }: Writing,
  link: { readonly tokenHash: string; readonly expiresAt: Instant },
): Promise<void> {
  await q.insert(t.ownerLinks).values({ ...link, workspace });
}

/** Uses a link up; null when there is none, it was used, or its time is over. Of two that come at once one gets it. */
export async function takeOwnerLink(
  { q, t }: GlobalWriting<"sign-ins">,
  tokenHash: string,
  now: Instant,
): Promise<WorkspaceId | null> {
  const [taken] = await q.delete(t.ownerLinks).where(eq(t.ownerLinks.tokenHash, tokenHash)).returning();
  return taken && taken.expiresAt > now ? toWorkspaceId(taken.workspace) : null;
}

export async function insertSignIn(
  { q, t }: GlobalWriting<"sign-ins">,
  signIn: SignIn & { readonly tokenHash: string; readonly createdAt: Instant },
): Promise<void> {
  await q.insert(t.signIns).values(signIn);
}

/** Null when there is none, or its time is over. */
export async function findSignIn(
  { q, t }: GlobalReading<"sign-ins">,
  tokenHash: string,
  now: Instant,
): Promise<SignIn | null> {
  const { signIns } = t;
  const [row] = await q
    .select()
    .from(signIns)
    .where(and(eq(signIns.tokenHash, tokenHash), gt(signIns.expiresAt, now)));
  return row
    ? { workspace: toWorkspaceId(row.workspace), person: row.person, expiresAt: toInstant(row.expiresAt) }
    : null;
}

export async function removeSignIn({ q, t }: GlobalWriting<"sign-ins">, tokenHash: string): Promise<void> {
  await q.delete(t.signIns).where(eq(t.signIns.tokenHash, tokenHash));
}

/** Removes sign-ins and links whose time is over. */
export async function removeExpired({ q, t }: GlobalWriting<"sign-ins">, now: Instant): Promise<void> {
  await q.delete(t.signIns).where(lte(t.signIns.expiresAt, now));
  await q.delete(t.ownerLinks).where(lte(t.ownerLinks.expiresAt, now));
}
