import { Link } from "@remix-run/react";
import type { CustomerOrders as View } from "#app/views/customer-orders.ts";
import { useWords } from "../i18n/use-words.tsx";
import { ShopMark, StateBadge } from "../orders/badges.tsx";
import { Section } from "./parts.tsx";

interface Props {
  readonly orders: View | null;
  readonly timezone: string;
}

/** What else the customer ordered, wherever. Found by us, so no shop's. Nothing where the person cannot be known again. */
export function CustomerOrders({ orders, timezone }: Props) {
  const { t, format } = useWords();
  if (orders === null) return null;
  const { count, more, totals, newest } = orders;
  return (
    <Section title={t("others.title")}>
      {count === 0 ? (
        <p className="tek-section-note tek-quiet">{t("others.none")}</p>
      ) : (
        <>
          <p className="tek-section-note" data-others={count}>
            {more ? t("others.count.more", { count }) : t("others.count", { count })}
            {totals.length > 0 && ` ${t("others.total", { total: totals.map(format.money).join(" + ") })}`}
          </p>
          <ul className="tek-others">
            {newest.map((order) => (
              <li key={order.id}>
                <ShopMark shop={order.shop} name={false} />
                <Link to={`/orders/${order.id}`} className="tek-link tek-number">
                  {order.number}
                </Link>
                <StateBadge state={order.state} status={order.status} short />
                <span className="tek-number">{format.money(order.total)}</span>
                <span className="tek-quiet">{format.dateTime(order.placedAt, timezone)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
