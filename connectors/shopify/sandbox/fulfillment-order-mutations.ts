import { fulfillmentOrderView, holdViews } from "./fulfillment-graph.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { fromGid } from "./options.ts";
import type { StoredOrder } from "./order-model.ts";
import { actOn, type OrderAct } from "./orders.ts";
import { Refused } from "./scene.ts";
import { locationOf } from "./shelves.ts";

interface HoldArguments {
  readonly id: string;
  readonly fulfillmentHold: {
    readonly reason: string;
    readonly reasonNotes?: string | null;
    readonly handle?: string | null;
    readonly fulfillmentOrderLineItems?: readonly unknown[] | null;
  };
}

/** Holds and moves of a whole fulfillment order; a part of one is not played. */
export function fulfillmentOrderMutations(context: GraphContext): Record<string, unknown> {
  return {
    fulfillmentOrderHold: ({ id, fulfillmentHold }: HoldArguments) => {
      const { reason, reasonNotes, handle, fulfillmentOrderLineItems } = fulfillmentHold;
      if (fulfillmentOrderLineItems?.length)
        return refused("FulfillmentOrderHold", "This stand-in holds whole fulfillment orders only.");
      return run(
        context,
        "FulfillmentOrderHold",
        id,
        (order) => ({ action: "hold", order: order.id, reason, notes: reasonNotes ?? null, handle: handle ?? "" }),
        (order) => ({
          fulfillmentOrder: fulfillmentOrderView(context, order),
          fulfillmentHold: holdViews(order).at(-1),
        }),
      );
    },
    fulfillmentOrderReleaseHold: ({ id }: { id: string }) =>
      run(
        context,
        "FulfillmentOrderReleaseHold",
        id,
        (order) => ({ action: "release", order: order.id }),
        (order) => ({ fulfillmentOrder: fulfillmentOrderView(context, order) }),
      ),
    fulfillmentOrderMove: ({ id, newLocationId }: { id: string; newLocationId: string }) => {
      const location = fromGid(newLocationId)?.id ?? "";
      if (!locationOf(context.store, location)?.active) return refused("FulfillmentOrderMove", "Location not found.");
      return run(
        context,
        "FulfillmentOrderMove",
        id,
        (order) => ({ action: "move", order: order.id, location }),
        (order) => ({
          movedFulfillmentOrder: fulfillmentOrderView(context, order),
          originalFulfillmentOrder: fulfillmentOrderView(context, order),
          remainingFulfillmentOrder: null,
        }),
      );
    },
  };
}

function refused(name: string, message: string, code?: string): View {
  return { __typename: `${name}Payload`, userErrors: [{ __typename: "UserError", field: ["id"], message, code }] };
}

function run(
  context: GraphContext,
  name: string,
  text: string,
  act: (order: StoredOrder) => OrderAct,
  answer: (order: StoredOrder) => Record<string, unknown>,
): View {
  const id = fromGid(text);
  const stored = [...context.store.all("order")].find((one) => one.fulfillmentOrderId === id?.id);
  if (!stored) return refused(name, "Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
  try {
    const order = context.desk.change(stored.id, (draft, scene) => actOn(draft, act(draft), scene));
    return { __typename: `${name}Payload`, userErrors: [], ...answer(order) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refused(name, error.message, "TAKEN");
  }
}
