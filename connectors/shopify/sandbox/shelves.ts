import { type Variant, variantByItem, variants } from "./catalogue.ts";
import type { Store } from "./state.ts";
import {
  mainLocation,
  type QuantityName,
  quantityNames,
  type StoredLevel,
  type StoredLocation,
} from "./stock-model.ts";

/** When the shop opened: what was never changed since carries this date. */
export const openedAt = Date.UTC(2026, 0, 5, 9);

const born = { zip: "35210", active: true, fulfillsOnlineOrders: true, createdAt: openedAt, updatedAt: openedAt };
const firstLocations: readonly StoredLocation[] = [
  { ...born, id: mainLocation, name: "Depo", address1: "Atatürk Cad. 1", city: "İzmir" },
  { ...born, id: "70100000002", name: "Mağaza", address1: "Tunalı Hilmi Cad. 81", city: "Ankara", zip: "06680" },
];
const firstStock: Readonly<Record<string, number>> = { [mainLocation]: 100, "70100000002": 20 };

export function locationsOf(store: Store): StoredLocation[] {
  const first = firstLocations.map((one) => store.get("location", one.id) ?? one);
  return [...first, ...[...store.all("location")].filter((one) => firstLocations.every(({ id }) => id !== one.id))];
}

export function locationOf(store: Store, id: string): StoredLocation | undefined {
  return store.get("location", id) ?? firstLocations.find((one) => one.id === id);
}

/** The level of an item at a location, or undefined where the item is not stocked. */
export function levelOf(store: Store, itemId: string, locationId: string): StoredLevel | undefined {
  const id = `${itemId}@${locationId}`;
  const known = store.get("level", id);
  if (known) return known;
  const variant = variantByItem(itemId);
  const count = firstStock[locationId];
  if (!variant || count === undefined || !stockedAtFirst(variant, locationId)) return undefined;
  return newLevel(itemId, locationId, count, openedAt);
}

function newLevel(itemId: string, locationId: string, count: number, at: number): StoredLevel {
  const of = (name: QuantityName) => ({ quantity: name === "available" || name === "on_hand" ? count : 0, at });
  return {
    id: `${itemId}@${locationId}`,
    itemId,
    locationId,
    createdAt: at,
    updatedAt: at,
    quantities: {
      available: of("available"),
      committed: of("committed"),
      reserved: of("reserved"),
      damaged: of("damaged"),
      safety_stock: of("safety_stock"),
      quality_control: of("quality_control"),
      on_hand: of("on_hand"),
      incoming: of("incoming"),
    },
  };
}

/** The second location does not keep everything, so that a level has to be activated there. */
function stockedAtFirst(variant: Variant, locationId: string): boolean {
  return locationId === mainLocation || variants.indexOf(variant) % 4 !== 0;
}

export function levelsOfItem(store: Store, itemId: string): StoredLevel[] {
  return locationsOf(store).flatMap(({ id }) => levelOf(store, itemId, id) ?? []);
}

export function levelsAt(store: Store, locationId: string): StoredLevel[] {
  return variants.flatMap(({ inventoryItemId }) => levelOf(store, inventoryItemId, locationId) ?? []);
}

/** Units that the shop may still sell online. */
export function sellable(store: Store, itemId: string): number {
  return locationsOf(store)
    .filter((one) => one.active && one.fulfillsOnlineOrders)
    .reduce((sum, { id }) => sum + (levelOf(store, itemId, id)?.quantities.available.quantity ?? 0), 0);
}

/** Where an order is sent from: the first location that has all of it, else the first. */
export function routed(store: Store, wanted: readonly { itemId: string; quantity: number }[]): string {
  const able = locationsOf(store).find(
    (one) =>
      one.active &&
      one.fulfillsOnlineOrders &&
      wanted.every(
        ({ itemId, quantity }) => (levelOf(store, itemId, one.id)?.quantities.available.quantity ?? 0) >= quantity,
      ),
  );
  return able?.id ?? mainLocation;
}

/** Units that change state at one location. Whoever makes it keeps `on_hand` the sum of its parts. */
export interface StockMove {
  readonly itemId: string;
  readonly locationId: string;
  readonly deltas: Partial<Record<QuantityName, number>>;
}

/** The levels as they are after the moves; a level that is not there yet begins empty. Levels that stay the same are left out. */
export function movedLevels(store: Store, moves: readonly StockMove[], at: number): StoredLevel[] {
  const drafts = new Map<string, StoredLevel>();
  for (const { itemId, locationId, deltas } of moves) {
    const id = `${itemId}@${locationId}`;
    const old = drafts.get(id) ?? levelOf(store, itemId, locationId) ?? newLevel(itemId, locationId, 0, at);
    const quantities = { ...old.quantities };
    for (const name of quantityNames) {
      const delta = deltas[name] ?? 0;
      if (delta !== 0) quantities[name] = { quantity: quantities[name].quantity + delta, at };
    }
    const fresh = !drafts.has(id) && !levelOf(store, itemId, locationId);
    if (fresh || quantityNames.some((name) => quantities[name] !== old.quantities[name]))
      drafts.set(id, { ...old, quantities, updatedAt: Math.max(old.updatedAt, at) });
  }
  return [...drafts.values()];
}
