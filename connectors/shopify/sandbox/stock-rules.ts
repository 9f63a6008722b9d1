import { GraphQLError } from "graphql";
import { variantByItem } from "./catalogue.ts";
import type { GraphContext } from "./graph-context.ts";
import { fromGid } from "./options.ts";
import { levelOf, locationOf, type StockMove } from "./shelves.ts";
import { isQuantityName } from "./stock-graph.ts";
import type { QuantityName, StoredLevel } from "./stock-model.ts";

interface Row {
  readonly inventoryItemId: string;
  readonly locationId: string;
  /** null: do not compare. Shopify wants it said; a row without it is refused. */
  readonly changeFromQuantity?: number | null;
}
export interface Sheet {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
}
export type SetInput = Sheet & { readonly quantities: readonly (Row & { readonly quantity: number })[] };
export type AdjustInput = Sheet & {
  readonly changes: readonly (Row & { readonly delta: number; readonly ledgerDocumentUri?: string | null })[];
};
/** Shopify's list (docs "Managing inventory quantities and states", the reasons of adjustments). */
const reasons: ReadonlySet<string> = new Set([
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
]);

/** Nothing is changed; the sentence and Shopify's code say why. */
export class Stopped extends Error {
  override readonly name = "Stopped";
  readonly field: readonly string[];
  readonly code: string;
  constructor(field: readonly string[], code: string, message: string) {
    super(message);
    this.field = field;
    this.code = code;
  }
}

/** What one row of a sheet moves. */
export type PlannedMove = StockMove & { readonly ledgerDocumentUri?: string | null };

/** Seen on a live shop in May 2026 (openclaw-workshop-kit #218): the argument may be null, but it must be there. */
export function refuseUncompared(input: SetInput | AdjustInput): void {
  const [type, rows] =
    "quantities" in input
      ? (["InventoryQuantityInput", input.quantities] as const)
      : (["InventoryChangeInput", input.changes] as const);
  if (rows.some((row) => row.changeFromQuantity === undefined))
    throw new GraphQLError(`${type} must include the following argument: changeFromQuantity`, {
      extensions: { code: "INVALID_FIELD_ARGUMENTS" },
    });
}

/** Throws `Stopped` for a reason or a document that Shopify does not take. */
export function checkSheet({ reason, referenceDocumentUri }: Sheet): void {
  if (!reasons.has(reason))
    throw new Stopped(["input", "reason"], "INVALID_REASON", "The specified reason is invalid.");
  if (typeof referenceDocumentUri === "string" && !URL.canParse(referenceDocumentUri))
    throw new Stopped(
      ["input", "referenceDocumentUri"],
      "INVALID_REFERENCE_DOCUMENT",
      "The specified reference document is invalid. Only valid URIs are accepted.",
    );
}

/** What setting these counts moves. Throws `Stopped` at the first row that is refused. */
export function setMoves({ store }: GraphContext, { name, quantities }: SetInput): PlannedMove[] {
  if (name !== "available" && name !== "on_hand")
    throw new Stopped(["input", "name"], "INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.");
  const seen = new Set<string>();
  return quantities.map((row, at) => {
    const field = (last: string) => ["input", "quantities", String(at), last];
    const level = levelOfRow(store, row, field);
    if (seen.has(level.id))
      throw new Stopped(
        field("locationId"),
        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
        "The combination of inventoryItemId and locationId must be unique.",
      );
    seen.add(level.id);
    if (row.quantity < 0)
      throw new Stopped(field("quantity"), "INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.");
    if (row.quantity > 1_000_000_000)
      throw new Stopped(
        field("quantity"),
        "INVALID_QUANTITY_TOO_HIGH",
        "The quantity can't be higher than 1,000,000,000.",
      );
    refuseStale(level, name, row, field);
    const by = row.quantity - level.quantities[name].quantity;
    return { itemId: level.itemId, locationId: level.locationId, deltas: { available: by, on_hand: by } };
  });
}

/** What adding these numbers moves. Throws `Stopped` at the first row that is refused. */
export function adjustMoves({ store }: GraphContext, { name, changes }: AdjustInput): PlannedMove[] {
  if (!isQuantityName(name) || name === "on_hand" || name === "committed")
    throw new Stopped(["input", "name"], "INVALID_QUANTITY_NAME", "The specified quantity name is invalid.");
  return changes.map((row, at) => {
    const field = (last: string) => ["input", "changes", String(at), last];
    const level = levelOfRow(store, row, field);
    if (name === "available" && row.ledgerDocumentUri)
      throw new Stopped(
        field("ledgerDocumentUri"),
        "INVALID_AVAILABLE_DOCUMENT",
        "A ledger document URI is not allowed when adjusting available.",
      );
    if (name !== "available" && !row.ledgerDocumentUri)
      throw new Stopped(
        field("ledgerDocumentUri"),
        "INVALID_QUANTITY_DOCUMENT",
        "A ledger document URI is required except when adjusting available.",
      );
    refuseStale(level, name, row, field);
    const parts = name === "incoming" ? { incoming: row.delta } : { [name]: row.delta, on_hand: row.delta };
    return {
      itemId: level.itemId,
      locationId: level.locationId,
      deltas: parts,
      ledgerDocumentUri: row.ledgerDocumentUri ?? null,
    };
  });
}

function levelOfRow(store: GraphContext["store"], row: Row, field: (last: string) => readonly string[]): StoredLevel {
  const item = fromGid(row.inventoryItemId);
  const location = fromGid(row.locationId);
  if (item?.type !== "InventoryItem" || !variantByItem(item.id))
    throw new Stopped(
      field("inventoryItemId"),
      "INVALID_INVENTORY_ITEM",
      "The specified inventory item could not be found.",
    );
  if (location?.type !== "Location" || !locationOf(store, location.id)?.active)
    throw new Stopped(field("locationId"), "INVALID_LOCATION", "The specified location could not be found.");
  const level = levelOf(store, item.id, location.id);
  if (!level)
    throw new Stopped(
      field("locationId"),
      "INVALID_LOCATION",
      "The specified inventory item is not stocked at the location.",
    );
  return level;
}

/** Compare and set: one stale row refuses the whole call. */
function refuseStale(
  { quantities }: StoredLevel,
  name: QuantityName,
  { changeFromQuantity }: Row,
  field: (last: string) => readonly string[],
): void {
  if (typeof changeFromQuantity === "number" && changeFromQuantity !== quantities[name].quantity)
    throw new Stopped(
      field("changeFromQuantity"),
      "CHANGE_FROM_QUANTITY_STALE",
      "The changeFromQuantity argument no longer matches the persisted quantity.",
    );
}
