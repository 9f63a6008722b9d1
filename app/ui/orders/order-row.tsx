import { Link } from "@remix-run/react";
import { Icon } from "@shopify/polaris";
import { AlertTriangleIcon, ImageIcon, XCircleIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Instant } from "#app/domain/instant.ts";
import { sameMoney } from "#app/domain/money.ts";
import type { OrderRow as Row } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { FulfillmentBadge, isOver, PaymentBadge, PresenceBadge, ShopMark, StateBadge } from "./badges.tsx";
import type { ListColumn } from "./list-columns.ts";
import { useChannel } from "./more-filters.tsx";

interface Props {
  readonly row: Row;
  readonly now: Instant;
  readonly timezone: string;
  readonly selected: boolean;
  readonly glowing: boolean;
  /** The list's own address, for the way back. */
  readonly list: string;
  readonly columns: readonly ListColumn[];
  onSelect(id: Row["id"], range: boolean): void;
}

export function OrderRow({ row, now, timezone, selected, glowing, list, columns, onSelect }: Props) {
  const { t, code } = useWords();
  return (
    <tr className="tek-row" data-order={row.id} data-selected={selected} data-glowing={glowing}>
      <td className="tek-cell-check">
        <input
          type="checkbox"
          checked={selected}
          onChange={({ nativeEvent }) => onSelect(row.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
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
      {columns.map((column) => (
        <td key={column} className={`tek-cell-${column}${numeric.has(column) ? " tek-number" : ""}`}>
          <Cell column={column} row={row} now={now} timezone={timezone} />
        </td>
      ))}
    </tr>
  );
}

const numeric: ReadonlySet<ListColumn> = new Set(["total", "age", "updated"]);

interface CellProps extends Pick<Props, "row" | "now" | "timezone"> {
  readonly column: ListColumn;
}

function Cell({ column, row, now, timezone }: CellProps) {
  const { format } = useWords();
  const channel = useChannel();
  switch (column) {
    case "goods":
      return <Goods goods={row.goods} />;
    case "customer":
      return <Customer customer={row.customer} />;
    case "total":
      return <Total row={row} />;
    case "payment":
      return <Payment payment={row.payment} />;
    case "fulfillment":
      return (
        <FulfillmentBadge state={row.fulfillment} over={isOver(row.state, row.payment.state, row.presence)} short />
      );
    case "state":
      return row.presence === "shown" ? (
        <StateBadge state={row.state} status={row.status} short />
      ) : (
        <PresenceBadge presence={row.presence} short />
      );
    case "age":
    case "updated": {
      const at = column === "age" ? row.placedAt : row.updatedAt;
      return (
        <time dateTime={new Date(at).toISOString()} title={format.dateTime(at, timezone)}>
          {format.age(at, now)}
        </time>
      );
    }
    case "tags":
      return <Tags own={row.ownTags} shop={row.tags} />;
    case "channel":
      return row.source ? <span title={row.source}>{channel(row.source)}</span> : null;
    case "country":
      return row.country ? <span>{format.country(row.country)}</span> : null;
  }
}

function Total({ row }: Pick<Props, "row">) {
  const { t, format } = useWords();
  const seen = row.presentmentTotal && !sameMoney(row.presentmentTotal, row.total) ? row.presentmentTotal : null;
  return (
    <>
      {row.discrepancy && (
        <span className="tek-warn" title={t("row.discrepancy")}>
          <Icon source={AlertTriangleIcon} tone="critical" accessibilityLabel={t("row.discrepancy")} />
        </span>
      )}
      <span className="tek-total" title={seen ? t("row.presentment", { amount: format.money(seen) }) : undefined}>
        {format.money(row.total)}
        {seen && <span className="tek-quiet">{format.money(seen)}</span>}
      </span>
    </>
  );
}

function Payment({ payment }: { readonly payment: Row["payment"] }) {
  const { code } = useWords();
  return (
    <>
      <PaymentBadge state={payment.state} short />
      {payment.method !== "none" && (
        <span className="tek-quiet tek-method" title={payment.title ?? undefined}>
          {payment.method === "other" && payment.title ? payment.title : code(`method.${payment.method}`)}
        </span>
      )}
    </>
  );
}

/** Ours first, marked as ours. All where there is room; else the first and how many more, with all on hover and for a screen reader. */
function Tags({ own, shop }: { readonly own: Row["ownTags"]; readonly shop: Row["tags"] }) {
  const { t, format } = useWords();
  const ours = own.length > 0 ? t("tags.own.list", { tags: own.join(", ") }) : "";
  const all = [ours, shop.join(", ")].filter(Boolean).join(" · ");
  const [first, ...more] = [...own, ...shop];
  if (first === undefined) return null;
  return (
    <>
      <span className="tek-tags-long" title={all}>
        {own.map((tag) => (
          <span key={tag} className="tek-own-tag">
            {tag}
          </span>
        ))}
        {shop.join(", ")}
      </span>
      <span className="tek-tags-short" title={all}>
        <span className="tek-hidden">{all}</span>
        <span aria-hidden="true" className={own.length > 0 ? "tek-own-tag" : "tek-quiet"}>
          {first}
        </span>
        {more.length > 0 && <span aria-hidden="true">{`+${format.count(more.length)}`}</span>}
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
      {goods.taken ? (
        <s className="tek-number tek-times tek-quiet" title={t("goods.taken", { count: goods.quantity })}>
          <span aria-hidden="true">{`×${format.count(goods.quantity)}`}</span>
          <span className="tek-hidden">{t("goods.taken", { count: goods.quantity })}</span>
        </s>
      ) : (
        <span className="tek-number tek-times">{`×${format.count(goods.quantity)}`}</span>
      )}
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
  if (customer === "erased")
    return (
      <span className="tek-quiet" title={t("erased.customer")}>
        {t("erased.short")}
      </span>
    );
  const name = customer?.name ?? t("row.guest");
  return (
    <span className="tek-customer" title={[name, customer?.city].filter(Boolean).join(" · ")}>
      {customer?.name ? <span>{name}</span> : <span className="tek-quiet">{name}</span>}
      {customer?.city && <span className="tek-quiet">{` · ${customer.city}`}</span>}
    </span>
  );
}
