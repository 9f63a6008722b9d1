import { Link } from "@remix-run/react";
import { Icon } from "@shopify/polaris";
import { AlertTriangleIcon, ImageIcon, XCircleIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Instant } from "#app/domain/instant.ts";
import { sameMoney } from "#app/domain/money.ts";
import type { OrderRow as Row } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { FulfillmentBadge, isOver, PaymentBadge, PresenceBadge, ShopMark, StateBadge } from "./badges.tsx";

interface Props {
  readonly row: Row;
  readonly now: Instant;
  readonly timezone: string;
  readonly selected: boolean;
  readonly glowing: boolean;
  /** The list's own address, for the way back. */
  readonly list: string;
  onSelect(id: Row["id"]): void;
}

export function OrderRow({ row, now, timezone, selected, glowing, list, onSelect }: Props) {
  const { t, format, code } = useWords();
  const seen = row.presentmentTotal && !sameMoney(row.presentmentTotal, row.total) ? row.presentmentTotal : null;
  return (
    <tr className="tek-row" data-order={row.id} data-selected={selected} data-glowing={glowing}>
      <td className="tek-cell-check">
        <input
          type="checkbox"
          checked={selected}
          onChange={() => onSelect(row.id)}
          aria-label={t("row.select", { number: row.number, shop: row.shop.name })}
        />
      </td>
      <th scope="row" className="tek-cell-order">
        <Link to={list.replace("/orders", `/orders/${row.id}`)} className="tek-row-link">
          <ShopMark shop={row.shop} name={false} /> <strong className="tek-number">{row.number}</strong>
          <span className="tek-row-shop tek-quiet" aria-hidden="true">
            {row.shop.name}
          </span>
        </Link>
        {row.presence !== "shown" && (
          <span className="tek-gone" title={code(`presence.${row.presence}`)}>
            <Icon source={XCircleIcon} tone="critical" accessibilityLabel={code(`presence.${row.presence}`)} />
          </span>
        )}
      </th>
      <td className="tek-cell-goods">
        <Goods goods={row.goods} />
      </td>
      <td className="tek-cell-customer">
        <Customer customer={row.customer} />
      </td>
      <td className="tek-cell-total tek-number">
        {row.discrepancy && (
          <span className="tek-warn" title={t("row.discrepancy")}>
            <Icon source={AlertTriangleIcon} tone="critical" accessibilityLabel={t("row.discrepancy")} />
          </span>
        )}
        <span className="tek-total" title={seen ? t("row.presentment", { amount: format.money(seen) }) : undefined}>
          {format.money(row.total)}
          {seen && <span className="tek-quiet">{format.money(seen)}</span>}
        </span>
      </td>
      <td className="tek-cell-payment">
        <PaymentBadge state={row.payment.state} short />
        {row.payment.method !== "none" && (
          <span className="tek-quiet tek-method" title={row.payment.title ?? undefined}>
            {row.payment.method === "other" && row.payment.title
              ? row.payment.title
              : code(`method.${row.payment.method}`)}
          </span>
        )}
      </td>
      <td className="tek-cell-fulfillment">
        <FulfillmentBadge state={row.fulfillment} over={isOver(row.state, row.payment.state, row.presence)} short />
      </td>
      <td className="tek-cell-state">
        {row.presence === "shown" ? (
          <StateBadge state={row.state} status={row.status} short />
        ) : (
          <PresenceBadge presence={row.presence} short />
        )}
      </td>
      <td className="tek-cell-age tek-number">
        <time dateTime={new Date(row.placedAt).toISOString()} title={format.dateTime(row.placedAt, timezone)}>
          {format.age(row.placedAt, now)}
        </time>
      </td>
      <td className="tek-cell-tags">
        <Tags tags={row.tags} />
      </td>
    </tr>
  );
}

/** All of them where there is room; else how many, with the words on hover and for a screen reader. */
function Tags({ tags }: { readonly tags: Row["tags"] }) {
  const { format } = useWords();
  const all = tags.join(", ");
  if (!all) return null;
  return (
    <>
      <span className="tek-tags-long" title={all}>
        {all}
      </span>
      <span className="tek-tags-short" title={all}>
        <span className="tek-hidden">{all}</span>
        <span aria-hidden="true">{format.count(tags.length)}</span>
      </span>
    </>
  );
}

function Goods({ goods }: { readonly goods: Row["goods"] }) {
  const { t, format } = useWords();
  if (!goods) return <span className="tek-quiet">{t("row.no-goods")}</span>;
  return (
    <span className="tek-goods">
      <Picture url={goods.picture} />
      <span className="tek-goods-title" title={goods.title}>
        {goods.title}
      </span>
      <span className="tek-number tek-times">{`×${format.count(goods.quantity)}`}</span>
      {goods.moreLines > 0 && (
        <span className="tek-quiet" title={t("goods.more-lines", { count: goods.moreLines })}>
          {t("goods.more", { count: goods.moreLines })}
        </span>
      )}
    </span>
  );
}

/** A decoration beside the title. Fetched without telling the shop's server who looks; one that is gone shows as none. */
export function Picture({ url, large = false }: { readonly url: string | null; readonly large?: boolean }) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className="tek-picture" data-large={large}>
      {url && url !== broken ? (
        <img src={url} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(url)} />
      ) : (
        <Icon source={ImageIcon} tone="subdued" />
      )}
    </span>
  );
}

function Customer({ customer }: { readonly customer: Row["customer"] }) {
  const { t } = useWords();
  if (customer === "withheld") return <span className="tek-quiet">{t("withheld.short")}</span>;
  const name = customer?.name ?? t("row.guest");
  return (
    <span className="tek-customer" title={[name, customer?.city].filter(Boolean).join(" · ")}>
      {customer?.name ? <span>{name}</span> : <span className="tek-quiet">{name}</span>}
      {customer?.city && <span className="tek-quiet">{` · ${customer.city}`}</span>}
    </span>
  );
}
