import type { Act } from "./act-input.ts";
import { atLeastZero, type Bag, bagAt, least, minus, zero } from "./money.ts";
import type { StoredLine, StoredOrder, StoredRefund } from "./order-model.ts";
import { type Mark, Refused, type Scene, touch } from "./scene.ts";
import { countsOf, netOf, shippingRefundsOf, taxOf, totalsOf } from "./totals.ts";

type RestockType = StoredRefund["lines"][number]["restockType"];

interface RefundPlan {
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly restock: boolean | RestockType;
  }[];
  /** "full" gives back all shipping that is left; an amount gives back that much. */
  readonly shipping: "full" | Bag | undefined;
  /** Money to give back; `undefined` gives what the shop then owes. */
  readonly money: Bag | undefined;
  readonly note: string | null;
  /** Whether the customer is told by mail. */
  readonly notify: boolean;
  /** The return that is paid back. */
  readonly returnId?: string;
}

/** Books a refund on the order and answers its marks. Throws `Refused` where it takes more than there is. */
export function bookRefund(
  order: StoredOrder,
  plan: RefundPlan,
  scene: Scene,
): { refund: StoredRefund; marks: Mark[] } {
  const before = totalsOf(order);
  const refund = goodsRefund(order, plan, scene);
  order.refunds.push(refund);
  const owed = least(before.netPayment, atLeastZero(minus(before.netPayment, totalsOf(order).currentTotal)));
  const money = exactly(plan.money, [owed, before.netPayment]);
  if (money.shop > before.netPayment.shop) {
    order.refunds.pop();
    throw new Refused(`only ${before.netPayment.shop} minor units were paid and not yet given back`);
  }
  const marks: Mark[] = [
    { topic: "refunds/create", subject: refund.id, ...(plan.notify ? ({ mail: "order_refund" } as const) : {}) },
    { topic: "orders/updated" },
  ];
  if (money.shop !== owed.shop) refund.adjustment = { id: scene.mint.id(), amount: minus(owed, money) };
  if (money.shop > 0) {
    const transactionId = giveBack(order, money, scene);
    refund.transactionIds.push(transactionId);
    refund.total = money;
    marks.push({ topic: "order_transactions/create", subject: transactionId });
  }
  touch(order, scene.at);
  return { refund, marks };
}

/** The `refund` act: all or some units, restocked or not, money as owed or as said. */
export function refundAct(order: StoredOrder, input: Act<"refund">, scene: Scene): Mark[] {
  if (totalsOf(order).netPayment.shop <= 0) throw new Refused("nothing was paid that could be given back");
  const restock = input.restock ?? true;
  const lines = plannedLines(order, input).map((one) => ({ ...one, restock }));
  const whole = !input.partial && !input.lines && input.amountMinor === undefined;
  const shipping = (input.shipping ?? whole) ? "full" : undefined;
  const money =
    input.amountMinor === undefined
      ? undefined
      : bagAt(input.amountMinor, order.rate, order.currency, order.presentmentCurrency);
  if (lines.length === 0 && shipping === undefined && !money) throw new Refused("no units are left to refund");
  return bookRefund(order, { lines, shipping, money, note: input.note ?? null, notify: input.notify ?? true }, scene)
    .marks;
}

/** The `cancel` act. Shopify cancels only while nothing was sent. */
export function cancelAct(order: StoredOrder, input: Act<"cancel">, scene: Scene): Mark[] {
  if (order.cancelledAt !== null) throw new Refused("the order is cancelled already");
  if (order.lines.some((line) => countsOf(order, line).sent > 0))
    throw new Refused("a part of the order was sent; cancel the fulfillment first");
  const before = totalsOf(order);
  const lines = order.lines.flatMap((line) => {
    const { current } = countsOf(order, line);
    return current > 0 ? [{ lineId: line.id, quantity: current, restock: input.restock ?? true }] : [];
  });
  const mail = (input.notify ?? true) ? ({ mail: "order_cancelled" } as const) : {};
  const marks: Mark[] = [{ topic: "orders/cancelled", ...mail }];
  if (lines.length > 0 || before.netPayment.shop > 0)
    marks.push(
      ...bookRefund(
        order,
        { lines, shipping: "full", money: input.refund === false ? zero : undefined, note: null, notify: false },
        scene,
      ).marks,
    );
  else marks.push({ topic: "orders/updated" });
  if (before.capturable.shop > 0) {
    const id = scene.mint.id();
    const parentId = order.transactions.find((one) => one.kind === "AUTHORIZATION")?.id ?? null;
    order.transactions.push({
      id,
      kind: "VOID",
      status: "SUCCESS",
      gateway: order.gateway,
      amount: before.capturable,
      createdAt: scene.at,
      parentId,
    });
    marks.push({ topic: "order_transactions/create", subject: id });
  }
  order.cancelledAt = Math.max(order.createdAt, scene.at);
  order.cancelReason = input.reason ?? "CUSTOMER";
  order.staffNote = input.staffNote ?? null;
  touch(order, scene.at);
  return marks;
}

