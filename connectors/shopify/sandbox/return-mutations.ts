import type { GraphContext, View } from "./graph-context.ts";
import { plus, zero } from "./money.ts";
import { fromGid } from "./options.ts";
import type { StoredOrder, StoredReturn } from "./order-model.ts";
import { bookRefund } from "./order-refund.ts";
import { actOn, type OrderAct } from "./orders.ts";
import { refundView } from "./refund-graph.ts";
import { moneyBack } from "./refund-mutation.ts";
import { type Mark, Refused, type Scene } from "./scene.ts";

interface LineInput {
  readonly fulfillmentLineItemId: string;
  readonly quantity: number;
  readonly returnReason?: string | null;
  readonly returnReasonNote?: string | null;
  readonly customerNote?: string | null;
}
interface ReturnInput {
  readonly orderId: string;
  readonly returnLineItems: readonly LineInput[];
  readonly exchangeLineItems?: readonly unknown[] | null;
}
interface RefundInput {
  readonly returnId: string;
  readonly returnRefundLineItems: readonly { readonly returnLineItemId: string; readonly quantity: number }[];
  readonly refundShipping?: { readonly fullRefund?: boolean | null } | null;
  readonly orderTransactions: readonly { readonly transactionAmount: Money }[];
  readonly notifyCustomer?: boolean | null;
}
interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** Nothing is changed; Shopify's code says why. */
const refused = (name: string, field: string, code: string, message: string): View => ({
  __typename: `${name}Payload`,
  return: null,
  refund: null,
  userErrors: [{ __typename: "ReturnUserError", field: [field], code, message }],
});

/** Returns as an app asks for them, opens, settles and pays them back. Exchanges and fees are not played. */
export function returnMutations(context: GraphContext): Record<string, unknown> {
  const settle =
    (name: string, change: "close" | "reopen" | "cancel") =>
    ({ id }: { id: string }) =>
      onReturn(context, name, id, (order, one) => ({ action: "settleReturn", order, change, return: one }));
  return {
    returnCreate: ({ returnInput }: { returnInput: ReturnInput }) => ask(context, "ReturnCreate", returnInput, true),
    returnRequest: ({ input }: { input: ReturnInput }) => ask(context, "ReturnRequest", input, false),
    returnApproveRequest: ({ input }: { input: { id: string } }) =>
      onReturn(context, "ReturnApproveRequest", input.id, (order, one) => ({
        ...{ action: "settleReturn", order, change: "approve", return: one },
      })),
    returnDeclineRequest: ({ input }: { input: { id: string; declineReason: string; declineNote?: string | null } }) =>
      onReturn(context, "ReturnDeclineRequest", input.id, (order, one) => ({
        ...{ action: "settleReturn", order, change: "decline", return: one },
        ...{ reason: input.declineReason, note: input.declineNote ?? null },
      })),
    returnClose: settle("ReturnClose", "close"),
    returnReopen: settle("ReturnReopen", "reopen"),
    returnCancel: settle("ReturnCancel", "cancel"),
    returnRefund: ({ returnRefundInput }: { returnRefundInput: RefundInput }) => payBack(context, returnRefundInput),
  };
}

function ask(context: GraphContext, name: string, input: ReturnInput, open: boolean): View {
  if (input.exchangeLineItems?.length)
    return refused(name, "exchangeLineItems", "FEATURE_NOT_ENABLED", "This stand-in plays no exchanges.");
  const order = context.store.get("order", fromGid(input.orderId)?.id ?? "");
  if (!order) return refused(name, "orderId", "NOT_FOUND", "Order does not exist.");
  const lines = input.returnLineItems.map((one) => ({
    line: fromGid(one.fulfillmentLineItemId)?.id ?? "",
    quantity: one.quantity,
    ...(one.returnReason ? { reason: one.returnReason } : {}),
    ...(one.returnReasonNote ? { note: one.returnReasonNote } : {}),
    customerNote: one.customerNote ?? null,
  }));
  if (lines.length === 0) return refused(name, "returnLineItems", "BLANK", "Return line items can't be blank.");
  return change(
    context,
    name,
    order,
    (draft, scene) => actOn(draft, { action: "return", order: draft.id, open, lines }, scene),
    (changed) => changed.returns.at(-1),
  );
}

