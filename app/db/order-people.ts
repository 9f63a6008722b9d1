import { and, eq, inArray } from "drizzle-orm";
import { type OrderId, type PersonId, toPersonId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { isWithheld, type OrderPeople } from "#app/domain/orders/snapshot.ts";
import { foldText } from "#app/domain/text.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import { insertRows } from "./insert-rows.ts";
import type { Reading, Writing } from "./scope.ts";

const personRoles = ["customer", "shipping", "billing", "remarks"] as const satisfies (keyof OrderPeople)[];

/** The row that holds the current value of each role; null where the shop says that there is none. */
export type PeopleIds = Readonly<Record<keyof OrderPeople, PersonId | null>>;

export interface HeldPeople {
  readonly ids: PeopleIds;
  readonly values: OrderPeople;
}

type PersonRow = Schema["orderPeople"]["$inferSelect"];

/** The people of these orders as they stand now; an erased value reads as null. */
export async function readPeopleOf(
  { q, t, workspace }: Reading,
  orders: readonly OrderId[],
): Promise<(order: OrderId) => HeldPeople> {
  const { orderPeople: people } = t;
  const rows = await q
    .select()
    .from(people)
    .where(and(eq(people.workspace, workspace), inArray(people.order, [...orders]), eq(people.current, true)));
  const byOrder = Map.groupBy(rows, (row) => row.order);
  return (order) => heldPeople(byOrder.get(order) ?? []);
}

function heldPeople(rows: readonly PersonRow[]): HeldPeople {
  const rowOf = (role: keyof OrderPeople) => rows.find((row) => row.role === role);
  const idOf = (role: keyof OrderPeople) => {
    const id = rowOf(role)?.id;
    return id === undefined ? null : toPersonId(id);
  };
  // What a row holds is what was written for its role.
  const held = <Role extends keyof OrderPeople>(role: Role) => (rowOf(role)?.value ?? null) as OrderPeople[Role];
  return {
    ids: { customer: idOf("customer"), shipping: idOf("shipping"), billing: idOf("billing"), remarks: idOf("remarks") },
    values: {
      customer: held("customer"),
      shipping: held("shipping"),
      billing: held("billing"),
      remarks: held("remarks"),
    },
  };
}

/**
 * Writes a new version of each role whose id is another than before; the version before stays, for the timeline, and is not current
 * any more.
 */
export async function writePeople(
  writing: Writing,
  order: OrderId,
  before: PeopleIds | null,
  next: HeldPeople,
  at: Instant,
): Promise<void> {
  const { q, t, workspace } = writing;
  const { orderPeople: people } = t;
  const changed = personRoles.filter((role) => (before?.[role] ?? null) !== next.ids[role]);
  if (changed.length === 0) return;
  const outdated = changed.filter((role) => before?.[role]);
  if (outdated.length > 0)
    await q
      .update(people)
      .set({ current: false })
      .where(and(eq(people.workspace, workspace), eq(people.order, order), inArray(people.role, outdated)));
  const rows = changed.flatMap((role) => {
    const [id, value] = [next.ids[role], next.values[role]];
    return id === null ? [] : [{ workspace, id, order, role, current: true, value, since: at }];
  });
  await insertRows(writing, "orderPeople", rows);
  await writeCustomerName(writing, order, before === null, next.values);
}

async function writeCustomerName(writing: Writing, order: OrderId, fresh: boolean, people: OrderPeople): Promise<void> {
  const { q, t, workspace } = writing;
  const { orderCustomers: customers } = t;
  const name = nameOf(people);
  if (!fresh) await q.delete(customers).where(and(eq(customers.workspace, workspace), eq(customers.order, order)));
  if (name !== null) await insertRows(writing, "orderCustomers", [{ workspace, order, name, folded: foldText(name) }]);
}

/** The customer's name, or else the recipient's, or else the payer's: what lists show and sort by. */
function nameOf({ customer, shipping, billing }: OrderPeople): string | null {
  for (const person of [customer, shipping, billing])
    if (person !== null && !isWithheld(person) && person.name) return person.name;
  return null;
}
