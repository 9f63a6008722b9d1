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
interface ProcessInput {
  readonly returnId: string;
  readonly returnLineItems?:
    | readonly {
        readonly id: string;
        readonly quantity: number;
        readonly dispositions?: readonly { readonly dispositionType: string }[] | null;
      }[]
    | null;
  readonly exchangeLineItems?: readonly unknown[] | null;
  readonly financialTransfer?: {
    readonly issueRefund?: { readonly orderTransactions: readonly { readonly transactionAmount: Money }[] } | null;
  } | null;
  readonly refundShipping?: { readonly fullRefund?: boolean | null } | null;
  readonly note?: string | null;
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
  const turn =
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
    returnClose: turn("ReturnClose", "close"),
    returnReopen: turn("ReturnReopen", "reopen"),
    returnCancel: turn("ReturnCancel", "cancel"),
    returnRefund: ({ returnRefundInput }: { returnRefundInput: RefundInput }) => payBack(context, returnRefundInput),
    returnProcess: ({ input }: { input: ProcessInput }) => processed(context, input),
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

/** What of a return came, and what is given back for it. */
interface Settlement {
  readonly parts: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly restock: "RETURN" | "NO_RESTOCK";
  }[];
  readonly amounts: readonly Money[];
  readonly shipping: boolean;
  readonly note: string | null;
  readonly notify: boolean;
}

/** Books what came back as a refund of the order, with the money of the transactions that come with it, and none without. */
function settle(
  context: GraphContext,
  name: string,
  returnId: string,
  { parts, amounts, shipping, note, notify }: Settlement,
  answer: (order: StoredOrder, one: StoredReturn) => Record<string, unknown>,
): View {
  const found = find(context, returnId);
  if (!found) return refused(name, "returnId", "NOT_FOUND", "Return does not exist.");
  const ofReturn = (order: StoredOrder) => order.returns.find(({ id }) => id === found.one.id);
  try {
    const order = context.desk.change(found.order.id, (draft, scene) => {
      const one = ofReturn(draft);
      if (one?.status !== "OPEN") throw new Refused("the return is not open");
      const lines = parts.map((part) => returned(draft, one, part));
      const money = plus(zero, ...amounts.map(({ amount, currencyCode }) => moneyBack(draft, amount, currencyCode)));
      const plan = { lines, shipping: shipping ? "full" : undefined, money, note, notify, returnId: one.id } as const;
      return [...bookRefund(draft, plan, scene).marks, { topic: "returns/process", subject: one.id }];
    });
    const one = ofReturn(order);
    return one
      ? { __typename: `${name}Payload`, ...answer(order, one), userErrors: [] }
      : refused(name, "returnId", "NOT_FOUND", "Return does not exist.");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refused(name, "returnId", "INVALID_STATE", error.message);
  }
}

function payBack(context: GraphContext, input: RefundInput): View {
  const settlement = {
    parts: input.returnRefundLineItems.map(({ returnLineItemId, quantity }) => ({
      ...{ id: returnLineItemId, quantity, restock: "RETURN" as const },
    })),
    amounts: input.orderTransactions.map(({ transactionAmount }) => transactionAmount),
    shipping: input.refundShipping?.fullRefund ?? false,
    note: null,
    notify: input.notifyCustomer ?? false,
  };
  return settle(context, "ReturnRefund", input.returnId, settlement, (order, one) => {
    const refund = order.refunds.findLast(({ returnId }) => returnId === one.id);
    return { refund: refund ? refundView(context, order, refund) : null };
  });
}

/** Goods that came go back on the shelf, but for those whose disposition says otherwise. */
function processed(context: GraphContext, input: ProcessInput): View {
  if (input.exchangeLineItems?.length)
    return refused("ReturnProcess", "exchangeLineItems", "FEATURE_NOT_ENABLED", "This stand-in plays no exchanges.");
  const settlement = {
    parts: (input.returnLineItems ?? []).map(({ id, quantity, dispositions }) => ({
      ...{ id, quantity },
      restock: dispositions?.some(({ dispositionType }) => dispositionType !== "RESTOCKED")
        ? ("NO_RESTOCK" as const)
        : ("RETURN" as const),
    })),
    amounts: (input.financialTransfer?.issueRefund?.orderTransactions ?? []).map((one) => one.transactionAmount),
    shipping: input.refundShipping?.fullRefund ?? false,
    note: input.note ?? null,
    notify: input.notifyCustomer ?? false,
  };
  return settle(context, "ReturnProcess", input.returnId, settlement, (order, one) => ({
    return: context.returnView(order, one),
  }));
}

/** Takes the units off the return's line, and names the order's line that they came from. */
function returned(order: StoredOrder, one: StoredReturn, { id: text, quantity, restock }: Settlement["parts"][number]) {
  const line = one.lines.find(({ id }) => id === fromGid(text)?.id);
  if (!line) throw new Refused("the return has no such line");
  if (quantity < 1 || quantity > line.quantity - line.refunded)
    throw new Refused(`of that line ${line.quantity - line.refunded} units are left`);
  line.refunded += quantity;
  const sent = order.fulfillments.flatMap(({ lines }) => lines).find(({ id }) => id === line.fulfillmentLineId);
  return { lineId: sent?.lineId ?? "", quantity, restock };
}
