import * as access from "#app/db/access.ts";
import { asConstraint } from "#app/db/constraint.ts";
import { isAwaited } from "#app/db/link-requests.ts";
import type { Database } from "#app/db/scope.ts";
import { findShopByExternal } from "#app/db/shops.ts";
import { type PersonId, toExternalId, toPersonId, type WorkspaceId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";

/** What the doors ask and store, each question under the named exception that allows it. */

export interface KnownShop {
  readonly workspace: WorkspaceId;
  readonly state: "active" | "paused" | "disconnected";
}

export async function findShopOf(db: Database, platform: string, externalId: string): Promise<KnownShop | null> {
  const id = toExternalId(externalId);
  return await db.readGlobal("external-shop", (reading) => findShopByExternal(reading, platform, id));
}

/** Whether a workspace waits for a person of this shop to say whether the shop joins it. */
export async function isAwaitedShop(db: Database, platform: string, shop: string, now: Instant): Promise<boolean> {
  return await db.readGlobal("link-requests", (reading) => isAwaited(reading, { platform, address: shop, now }));
}

export interface KnownMember {
  readonly workspace: WorkspaceId;
  readonly workspaceName: string;
  readonly person: PersonId;
  readonly locale: "en" | "tr";
}

/** Null: the workspace has no such member (any more). */
export async function findMember(db: Database, workspace: WorkspaceId, person: PersonId): Promise<KnownMember | null> {
  return await db.read(workspace, async (reading) => {
    const member = await access.readMember(reading, person);
    if (!member) return null;
    const { name } = await access.readWorkspace(reading);
    return { workspace, workspaceName: name, person, locale: member.locale };
  });
}

/** The member whose sign-in this is; null when it ended, was taken back, or the person is no member any more. */
export async function findSignedIn(db: Database, tokenHash: string, now: Instant): Promise<KnownMember | null> {
  const signIn = await db.readGlobal("sign-ins", (reading) => access.findSignIn(reading, tokenHash, now));
  return signIn && (await findMember(db, signIn.workspace, toPersonId(signIn.person)));
}

export interface NewMember {
  readonly workspace: WorkspaceId;
  readonly person: PersonId;
  readonly name: string;
  readonly locale: "en" | "tr";
  readonly role: "owner" | "staff";
  /** As a platform knows them; null for one of our own. */
  readonly externalPerson: string | null;
}

/** Makes a person a member; who is one already stays as they are. Safe to repeat, and to call twice at once. */
export async function addMember(db: Database, member: NewMember, now: Instant): Promise<void> {
  const { workspace, person, name, locale, role, externalPerson } = member;
  await addPerson(db, { id: person, name, locale, createdAt: now });
  await db.transact(
    workspace,
    async (writing) => {
      if (await access.readMember(writing, person)) return;
      await access.putMember(writing, { person, role, externalPerson });
    },
    ["members"],
  );
}

async function addPerson(db: Database, person: access.Person): Promise<void> {
  try {
    await db.transactGlobal("people", async (writing) => {
      if (!(await access.readPerson(writing, person.id))) await access.insertPerson(writing, person);
    });
  } catch (error) {
    // Somebody else added the very same person between our look and our insert.
    if (asConstraint(error)?.kind !== "unique") throw error;
  }
}

export interface NewOwnerLink {
  readonly workspace: WorkspaceId;
  readonly tokenHash: string;
  readonly expiresAt: Instant;
}

/** Stores a link by its hash; links and sign-ins that ended are swept out on the way. */
export async function addOwnerLink(db: Database, { workspace, ...link }: NewOwnerLink, now: Instant): Promise<void> {
  await db.transactGlobal("sign-ins", (writing) => access.removeExpired(writing, now));
  await db.transact(workspace, (writing) => access.putOwnerLink(writing, link));
}

/** Uses a link up and stores a sign-in of its workspace's owner, in one transaction. Null: there is no such link (any more). */
export async function exchangeOwnerLink(
  db: Database,
  linkHash: string,
  signIn: { readonly tokenHash: string; readonly createdAt: Instant; readonly expiresAt: Instant },
  ownerOf: (workspace: WorkspaceId) => PersonId,
): Promise<WorkspaceId | null> {
  return await db.transactGlobal("sign-ins", async (writing) => {
    const workspace = await access.takeOwnerLink(writing, linkHash, signIn.createdAt);
    if (workspace) await access.insertSignIn(writing, { ...signIn, workspace, person: ownerOf(workspace) });
    return workspace;
  });
}

export async function listWorkspaces(db: Database): Promise<readonly access.Workspace[]> {
  return await db.readGlobal("workspaces", access.listWorkspaces);
}

export async function addWorkspace(db: Database, workspace: access.Workspace): Promise<void> {
  await db.transactGlobal("workspaces", (writing) => access.insertWorkspace(writing, workspace));
}
