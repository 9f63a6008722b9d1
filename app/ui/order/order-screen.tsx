import { Link, useLocation, useNavigate } from "@remix-run/react";
import { z } from "zod";
import type { OrderPageView } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow, useRepeatedRefresh } from "../live/use-live.ts";
import { FulfillmentBadge, isOver, PaymentBadge, PresenceBadge, ShopMark, StateBadge } from "../orders/badges.tsx";
import { PageHead } from "../shell/page-head.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { OrderBanners } from "./order-banners.tsx";
import { OrderDeeds } from "./order-deeds.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderMoney } from "./order-money.tsx";
import { CopyButton } from "./parts.tsx";
import { People, RemarksCard } from "./people.tsx";
import { ShopCard, TagsCard, UnknownFields } from "./shop-card.tsx";
import { Timeline } from "./timeline.tsx";
import "../orders/badges.css";
import "./order.css";

const stateSchema = z.object({ list: z.string().startsWith("/orders") });

/** How often to look whether a read has ended, and whether an order that the shop did not show has come back. */
const readingMs = 1000;
const missingMs = 5000;

interface Props {
  readonly view: OrderPageView;
  /** Whether the timeline is turned to an older page. */
  readonly older: boolean;
}

export function OrderScreen({ view, older }: Props) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const list = stateSchema.safeParse(useLocation().state).data?.list ?? "/orders";
  const now = useNow(view.now);
  const { order, shop } = view;
  const over = isOver(order.state, order.payment.state, view.presence);
  const back = () => navigate(list);
  useKeys({ Escape: back });
  useLiveRefresh(view.upTo, (event) => event.order === view.id || (event.shop === shop.id && event.order === null), 2);
  useRepeatedRefresh(view.reading ? readingMs : view.presence === "missing" ? missingMs : null);
  return (
    <div className="tek-page tek-order">
      <PageHead
        title={t("order.title", { number: order.number })}
        before={
          <Link to={list} className="tek-link tek-back">
            {t("order.back")}
          </Link>
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
          <Timeline view={view} now={now} older={older} />
        </div>
        <div className="tek-column">
          <People order={order} shop={shop} />
          <RemarksCard order={order} shop={shop} />
          <ShopCard view={view} now={now} />
          <TagsCard view={view} />
          <UnknownFields view={view} />
        </div>
      </div>
    </div>
  );
}
