import { variantByItem } from "./catalogue.ts";
import { badRequest, connectList, type PageArguments } from "./connections.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { dateText, fromGid, gid, levelGid } from "./options.ts";
import { compileSearch, type SearchField } from "./search.ts";
import { levelOf, levelsAt, locationOf, locationsOf } from "./shelves.ts";
import {
  type QuantityName,
  quantityNames,
  type StoredAdjustment,
  type StoredLevel,
  type StoredLocation,
} from "./stock-model.ts";

export type Search = PageArguments & { readonly query?: string | null };

const levelFields: Readonly<Record<string, SearchField<StoredLevel>>> = {
  inventory_item_id: { kind: "number", of: (one) => Number(one.itemId) },
  created_at: { kind: "instant", of: (one) => one.createdAt },
  updated_at: { kind: "instant", of: (one) => one.updatedAt },
};

export function levelsConnection(context: GraphContext, levels: readonly StoredLevel[], args: Search): unknown {
  return connectList(levels.filter(compileSearch(args.query, levelFields)), args, (one) => levelView(context, one));
}

export function levelBetween(context: GraphContext, itemId: string, location: string): View | null {
  const level = levelOf(context.store, itemId, fromGid(location)?.id ?? "");
  return level ? levelView(context, level) : null;
}

/** A level by its gid, in which the item stands behind the location. */
export function levelByGid(context: GraphContext, text: string): View | null {
  return levelBetween(context, /\?inventory_item_id=(\d+)$/.exec(text)?.[1] ?? "", text);
}

export function levelView(context: GraphContext, level: StoredLevel): View {
  const { itemId, locationId, quantities } = level;
  const variant = variantByItem(itemId);
  const location = locationOf(context.store, locationId);
  return {
    __typename: "InventoryLevel",
    id: levelGid(itemId, locationId),
    isActive: location?.active ?? false,
    canDeactivate: quantities.committed.quantity === 0,
    createdAt: dateText(level.createdAt),
    updatedAt: dateText(level.updatedAt),
    item: variant && (() => context.itemView(variant)),
    location: location && (() => locationView(context, location)),
    quantities: ({ names }: { names: readonly string[] }) =>
      names.map((name) => {
        if (!isQuantityName(name)) throw badRequest(`The quantity name ${name} is not known.`);
        const { quantity, at } = quantities[name];
        return {
          __typename: "InventoryQuantity",
          id: `${gid("InventoryQuantity", locationId)}?inventory_item_id=${itemId}&name=${name}`,
          name,
          quantity,
          updatedAt: dateText(at),
        };
      }),
  };
}

export function isQuantityName(name: string): name is QuantityName {
  return quantityNames.some((one) => one === name);
}

/** `QueryRoot.locations`: closed ones only when they are asked for. */
export function locationsConnection(
  context: GraphContext,
  args: Search & { readonly includeInactive?: boolean | null },
): unknown {
  const fields: Readonly<Record<string, SearchField<StoredLocation>>> = {
    id: { kind: "number", of: (one) => Number(one.id) },
    name: { kind: "text", of: (one) => [one.name] },
    created_at: { kind: "instant", of: (one) => one.createdAt },
    active: { kind: "flag", test: (one, value) => String(one.active) === value },
  };
  const found = locationsOf(context.store)
    .filter((one) => one.active || args.includeInactive === true)
    .filter(compileSearch(args.query, fields));
  return connectList(found, args, (one) => locationView(context, one));
}

export function locationById(context: GraphContext, id: string): View | null {
  const location = locationOf(context.store, id);
  return location ? locationView(context, location) : null;
}

function locationView(context: GraphContext, location: StoredLocation): View {
  const { id, name, active, address1, city, zip } = location;
  const levels = () => levelsAt(context.store, id);
  const waiting = () => levels().some((one) => one.quantities.committed.quantity > 0);
  return {
    __typename: "Location",
    id: gid("Location", id),
    legacyResourceId: id,
    name,
    isActive: active,
    activatable: true,
    deactivatable: () => !waiting(),
    deactivatedAt: active ? null : dateText(location.updatedAt),
    fulfillsOnlineOrders: location.fulfillsOnlineOrders,
    shipsInventory: true,
    hasActiveInventory: () => levels().length > 0,
    hasUnfulfilledOrders: waiting,
    isFulfillmentService: false,
    createdAt: dateText(location.createdAt),
    updatedAt: dateText(location.updatedAt),
    inventoryLevels: (args: Search) => levelsConnection(context, levels(), args),
    inventoryLevel: ({ inventoryItemId }: { inventoryItemId: string }) =>
      levelBetween(context, fromGid(inventoryItemId)?.id ?? "", gid("Location", id)),
    address: {
      __typename: "LocationAddress",
      address1,
      city,
      country: "Türkiye",
      countryCode: "TR",
      zip,
      formatted: [address1, `${zip} ${city}`, "Türkiye"],
    },
  };
}

export function adjustmentView(context: GraphContext, one: StoredAdjustment): View {
  return {
    __typename: "InventoryAdjustmentGroup",
    id: gid("InventoryAdjustmentGroup", one.id),
    createdAt: dateText(one.at),
    reason: one.reason,
    referenceDocumentUri: one.referenceDocumentUri,
    changes: () =>
      one.changes.map((change) => {
        const variant = variantByItem(change.itemId);
        return {
          __typename: "InventoryChange",
          name: change.name,
          delta: change.delta,
          quantityAfterChange: change.after,
          ledgerDocumentUri: change.ledgerDocumentUri,
          item: variant && (() => context.itemView(variant)),
          location: () => locationById(context, change.locationId),
        };
      }),
  };
}
