import type { Workspace } from "#app/db/access.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mintCaller, rights } from "#app/domain/caller.ts";
import { toWorkspaceId } from "#app/domain/ids.ts";
import { normaliseText } from "#app/domain/text.ts";
import { createIds } from "#app/ports/ids.ts";
import type { Ports } from "#app/ports/ports.ts";
import { addWorkspace, listWorkspaces } from "./records.ts";

export type CommandLineEntry =
  | { readonly kind: "entered"; readonly caller: Caller; readonly workspaceName: string; readonly made: boolean }
  | { readonly kind: "refused"; readonly why: "none-yet" | "several" | "unknown"; readonly names: readonly string[] };

/**
 * A person at a terminal of this machine, who could read the database anyway. `meant`: the workspace by name or id; null is the only
 * one. `make`: makes it where it is missing.
 */
export async function commandLine(
  db: Database,
  ports: Pick<Ports, "clock" | "chance">,
  meant: string | null,
  make: boolean,
): Promise<CommandLineEntry> {
  const known = await listWorkspaces(db);
  const names = known.map(({ name }) => name);
  const fitting = meant === null ? known : known.filter(({ id, name }) => id === meant || name === meant);
  const [first, second] = fitting;
  if (first && !second) return entered(first, false);
  if (first) return { kind: "refused", why: "several", names: fitting.map(({ id, name }) => `${name} (${id})`) };
  if (make) return entered(await makeWorkspace(db, ports, meant ?? "Tek"), true);
  return { kind: "refused", why: known.length === 0 ? "none-yet" : "unknown", names };
}

/** The same person, in each workspace that there is. */
export async function everyWorkspace(
  db: Database,
  ports: Pick<Ports, "clock" | "chance">,
): Promise<readonly CommandLineEntry[]> {
  const entries: CommandLineEntry[] = [];
  for (const { id } of await listWorkspaces(db)) entries.push(await commandLine(db, ports, id, false));
  return entries;
}

function entered({ id, name }: Pick<Workspace, "id" | "name">, made: boolean): CommandLineEntry {
  return { kind: "entered", caller: mintCaller(id, { kind: "command-line" }, rights), workspaceName: name, made };
}

async function makeWorkspace(db: Database, { clock, chance }: Pick<Ports, "clock" | "chance">, name: string) {
  const made: Workspace = {
    id: toWorkspaceId(createIds(clock, chance).next()),
    name: normaliseText(name, 200),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    createdAt: clock.now(),
  };
  await addWorkspace(db, made);
  return made;
}
