import type { Database } from "#app/db/scope.ts";
import { type Caller, mintCaller, type ShopGuest } from "#app/domain/caller.ts";
import { toPersonId, type WorkspaceId } from "#app/domain/ids.ts";
import { externalPersonOf, personIdOf } from "./person-id.ts";
import { findMember } from "./records.ts";

/**
 * For a shop that hands over its key: the token in the address is proof that this person asked for it. It may do nothing but link.
 * Null: the person is no member any more.
 */
export async function approvalCaller(db: Database, workspace: WorkspaceId, person: string): Promise<Caller | null> {
  const member = await findMember(db, workspace, toPersonId(person));
  return member && mintCaller(workspace, { kind: "person", id: member.person }, ["shops.manage"]);
}

/** Whether who made a link for a shop is still one of the workspace. */
export async function asksFor(db: Database, workspace: WorkspaceId, person: string): Promise<boolean> {
  return (await findMember(db, workspace, toPersonId(person))) !== null;
}

/** For a person of a shop who confirms that it joins this workspace: what happens then is theirs. It may do nothing but link. */
export function confirmingCaller(workspace: WorkspaceId, { shop, person }: ShopGuest): Caller {
  const id = personIdOf(workspace, externalPersonOf(shop, person));
  return mintCaller(workspace, { kind: "person", id }, ["shops.manage"]);
}
