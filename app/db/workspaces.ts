import type { Instant } from "#app/domain/instant.ts";
import type { Writing } from "./scope.ts";

export interface NewWorkspace {
  readonly name: string;
  /** IANA. */
  readonly timezone: string;
  readonly createdAt: Instant;
}

/** Founds the workspace in which the transaction writes, so that it stands or falls with what else is written. */
export async function foundWorkspace({ q, t, workspace }: Writing, founded: NewWorkspace): Promise<void> {
  await q.insert(t.workspaces).values({ id: workspace, ...founded });
}
