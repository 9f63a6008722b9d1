import { useNavigate, useNavigation } from "@remix-run/react";
import { Button, Card } from "@shopify/polaris";
import { useEffect, useMemo, useRef, useState } from "react";
import { addressOf, changed, queryFromAddress } from "#app/views/order-address.ts";
import type { OrderListQuery, OrderListView } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow } from "../live/use-live.ts";
import { PageHead } from "../shell/page-head.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { columnsOf } from "./list-columns.ts";
import { ListEmpty } from "./list-empty.tsx";
import { ColumnsMenu, ExportMenu } from "./list-menus.tsx";
import { ListPages } from "./list-pages.tsx";
import { OrderFilters } from "./order-filters.tsx";
import { OrderSearch } from "./order-search.tsx";
import { OrderSorting } from "./order-sort.tsx";
import { OrderTable } from "./order-table.tsx";
import { OrderTabs } from "./order-tabs.tsx";
import { useSelection } from "./use-selection.ts";
import { useSettledRows } from "./use-settled-rows.ts";
import { ViewActions } from "./view-actions.tsx";
import "./badges.css";
import "./list.css";
import "./tags.css";

interface Props {
  readonly view: OrderListView;
  readonly query: OrderListQuery;
  /** What the address said and was not understood, as it stands there. */
  readonly ignored: readonly string[];
}

export function OrderListScreen({ view, query, ignored }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const asked = useAskedQuery() ?? query;
  const address = addressOf(query);
  const table = useRef<HTMLTableElement>(null);
  const [selecting, setSelecting] = useState(false);
  const { rows, held, fresh, show } = useSettledRows(address, view.rows, table, selecting);
  const { selected, all, toggle, togglePage, selectAll, clear } = useSelection(address, rows);
  useEffect(() => setSelecting(selected.size > 0), [selected]);
  const now = useNow(view.now);
  useLiveRefresh(view.upTo, (event) => event.order !== null || event.code.startsWith("shop."), 3);
  const go = (next: OrderListQuery) => navigate(addressOf(next), { preventScrollReset: true });
  const search = (text: string) =>
    navigate(addressOf(changed(asked, { search: text })), { replace: asked.search !== "", preventScrollReset: true });
  return (
    <div className="tek-page">
      <PageHead
        title={t("list.title")}
        beside={<LiveMark />}
        actions={
          <>
            <ExportMenu query={query} />
            <ColumnsMenu chosen={view.columns} />
          </>
        }
      />
      <Card padding="0">
        <OrderTabs query={asked} counts={view.counts} views={view.views} />
        <div className="tek-tools">
          <OrderSearch value={asked.search} onSearch={search} />
          <div className="tek-filter-row">
            <OrderFilters query={asked} view={view} now={now} onQuery={go} />
            <OrderSorting query={asked} onQuery={go} />
            <ViewActions query={asked} views={view.views} />
          </div>
          <FilterChips query={asked} shops={view.shops} onQuery={go} />
        </div>
        {ignored.length > 0 && (
          <p className="tek-ignored" role="status">
            {t("list.ignored", { what: ignored.join(", ") })}
          </p>
        )}
        <div className="tek-strip" role="status">
          {selected.size > 0 ? (
            <BulkBar
              query={query}
              matching={view.matching}
              rows={rows.filter((row) => selected.has(row.id))}
              page={rows.every((row) => selected.has(row.id))}
              all={all}
              onAll={selectAll}
              onClear={clear}
            />
          ) : (
            <Matching view={view} />
          )}
        </div>
        {held.length > 0 && (
          <div className="tek-arrived">
            <div role="status">
              {t("list.arrived", { count: held.length })}
              <Button variant="plain" onClick={show}>
                {t("list.arrived.show")}
              </Button>
            </div>
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
            columns={columnsOf(view.columns)}
            onSelect={toggle}
            onSelectPage={togglePage}
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

function Matching({ view }: { readonly view: OrderListView }) {
  const { t } = useWords();
  const { count, more } = view.matching;
  return <span className="tek-quiet">{more ? t("list.matching.more", { count }) : t("list.matching", { count })}</span>;
}
