import { type Caller, mintCaller } from "#app/domain/caller.ts";
import type { WorkspaceId } from "#app/domain/ids.ts";

/** For a shop that installs itself: its platform proved who it is before any person of ours exists. */
export function installCaller(workspace: WorkspaceId): Caller {
  return mintCaller(workspace, { kind: "platform" }, ["shops.manage"]);
}
