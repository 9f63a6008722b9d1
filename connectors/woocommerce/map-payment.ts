import { toExternalId } from "../../app/domain/ids.ts";
import type { Amount } from "../../app/domain/money.ts";
import type {
  OrderTotals,
  Payment,
  PaymentMethod,
  PaymentState,
  PaymentSummary,
} from "../../app/domain/orders/snapshot.ts";
import { atLeastNothing, type MoneyReader, minusAmount } from "./map-money.ts";
import type { WooOrder } from "./order-schema.ts";
import { said } from "./plain-text.ts";
import { gmt } from "./woo-time.ts";

export interface Paid {
  readonly summary: PaymentSummary;
  readonly payments: readonly Payment[];
  readonly totals: Pick<OrderTotals, "paid" | "refunded" | "outstanding">;
}

/** WooCommerce keeps no list of payments: that it was paid, and when, is `date_paid`, and it was paid whole. */
export function mapPayment(order: WooOrder, total: Amount, refunded: Amount, money: MoneyReader): Paid {
  const paidAt = gmt(order.date_paid_gmt);
  const gateway = said(order.payment_method);
  const payment: Payment = {
    id: toExternalId(said(order.transaction_id)?.slice(0, 255) ?? `${order.id}-paid`),
    kind: "sale",
    status: "success",
    gateway,
    amount: total,
    at: paidAt,
  };
  const given = order.status === "cancelled" || order.status === "trash" || order.status === "refunded";
  return {
    summary: {
      state: stateOf(order.status, paidAt !== null, total.shop.minor, refunded.shop.minor),
      method: methodOf(order.payment_method),
      title: said(order.payment_method_title),
    },
    payments: paidAt === null ? [] : [payment],
    totals: {
      paid: paidAt === null ? money.zero : total,
      refunded,
      outstanding: paidAt !== null || given ? money.zero : atLeastNothing(minusAmount(total, refunded)),
    },
  };
}

function stateOf(status: string, paid: boolean, total: number, refunded: number): PaymentState {
  if (status === "refunded" || (refunded > 0 && refunded >= total)) return "refunded";
  if (refunded > 0) return "partly-refunded";
  if (paid) return "paid";
  if (status === "failed") return "failed";
  return status === "cancelled" ? "voided" : "unpaid";
}

/** Gateway ids of WooCommerce itself and of the gateways that are used most; the first that fits. */
const methods: readonly (readonly [RegExp, PaymentMethod])[] = [
  [/^$/, "none"],
  [/^bacs$|sepa|havale|eft|bank|wire|ideal|sofort|giropay|trustly/, "bank-transfer"],
  [/^cod$|cash.?on.?delivery|kapida/, "cash-on-delivery"],
  [/paypal|ppcp|apple.?pay|google.?pay|amazon|wallet|papara|alipay|wechat|mobilepay|swish/, "wallet"],
  [/gift.?card|store.?credit/, "gift-card"],
  [/klarna|afterpay|clearpay|affirm|cheque|cash/, "other"],
  [/stripe|card|iyzico|paytr|param|woocommerce_payments|square|braintree|adyen|mollie|worldpay|authorize/, "card"],
  [/virtual.?pos|sanal.?pos|nestpay|payu|checkout|eway|cardcom|redsys|razorpay|cybersource|nmi/, "card"],
];

function methodOf(gateway: string): PaymentMethod {
  return methods.find(([pattern]) => pattern.test(gateway.toLowerCase()))?.[1] ?? "other";
}
