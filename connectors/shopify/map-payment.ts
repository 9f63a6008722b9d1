import type { Payment, PaymentMethod, PaymentState, PaymentSummary } from "../../app/domain/orders/snapshot.ts";
import { foldText } from "../../app/domain/text.ts";
import { externalId } from "./external-id.ts";
import type { OrderNode, TransactionNode } from "./order-node.ts";

const states: Readonly<Record<string, PaymentState>> = {
  PENDING: "unpaid",
  AUTHORIZED: "authorized",
  PARTIALLY_PAID: "partly-paid",
  PAID: "paid",
  PARTIALLY_REFUNDED: "partly-refunded",
  REFUNDED: "refunded",
  VOIDED: "voided",
  // The authorization ran out before anything was captured.
  EXPIRED: "voided",
};

const kinds: Readonly<Record<string, Payment["kind"]>> = {
  SALE: "sale",
  AUTHORIZATION: "authorization",
  EMV_AUTHORIZATION: "authorization",
  CAPTURE: "capture",
  VOID: "void",
  REFUND: "refund",
};

const outcomes: Readonly<Record<string, Payment["status"]>> = {
  SUCCESS: "success",
  FAILURE: "failure",
  ERROR: "failure",
};

/**
 * Words of gateways, folded; the first that fits wins. Cards come
 * before banks: issuers speak of bank cards. Manual methods have whatever name the merchant gave them.
 */
const methods: readonly [PaymentMethod, RegExp][] = [
  ["cash-on-delivery", /cash.?on.?delivery|\bcod\b|kapida|nachnahme|rembours|contrassegno|pobranie/],
  ["gift-card", /gift.?card|hediye.?kart|gutschein/],
  ["wallet", /paypal|apple.?pay|google.?pay|shop.?pay|shop_cash|amazon|wallet|cuzdan|papara|alipay|wechat/],
  [
    "card",
    /shopify_payments|shopify payments|card|kart|stripe|iyzi|paytr|param\b|adyen|mollie|braintree|authorize|worldpay|bogus|sipay|craftgate/,
  ],
  ["bank-transfer", /bank|havale|\beft\b|\bfast\b|wire|transfer|\biban\b|vorkasse|uberweisung|virement|bonifico/],
];

export function mapPayment(order: OrderNode): PaymentSummary {
  const names = gatewaysOf(order);
  const named = names.map((one) => ({ ...one, method: methodOf(one.name) }));
  // A gift card that paid a part does not name the order: what paid the rest does.
  const main = named.find(({ method }) => method !== "gift-card") ?? named[0];
  return { state: stateOf(order), method: main?.method ?? "none", title: main?.title ?? null };
}

export function mapPayments(order: OrderNode): Payment[] {
  return order.transactions.map((one) => ({
    id: externalId(one.id),
    kind: kinds[one.kind] ?? "other",
    status: outcomes[one.status] ?? "pending",
    gateway: one.formattedGateway || one.gateway || null,
    amount: one.amountSet,
    at: one.processedAt ?? one.createdAt,
  }));
}

/** The kind of a gateway by its name, in the languages that our merchants use. */
export function methodOf(gateway: string): PaymentMethod {
  const folded = foldText(gateway);
  return methods.find(([, words]) => words.test(folded))?.[0] ?? "other";
}

/** Gateways that took money or still may, then those that Shopify lists for the order. */
function gatewaysOf(order: OrderNode): { readonly name: string; readonly title: string }[] {
  const usable = (one: TransactionNode) => one.kind !== "REFUND" && outcomes[one.status] !== "failure";
  const used = order.transactions.filter(usable).flatMap(({ gateway, formattedGateway }) => {
    const title = formattedGateway || gateway;
    return title ? [{ name: `${gateway ?? ""} ${formattedGateway ?? ""}`, title }] : [];
  });
  return [...used, ...order.paymentGatewayNames.map((name) => ({ name, title: name }))];
}

/** For a status that is missing or unknown the amounts decide. */
function stateOf(order: OrderNode): PaymentState {
  const known = states[order.displayFinancialStatus ?? ""];
  if (known) return known;
  const received = order.totalReceivedSet.shop.minor;
  const refunded = order.totalRefundedSet.shop.minor;
  if (received <= 0) return order.totalPriceSet.shop.minor === 0 ? "paid" : "unpaid";
  if (refunded > 0) return refunded >= received ? "refunded" : "partly-refunded";
  return order.totalOutstandingSet.shop.minor > 0 ? "partly-paid" : "paid";
}
