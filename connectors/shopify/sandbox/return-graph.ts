import { connectList, type PageArguments } from "./connections.ts";
import { fulfillmentLineView } from "./fulfillment-graph.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { dateText, gid } from "./options.ts";
import type { StoredOrder, StoredReturn } from "./order-model.ts";

export function returnView(context: GraphContext, order: StoredOrder, one: StoredReturn): View {
  const sent = order.fulfillments.flatMap((parcel) => parcel.lines);
  const moment = (at: number | null) => (at === null ? null : dateText(at));
  return {
    __typename: "Return",
    id: gid("Return", one.id),
    name: one.name,
    status: one.status,
    createdAt: dateText(one.createdAt),
    requestApprovedAt: moment(one.approvedAt),
    closedAt: moment(one.closedAt),
    totalQuantity: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    order: () => context.orderView(order),
    returnLineItems: (args: PageArguments) =>
      connectList(one.lines, args, (line) => {
        const part = sent.find((each) => each.id === line.fulfillmentLineId);
        return {
          __typename: "ReturnLineItem",
          id: gid("ReturnLineItem", line.id),
          quantity: line.quantity,
          processableQuantity: one.status === "OPEN" ? line.quantity : 0,
          processedQuantity: 0,
          unprocessedQuantity: line.quantity,
          refundableQuantity: line.quantity,
          refundedQuantity: 0,
          returnReason: "UNKNOWN",
          returnReasonNote: line.note,
          fulfillmentLineItem: part && (() => fulfillmentLineView(context, order, part)),
        };
      }),
  };
}
