import type { GraphContext, View } from "./graph-context.ts";
import { dateText, gid } from "./options.ts";

/** A customer by numeric id; null when the shop has none of that id. */
export function customerView(context: GraphContext, id: string): View | null {
  const one = context.store.get("customer", id);
  if (!one) return null;
  return {
    __typename: "Customer",
    id: gid("Customer", one.id),
    legacyResourceId: one.id,
    displayName: `${one.first} ${one.last}`,
    firstName: one.first,
    lastName: one.last,
    email: one.email,
    phone: one.phone,
    defaultEmailAddress:
      one.email === null
        ? null
        : {
            __typename: "CustomerEmailAddress",
            emailAddress: one.email,
            validFormat: true,
            marketingState: "NOT_SUBSCRIBED",
          },
    defaultPhoneNumber: one.phone === null ? null : { __typename: "CustomerPhoneNumber", phoneNumber: one.phone },
    state: "DISABLED",
    tags: [],
    locale: "tr",
    verifiedEmail: true,
    createdAt: dateText(one.createdAt),
    updatedAt: dateText(one.createdAt),
    numberOfOrders: () => String([...context.store.all("order")].filter((order) => order.customerId === one.id).length),
  };
}
