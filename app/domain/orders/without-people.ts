import type { OrderSnapshot } from "./snapshot.ts";

/** The order as it stands once its people were forgotten. What was sold, to which country and for how much, is nobody's person. */
export function withoutPeople(snapshot: OrderSnapshot): OrderSnapshot {
  return { ...snapshot, people: { customer: null, shipping: null, billing: null, remarks: null } };
}
