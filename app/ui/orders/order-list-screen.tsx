import { useNavigate, useNavigation } from "@remix-run/react";
import { Button, Card } from "@shopify/polaris";
import { useMemo, useRef, useState } from "react";
import { add, type Money } from "#app/domain/money.ts";
import type { OrderListQuery, OrderListView, OrderRow } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow } from "../live/use-live.ts";
import { PageHead } from "../shell/page-head.tsx";
import { addressOf, changed, queryFromAddress } from "./address.ts";
import { ListEmpty } from "./list-empty.tsx";
import { ListPages } from "./list-pages.tsx";
import { FilterChips, OrderFilters } from "./order-filters.tsx";
import { OrderSearch } from "./order-search.tsx";
import { OrderSorting } from "./order-sort.tsx";
import { OrderTable } from "./order-table.tsx";
import { OrderTabs } from "./order-tabs.tsx";
import { useSettledRows } from "./use-settled-rows.ts";
import "./badges.css";
import "./list.css";

interface Props {
  readonly view: OrderListView;
  readonly query: OrderListQuery;
}

export function OrderListScreen({ view, query }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const asked = useAskedQuery() ?? query;
  const address = addressOf(query);
  const table = useRef<HTMLTableElement>(null);
  const { selected, toggle, clear } = useSelection(address);
  const { rows, held, fresh, show } = useSettledRows(address, view.rows, table, selected.size > 0);
  const now = useNow(view.now);
  useLiveRefresh(view.upTo, (event) => event.order !== null || event.code.startsWith("shop."), 3);
  const go = (next: OrderListQuery) => navigate(addressOf(next), { preventScrollReset: true });
  const search = (text: string) =>
    navigate(addressOf(changed(asked, { search: text })), { replace: asked.search !== "", preventScrollReset: true });
  return (
    <div className="tek-page">
      <PageHead title={t("list.title")} beside={<LiveMark />} />
      <Card padding="0">
        <OrderTabs query={asked} counts={view.counts} />
        <div className="tek-tools">
          <OrderSearch value={asked.search} onSearch={search} />
          <div className="tek-filter-row">
            <OrderFilters query={asked} shops={view.shops} onQuery={go} />
            <OrderSorting query={asked} onQuery={go} />
          </div>
          <FilterChips query={asked} shops={view.shops} onQuery={go} />
        </div>
        <div className="tek-strip" role="status">
          {selected.size > 0 ? (
            <SelectionStrip rows={rows.filter((row) => selected.has(row.id))} onClear={clear} />
          ) : (
            <Matching view={view} />
          )}
        </div>
        {held.length > 0 && (
          <div className="tek-arrived" role="status">
            {t("list.arrived", { count: held.length })}
            <Button variant="plain" onClick={show}>
              {t("list.arrived.show")}
            </Button>
          </div>
        )}
        {rows.length === 0 ? (
          <ListEmpty query={query} view={view} />
        ) : (
          <OrderTable
            table={table}
            query={query}
            rows={rows}
            named={new Set(view.shops.map((shop) => shop.platform)).size < view.shops.length}
            fresh={fresh}
            now={now}
            timezone={view.timezone}
            selected={selected}
            busy={asked !== query}
            onSelect={toggle}
          />
        )}
        <ListPages query={query} next={view.next} />
      </Card>
    </div>
  );
}

/**
 * The query whose rows are on their way; null when none are. The controls show it at once, and what is chosen next adds to it:
 * two ticks in a row would lose the first otherwise.
 */
function useAskedQuery(): OrderListQuery | null {
  const { location } = useNavigation();
  return useMemo(
    () => (location?.pathname === "/orders" ? queryFromAddress(new URLSearchParams(location.search)) : null),
    [location],
  );
}

/** What is marked belongs to one query: another query begins with nothing marked. */
function useSelection(address: string) {
  const [state, setState] = useState<{ readonly address: string; readonly ids: ReadonlySet<string> }>({
    address,
    ids: new Set(),
  });
  const selected = state.address === address ? state.ids : none;
  const toggle = (id: OrderRow["id"]) => {
    const ids = new Set(selected);
    if (!ids.delete(id)) ids.add(id);
    setState({ address, ids });
  };
  return { selected, toggle, clear: () => setState({ address, ids: none }) };
}
const none: ReadonlySet<string> = new Set();

function Matching({ view }: { readonly view: OrderListView }) {
  const { t } = useWords();
  const { count, more } = view.matching;
  return <span className="tek-quiet">{more ? t("list.matching.more", { count }) : t("list.matching", { count })}</span>;
}

/** How many are marked and what they come to, currency by currency. */
function SelectionStrip({ rows, onClear }: { readonly rows: readonly OrderRow[]; onClear(): void }) {
  const { t, format } = useWords();
  const sums = new Map<string, Money>();
  for (const { total } of rows) {
    const sum = sums.get(total.currency);
    sums.set(total.currency, sum ? add(sum, total) : total);
  }
  const total = [...sums.values()].map(format.money).join(" + ");
  return (
    <>
      <strong>{t("list.selected.total", { count: rows.length, total })}</strong>
      <Button variant="plain" onClick={onClear}>
        {t("action.clear")}
      </Button>
    </>
  );
}
