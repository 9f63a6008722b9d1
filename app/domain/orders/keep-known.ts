import { isWithheld, type OrderPeople, type OrderSnapshot, type Shown } from "./snapshot.ts";

/**
 * What a platform withholds never overwrites what we know of a person. `erased` names the roles that a person asked us to forget:
 * there is nothing to keep for those.
 */
export function keepKnown(
  held: OrderSnapshot,
  read: OrderSnapshot,
  erased: ReadonlySet<keyof OrderPeople> = new Set(),
): OrderSnapshot {
  const keep = <T>(role: keyof OrderPeople, known: Shown<T>, shown: Shown<T>): Shown<T> =>
    isWithheld(shown) && known !== null && !isWithheld(known) && !erased.has(role) ? known : shown;
  const people: OrderPeople = {
    customer: keep("customer", held.people.customer, read.people.customer),
    shipping: keep("shipping", held.people.shipping, read.people.shipping),
    billing: keep("billing", held.people.billing, read.people.billing),
    remarks: keep("remarks", held.people.remarks, read.people.remarks),
  };
  return { ...read, people };
}
