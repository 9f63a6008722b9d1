import type { Act } from "./act-input.ts";
import type { StoredOrder } from "./order-model.ts";
import { type Mark, Refused, type Scene } from "./scene.ts";
import { countsOf } from "./totals.ts";

/** Holds, releases and moves ring topics of their own and leave the order's date alone (community.shopify.com 2445856). */
export function hold(order: StoredOrder, { reason, notes, handle }: Act<"hold">, scene: Scene): Mark[] {
  refuseSent(order);
  const name = handle ?? "";
  if (order.holds.some((one) => one.handle === name)) throw new Refused("a hold with this handle is there already");
  if (order.holds.length >= 10) throw new Refused("a fulfillment order takes ten holds of one app");
  order.holds.push({ id: scene.mint.id(), reason: reason ?? "OTHER", notes: notes ?? null, handle: name });
  return [{ topic: "fulfillment_orders/placed_on_hold" }];
}

/** Releases every hold. */
export function release(order: StoredOrder): Mark[] {
  if (order.holds.length === 0) throw new Refused("the fulfillment order is not on hold");
  order.holds = [];
  return [{ topic: "fulfillment_orders/hold_released" }];
}

/** Has what is unsent sent from another location. */
export function move(order: StoredOrder, { location }: Act<"move">): Mark[] {
  refuseSent(order);
  if (order.locationId === location) throw new Refused("it is sent from there already");
  order.locationId = location;
  return [{ topic: "fulfillment_orders/moved" }];
}

function refuseSent(order: StoredOrder): void {
  if (order.cancelledAt !== null || order.lines.every((line) => countsOf(order, line).unsent === 0))
    throw new Refused("nothing is left to send");
}
