import { Link } from "@remix-run/react";
import { addressOf, changed } from "#app/views/order-address.ts";
import { type OrderListQuery, type OrderListView, orderTabs } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { savedAs } from "./view-actions.tsx";

interface Props {
  readonly query: OrderListQuery;
  readonly counts: OrderListView["counts"];
  readonly views: OrderListView["views"];
}

/** The saved views, each with its count. Links: a view can be opened in a tab of its own and shared. */
export function OrderTabs({ query, counts, views }: Props) {
  const { t, code, format } = useWords();
  const current = savedAs(query, views);
  return (
    <nav aria-label={t("tab.label")} className="tek-tabs">
      <ul>
        {orderTabs.map((tab) => (
          <li key={tab}>
            <Link
              to={addressOf(changed(query, { tab }))}
              aria-current={!current && tab === query.tab ? "page" : undefined}
              preventScrollReset
            >
              {code(`tab.${tab}`)} <span className="tek-count">{format.count(counts[tab])}</span>
            </Link>
          </li>
        ))}
        {views.map((view) => (
          <li key={view.id}>
            <Link
              to={view.query ? `/orders?${view.query}` : "/orders"}
              aria-current={view === current ? "page" : undefined}
              preventScrollReset
            >
              {view.name} <span className="tek-count">{`${format.count(view.count)}${view.more ? "+" : ""}`}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
