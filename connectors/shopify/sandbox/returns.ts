import type { Act } from "./act-input.ts";
import type { StoredOrder, StoredReturn } from "./order-model.ts";
import { type Mark, Refused, type Scene } from "./scene.ts";

/** Seen on a live shop: a return rings its own topic and moves no date of the order (community.shopify.com 2445856). */
export function requestReturn(order: StoredOrder, { note }: Act<"return">, scene: Scene): Mark[] {
  const returning = new Set(
    order.returns
      .filter((one) => one.status !== "DECLINED" && one.status !== "CANCELED")
      .flatMap((one) => one.lines.map((line) => line.fulfillmentLineId)),
  );
  const sent = order.fulfillments
    .filter((one) => one.status === "SUCCESS")
    .flatMap((one) => one.lines)
    .filter((one) => !returning.has(one.id));
  if (order.fulfillments.length === 0) throw new Refused("nothing was sent that could come back");
  if (sent.length === 0) throw new Refused("everything that was sent is coming back already");
  const id = scene.mint.id();
  order.returns.push({
    id,
    name: `${order.name}-R${order.returns.length + 1}`,
    status: "REQUESTED",
    createdAt: scene.at,
    approvedAt: null,
    closedAt: null,
    lines: sent.map((line) => ({
      id: scene.mint.id(),
      fulfillmentLineId: line.id,
      quantity: line.quantity,
      note: note ?? "",
    })),
  });
  return [{ topic: "returns/request", subject: id }];
}

const steps = {
  approve: { from: "REQUESTED", to: "OPEN" },
  decline: { from: "REQUESTED", to: "DECLINED" },
  close: { from: "OPEN", to: "CLOSED" },
  cancel: { from: "OPEN", to: "CANCELED" },
} as const;

export function settleReturn(order: StoredOrder, input: Act<"settleReturn">, scene: Scene): Mark[] {
  const { from, to } = steps[input.change];
  const one = order.returns.find((each) =>
    input.return === undefined ? each.status === from : each.id === input.return,
  );
  if (one?.status !== from) throw new Refused(`the order has no return that one could ${input.change}`);
  one.status = to;
  if (to === "OPEN") one.approvedAt = scene.at;
  else one.closedAt = scene.at;
  return [{ topic: `returns/${input.change}`, subject: one.id }];
}

/** `OrderReturnStatus` of an order. */
export function returnStatusOf({ returns }: StoredOrder): string {
  const any = (status: StoredReturn["status"]) => returns.some((one) => one.status === status);
  if (any("REQUESTED")) return "RETURN_REQUESTED";
  if (any("OPEN")) return "IN_PROGRESS";
  return any("CLOSED") ? "RETURNED" : "NO_RETURN";
}
