import { and, asc, eq } from "drizzle-orm";
import type { Instant } from "#app/domain/instant.ts";
import type { Reading, Writing } from "./scope.ts";

/** A list's filters under a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** What stands behind the question mark of the list's address. */
  readonly query: string;
}

/** Those of the workspace, in the order in which people put them. */
export async function listSavedViews({ q, t, workspace }: Reading): Promise<readonly SavedView[]> {
  const { id, name, query, position } = t.savedViews;
  return await q
    .select({ id, name, query })
    .from(t.savedViews)
    .where(eq(t.savedViews.workspace, workspace))
    .orderBy(asc(position), asc(id));
}

/** Puts this list of views in place of the one that there is. A view that stays keeps its id. */
export async function replaceSavedViews(
  { q, t, workspace }: Writing,
  views: readonly SavedView[],
  now: Instant,
): Promise<void> {
  const { savedViews } = t;
  const before = await q
    .select({ id: savedViews.id, createdAt: savedViews.createdAt })
    .from(savedViews)
    .where(eq(savedViews.workspace, workspace));
  await q.delete(savedViews).where(eq(savedViews.workspace, workspace));
  if (views.length === 0) return;
  const created = new Map(before.map(({ id, createdAt }) => [id, createdAt]));
  await q
    .insert(savedViews)
    .values(views.map((view, position) => ({ ...view, workspace, position, createdAt: created.get(view.id) ?? now })));
}

/** The columns that a person chose, in their order; null when they never chose. */
export async function readColumns({ q, t, workspace }: Reading, person: string): Promise<readonly string[] | null> {
  const { listSettings } = t;
  const [row] = await q
    .select({ columns: listSettings.columns })
    .from(listSettings)
    .where(and(eq(listSettings.workspace, workspace), eq(listSettings.person, person)));
  return row?.columns ?? null;
}

/** Null: the person sees again what everybody sees. */
export async function putColumns(
  { q, t, workspace }: Writing,
  person: string,
  columns: readonly string[] | null,
): Promise<void> {
  const { listSettings } = t;
  if (columns === null) {
    await q.delete(listSettings).where(and(eq(listSettings.workspace, workspace), eq(listSettings.person, person)));
    return;
  }
  await q
    .insert(listSettings)
    .values({ workspace, person, columns })
    .onConflictDoUpdate({ target: [listSettings.workspace, listSettings.person], set: { columns } });
}
