import { fulfillmentView } from "./fulfillment-graph.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { dateText, fromGid, gid } from "./options.ts";
import type { StoredFulfillment, StoredOrder } from "./order-model.ts";
import { actOn } from "./orders.ts";
import { type Mark, Refused, type Scene, touch } from "./scene.ts";
import { countsOf } from "./totals.ts";

interface Tracking {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly url?: string | null;
  readonly urls?: readonly string[] | null;
}
interface Group {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
}
interface CreateArguments {
  readonly fulfillment: {
    readonly lineItemsByFulfillmentOrder: readonly Group[];
    readonly trackingInfo?: Tracking | null;
    readonly notifyCustomer?: boolean | null;
  };
}
interface TrackingArguments {
  readonly fulfillmentId: string;
  readonly trackingInfoInput: Tracking;
  readonly notifyCustomer?: boolean | null;
}
interface EventArguments {
  readonly fulfillmentEvent: {
    readonly fulfillmentId: string;
    readonly status: string;
    readonly message?: string | null;
    readonly happenedAt?: string | null;
  };
}

/** The mutations about parcels. */
export function fulfillmentMutations(context: GraphContext): Readonly<Record<string, unknown>> {
  return {
    fulfillmentCreate: (args: CreateArguments) => answer("FulfillmentCreatePayload", () => create(context, args)),
    fulfillmentTrackingInfoUpdate: ({ fulfillmentId, trackingInfoInput, notifyCustomer }: TrackingArguments) =>
      answer("FulfillmentTrackingInfoUpdatePayload", () => {
        const tracking = trackingOf(trackingInfoInput);
        return changeParcel(context, fulfillmentId, (one, order, scene) => {
          one.tracking = tracking;
          one.updatedAt = scene.at;
          touch(order, scene.at);
          const mail = notifyCustomer ? ({ mail: "shipping_update" } as const) : {};
          return [{ topic: "fulfillments/update", subject: one.id, ...mail }, { topic: "orders/updated" }];
        });
      }),
    fulfillmentEventCreate: ({ fulfillmentEvent: event }: EventArguments) => {
      const done = answer("FulfillmentEventCreatePayload", () =>
        changeParcel(context, event.fulfillmentId, (one, _order, scene) => happen(one, event.status, scene.at)),
      );
      const at = event.happenedAt ?? dateText(context.now);
      const made = {
        __typename: "FulfillmentEvent",
        id: gid("FulfillmentEvent", String(context.now)),
        status: event.status,
        message: event.message,
        happenedAt: at,
        createdAt: dateText(context.now),
      };
      return { ...done, fulfillmentEvent: done.fulfillment === null ? null : made };
    },
  };
}

function answer(typename: string, act: () => View): View {
  try {
    return { __typename: typename, fulfillment: act(), userErrors: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      __typename: typename,
      fulfillment: null,
      userErrors: [{ __typename: "UserError", field: ["fulfillment"], message: error.message }],
    };
  }
}

function create(context: GraphContext, { fulfillment }: CreateArguments): View {
  const [group, ...more] = fulfillment.lineItemsByFulfillmentOrder;
  const id = fromGid(group?.fulfillmentOrderId ?? "")?.id;
  const stored = [...context.store.all("order")].find((one) => one.fulfillmentOrderId === id);
  if (!group || !stored || more.length > 0)
    throw new Refused(
      more.length > 0
        ? "All fulfillment orders must have the same assigned location and order"
        : "Fulfillment order does not exist.",
    );
  const lines = linesOf(stored, group);
  const tracking = fulfillment.trackingInfo ? trackingOf(fulfillment.trackingInfo) : null;
  const given = tracking && {
    company: tracking.company ?? undefined,
    number: tracking.number ?? undefined,
    url: tracking.url ?? undefined,
  };
  const order = context.desk.change(stored.id, (draft, scene) => {
    const marks = actOn(
      draft,
      { action: "fulfill", order: draft.id, lines, tracking: given, notify: fulfillment.notifyCustomer ?? false },
      scene,
    );
    const made = draft.fulfillments.at(-1);
    if (made) Object.assign(made, { tracking, displayStatus: "FULFILLED", inTransitAt: null });
    return marks;
  });
  const made = order.fulfillments.at(-1);
  if (!made) throw new Refused("Fulfillment could not be created.");
  return fulfillmentView(context, order, made);
}

function linesOf(order: StoredOrder, group: Group): { line: string; quantity: number }[] {
  if (!group.fulfillmentOrderLineItems?.length) {
    const open = order.lines
      .map((line) => ({ line: line.id, quantity: countsOf(order, line).unsent }))
      .filter((one) => one.quantity > 0);
    if (open.length === 0) throw new Refused("The fulfillment order is not in an open state.");
    return open;
  }
  return group.fulfillmentOrderLineItems.map(({ id, quantity }) => {
    const line = order.lines.find((one) => one.fulfillmentOrderLineId === fromGid(id)?.id);
    if (!line) throw new Refused("Fulfillment order line item does not exist.");
    if (quantity < 1 || quantity > countsOf(order, line).unsent)
      throw new Refused("Invalid fulfillment order line item quantity requested.");
    return { line: line.id, quantity };
  });
}

function trackingOf({ company, number, numbers, url, urls }: Tracking): NonNullable<StoredFulfillment["tracking"]> {
  return { company: company ?? null, number: number ?? numbers?.[0] ?? null, url: url ?? urls?.[0] ?? null };
}

function changeParcel(
  context: GraphContext,
  text: string,
  rule: (one: StoredFulfillment, order: StoredOrder, scene: Scene) => Mark[],
): View {
  const id = fromGid(text)?.id;
  const stored = [...context.store.all("order")].find((order) => order.fulfillments.some((one) => one.id === id));
  if (!stored) throw new Refused("Fulfillment does not exist.");
  const order = context.desk.change(stored.id, (draft, scene) => {
    const one = draft.fulfillments.find((each) => each.id === id);
    return one ? rule(one, draft, scene) : [];
  });
  const one = order.fulfillments.find((each) => each.id === id);
  if (!one) throw new Refused("Fulfillment does not exist.");
  return fulfillmentView(context, order, one);
}

/** A carrier's event: the fulfillment moves on, the order's date stays. */
function happen(one: StoredFulfillment, status: string, at: number): Mark[] {
  if (status === "DELIVERED") {
    one.displayStatus = "DELIVERED";
    one.deliveredAt = at;
  } else if (status === "OUT_FOR_DELIVERY") one.displayStatus = "OUT_FOR_DELIVERY";
  else one.displayStatus = "IN_TRANSIT";
  one.inTransitAt ??= at;
  one.updatedAt = at;
  return [{ topic: "fulfillments/update", subject: one.id }];
}
