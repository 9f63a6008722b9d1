import { type Amount, add, addAmounts, type Money as MoneyValue, negate, sameAmount, zero } from "#app/domain/money.ts";
import type { OrderLine, OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { PaymentBadge } from "../orders/badges.tsx";
import { Money } from "./order-lines.tsx";
import { Section } from "./parts.tsx";

interface Part {
  readonly key: string;
  readonly label: string;
  readonly amount: Amount | null;
  readonly weight?: "strong" | "sub" | "wrong";
}

/** The total and its parts, as the shop states them; where they do not add up, by how much. */
export function OrderMoney({ order, shop }: { readonly order: OrderSnapshot; readonly shop: ShopBadge }) {
  const { t, format } = useWords();
  const foreign = order.currency.shop !== order.currency.presentment;
  return (
    <Section title={t("money.title")} shop={shop} beside={<PaymentBadge state={order.payment.state} />}>
      {foreign && (
        <p className="tek-section-note tek-quiet">{t("money.presentment", { currency: order.currency.presentment })}</p>
      )}
      <dl className="tek-money">
        {useParts(order).map((part) => (
          <div key={part.key} data-weight={part.weight}>
            <dt>{part.label}</dt>
            <dd className="tek-number">{part.amount ? <Money amount={part.amount} /> : t("value.none")}</dd>
          </div>
        ))}
      </dl>
      {order.taxes.length > 1 && (
        <p className="tek-section-note tek-quiet">
          {order.taxes
            .map((tax) => `${tax.title}${tax.rate ? ` ${format.percent(tax.rate)}` : ""}: ${format.amount(tax.amount)}`)
            .join(" · ")}
        </p>
      )}
    </Section>
  );
}

function useParts(order: OrderSnapshot): readonly Part[] {
  const { t } = useWords();
  const { totals } = order;
  const { stated, derived } = totals.total;
  const taxLabel = order.taxesIncluded ? t("money.tax.included") : t("money.tax");
  const some = (amount: Amount) => amount.shop.minor !== 0;
  // The shop's subtotal is after discounts: what the lines cost before them is shown, so that the column adds up.
  const discount = sumOf(order, (line) => line.discount);
  const goods = sumOf(order, (line) => addAmounts(line.total, line.discount));
  const parts: Part[] = [{ key: "subtotal", label: t("money.subtotal"), amount: goods }];
  if (some(discount)) parts.push({ key: "discount", label: t("money.discount"), amount: minus(discount) });
  for (const [at, { code, amount }] of order.coupons.entries())
    parts.push({
      key: `coupon ${at}`,
      label: t("money.coupon", { code }),
      amount: amount && minus(amount),
      weight: "sub",
    });
  parts.push({ key: "shipping", label: t("money.shipping"), amount: totals.shipping });
  for (const line of order.shipping)
    parts.push({ key: `shipping ${line.id}`, label: line.title, amount: line.total, weight: "sub" });
  if (some(totals.fees) || order.fees.length > 0)
    parts.push({ key: "fees", label: t("money.fees"), amount: totals.fees });
  for (const fee of order.fees)
    parts.push({ key: `fee ${fee.id}`, label: fee.title, amount: fee.total, weight: "sub" });
  parts.push({ key: "tax", label: taxLabel, amount: totals.tax });
  parts.push({ key: "total", label: t("money.total"), amount: stated, weight: "strong" });
  if (!sameAmount(stated, derived)) {
    parts.push({ key: "derived", label: t("money.derived"), amount: derived, weight: "wrong" });
    parts.push({
      key: "difference",
      label: t("money.difference"),
      amount: difference(stated, derived),
      weight: "wrong",
    });
  }
  const removed = sumOf(order, (line) => share(line, removedUnits(order, line)));
  if (some(removed)) parts.push({ key: "removed", label: t("money.removed"), amount: minus(removed) });
  parts.push({ key: "paid", label: t("money.paid"), amount: totals.paid });
  if (some(totals.refunded))
    parts.push({ key: "refunded", label: t("money.refunded"), amount: minus(totals.refunded) });
  parts.push({ key: "outstanding", label: t("money.outstanding"), amount: totals.outstanding });
  return parts;
}

/** Over the order's lines; nothing of the order's currencies when there are none. */
function sumOf(order: OrderSnapshot, amountOf: (line: OrderLine) => Amount): Amount {
  const nothing: Amount = { shop: zero(order.currency.shop), presentment: zero(order.currency.presentment) };
  return order.lines.map(amountOf).reduce(addAmounts, nothing);
}

/** Units that an edit took out: ordered, not there any more, and not in a refund. */
function removedUnits(order: OrderSnapshot, line: OrderLine): number {
  const refunded = order.refunds.flatMap((refund) => refund.lines).filter((one) => one.line === line.id);
  const back = refunded.reduce((sum, one) => sum + one.quantity, 0);
  return Math.max(0, line.quantity - line.currentQuantity - back);
}

function share({ total, quantity }: OrderLine, units: number): Amount {
  const part = (money: MoneyValue) => ({
    ...money,
    minor: quantity > 0 ? Math.round((money.minor * units) / quantity) : 0,
  });
  return { shop: part(total.shop), presentment: part(total.presentment) };
}

const minus = (amount: Amount): Amount => ({ shop: negate(amount.shop), presentment: negate(amount.presentment) });

export const difference = (a: Amount, b: Amount): Amount => ({
  shop: add(a.shop, negate(b.shop)),
  presentment: add(a.presentment, negate(b.presentment)),
});
