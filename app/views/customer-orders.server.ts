import { ordersOfContact } from "#app/db/customer-orders.ts";
import type { ListedOrder } from "#app/db/order-rows.ts";
import { readOrder } from "#app/db/orders.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { type OrderId, toOrderId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { add, type Money } from "#app/domain/money.ts";
import { contactOf } from "#app/domain/orders/contact.ts";
import { isWithheld } from "#app/domain/orders/snapshot.ts";
import type { CustomerOrders } from "./customer-orders.ts";
import { badgeFinder, shopBadges } from "./standing.ts";

const lookedAt = 200;
const shown = 8;

/**
 * The other orders of the order's customer, by e-mail address and phone. Null: the shop names nobody who could be known again, or
 * keeps the customer from us, or the person was erased, or there is no such order. Throws `NotAllowed`.
 */
export async function customerOrders(
  deps: { readonly db: Database },
  caller: Caller,
  id: OrderId,
): Promise<CustomerOrders | null> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => {
    const customer = (await readOrder(reading, id))?.snapshot.people.customer ?? null;
    if (customer === null || isWithheld(customer)) return null;
    const contact = contactOf(customer);
    if (contact.email === null && contact.phone === null) return null;
    const found = await ordersOfContact(reading, contact, lookedAt);
    const others = found.orders.filter((order) => order.id !== id);
    const badgeOf = badgeFinder(await shopBadges(reading));
    return {
      count: others.length,
      more: found.more,
      totals: totalsOf(others),
      newest: others.slice(0, shown).map((order) => ({
        id: toOrderId(order.id),
        shop: badgeOf(order.shop),
        number: order.number,
        placedAt: toInstant(order.placedAt),
        total: totalOf(order),
        state: order.state,
        status: order.status,
      })),
    };
  });
}

const totalOf = ({ totalShop, shopCurrency }: ListedOrder): Money => ({ minor: totalShop, currency: shopCurrency });

function totalsOf(orders: readonly ListedOrder[]): readonly Money[] {
  const sums = new Map<string, Money>();
  for (const order of orders) {
    if (["cancelled", "failed", "trashed"].includes(order.state)) continue;
    const total = totalOf(order);
    const sum = sums.get(total.currency);
    sums.set(total.currency, sum ? add(sum, total) : total);
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
