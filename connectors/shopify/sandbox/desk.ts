import type { Act, ActInput } from "./act-input.ts";
import { actOnFloor, type FloorChange, isFloorAct } from "./floor-acts.ts";
import { goodOf } from "./goods.ts";
import { mailsOf } from "./mail.ts";
import { fromGid, type ShopifySandboxOptions } from "./options.ts";
import type { StoredOrder } from "./order-model.ts";
import { placeOrder } from "./order-place.ts";
import { laidMoves, stockMoves } from "./order-stock.ts";
import { actOn, type OrderAct } from "./orders.ts";
import { randomAct } from "./random-act.ts";
import { type Floor, type Mark, Refused, type Scene } from "./scene.ts";
import { levelOf, locationOf, movedLevels, routed, sellable } from "./shelves.ts";
import { actOnShop, isShopAct } from "./shop-acts.ts";
import { type Change, type Entity, type Minter, mintFor, type Store } from "./state.ts";
import { mainLocation, type StoredLevel } from "./stock-model.ts";
import { levelBody } from "./webhook-bodies.ts";
import type { Postman } from "./webhooks.ts";

export interface Done {
  readonly done: true;
  readonly action: string;
  /** Numeric id of the order; absent for acts of the shop itself. */
  readonly order?: string;
}

/** Where every change to the shop passes: rule, then journal, then webhooks. */
export interface Desk {
  /** Throws `Refused` where the shop does not allow the act. */
  act(input: ActInput): Done;
  /** Changes one order by its numeric id; extra changes go into the same journal entry. Throws `Refused` for an unknown order. */
  change(
    orderId: string,
    rule: (draft: StoredOrder, scene: Scene) => Mark[],
    also?: (order: StoredOrder, scene: Scene) => Change[],
  ): StoredOrder;
  /** Places orders and lives their history up to now without a bell, all in one journal entry. */
  layOrders(places: readonly Act<"place">[], acts: (order: StoredOrder) => readonly OrderAct[]): StoredOrder[];
  /** Changes the shop floor (stock, goods, locations), as one journal entry with the bells that it rings. */
  changeFloor(rule: (mint: Minter) => FloorChange): void;
  find(text: string): StoredOrder | undefined;
}

