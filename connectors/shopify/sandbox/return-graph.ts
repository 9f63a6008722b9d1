import { connectList, type PageArguments } from "./connections.ts";
import { fulfillmentLineView } from "./fulfillment-graph.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { dateText, gid } from "./options.ts";
import type { StoredOrder, StoredReturn } from "./order-model.ts";
import { refundView } from "./refund-graph.ts";

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
    decline: one.decline && { __typename: "ReturnDecline", ...one.decline },
    refunds: (args: PageArguments) =>
      connectList(
        order.refunds.filter(({ returnId }) => returnId === one.id),
        args,
        (refund) => refundView(context, order, refund),
      ),
    totalQuantity: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    order: () => context.orderView(order),
    returnLineItems: (args: PageArguments) =>
      connectList(one.lines, args, (line) => {
        const part = sent.find((each) => each.id === line.fulfillmentLineId);
        return {
          __typename: "ReturnLineItem",
          id: gid("ReturnLineItem", line.id),
          quantity: line.quantity,
          processableQuantity: one.status === "OPEN" ? line.quantity - line.refunded : 0,
          processedQuantity: line.refunded,
          unprocessedQuantity: line.quantity - line.refunded,
          refundableQuantity: line.quantity - line.refunded,
          refundedQuantity: line.refunded,
          returnReason: line.reason,
          returnReasonNote: line.note,
          customerNote: line.customerNote,
          fulfillmentLineItem: part && (() => fulfillmentLineView(context, order, part)),
        };
      }),
  };
}
