import { Link, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import type { CustomerOrders as CustomerOrdersView } from "#app/views/customer-orders.ts";
import { addressOf } from "#app/views/order-address.ts";
import type { OrderNeighbours } from "#app/views/order-neighbours.ts";
import type { OrderPageView } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow, useRepeatedRefresh } from "../live/use-live.ts";
import { FulfillmentBadge, isOver, PaymentBadge, PresenceBadge, ShopMark, StateBadge } from "../orders/badges.tsx";
import { rememberOpened } from "../orders/order-table.tsx";
import { PageHead } from "../shell/page-head.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { CustomerOrders } from "./customer-orders.tsx";
import { Neighbours } from "./neighbours.tsx";
import { OrderBanners } from "./order-banners.tsx";
import { OrderDeeds } from "./order-deeds.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderMoney } from "./order-money.tsx";
import { OwnTagsCard } from "./own-tags-card.tsx";
import { CopyButton } from "./parts.tsx";
import { ErasedPeople, People, RemarksCard } from "./people.tsx";
import { AsItCame, ShopCard, TagsCard } from "./shop-card.tsx";
import { Timeline } from "./timeline.tsx";
import "../orders/badges.css";
import "../orders/tags.css";
import "./order.css";

/** How often to look whether a read has ended, and whether an order that the shop did not show has come back. */
const readingMs = 1000;
const missingMs = 5000;

interface Props {
  readonly view: OrderPageView;
  /** The list that it was opened from; all orders where it was opened from elsewhere. */
  readonly around: OrderNeighbours;
  readonly customerOrders: CustomerOrdersView | null;
  /** Whether the timeline is turned to an older page. */
  readonly older: boolean;
}

export function OrderScreen({ view, around, customerOrders, older }: Props) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const list = addressOf(around.list);
  const now = useNow(view.now);
  const { order, shop } = view;
  const over = isOver(order.state, order.payment.state, view.presence);
  const back = () => navigate(list);
  useKeys({ Escape: back });
  useEffect(() => rememberOpened(list, view.id), [list, view.id]);
  useLiveRefresh(view.upTo, (event) => event.order === view.id || (event.shop === shop.id && event.order === null), 2);
  useRepeatedRefresh(view.reading ? readingMs : view.presence === "missing" ? missingMs : null);
  return (
    <div className="tek-page tek-order">
      <PageHead
        title={t("order.title", { number: order.number })}
        before={
          <div className="tek-order-ways">
            <Link to={list} className="tek-link tek-back">
              {t("order.back")}
            </Link>
            <Neighbours around={around} />
          </div>
        }
        beside={
          <>
            <CopyButton text={order.number} label={t("copy.number")} />
            <ShopMark shop={shop} />
            <StateBadge state={order.state} status={order.status} />
            <PaymentBadge state={order.payment.state} />
            <FulfillmentBadge state={order.fulfillment} over={over} />
            <PresenceBadge presence={view.presence} />
            <LiveMark />
          </>
        }
        below={
          <p className="tek-quiet">
            <time dateTime={new Date(order.placedAt).toISOString()}>
              {t("order.placed-exact", { date: format.dateTime(order.placedAt, view.timezone) })}
            </time>
            {" · "}
            {format.ago(order.placedAt, now)}
          </p>
        }
      />
      <OrderBanners view={view} />
      <p className="tek-legend">{t("order.owner", { shop: shop.name })}</p>
      <div className="tek-columns">
        <div className="tek-column">
          <OrderLines lines={order.lines} shop={shop} />
          <OrderMoney order={order} shop={shop} />
          <OrderDeeds view={view} />
          <Timeline view={view} list={around.list} now={now} older={older} />
        </div>
        <div className="tek-column">
          {view.erased ? <ErasedPeople shop={shop} /> : <People order={order} shop={shop} />}
          <CustomerOrders orders={customerOrders} timezone={view.timezone} />
          {!view.erased && <RemarksCard order={order} shop={shop} />}
          <ShopCard view={view} now={now} />
          <OwnTagsCard view={view} />
          <TagsCard view={view} />
          <AsItCame view={view} />
        </div>
      </div>
    </div>
  );
}
