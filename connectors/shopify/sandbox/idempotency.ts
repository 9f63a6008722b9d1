import { GraphQLError, type GraphQLResolveInfo, Kind } from "graphql";
import type { Entity, Store } from "./state.ts";

/**
 * Mutations of 2026-10 that Shopify refuses without `@idempotent(key:)` (its page "Implementing idempotency"). The schema itself
 * does not say so.
 */
const needing: ReadonlySet<string> = new Set([
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
]);

/** Throws Shopify's own error for a mutation that needs `@idempotent` and comes without. */
export function refuseWithoutKey(info: GraphQLResolveInfo): void {
  if (needing.has(info.fieldName)) idempotencyKey(info);
}

/** The key of `@idempotent(key:)` on a mutation field. Throws Shopify's own error when the directive is missing. */
export function idempotencyKey(info: GraphQLResolveInfo): string {
  const directive = info.fieldNodes[0]?.directives?.find((one) => one.name.value === "idempotent");
  const value = directive?.arguments?.find((one) => one.name.value === "key")?.value;
  const key =
    value?.kind === Kind.STRING
      ? value.value
      : value?.kind === Kind.VARIABLE
        ? info.variableValues[value.name.value]
        : undefined;
  if (typeof key === "string" && key.trim() !== "") return key;
  throw new GraphQLError("The @idempotent directive is required for this mutation but was not provided.", {
    extensions: { code: "BAD_REQUEST" },
  });
}

export const keyMismatch = "The same idempotency key was used with different parameters.";

/** What a key was used for before: the same request, another one, or nothing. */
export function earlier(
  store: Store,
  key: string,
  fingerprint: string,
): { readonly same: Entity<"answered"> } | "other" | undefined {
  const before = store.get("answered", key);
  if (!before) return undefined;
  return before.fingerprint === fingerprint ? { same: before } : "other";
}
