import { people } from "../../contract/sandbox/cast.ts";
import type { Act, ActInput } from "./act-input.ts";
import { variantOf, variants } from "./catalogue.ts";
import type { FloorAct } from "./floor-acts.ts";
import { shopPriceOf } from "./goods.ts";
import { bagAt, partOf, share, times, zero } from "./money.ts";
import type { StoredFulfillment, StoredLine, StoredOrder } from "./order-model.ts";
import { newLine } from "./order-place.ts";
import { cancelAct, refundAct } from "./order-refund.ts";
import { requestReturn, settleReturn } from "./returns.ts";
import { hold, move, release } from "./routing.ts";
import { type Mark, pick, Refused, type Scene, touch } from "./scene.ts";
import type { ShopAct } from "./shop-acts.ts";
import { countsOf, totalsOf } from "./totals.ts";

/** An act on one order that leaves it there. */
export type OrderAct = Exclude<ActInput, FloorAct | ShopAct | { readonly action: "place" | "random" | "delete" }>;

/** Applies one act to a draft of the order and says what happened. Throws `Refused` where the shop would not allow it. */
export function actOn(order: StoredOrder, input: OrderAct, scene: Scene): Mark[] {
  switch (input.action) {
    case "pay":
      return pay(order, scene);
    case "edit":
      return edit(order, input, scene);
    case "address":
      return changeAddress(order, input, scene);
    case "note":
      order.note = input.note === undefined ? `Not ${Math.floor(scene.chance() * 1000)}` : input.note;
      return updated(order, scene);
    case "tag":
      return tag(order, input, scene);
    case "fulfill":
      return fulfill(order, input, scene);
    case "deliver":
      return deliver(order, input, scene);
    case "return":
      return requestReturn(order, input, scene);
    case "settleReturn":
      return settleReturn(order, input, scene);
    case "hold":
      return hold(order, input, scene);
    case "release":
      return release(order);
    case "move":
      return move(order, input);
    case "refund":
      return refundAct(order, input, scene);
    case "cancel":
      return cancelAct(order, input, scene);
    case "close":
      if (order.closedAt !== null) throw new Refused("the order is closed already");
      order.closedAt = scene.at;
      return updated(order, scene);
  }
}

function updated(order: StoredOrder, scene: Scene): Mark[] {
  touch(order, scene.at);
  return [{ topic: "orders/updated" }];
}

function pay(order: StoredOrder, scene: Scene): Mark[] {
  const { outstanding } = totalsOf(order);
  if (order.cancelledAt !== null) throw new Refused("the order is cancelled");
  if (outstanding.shop <= 0) throw new Refused("nothing is left to pay");
  const id = scene.mint.id();
  order.transactions.push({
    id,
    kind: "SALE",
    status: "SUCCESS",
    gateway: order.gateway,
    amount: outstanding,
    createdAt: scene.at,
    parentId: null,
  });
  return [...updated(order, scene), { topic: "order_transactions/create", subject: id }];
}

function edit(order: StoredOrder, input: Act<"edit">, scene: Scene): Mark[] {
  if (order.cancelledAt !== null || order.closedAt !== null)
    throw new Refused("a cancelled or closed order cannot be edited");
  const change = input.change ?? pick(scene, ["add", "quantity"] as const);
  const delta = change === "add" ? addLine(order, input, scene) : setQuantity(order, input, change, scene);
  order.edited = true;
  touch(order, scene.at);
  const edited: Mark = {
    topic: "orders/edited",
    edit:
      delta.delta > 0
        ? { additions: [delta], removals: [] }
        : { additions: [], removals: [{ id: delta.id, delta: -delta.delta }] },
  };
  const bell: Mark = { topic: "orders/updated" };
  return scene.chance() < 0.5 ? [edited, bell] : [bell, edited];
}

function addLine(order: StoredOrder, input: Act<"edit">, scene: Scene): { id: string; delta: number } {
  const variant = input.sku === undefined ? pick(scene, variants) : variantOf(input.sku);
  if (!variant) throw new Refused(`no variant has the SKU ${input.sku}`);
  const quantity = Math.max(1, input.quantity ?? 1);
  const price = shopPriceOf(scene.floor.good(variant.product), order.currency);
  const unit = bagAt(price, order.rate, order.currency, order.presentmentCurrency);
  const blank = newLine(variant, scene);
  const tax = share(times(unit, quantity), order.taxesIncluded ? blank.taxRate / (1 + blank.taxRate) : blank.taxRate);
  order.lines.push({ ...blank, unit, quantity, discount: zero, tax, byEdit: true });
  return { id: blank.id, delta: quantity };
}

