import { toOrderId } from "#app/domain/ids.ts";
import { type Contact, contactOf, sameContact } from "#app/domain/orders/contact.ts";
import { contactTokens } from "#app/domain/orders/search-tokens.ts";
import { isWithheld } from "#app/domain/orders/snapshot.ts";
import { readPeopleOf } from "./order-people.ts";
import { type ListedOrder, readOrderRows } from "./order-rows.ts";
import type { Reading } from "./scope.ts";
import { newestWithToken } from "./search-index.ts";

/**
 * The newest orders, of any shop, whose customer has the e-mail address or the phone. At most `limit` are looked at: `more` says that
 * there may be others. What search finds is compared again, since a token can stand for another text; withheld and erased people
 * are nobody's.
 */
export async function ordersOfContact(
  reading: Reading,
  contact: Contact,
  limit: number,
): Promise<{ readonly orders: readonly ListedOrder[]; readonly more: boolean }> {
  const tokens = contactTokens(contact);
  if (tokens.length === 0) return { orders: [], more: false };
  const found = await newestWithToken(reading, tokens, limit + 1);
  const rows = await readOrderRows(reading, found.slice(0, limit));
  const peopleOf = await readPeopleOf(
    reading,
    rows.map(({ id }) => toOrderId(id)),
  );
  const orders = rows.filter(({ id }) => {
    const { customer } = peopleOf(toOrderId(id)).values;
    return customer !== null && !isWithheld(customer) && sameContact(contact, contactOf(customer));
  });
  return { orders: orders.sort((a, b) => b.placedAt - a.placedAt || b.row - a.row), more: found.length > limit };
}
