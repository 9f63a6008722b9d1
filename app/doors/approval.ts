import type { Database } from "#app/db/scope.ts";
import { type Caller, mintCaller } from "#app/domain/caller.ts";
import { toPersonId, type WorkspaceId } from "#app/domain/ids.ts";
import { findMember } from "./records.ts";

/**
 * For a shop that hands over its key: the token in the address is proof that this person asked for it. It may do nothing but link.
 * Null: the person is no member any more.
 */
export async function approvalCaller(db: Database, workspace: WorkspaceId, person: string): Promise<Caller | null> {
  const member = await findMember(db, workspace, toPersonId(person));
  return member && mintCaller(workspace, { kind: "person", id: member.person }, ["shops.manage"]);
}
