import { GraphQLError } from "graphql";
import type { GraphContext, View } from "./graph-context.ts";
import { earlier, keyMismatch } from "./idempotency.ts";
import { type Bag, bagAt, minorOf, plus, zero } from "./money.ts";
import { fromGid } from "./options.ts";
import type { StoredOrder, StoredRefund } from "./order-model.ts";
import { bookRefund } from "./order-refund.ts";
import { refundView } from "./refund-graph.ts";
import { Refused } from "./scene.ts";

type RestockType = StoredRefund["lines"][number]["restockType"];

interface RefundArguments {
  readonly input: {
    readonly orderId: string;
    readonly currency?: string | null;
    readonly note?: string | null;
    readonly notify?: boolean | null;
    readonly refundLineItems?:
      | readonly { lineItemId: string; quantity: number; restockType?: RestockType | "LEGACY_RESTOCK" | null }[]
      | null;
    readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
    readonly transactions?: readonly { readonly amount: string }[] | null;
  };
}

/**
 * Shopify's `refundCreate`: gives back the money of the transactions that come with it, and none without. The same key with the
 * same input answers the first refund again.
 */
export function refundCreate(context: GraphContext, { input }: RefundArguments, key: string): View {
  const fingerprint = JSON.stringify(["refundCreate", input]);
  const before = earlier(context.store, key, fingerprint);
  if (before === "other")
    throw new GraphQLError(keyMismatch, { extensions: { code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" } });
  if (before)
    return payload(context, context.store.get("order", before.same.orderId ?? ""), before.same.refundId ?? "");
  let refundId = "";
  try {
    const order = context.desk.change(
      fromGid(input.orderId)?.id ?? "",
      (draft, scene) => {
        const lines = (input.refundLineItems ?? []).map((one) => ({
          lineId: fromGid(one.lineItemId)?.id ?? "",
          quantity: one.quantity,
          restock: restockOf(one.restockType),
        }));
        const shipping = input.shipping?.fullRefund
          ? "full"
          : input.shipping?.amount
            ? moneyBack(draft, input.shipping.amount, input.currency)
            : undefined;
        const money = plus(
          zero,
          ...(input.transactions ?? []).map((one) => moneyBack(draft, one.amount, input.currency)),
        );
        if (draft.presentmentCurrency !== draft.currency && !input.currency)
          throw new Refused("Currency is required for a multi-currency order");
        const { refund, marks } = bookRefund(
          draft,
          { lines, shipping, money, note: input.note ?? null, notify: input.notify ?? false },
          scene,
        );
        refundId = refund.id;
        return marks;
      },
      (changed) => [{ kind: "answered", put: { id: key, fingerprint, orderId: changed.id, refundId } }],
    );
    return payload(context, order, refundId);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      __typename: "RefundCreatePayload",
      refund: null,
      order: null,
      userErrors: [{ __typename: "UserError", field: ["input"], message: error.message }],
    };
  }
}

function payload(context: GraphContext, order: StoredOrder | undefined, refundId: string): View {
  const refund = order?.refunds.find((one) => one.id === refundId);
  return {
    __typename: "RefundCreatePayload",
    order: order ? context.orderView(order) : null,
    refund: order && refund ? refundView(context, order, refund) : null,
    userErrors: [],
  };
}

function restockOf(type: RestockType | "LEGACY_RESTOCK" | null | undefined): boolean | RestockType {
  if (type === "CANCEL" || type === "RETURN") return type;
  return type === "LEGACY_RESTOCK";
}

/** An amount that comes in the currency that the customer paid in, or in the shop's. Throws `Refused` for any other. */
export function moneyBack(order: StoredOrder, text: string, currency: string | null | undefined): Bag {
  const paidIn = currency ?? order.presentmentCurrency;
  const minor = minorOf(text, paidIn);
  if (minor === undefined || minor < 0) throw new Refused(`Amount ${text} is not valid in ${paidIn}`);
  if (paidIn === order.currency) return bagAt(minor, order.rate, order.currency, order.presentmentCurrency);
  if (paidIn !== order.presentmentCurrency)
    throw new Refused(`The order was paid in ${order.presentmentCurrency}, not ${paidIn}`);
  return {
    shop: bagAt(minor, 1 / order.rate, order.presentmentCurrency, order.currency).presentment,
    presentment: minor,
  };
}
