import { variantOf } from "./catalogue.ts";
import type { StoredOrder } from "./order-model.ts";
import type { StockMove } from "./shelves.ts";
import { countsOf } from "./totals.ts";

interface Claim {
  readonly itemId: string;
  readonly locationId: string;
  /** Units that wait to be sent. */
  readonly committed: number;
  /** Units that the order has put on the shelf, less those it has taken. */
  readonly onHand: number;
}

/**
 * What the change of an order from `before` to `after` does to the shelves. Unsent units are committed; sent ones are gone; a
 * restocked refund brings them back, a refund of unsent units without restock loses them. Both absent sides are an order that is
 * not there; a deleted order restocks nothing.
 */
export function stockMoves(before: StoredOrder | undefined, after: StoredOrder | undefined): StockMove[] {
  const moves = new Map<string, Claim>();
  const add = ({ itemId, locationId, committed, onHand }: Claim, sign: 1 | -1) => {
    const key = `${itemId}@${locationId}`;
    const sum = moves.get(key) ?? { itemId, locationId, committed: 0, onHand: 0 };
    moves.set(key, {
      ...sum,
      committed: sum.committed + sign * committed,
      onHand: sum.onHand + sign * onHand,
    });
  };
  if (before && !after) for (const claim of claimsOf(before)) add({ ...claim, onHand: claim.committed }, -1);
  else {
    if (before) for (const claim of claimsOf(before)) add(claim, -1);
    if (after) for (const claim of claimsOf(after)) add(claim, 1);
  }
  return [...moves.values()]
    .filter(({ committed, onHand }) => committed !== 0 || onHand !== 0)
    .map(({ itemId, locationId, committed, onHand }) => ({
      itemId,
      locationId,
      deltas: { committed, on_hand: onHand, available: onHand - committed },
    }));
}

/** A laid order's past is over: what it took has been replaced, and only what is still unsent stands aside. */
export function laidMoves(order: StoredOrder): StockMove[] {
  return claimsOf(order)
    .filter(({ committed }) => committed !== 0)
    .map(({ itemId, locationId, committed }) => ({ itemId, locationId, deltas: { committed, on_hand: committed } }));
}

function claimsOf(order: StoredOrder): Claim[] {
  return order.lines.flatMap((line) => {
    const itemId = variantOf(line.sku)?.inventoryItemId;
    if (itemId === undefined) return [];
    const waiting = { itemId, locationId: order.locationId, committed: countsOf(order, line).unsent, onHand: 0 };
    const refunded = order.refunds
      .flatMap((refund) => refund.lines.filter((part) => part.lineId === line.id))
      .map(({ locationId, restockType, quantity, unsent }) => ({
        itemId,
        locationId,
        committed: 0,
        onHand: restockType === "NO_RESTOCK" ? -unsent : quantity - unsent,
      }));
    const sent = order.fulfillments
      .filter((one) => one.status === "SUCCESS")
      .map(({ locationId, lines }) => ({
        itemId,
        locationId,
        committed: 0,
        onHand: -lines.filter((part) => part.lineId === line.id).reduce((sum, part) => sum + part.quantity, 0),
      }));
    return [waiting, ...refunded, ...sent];
  });
}
