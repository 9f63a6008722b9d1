import type { Act } from "./act-input.ts";
import type { StoredOrder, StoredReturn } from "./order-model.ts";
import { type Mark, Refused, type Scene } from "./scene.ts";

/**
 * Asks for a return, or opens one. Seen on a live shop: a return rings its own topic and moves no date of the order
 * (community.shopify.com 2445856).
 */
export function requestReturn(order: StoredOrder, input: Act<"return">, scene: Scene): Mark[] {
  if (order.fulfillments.length === 0) throw new Refused("nothing was sent that could come back");
  const { open = false } = input;
  const wanted: NonNullable<typeof input.lines> =
    input.lines ?? returnable(order).map(({ id, left }) => ({ line: id, quantity: left }));
  if (wanted.length === 0) throw new Refused("everything that was sent is coming back already");
  const left = new Map(returnable(order).map((one) => [one.id, one.left]));
  for (const { line, quantity } of wanted) {
    const there = left.get(line) ?? 0;
    if (quantity < 1 || quantity > there)
      throw new Refused(`of fulfillment line ${line} ${there} units can come back, ${quantity} were asked for`);
    left.set(line, there - quantity);
  }
  const id = scene.mint.id();
  order.returns.push({
    id,
    name: `${order.name}-R${order.returns.length + 1}`,
    status: open ? "OPEN" : "REQUESTED",
    createdAt: scene.at,
    approvedAt: open ? scene.at : null,
    closedAt: null,
    decline: null,
    lines: wanted.map((one) => ({
      id: scene.mint.id(),
      fulfillmentLineId: one.line,
      quantity: one.quantity,
      reason: one.reason ?? "UNKNOWN",
      note: one.note ?? input.note ?? "",
      customerNote: one.customerNote ?? null,
      refunded: 0,
    })),
  });
  return [{ topic: open ? "returns/approve" : "returns/request", subject: id }];
}

/** Lines of parcels of which units can still come back, and how many. */
function returnable(order: StoredOrder): { readonly id: string; readonly left: number }[] {
  const coming = order.returns
    .filter(({ status }) => status !== "DECLINED" && status !== "CANCELED")
    .flatMap(({ lines }) => lines);
  return order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .map(({ id, quantity }) => ({
      id,
      left: coming.filter((one) => one.fulfillmentLineId === id).reduce((rest, one) => rest - one.quantity, quantity),
    }))
    .filter(({ left }) => left > 0);
}

const steps = {
  approve: { from: "REQUESTED", to: "OPEN" },
  decline: { from: "REQUESTED", to: "DECLINED" },
  close: { from: "OPEN", to: "CLOSED" },
  reopen: { from: "CLOSED", to: "OPEN" },
  cancel: { from: "OPEN", to: "CANCELED" },
} as const;

export function settleReturn(order: StoredOrder, input: Act<"settleReturn">, scene: Scene): Mark[] {
  const { from, to } = steps[input.change];
  const one = order.returns.find((each) =>
    input.return === undefined ? each.status === from : each.id === input.return,
  );
  if (one?.status !== from) throw new Refused(`the order has no return that one could ${input.change}`);
  if (to === "CANCELED" && one.lines.some(({ refunded }) => refunded > 0))
    throw new Refused("the return was paid back already");
  one.status = to;
  if (to === "DECLINED") one.decline = { reason: input.reason ?? "OTHER", note: input.note ?? null };
  if (input.change === "approve") one.approvedAt = scene.at;
  one.closedAt = to === "OPEN" ? null : scene.at;
  return [{ topic: `returns/${input.change}`, subject: one.id }];
}

/** `OrderReturnStatus` of an order. */
export function returnStatusOf({ returns }: StoredOrder): string {
  const any = (status: StoredReturn["status"]) => returns.some((one) => one.status === status);
  if (any("REQUESTED")) return "RETURN_REQUESTED";
  if (any("OPEN")) return "IN_PROGRESS";
  return any("CLOSED") ? "RETURNED" : "NO_RETURN";
}