function plannedLines(order: StoredOrder, input: Act<"refund">): { lineId: string; quantity: number }[] {
  if (input.lines) return input.lines.map((one) => ({ lineId: one.line, quantity: one.quantity }));
  if (input.amountMinor !== undefined) return [];
  const left = order.lines
    .map((line) => ({ lineId: line.id, quantity: countsOf(order, line).current }))
    .filter((one) => one.quantity > 0);
  const first = left[0];
  return input.partial && first ? [{ lineId: first.lineId, quantity: 1 }] : left;
}

function goodsRefund(order: StoredOrder, plan: RefundPlan, scene: Scene): StoredRefund {
  const lines: StoredRefund["lines"] = [];
  for (const part of plan.lines) {
    const line = order.lines.find((one) => one.id === part.lineId);
    if (!line) throw new Refused(`the order has no line ${part.lineId}`);
    const taken = lines.filter((one) => one.lineId === line.id).reduce((sum, one) => sum + one.quantity, 0);
    lines.push(...lineRefunds(order, line, part.quantity, taken, part.restock, scene));
  }
  const shipping = plan.shipping === undefined ? [] : shippingRefunds(order, plan.shipping, scene);
  return {
    id: scene.mint.id(),
    createdAt: scene.at,
    note: plan.note,
    returnId: plan.returnId ?? null,
    lines,
    shipping,
    adjustment: null,
    transactionIds: [],
    total: zero,
  };
}

/** A refund of a line splits where part of it had been sent: unsent units are cancelled, sent ones come back. */
function lineRefunds(
  order: StoredOrder,
  line: StoredLine,
  quantity: number,
  taken: number,
  restock: boolean | RestockType,
  scene: Scene,
): StoredRefund["lines"] {
  const counts = countsOf(order, line);
  const current = counts.current - taken;
  if (quantity > current) throw new Refused(`line ${line.id} has ${current} units left, ${quantity} were asked for`);
  const unsent =
    restock === "RETURN"
      ? Math.max(0, quantity - (current - counts.unsent))
      : Math.min(quantity, Math.max(0, counts.unsent - taken));
  const parts = [
    { count: unsent, unsent, restockType: typeOf(restock, "CANCEL") },
    { count: quantity - unsent, unsent: 0, restockType: typeOf(restock, "RETURN") },
  ];
  let left = current;
  return parts.flatMap(({ count, unsent: open, restockType }) => {
    if (count === 0) return [];
    const subtotal = minus(netOf(line, left), netOf(line, left - count));
    const tax = minus(taxOf(line, left), taxOf(line, left - count));
    left -= count;
    return [
      {
        id: scene.mint.id(),
        lineId: line.id,
        quantity: count,
        unsent: open,
        restockType,
        locationId: order.locationId,
        subtotal,
        tax,
      },
    ];
  });
}

function typeOf(restock: boolean | RestockType, natural: RestockType): RestockType {
  if (typeof restock === "string") return restock;
  return restock ? natural : "NO_RESTOCK";
}

function shippingRefunds(order: StoredOrder, wanted: "full" | Bag, scene: Scene): StoredRefund["shipping"] {
  let budget = wanted;
  return order.shippingLines.flatMap((one) => {
    const given = shippingRefundsOf(order, one.id);
    const left = minus(minus(one.price, one.discount), given.subtotal);
    const subtotal = budget === "full" ? left : least(left, budget);
    if (subtotal.shop <= 0) return [];
    if (budget !== "full") budget = minus(budget, subtotal);
    const taxLeft = minus(one.tax, given.tax);
    const tax =
      subtotal.shop === left.shop
        ? taxLeft
        : least(taxLeft, {
            shop: Math.round((taxLeft.shop * subtotal.shop) / left.shop),
            presentment: Math.round((taxLeft.presentment * subtotal.shop) / left.shop),
          });
    return [{ id: scene.mint.id(), shippingLineId: one.id, subtotal, tax }];
  });
}

function giveBack(order: StoredOrder, amount: Bag, scene: Scene): string {
  const parent = order.transactions.find(
    (one) => (one.kind === "SALE" || one.kind === "CAPTURE") && one.status === "SUCCESS",
  );
  const id = scene.mint.id();
  order.transactions.push({
    id,
    kind: "REFUND",
    status: "SUCCESS",
    gateway: parent?.gateway ?? order.gateway,
    amount,
    createdAt: scene.at,
    parentId: parent?.id ?? null,
  });
  return id;
}

/** Prefers a known bag of the same amount, so that its other side does not pick up a rounding difference. */
function exactly(wanted: Bag | undefined, known: readonly [Bag, Bag]): Bag {
  if (!wanted) return known[0];
  return known.find((one) => one.shop === wanted.shop || one.presentment === wanted.presentment) ?? wanted;
}
