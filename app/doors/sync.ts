import { type Caller, mintCaller } from "#app/domain/caller.ts";
import type { ShopId, WorkspaceId } from "#app/domain/ids.ts";

/** For workers: Tek itself, reading one shop. */
export function syncCaller(workspace: WorkspaceId, shop: ShopId): Caller {
  return mintCaller(workspace, { kind: "sync", shop }, ["orders.read", "orders.sync"]);
}
