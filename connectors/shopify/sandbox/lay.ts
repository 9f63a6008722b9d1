import type { World } from "../../contract/sandbox/world.ts";
import type { Desk } from "./desk.ts";
import type { StoredOrder } from "./order-model.ts";
import type { OrderAct } from "./orders.ts";
import { totalsOf } from "./totals.ts";

const dayMs = 86_400_000;
/** Orders that share one entry of the journal: writing each alone costs more than laying it. */
const perEntry = 200;

/** Lays `orders` orders over the last `days` days, oldest first, each with a likely life up to now. Rings no bell. */
export function lay(desk: Desk, world: World, { orders, days }: { orders: number; days: number }): string[] {
  const now = world.now();
  const moments = Array.from({ length: orders }, () => Math.floor(now - world.chance() * days * dayMs)).sort(
    (a, b) => a - b,
  );
  const ids: string[] = [];
  for (let from = 0; from < moments.length; from += perEntry) {
    const places = moments.slice(from, from + perEntry).map((placedAt) => ({ action: "place" as const, placedAt }));
    for (const { id } of desk.layOrders(places, (order) => likelyLife(order, world, now))) ids.push(id);
  }
  return ids;
}

function likelyLife(order: StoredOrder, world: World, now: number): OrderAct[] {
  const target = order.id;
  const acts: OrderAct[] = [];
  let at = order.createdAt;
  const later = (days: number) => {
    at += Math.floor((0.2 + world.chance()) * days * dayMs);
    return at <= now;
  };
  const fate = world.chance();
  if (fate < 0.06) {
    if (later(0.5)) acts.push({ action: "cancel", order: target, at });
    return acts;
  }
  if (fate < 0.12 && later(0.2)) acts.push({ action: "edit", order: target, at, change: "add" });
  if (totalsOf(order).outstanding.shop > 0 && world.chance() < 0.8 && later(1))
    acts.push({ action: "pay", order: target, at });
  if (world.chance() > 0.92 || !later(1.5)) return acts;
  acts.push({ action: "fulfill", order: target, at, partial: fate < 0.2 });
  if (!later(3)) return acts;
  acts.push({ action: "deliver", order: target, at });
  const paid = acts.some((one) => one.action === "pay") || totalsOf(order).netPayment.shop > 0;
  if (fate > 0.92 && paid && later(5)) acts.push({ action: "refund", order: target, at, partial: fate < 0.97 });
  else if (later(6)) acts.push({ action: "close", order: target, at });
  return acts;
}