function onReturn(
  context: GraphContext,
  name: string,
  text: string,
  act: (order: string, one: string) => OrderAct,
): View {
  const found = find(context, text);
  if (!found) return refused(name, "id", "NOT_FOUND", "Return does not exist.");
  const { order, one } = found;
  return change(
    context,
    name,
    order,
    (draft, scene) => actOn(draft, act(draft.id, one.id), scene),
    (changed) => changed.returns.find(({ id }) => id === one.id),
  );
}

function change(
  context: GraphContext,
  name: string,
  order: StoredOrder,
  rule: (draft: StoredOrder, scene: Scene) => Mark[],
  made: (order: StoredOrder) => StoredReturn | undefined,
): View {
  try {
    const changed = context.desk.change(order.id, rule);
    const one = made(changed);
    return { __typename: `${name}Payload`, return: one ? context.returnView(changed, one) : null, userErrors: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refused(name, "id", "INVALID_STATE", error.message);
  }
}

function find(context: GraphContext, text: string): { order: StoredOrder; one: StoredReturn } | undefined {
  const id = fromGid(text)?.id;
  for (const order of context.store.all("order")) {
    const one = order.returns.find((each) => each.id === id);
    if (one) return { order, one };
  }
  return undefined;
}

/** Gives back the money of the transactions that come with it, and puts the goods back where they are sent from. */
function payBack(context: GraphContext, input: RefundInput): View {
  const found = find(context, input.returnId);
  if (!found) return refused("ReturnRefund", "returnId", "NOT_FOUND", "Return does not exist.");
  let refundId = "";
  try {
    const order = context.desk.change(found.order.id, (draft, scene) => {
      const one = draft.returns.find(({ id }) => id === found.one.id);
      if (one?.status !== "OPEN") throw new Refused("the return is not open");
      const lines = input.returnRefundLineItems.map((part) => returned(draft, one, part));
      const money = plus(
        zero,
        ...input.orderTransactions.map(({ transactionAmount }) =>
          moneyBack(draft, transactionAmount.amount, transactionAmount.currencyCode),
        ),
      );
      const shipping = input.refundShipping?.fullRefund ? "full" : undefined;
      const plan = {
        lines,
        shipping,
        money,
        note: null,
        notify: input.notifyCustomer ?? false,
        returnId: one.id,
      } as const;
      const { refund, marks } = bookRefund(draft, plan, scene);
      refundId = refund.id;
      return [...marks, { topic: "returns/process", subject: one.id }];
    });
    const refund = order.refunds.find(({ id }) => id === refundId);
    return {
      __typename: "ReturnRefundPayload",
      refund: refund ? refundView(context, order, refund) : null,
      userErrors: [],
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refused("ReturnRefund", "returnId", "INVALID_STATE", error.message);
  }
}

/** Takes the units off the return's line, and names the order's line that they came from. */
function returned(order: StoredOrder, one: StoredReturn, part: RefundInput["returnRefundLineItems"][number]) {
  const line = one.lines.find(({ id }) => id === fromGid(part.returnLineItemId)?.id);
  if (!line) throw new Refused("the return has no such line");
  if (part.quantity < 1 || part.quantity > line.quantity - line.refunded)
    throw new Refused(`of that line ${line.quantity - line.refunded} units are left to refund`);
  line.refunded += part.quantity;
  const sent = order.fulfillments.flatMap(({ lines }) => lines).find(({ id }) => id === line.fulfillmentLineId);
  return { lineId: sent?.lineId ?? "", quantity: part.quantity, restock: "RETURN" as const };
}
