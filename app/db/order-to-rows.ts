import type { OrderId, WorkspaceId } from "#app/domain/ids.ts";
import type { Amount } from "#app/domain/money.ts";
import { isWithheld, type OrderPeople, type OrderSnapshot, type RefundLine } from "#app/domain/orders/snapshot.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";

type Row<Table extends keyof Schema> = Schema[Table]["$inferInsert"];
type Facts =
  | "row"
  | "workspace"
  | "id"
  | "shop"
  | "presence"
  | "missingSince"
  | "readBeganAt"
  | "contentHash"
  | "behindUpdatedAt"
  | "behindRound"
  | "searchHash"
  | "firstReadAt"
  | "lastReadAt";

/** The rows that hold what a shop says of an order, apart from people. */
export interface OrderRows {
  readonly order: Omit<Row<"orders">, Facts>;
  readonly tags: Row<"orderTags">[];
  readonly lines: Row<"orderLines">[];
  readonly charges: Row<"orderCharges">[];
  readonly payments: Row<"payments">[];
  readonly fulfillments: Row<"fulfillments">[];
  readonly refunds: Row<"refunds">[];
  readonly refundLines: Row<"refundLines">[];
}

/** Throws a TypeError when an amount is in another currency than its order: nothing else says so in a row. */
export function orderToRows(workspace: WorkspaceId, order: OrderId, snapshot: OrderSnapshot): OrderRows {
  const { minor, both } = minorsOf(snapshot.currency);
  const part = (position: number, externalId: string) => ({ workspace, order, position, externalId });
  const { refunds, payments, fulfillments } = snapshot;
  return {
    order: orderColumns(snapshot, minor),
    tags: snapshot.tags.map((tag, position) => ({ workspace, order, tag, position })),
    lines: snapshot.lines.map(({ id, unitPrice, discount, total, ...line }, position) => {
      const [unit, less, whole] = [minor(unitPrice), minor(discount), minor(total)];
      return {
        ...part(position, id),
        ...line,
        unitPriceShop: unit.shop,
        unitPricePresentment: unit.presentment,
        discountShop: less.shop,
        discountPresentment: less.presentment,
        totalShop: whole.shop,
        totalPresentment: whole.presentment,
      };
    }),
    charges: chargeRows(snapshot, part, minor),
    payments: payments.map(({ id, amount, ...payment }, position) => ({
      ...part(position, id),
      ...payment,
      ...both(amount),
    })),
    fulfillments: fulfillments.map(({ id, sent, delivered, ...fulfillment }, position) => ({
      ...part(position, id),
      ...fulfillment,
      sentAt: sent?.at ?? null,
      sentBy: sent?.by ?? null,
      deliveredAt: delivered?.at ?? null,
      deliveredBy: delivered?.by ?? null,
    })),
    refunds: refunds.map(({ id, amount, at, reason }, position) => ({
      ...part(position, id),
      at,
      reason,
      ...both(amount),
    })),
    refundLines: refunds.flatMap(({ lines }, refund) =>
      lines.map(({ amount, ...line }: RefundLine, position) => ({
        workspace,
        order,
        refund,
        position,
        ...line,
        ...both(amount),
      })),
    ),
  };
}

type Minor = (amount: Amount) => { readonly shop: number; readonly presentment: number };

function minorsOf(currency: OrderSnapshot["currency"]) {
  const minor: Minor = ({ shop, presentment }) => {
    if (shop.currency === currency.shop && presentment.currency === currency.presentment)
      return { shop: shop.minor, presentment: presentment.minor };
    const said = `${shop.currency} and ${presentment.currency}`;
    throw new TypeError(`An amount in ${said} in an order in ${currency.shop} and ${currency.presentment}`);
  };
  const both = (amount: Amount) => ({ amountShop: minor(amount).shop, amountPresentment: minor(amount).presentment });
  return { minor, both };
}

function chargeRows(
  { shipping, fees, coupons, taxes }: OrderSnapshot,
  part: (
    position: number,
    externalId: string,
  ) => Pick<Row<"orderCharges">, "workspace" | "order" | "position" | "externalId">,
  minor: Minor,
): Row<"orderCharges">[] {
  const total = (amount: Amount | null) => {
    const minors = amount && minor(amount);
    return { totalShop: minors?.shop ?? null, totalPresentment: minors?.presentment ?? null };
  };
  return [
    ...shipping.map(({ id, title, code, total: amount, taxes }, position) => {
      return { ...part(position, id), kind: "shipping" as const, title, code, ...total(amount), taxes };
    }),
    ...fees.map(({ id, title, total: amount, taxes }, position) => {
      return { ...part(position, id), kind: "fee" as const, title, ...total(amount), taxes };
    }),
    ...coupons.map(({ code, amount }, position) => {
      return { ...part(position, ""), kind: "coupon" as const, title: code, code, ...total(amount), taxes: [] };
    }),
    ...taxes.map(({ title, rate, amount }, position) => {
      return { ...part(position, ""), kind: "tax" as const, title, rate, ...total(amount), taxes: [] };
    }),
  ];
}

function orderColumns(snapshot: OrderSnapshot, minor: Minor): OrderRows["order"] {
  const { totals, payment } = snapshot;
  const [subtotal, discount, shipping] = [minor(totals.subtotal), minor(totals.discount), minor(totals.shipping)];
  const [fees, tax, stated] = [minor(totals.fees), minor(totals.tax), minor(totals.total.stated)];
  const [derived, paid, refunded] = [minor(totals.total.derived), minor(totals.paid), minor(totals.refunded)];
  const outstanding = minor(totals.outstanding);
  return {
    externalId: snapshot.id,
    number: snapshot.number,
    adminUrl: snapshot.adminUrl,
    version: snapshot.version,
    placedAt: snapshot.placedAt,
    updatedAt: snapshot.updatedAt,
    cancelledAt: snapshot.cancelledAt,
    closedAt: snapshot.closedAt,
    completedAt: snapshot.completedAt,
    status: snapshot.status,
    state: snapshot.state,
    source: snapshot.source,
    country: countryOf(snapshot.people),
    shopCurrency: snapshot.currency.shop,
    presentmentCurrency: snapshot.currency.presentment,
    taxesIncluded: snapshot.taxesIncluded,
    test: snapshot.test,
    paymentState: payment.state,
    paymentMethod: payment.method,
    paymentTitle: payment.title,
    fulfillmentState: snapshot.fulfillment,
    subtotalShop: subtotal.shop,
    subtotalPresentment: subtotal.presentment,
    discountShop: discount.shop,
    discountPresentment: discount.presentment,
    shippingShop: shipping.shop,
    shippingPresentment: shipping.presentment,
    feesShop: fees.shop,
    feesPresentment: fees.presentment,
    taxShop: tax.shop,
    taxPresentment: tax.presentment,
    totalShop: stated.shop,
    totalPresentment: stated.presentment,
    derivedTotalShop: derived.shop,
    derivedTotalPresentment: derived.presentment,
    paidShop: paid.shop,
    paidPresentment: paid.presentment,
    refundedShop: refunded.shop,
    refundedPresentment: refunded.presentment,
    outstandingShop: outstanding.shop,
    outstandingPresentment: outstanding.presentment,
  };
}

/** Where it goes, else who pays: two letters, or null where the shop shows neither or something else. */
function countryOf({ shipping, billing }: OrderPeople): string | null {
  const said = [shipping, billing].flatMap((address) =>
    address === null || isWithheld(address) ? [] : [address.country],
  );
  return said.find((country) => country !== null && /^[A-Z]{2}$/.test(country)) ?? null;
}
