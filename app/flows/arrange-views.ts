import { listSavedViews, replaceSavedViews, type SavedView } from "#app/db/saved-views.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { foldText, normaliseText } from "#app/domain/text.ts";
import type { ViewChange, ViewOutcome } from "#app/load-context.ts";
import type { Ids } from "#app/ports/ids.ts";
import type { Clock } from "#app/ports/ports.ts";

/** Each is counted whenever the list is read. */
const mostViews = 20;
const longestName = 40;

/**
 * Saves, renames, moves or deletes a view of the workspace. A name is one whatever its letters' case: to save under a name that there is
 * replaces its filters. Throws `NotAllowed`.
 */
export async function arrangeViews(
  { db, clock, ids }: { readonly db: Database; readonly clock: Clock; readonly ids: Ids },
  caller: Caller,
  wanted: ViewChange,
): Promise<ViewOutcome> {
  mustHave(caller, "views.save");
  const fresh = ids.next();
  return await db.transact(
    caller.workspace,
    async (writing): Promise<ViewOutcome> => {
      const before = await listSavedViews(writing);
      const after = arranged(before, wanted, fresh);
      if (typeof after === "string") return { kind: "refused", code: after };
      await replaceSavedViews(writing, after, clock.now());
      writing.announce();
      return { kind: "arranged" };
    },
    ["saved-views"],
  );
}

/** The views as they will be, or why they cannot. */
function arranged(before: readonly SavedView[], wanted: ViewChange, fresh: string): readonly SavedView[] | string {
  if (wanted.act === "save") {
    const name = nameOf(wanted.name);
    if (name === null) return "view.name";
    const same = before.find((view) => foldText(view.name) === foldText(name));
    const saved = { id: same?.id ?? fresh, name, query: wanted.query };
    if (same) return before.map((view) => (view.id === same.id ? saved : view));
    return before.length < mostViews ? [...before, saved] : "view.too-many";
  }
  const at = before.findIndex((view) => view.id === wanted.id);
  const view = before[at];
  if (!view) return "view.gone";
  const others = before.filter((one) => one !== view);
  if (wanted.act === "delete") return others;
  if (wanted.act === "move") return others.toSpliced(Math.max(0, at + wanted.by), 0, view);
  const name = nameOf(wanted.name);
  if (name === null) return "view.name";
  if (others.some((one) => foldText(one.name) === foldText(name))) return "view.taken";
  return before.map((one) => (one === view ? { ...view, name } : one));
}

function nameOf(text: string): string | null {
  const name = normaliseText(text).replace(/\s+/g, " ").trim();
  return name === "" || name.length > longestName ? null : name;
}
