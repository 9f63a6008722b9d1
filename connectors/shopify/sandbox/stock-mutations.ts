import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import { variantByItem } from "./catalogue.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { earlier, idempotencyKey, keyMismatch } from "./idempotency.ts";
import { fromGid } from "./options.ts";
import { levelOf, locationOf } from "./shelves.ts";
import { adjustmentView, isQuantityName, levelView } from "./stock-graph.ts";
import type { StoredAdjustment, StoredLevel } from "./stock-model.ts";
import {
  type AdjustInput,
  adjustMoves,
  checkSheet,
  type PlannedMove,
  refuseUncompared,
  type SetInput,
  type Sheet,
  Stopped,
  setMoves,
} from "./stock-rules.ts";

interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
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
