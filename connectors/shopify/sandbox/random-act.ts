import type { World } from "../../contract/sandbox/world.ts";
import type { ActInput } from "./act-input.ts";
import { variants } from "./catalogue.ts";
import type { StoredOrder } from "./order-model.ts";
import { pick } from "./scene.ts";
import { sellable } from "./shelves.ts";
import type { Store } from "./state.ts";
import { countsOf, totalsOf } from "./totals.ts";

type Choice = readonly [weight: number, input: ActInput];

/** Draws an act that the shop allows now, with the weights of an ordinary working day. */
export function randomAct(store: Store, world: World): ActInput {
  const orders = [...store.all("order")];
  const order = orders[Math.floor(world.chance() ** 0.5 * orders.length)];
  const floor = floorActs(store, world);
  const choices: readonly Choice[] = order
    ? [[4, { action: "place" }], ...floor, ...legalActs(order)]
    : [[1, { action: "place" }], ...floor];
  let left = world.chance() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, input] of choices) {
    left -= weight;
    if (left < 0) return input;
  }
  return { action: "place" };
}

/** Goods come in, the more likely the less of them is left; now and then stock is counted anew. */
function floorActs(store: Store, world: World): Choice[] {
  const low = variants.filter((one) => sellable(store, one.inventoryItemId) < 12);
  const { sku } = pick(world, low.length > 0 ? low : variants);
  return [[low.length > 0 ? 3 : 0.5, { action: "stock", sku, delta: low.length > 0 ? 60 : 5 }]];
}

/** Every act that this order allows, with its weight. */
export function legalActs(one: StoredOrder): Choice[] {
  const order = one.id;
  const totals = totalsOf(one);
  const counts = one.lines.map((line) => countsOf(one, line));
  const unsent = counts.some((each) => each.unsent > 0);
  const sent = counts.some((each) => each.sent > 0);
  const current = counts.some((each) => each.current > 0);
  const open = one.cancelledAt === null;
  const held = one.holds.length > 0;
  const choices: (Choice | false)[] = [
    [2, { action: "note", order }],
    [2, { action: "tag", order }],
    [0.2, { action: "delete", order }],
    one.shipping !== null && [2, { action: "address", order }],
    open && totals.outstanding.shop > 0 && [5, { action: "pay", order }],
    open && one.closedAt === null && [2, { action: "edit", order, change: "add" }],
    open && one.closedAt === null && unsent && [2, { action: "edit", order, change: "quantity" }],
    open && one.closedAt === null && unsent && [1, { action: "edit", order, change: "remove" }],
    open && unsent && !held && [6, { action: "fulfill", order }],
    open && unsent && !held && [2, { action: "fulfill", order, partial: true }],
    open && unsent && !held && [0.5, { action: "hold", order }],
    held && [2, { action: "release", order }],
    open && !sent && [1, { action: "cancel", order }],
    one.fulfillments.some((each) => each.deliveredAt === null) && [4, { action: "deliver", order }],
    sent && one.returns.length === 0 && [0.5, { action: "return", order }],
    ...returnActs(one),
    totals.netPayment.shop > 0 && current && [1, { action: "refund", order, partial: true, restock: false }],
    totals.netPayment.shop > 0 && current && [1, { action: "refund", order }],
    one.closedAt === null && [0.5, { action: "close", order }],
  ];
  return choices.filter((each) => each !== false);
}

function returnActs({ id, returns }: StoredOrder): Choice[] {
  const asked = returns.some((each) => each.status === "REQUESTED");
  const open = returns.some((each) => each.status === "OPEN");
  return [
    ...(asked ? [[1, { action: "settleReturn", order: id, change: "approve" }] as const] : []),
    ...(open ? [[1, { action: "settleReturn", order: id, change: "close" }] as const] : []),
  ];
}
