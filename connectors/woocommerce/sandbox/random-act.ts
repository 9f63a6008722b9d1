import { type Act, type Acted, act } from "./acts.ts";
import type { Order } from "./order-entities.ts";
import { refundedOf } from "./order-status.ts";
import { couponCode } from "./place.ts";
import type { Shop } from "./shop.ts";
import { totalsOf } from "./totals.ts";

/** Does something that a day in a shop brings: mostly orders and their way to completion, sometimes trouble. */
export function randomAct(shop: Shop): Acted {
  const roll = () => shop.world.chance();
  const order = recentOrder(shop, roll());
  const choices = order ? choicesFor(shop, order, roll) : [];
  const open = choices.length > 0 ? [...choices, { weight: 8, act: { action: "place" } as const }] : [];
  let left = roll() * open.reduce((all, { weight }) => all + weight, 0);
  for (const choice of open) {
    left -= choice.weight;
    if (left < 0) return act(shop, choice.act);
  }
  return act(shop, { action: "place" });
}

/** One of the shop's newest forty orders. */
function recentOrder(shop: Shop, roll: number): Order | undefined {
  const ids = [...shop.state.orders.keys()].slice(-40);
  return shop.state.orders.get(ids[Math.floor(roll * ids.length)] ?? 0);
}

function choicesFor(shop: Shop, order: Order, roll: () => number): { weight: number; act: Act }[] {
  const on = (weight: number, statuses: string[], rest: Omit<Act, "order">) =>
    statuses.includes(order.status) ? [{ weight, act: { ...rest, order: order.id } }] : [];
  const alive = ["pending", "on-hold", "processing", "completed", "failed"];
  const refundable = totalsOf(order).total > refundedOf(shop, order) ? ["processing", "completed"] : [];
  const restock = roll() < 0.6;
  return [
    ...on(6, ["pending", "on-hold", "failed"], { action: "pay" }),
    ...on(8, ["processing"], { action: "complete" }),
    ...on(2, ["pending", "on-hold", "processing", "failed"], { action: "cancel" }),
    ...on(1, ["pending", "processing"], { action: "hold" }),
    ...on(2, refundable, { action: "refund", restock }),
    ...on(1, refundable, { action: "refund", full: true, restock }),
    ...on(0.5, refundable, { action: "refund", amount: "1.00", restock }),
    ...(shop.state.refundsOf(order.id).length ? on(0.4, alive, { action: "delete-refund" }) : []),
    ...on(2, ["pending", "on-hold", "processing"], { action: "edit", quantity: 1 + Math.floor(roll() * 4) }),
    ...on(1, ["pending", "on-hold", "processing"], { action: "edit", add: anyGood(shop, roll()) }),
    ...on(1, alive, { action: "edit", address: { address_1: `Yeni Sok. ${1 + Math.floor(roll() * 90)}` } }),
    ...on(1, alive, { action: "edit", note: "Adres değişti, lütfen arayın." }),
    ...on(0.5, ["pending", "on-hold"], { action: "edit", fee: { name: "Hediye paketi", total: "25.00" } }),
    ...(order.couponLines.length === 0
      ? on(0.5, ["pending", "on-hold"], { action: "edit", coupon: couponCode(shop, roll()) })
      : []),
    ...on(1, alive, { action: "note" }),
    ...on(1, alive, { action: "touch" }),
    ...on(0.6, [...alive, "cancelled", "refunded"], { action: "trash" }),
    ...on(3, ["trash"], { action: "untrash" }),
    ...on(1.5, ["trash"], { action: "delete" }),
    ...on(0.15, [...alive, "cancelled"], { action: "delete" }),
  ];
}

function anyGood(shop: Shop, roll: number) {
  const buyable = [...shop.state.products.values()].filter(
    ({ type, status }) => type !== "variable" && status === "publish",
  );
  const product = buyable[Math.floor(roll * buyable.length)];
  return { product: product?.id, quantity: 1 };
}
