import { Button } from "@shopify/polaris";
import { addressOf, cleared, defaultQuery, filtersIn } from "#app/views/order-address.ts";
import type { OrderListQuery, OrderListView } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";

/** Nothing to show: why, and what to do first. */
export function ListEmpty({ query, view }: { readonly query: OrderListQuery; readonly view: OrderListView }) {
  const { title, body, action, to } = useReason(query, view);
  return (
    <div className="tek-empty">
      <h2>{title}</h2>
      <p>{body}</p>
      <Button variant="primary" url={to}>
        {action}
      </Button>
    </div>
  );
}

function useReason(query: OrderListQuery, view: OrderListView) {
  const { t } = useWords();
  if (view.shops.length === 0)
    return {
      title: t("empty.no-shop.title"),
      body: t("empty.no-shop.body"),
      action: t("empty.no-shop.action"),
      to: "/shops#connect",
    };
  if (query.search !== "" && filtersIn(query) === 0)
    return {
      title: t("empty.no-hits.title"),
      body: t("empty.no-hits.search"),
      action: t("list.search.clear"),
      to: addressOf(cleared(query)),
    };
  if (filtersIn(query) > 0)
    return {
      title: t("empty.no-hits.title"),
      body: t("empty.no-hits.body"),
      action: t("list.filters.clear"),
      to: addressOf(cleared(query)),
    };
  if (view.counts.all === 0)
    return {
      title: t("empty.no-orders.title"),
      body: t("empty.no-orders.body"),
      action: t("empty.no-orders.action"),
      to: "/shops",
    };
  return {
    title: t("empty.tab.title"),
    body: t("empty.tab.body"),
    action: t("empty.tab.action"),
    to: addressOf({ ...defaultQuery, sort: query.sort, descending: query.descending }),
  };
}
