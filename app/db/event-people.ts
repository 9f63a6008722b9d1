import { and, eq, inArray } from "drizzle-orm";
import type { OrderPeople } from "#app/domain/orders/snapshot.ts";
import type { GlobalReading, Reading } from "./scope.ts";

/** A personal value as it once was; "erased" when it may not be known any more. */
export type PersonValue = OrderPeople[keyof OrderPeople] | "erased";

/** The personal values that events refer to, by reference; what the workspace does not have is not in the answer. */
export async function readPersonValues(
  { q, t, workspace }: Reading,
  references: readonly string[],
): Promise<ReadonlyMap<string, PersonValue>> {
  if (references.length === 0) return new Map();
  const { orderPeople: people } = t;
  const found = await q
    .select({ id: people.id, value: people.value, erasedAt: people.erasedAt })
    .from(people)
    .where(and(eq(people.workspace, workspace), inArray(people.id, [...new Set(references)])));
  return new Map(found.map(({ id, value, erasedAt }) => [id, erasedAt === null ? value : "erased"]));
}

/** The names of the people who use Tek, by id. */
export async function readActorNames(
  { q, t }: GlobalReading<"people">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await q
    .select({ id: t.people.id, name: t.people.name })
    .from(t.people)
    .where(inArray(t.people.id, [...new Set(ids)]));
  return new Map(found.map(({ id, name }) => [id, name]));
}
