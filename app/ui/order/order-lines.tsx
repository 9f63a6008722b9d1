import type { Amount } from "#app/domain/money.ts";
import type { OrderLine, Tax } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Badge } from "../orders/badges.tsx";
import { Picture } from "../orders/order-row.tsx";
import { Section } from "./parts.tsx";

export function OrderLines({ lines, shop }: { readonly lines: readonly OrderLine[]; readonly shop: ShopBadge }) {
  const { t } = useWords();
  return (
    <Section title={t("lines.title")} shop={shop}>
      {lines.length === 0 ? (
        <p className="tek-section-note">{t("lines.none")}</p>
      ) : (
        <table className="tek-lines">
          <thead>
            <tr>
              <th scope="col">{t("lines.product")}</th>
              <th scope="col" className="tek-right">
                {t("lines.quantity")}
              </th>
              <th scope="col" className="tek-right">
                {t("lines.unit-price")}
              </th>
              <th scope="col" className="tek-right">
                {t("lines.discount")}
              </th>
              <th scope="col" className="tek-right">
                {t("lines.tax")}
              </th>
              <th scope="col" className="tek-right">
                {t("lines.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Line({ line }: { readonly line: OrderLine }) {
  const { t, format } = useWords();
  const options = line.options.map((option) => `${option.name}: ${option.value}`);
  // A variant's title is its options' values once more.
  const details = options.length > 0 ? options : [line.variantTitle].filter(Boolean);
  return (
    <tr data-removed={line.currentQuantity === 0}>
      <th scope="row">
        <span className="tek-line">
          <Picture url={line.picture} large />
          <span className="tek-line-words">
            <strong>{line.title}</strong>
            {details.length > 0 && <span className="tek-quiet">{details.join(" · ")}</span>}
            <span className="tek-quiet tek-sku">{line.sku ?? t("lines.no-sku")}</span>
            {!line.requiresShipping && <span className="tek-quiet">{t("lines.no-shipping")}</span>}
          </span>
        </span>
      </th>
      <td className="tek-right tek-number" data-label={t("lines.quantity")}>
        <span className="tek-cell-stack">
          <strong>{format.count(line.currentQuantity)}</strong>
          {line.currentQuantity !== line.quantity && (
            <span className="tek-quiet">{t("lines.was", { count: line.quantity })}</span>
          )}
          {line.currentQuantity === 0 && <Badge text={t("lines.removed")} tone="quiet" fill="cross" />}
        </span>
      </td>
      <td className="tek-right tek-number" data-label={t("lines.unit-price")}>
        <Money amount={line.unitPrice} />
      </td>
      <td className="tek-right tek-number" data-label={t("lines.discount")}>
        {line.discount.shop.minor === 0 ? t("value.none") : <Money amount={line.discount} />}
      </td>
      <td className="tek-right tek-number" data-label={t("lines.tax")}>
        <Taxes taxes={line.taxes} />
      </td>
      <td className="tek-right tek-number" data-label={t("lines.total")}>
        <Money amount={line.total} />
      </td>
    </tr>
  );
}

/** The shop's amount, and below it what the customer saw where that is another currency. */
export function Money({ amount }: { readonly amount: Amount }) {
  const { format } = useWords();
  const other = amount.presentment.currency !== amount.shop.currency;
  return (
    <span className="tek-cell-stack">
      <span>{format.money(amount.shop)}</span>
      {other && <span className="tek-quiet">{format.money(amount.presentment)}</span>}
    </span>
  );
}

function Taxes({ taxes }: { readonly taxes: readonly Tax[] }) {
  const { t, format } = useWords();
  if (taxes.length === 0) return t("value.none");
  return (
    <span className="tek-cell-stack">
      {taxes.map((tax, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two taxes of a line may be equal in everything but their place
        <span key={at} title={tax.title}>
          {format.money(tax.amount.shop)}
          {tax.rate && <span className="tek-quiet">{` ${format.percent(tax.rate)}`}</span>}
        </span>
      ))}
    </span>
  );
}