function setQuantity(
  order: StoredOrder,
  input: Act<"edit">,
  change: "quantity" | "remove",
  scene: Scene,
): { id: string; delta: number } {
  const open = order.lines.filter((one) => countsOf(order, one).unsent > 0);
  const line = input.line === undefined ? pick(scene, open) : order.lines.find((one) => one.id === input.line);
  if (!line) throw new Refused(`the order has no line ${input.line}`);
  const { current, unsent } = countsOf(order, line);
  const wanted = change === "remove" ? current - unsent : (input.quantity ?? current + 1);
  const delta = wanted - current;
  if (delta === 0) throw new Refused("that is the quantity already, or none of it is still unsent");
  if (-delta > unsent) throw new Refused(`only ${unsent} units of the line are not sent yet`);
  if (delta > 0) grow(line, delta);
  else line.removed -= delta;
  return { id: line.id, delta };
}

/** Added units cost what the line's units cost: discount and tax grow in proportion. */
function grow(line: StoredLine, by: number): void {
  const quantity = line.quantity + by;
  line.discount = partOf(line.discount, quantity, line.quantity);
  line.tax = partOf(line.tax, quantity, line.quantity);
  line.quantity = quantity;
}

function changeAddress(order: StoredOrder, { address }: Act<"address">, scene: Scene): Mark[] {
  if (!order.shipping) throw new Refused("the order has no shipping address");
  const { line1, city, province, provinceCode, zip, country } = pick(scene, people).address;
  const given = Object.fromEntries(
    Object.entries(address ?? { line1, city, province, provinceCode, zip, country }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  order.shipping = { ...order.shipping, ...given, id: scene.mint.id() };
  return updated(order, scene);
}

function tag(order: StoredOrder, input: Act<"tag">, scene: Scene): Mark[] {
  const add = input.add ?? (input.remove ? [] : [pick(scene, ["acil", "vip", "hediye", "kontrol"])]);
  const same = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();
  const kept = order.tags.filter((one) => !input.remove?.some(same(one)));
  const tags = [...kept, ...add.filter((one) => !kept.some(same(one)))].sort();
  if (JSON.stringify(tags) === JSON.stringify(order.tags)) return [];
  order.tags = tags;
  return updated(order, scene);
}

function fulfill(order: StoredOrder, input: Act<"fulfill">, scene: Scene): Mark[] {
  if (order.cancelledAt !== null) throw new Refused("the order is cancelled");
  if (order.holds.length > 0) throw new Refused("the fulfillment order is on hold");
  const open = order.lines
    .map((line) => ({ line: line.id, quantity: countsOf(order, line).unsent }))
    .filter((one) => one.quantity > 0);
  const first = open[0];
  if (!first) throw new Refused("nothing is left to send");
  const wanted = input.lines ?? (input.partial ? [{ line: first.line, quantity: 1 }] : open);
  for (const part of wanted) {
    const there = open.find((one) => one.line === part.line)?.quantity ?? 0;
    if (part.quantity > there)
      throw new Refused(`line ${part.line} has ${there} unsent units, ${part.quantity} were asked for`);
  }
  const number = `TK${Math.floor(scene.chance() * 1e10)
    .toString()
    .padStart(10, "0")}`;
  const { company = "Yurtiçi Kargo", number: given = number, url } = input.tracking ?? {};
  const fulfillment: StoredFulfillment = {
    id: scene.mint.id(),
    name: `${order.name}.${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    displayStatus: input.tracking === null ? "FULFILLED" : "IN_TRANSIT",
    createdAt: scene.at,
    updatedAt: scene.at,
    inTransitAt: input.tracking === null ? null : scene.at,
    deliveredAt: null,
    locationId: order.locationId,
    tracking:
      input.tracking === null ? null : { company, number: given, url: url ?? `https://tracking.example.test/${given}` },
    lines: wanted.map((part) => ({ id: scene.mint.id(), lineId: part.line, quantity: part.quantity })),
  };
  order.fulfillments.push(fulfillment);
  const mail = (input.notify ?? true) ? ({ mail: "shipping_confirmation" } as const) : {};
  return [{ topic: "fulfillments/create", subject: fulfillment.id, ...mail }, ...updated(order, scene)];
}

/** A carrier's event changes the fulfillment and rings its own bell; the order's `updatedAt` stays. */
function deliver(order: StoredOrder, input: Act<"deliver">, scene: Scene): Mark[] {
  const open = order.fulfillments.filter((one) => one.status === "SUCCESS" && one.deliveredAt === null);
  const fulfillment = input.fulfillment === undefined ? open[0] : open.find((one) => one.id === input.fulfillment);
  if (!fulfillment) throw new Refused("no parcel of the order is on its way");
  fulfillment.displayStatus = "DELIVERED";
  fulfillment.inTransitAt ??= scene.at;
  fulfillment.deliveredAt = scene.at;
  fulfillment.updatedAt = scene.at;
  return [{ topic: "fulfillments/update", subject: fulfillment.id }];
}
