import type { Act, ActInput } from "./act-input.ts";
import { variantOf } from "./catalogue.ts";
import { goodOf } from "./goods.ts";
import { Refused } from "./scene.ts";
import { levelOf, levelsAt, locationOf, type StockMove } from "./shelves.ts";
import type { Change, Minter, Store } from "./state.ts";
import { mainLocation, type StoredLevel, type StoredLocation } from "./stock-model.ts";
import { locationBody, productBody } from "./webhook-bodies.ts";

/** What becomes of the shop floor. Levels that are moved ring by themselves. */
export interface FloorChange {
  readonly moves?: readonly StockMove[];
  readonly bells?: readonly { readonly topic: string; readonly body: unknown }[];
  /** Further records; they are given the levels as they have become. */
  also?(levels: readonly StoredLevel[]): Change[];
}

export type FloorAct = Act<"stock" | "product" | "location">;

export function isFloorAct(input: ActInput): input is FloorAct {
  return input.action === "stock" || input.action === "product" || input.action === "location";
}

/** What a shopkeeper does to stock, goods and locations. Throws `Refused` where the shop would not allow it. */
export function actOnFloor(store: Store, input: FloorAct, mint: Minter, at: number): FloorChange {
  switch (input.action) {
    case "stock":
      return count(store, input);
    case "product":
      return changeProduct(store, input, at);
    case "location":
      return changeLocation(store, input, mint, at);
  }
}

function count(store: Store, { sku, location = mainLocation, available, delta }: Act<"stock">): FloorChange {
  const itemId = variantOf(sku)?.inventoryItemId;
  if (itemId === undefined) throw new Refused(`no variant has the SKU ${sku}`);
  if (!locationOf(store, location)) throw new Refused(`there is no location ${location}`);
  const before = levelOf(store, itemId, location)?.quantities.available.quantity ?? 0;
  const by = available === undefined ? (delta ?? 25) : available - before;
  return { moves: [{ itemId, locationId: location, deltas: { available: by, on_hand: by } }] };
}

function changeProduct(
  store: Store,
  { sku, title, priceMinor, status, inventoryPolicy }: Act<"product">,
  at: number,
): FloorChange {
  const product = variantOf(sku)?.product;
  if (!product) throw new Refused(`no product has the SKU ${sku}`);
  const before = goodOf(store, product);
  const put = {
    id: before.id,
    title: title ?? before.title,
    priceMinor: priceMinor ?? before.priceMinor,
    status: status ?? before.status,
    inventoryPolicy: inventoryPolicy ?? before.inventoryPolicy,
    updatedAt: at,
  };
  return { bells: [{ topic: "products/update", body: productBody(put) }], also: () => [{ kind: "good", put }] };
}

function changeLocation(store: Store, input: Act<"location">, mint: Minter, at: number): FloorChange {
  const before = input.location === undefined ? undefined : locationOf(store, input.location);
  if (input.location !== undefined && !before) throw new Refused(`there is no location ${input.location}`);
  const active = input.active ?? before?.active ?? true;
  if (before && !active) refuseClosing(store, before);
  const put: StoredLocation = {
    id: before?.id ?? mint.id(),
    name: input.name ?? before?.name ?? "Yeni depo",
    address1: before?.address1 ?? "Sanayi Cad. 5",
    city: before?.city ?? "Bursa",
    zip: before?.zip ?? "16010",
    active,
    fulfillsOnlineOrders: before?.fulfillsOnlineOrders ?? true,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
  };
  const turned = before && before.active !== active;
  const topic = !before
    ? "locations/create"
    : turned
      ? active
        ? "locations/activate"
        : "locations/deactivate"
      : "locations/update";
  return { bells: [{ topic, body: locationBody(put) }], also: () => [{ kind: "location", put }] };
}

function refuseClosing(store: Store, { id, name }: StoredLocation): void {
  if (id === mainLocation) throw new Refused(`${name} is the shop's main location`);
  if (levelsAt(store, id).some((one) => one.quantities.committed.quantity > 0))
    throw new Refused(`${name} still has orders to send`);
}
