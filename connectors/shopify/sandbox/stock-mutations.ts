import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import { variantByItem } from "./catalogue.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { earlier, idempotencyKey, keyMismatch } from "./idempotency.ts";
import type { QuantityName, StoredAdjustment, StoredLevel } from "./model.ts";
import { fromGid } from "./options.ts";
import { levelOf, locationOf, type StockMove } from "./shelves.ts";
import { adjustmentView, isQuantityName, levelView } from "./stock-graph.ts";

interface Row {
  readonly inventoryItemId: string;
  readonly locationId: string;
  /** null: do not compare. Shopify wants it said; a row without it is refused. */
  readonly changeFromQuantity?: number | null;
}
interface Sheet {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
}
type SetInput = Sheet & { readonly quantities: readonly (Row & { readonly quantity: number })[] };
type AdjustInput = Sheet & {
  readonly changes: readonly (Row & { readonly delta: number; readonly ledgerDocumentUri?: string | null })[];
};
interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
}

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
class Stopped extends Error {
  override readonly name = "Stopped";
  readonly field: readonly string[];
  readonly code: string;
  constructor(field: readonly string[], code: string, message: string) {
    super(message);
    this.field = field;
    this.code = code;
  }
}

/** Mutations of stock levels. Each call moves all its rows or none. */
export function stockMutations(context: GraphContext): Record<string, unknown> {
  return {
    inventorySetQuantities: ({ input }: { input: SetInput }, info: GraphQLResolveInfo) =>
      adjust(context, info, "InventorySetQuantities", input, () => setMoves(context, input)),
    inventoryAdjustQuantities: ({ input }: { input: AdjustInput }, info: GraphQLResolveInfo) =>
      adjust(context, info, "InventoryAdjustQuantities", input, () => adjustMoves(context, input)),
    inventoryActivate: (args: ActivateArguments, info: GraphQLResolveInfo) => activate(context, info, args),
  };
}

type PlannedMove = StockMove & { readonly ledgerDocumentUri?: string | null };

function adjust(
  context: GraphContext,
  info: GraphQLResolveInfo,
  typename: string,
  input: SetInput | AdjustInput,
  plan: () => PlannedMove[],
): View {
  const refused = (field: readonly string[] | null, code: string, message: string): View => ({
    __typename: `${typename}Payload`,
    inventoryAdjustmentGroup: null,
    userErrors: [{ __typename: `${typename}UserError`, field, code, message }],
  });
  const done = (group: StoredAdjustment | undefined): View => ({
    __typename: `${typename}Payload`,
    inventoryAdjustmentGroup: group ? adjustmentView(context, group) : null,
    userErrors: [],
  });
  refuseUncompared(input);
  const key = idempotencyKey(info);
  const fingerprint = JSON.stringify([info.fieldName, input]);
  const before = earlier(context.store, key, fingerprint);
  if (before === "other") return refused(null, "IDEMPOTENCY_KEY_PARAMETER_MISMATCH", keyMismatch);
  if (before) return done(context.store.get("adjustment", before.same.adjustmentId ?? ""));
  try {
    checkSheet(input);
    const moves = plan();
    let made: StoredAdjustment | undefined;
    context.desk.changeFloor((mint) => ({
      moves,
      also: (levels) => {
        const put = group(mint.id(), context.now, input, moves, levels);
        made = put;
        return [
          { kind: "adjustment", put },
          { kind: "answered", put: { id: key, fingerprint, adjustmentId: put.id } },
        ];
      },
    }));
    return done(made);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return refused(error.field, error.code, error.message);
  }
}

/** Seen on a live shop in May 2026 (openclaw-workshop-kit #218): the argument may be null, but it must be there. */
function refuseUncompared(input: SetInput | AdjustInput): void {
  const [type, rows] =
    "quantities" in input
      ? (["InventoryQuantityInput", input.quantities] as const)
      : (["InventoryChangeInput", input.changes] as const);
  if (rows.some((row) => row.changeFromQuantity === undefined))
    throw new GraphQLError(`${type} must include the following argument: changeFromQuantity`, {
      extensions: { code: "INVALID_FIELD_ARGUMENTS" },
    });
}

function checkSheet({ reason, referenceDocumentUri }: Sheet): void {
  if (!reasons.has(reason))
    throw new Stopped(["input", "reason"], "INVALID_REASON", "The specified reason is invalid.");
  if (typeof referenceDocumentUri === "string" && !URL.canParse(referenceDocumentUri))
    throw new Stopped(
      ["input", "referenceDocumentUri"],
      "INVALID_REFERENCE_DOCUMENT",
      "The specified reference document is invalid. Only valid URIs are accepted.",
    );
}

function setMoves({ store }: GraphContext, { name, quantities }: SetInput): PlannedMove[] {
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

function adjustMoves({ store }: GraphContext, { name, changes }: AdjustInput): PlannedMove[] {
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

function group(
  id: string,
  at: number,
  { reason, referenceDocumentUri }: Sheet,
  moves: readonly PlannedMove[],
  levels: readonly StoredLevel[],
): StoredAdjustment {
  const changes = moves.flatMap(({ itemId, locationId, deltas, ledgerDocumentUri = null }) => {
    const level = levels.find((one) => one.itemId === itemId && one.locationId === locationId);
    return Object.entries(deltas).flatMap(([name, delta]) =>
      level && isQuantityName(name)
        ? [{ name, delta, after: level.quantities[name].quantity, itemId, locationId, ledgerDocumentUri }]
        : [],
    );
  });
  return { id, at, reason, referenceDocumentUri: referenceDocumentUri ?? null, changes };
}

function activate(context: GraphContext, info: GraphQLResolveInfo, args: ActivateArguments): View {
  const { store } = context;
  const answer = (level: StoredLevel | undefined, field?: string, message?: string): View => ({
    __typename: "InventoryActivatePayload",
    inventoryLevel: level ? levelView(context, level) : null,
    userErrors: message === undefined ? [] : [{ __typename: "UserError", field: [field], message }],
  });
  const key = idempotencyKey(info);
  const fingerprint = JSON.stringify([info.fieldName, args]);
  const before = earlier(store, key, fingerprint);
  if (before === "other")
    throw new GraphQLError(keyMismatch, { extensions: { code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" } });
  const itemId = fromGid(args.inventoryItemId)?.id ?? "";
  const locationId = fromGid(args.locationId)?.id ?? "";
  if (before) return answer(levelOf(store, itemId, locationId));
  if (!variantByItem(itemId)) return answer(undefined, "inventoryItemId", "The product couldn't be found.");
  if (!locationOf(store, locationId)?.active)
    return answer(undefined, "locationId", "The product couldn't be stocked because the location wasn't found.");
  const there = levelOf(store, itemId, locationId);
  const given = args.available ?? args.onHand ?? undefined;
  if (there && given !== undefined)
    return answer(
      undefined,
      "available",
      "Not allowed to set available quantity when the item is already active at the location.",
    );
  const count = given ?? 0;
  context.desk.changeFloor(() => ({
    moves: [{ itemId, locationId, deltas: { available: count, on_hand: count } }],
    also: () => [{ kind: "answered", put: { id: key, fingerprint } }],
  }));
  return answer(levelOf(store, itemId, locationId));
}
