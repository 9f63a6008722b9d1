import type { WorkspaceId } from "#app/domain/ids.ts";
import type { Log } from "#app/ports/ports.ts";

export interface Listeners {
  add(listener: (workspace: WorkspaceId) => void): () => void;
  tell(workspace: WorkspaceId): void;
}

/** Those who want to hear of commits in this process. One that throws does not keep the others from hearing. */
export function createListeners(log: Log): Listeners {
  const listeners = new Set<(workspace: WorkspaceId) => void>();
  return {
    add(listener) {
      const entry = (workspace: WorkspaceId) => listener(workspace);
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    tell(workspace) {
      for (const listener of listeners) {
        try {
          listener(workspace);
        } catch (error) {
          log.error("db.listener-failed", error);
        }
      }
    },
  };
}
