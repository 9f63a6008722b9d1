import { Link } from "@remix-run/react";
import { type OrderListQuery, type OrderListView, orderTabs } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { addressOf, changed } from "./address.ts";

interface Props {
  readonly query: OrderListQuery;
  readonly counts: OrderListView["counts"];
}

/** The saved views, each with its count. Links: a view can be opened in a tab of its own and shared. */
export function OrderTabs({ query, counts }: Props) {
  const { t, code, format } = useWords();
  return (
    <nav aria-label={t("tab.label")} className="tek-tabs">
      <ul>
        {orderTabs.map((tab) => (
          <li key={tab}>
            <Link
              to={addressOf(changed(query, { tab }))}
              aria-current={tab === query.tab ? "page" : undefined}
              preventScrollReset
            >
              {code(`tab.${tab}`)} <span className="tek-count">{format.count(counts[tab])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