export function createDesk(options: ShopifySandboxOptions, store: Store, postman: Postman): Desk {
  const { world } = options;
  const floor: Floor = {
    good: (product) => goodOf(store, product),
    sellable: (itemId) => sellable(store, itemId),
    routed: (wanted) => routed(store, wanted),
  };
  /** In the past everything was there: what was sold has been replaced since. */
  const past: Floor = { ...floor, sellable: () => Number.POSITIVE_INFINITY, routed: () => mainLocation };
  const sceneAt = (at: number): Scene => ({
    at,
    mint: mintFor(store, world),
    chance: () => world.chance(),
    currency: options.currency,
    taxesIncluded: options.taxesIncluded ?? ["TRY", "EUR", "GBP"].includes(options.currency),
    floor,
  });
  const find = (text: string) => findOrder(store, text);
  const customerBy = (email: string) => [...store.all("customer")].find((one) => one.email === email);

  const ring = (topic: string, body: unknown, mint: Minter) =>
    store.house().installed ? postman.letter(topic, body, mint, 40 + Math.floor(world.chance() * 600)) : [];
  /** The bell of a level tells what may be sold there, so it is still when nothing of that changed. */
  const ringLevels = (levels: readonly StoredLevel[], mint: Minter) =>
    levels
      .filter(
        ({ itemId, locationId, quantities }) =>
          levelOf(store, itemId, locationId)?.quantities.available.quantity !== quantities.available.quantity,
      )
      .flatMap((level) =>
        ring(
          levelOf(store, level.itemId, level.locationId) ? "inventory_levels/update" : "inventory_levels/connect",
          levelBody(level),
          mint,
        ),
      );
  const save = (
    before: StoredOrder | undefined,
    order: StoredOrder,
    marks: readonly Mark[],
    scene: Scene,
    also: readonly Change[],
  ) => {
    const levels = movedLevels(store, stockMoves(before, order), world.now());
    const letters = [...postman.letters(order, marks, scene.mint), ...ringLevels(levels, scene.mint)];
    const mails = mailsOf(order, marks, scene.mint, world.now());
    store.commit([
      { kind: "order", put: order },
      ...also,
      ...levels.map((put): Change => ({ kind: "level", put })),
      ...mails.map((put): Change => ({ kind: "mail", put })),
      ...letters.map((put): Change => ({ kind: "delivery", put })),
      ...scene.mint.changes(),
    ]);
    postman.dispatch(letters);
  };
  const changeFloor: Desk["changeFloor"] = (rule) => {
    const mint = mintFor(store, world);
    const { moves = [], bells = [], also } = rule(mint);
    const levels = movedLevels(store, moves, world.now());
    const letters = [...bells.flatMap(({ topic, body }) => ring(topic, body, mint)), ...ringLevels(levels, mint)];
    store.commit([
      ...levels.map((put): Change => ({ kind: "level", put })),
      ...(also?.(levels) ?? []),
      ...letters.map((put): Change => ({ kind: "delivery", put })),
      ...mint.changes(),
    ]);
    postman.dispatch(letters);
  };
  const change: Desk["change"] = (orderId, rule, also) => {
    const scene = sceneAt(world.now());
    const before = store.get("order", orderId);
    if (!before) throw new Refused(`there is no order ${orderId}`);
    const draft = structuredClone(before);
    const marks = rule(draft, scene);
    save(before, draft, marks, scene, also?.(draft, scene) ?? []);
    return draft;
  };
  const place = (input: Act<"place">): StoredOrder => {
    const scene = sceneAt(world.now());
    const { order, customer, marks } = placeOrder(input, scene, customerBy);
    save(undefined, order, marks, scene, customer ? [{ kind: "customer", put: customer }] : []);
    return order;
  };
  const remove = (order: StoredOrder): void => {
    const mint = mintFor(store, world);
    const levels = movedLevels(store, stockMoves(order, undefined), world.now());
    const letters = [...postman.letters(order, [{ topic: "orders/delete" }], mint), ...ringLevels(levels, mint)];
    store.commit([
      { kind: "order", drop: order.id },
      { kind: "deleted", put: { id: order.id, at: world.now() } },
      ...levels.map((put): Change => ({ kind: "level", put })),
      ...letters.map((put): Change => ({ kind: "delivery", put })),
    ]);
    postman.dispatch(letters);
  };

  const act: Desk["act"] = (input) => {
    if (input.action === "random") return act(randomAct(store, world));
    if (input.action === "place") return { done: true, action: "place", order: place(input).id };
    if (isShopAct(input)) {
      actOnShop(options, store, postman, input);
      return { done: true, action: input.action };
    }
    if (isFloorAct(input)) {
      changeFloor((mint) => actOnFloor(store, input, mint, world.now()));
      return { done: true, action: input.action };
    }
    const order = find(input.order);
    if (!order) throw new Refused(`there is no order ${input.order}`);
    if (input.action === "delete") remove(order);
    else {
      if (input.action === "move" && !locationOf(store, input.location)?.active)
        throw new Refused(`there is no open location ${input.location}`);
      const at = "at" in input && input.at !== undefined ? input.at : world.now();
      change(order.id, (draft, scene) => actOn(draft, input, { ...scene, at }));
    }
    return { done: true, action: input.action, order: order.id };
  };

  return {
    act,
    change,
    changeFloor,
    find,
    layOrders(places, acts) {
      const mint = mintFor(store, world);
      const customers = new Map<string, Entity<"customer">>();
      const laid = places.map((input) => {
        const scene = { ...sceneAt(input.placedAt ?? world.now()), floor: past, mint };
        const { order, customer } = placeOrder(input, scene, (email) => customers.get(email) ?? customerBy(email));
        if (customer?.email) customers.set(customer.email, customer);
        for (const later of acts(order)) actOn(order, later, { ...scene, at: later.at ?? scene.at });
        return order;
      });
      store.commit([
        ...laid.map((put): Change => ({ kind: "order", put })),
        ...movedLevels(store, laid.flatMap(laidMoves), world.now()).map((put): Change => ({ kind: "level", put })),
        ...[...customers.values()].map((put): Change => ({ kind: "customer", put })),
        ...mint.changes(),
      ]);
      return laid;
    },
  };
}

function findOrder(store: Store, text: string): StoredOrder | undefined {
  const direct = store.get("order", fromGid(text)?.id ?? text);
  if (direct) return direct;
  for (const one of store.all("order")) if (one.name === text) return one;
  return undefined;
}
