import { type RefObject, useEffect } from "react";
import type { Instant } from "#app/domain/instant.ts";
import { addressOf } from "#app/views/order-address.ts";
import type { OrderListQuery, OrderRow as Row } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useKeys } from "../shell/use-keys.ts";
import type { ListColumn } from "./list-columns.ts";
import { OrderRow } from "./order-row.tsx";
import { useSortWords } from "./order-sort.tsx";

interface Props {
  readonly table: RefObject<HTMLTableElement>;
  readonly query: OrderListQuery;
  readonly rows: readonly Row[];
  /** Whether two shops have one platform, so that its letter alone does not tell them apart. */
  readonly named: boolean;
  readonly fresh: ReadonlySet<string>;
  readonly now: Instant;
  readonly timezone: string;
  readonly selected: ReadonlySet<string>;
  readonly busy: boolean;
  readonly columns: readonly ListColumn[];
  onSelect(id: Row["id"], range: boolean): void;
  onSelectPage(): void;
}

export function OrderTable(props: Props) {
  const { table, query, rows, named, fresh, now, timezone, selected, busy, columns, onSelect, onSelectPage } = props;
  const { t, code } = useWords();
  const list = addressOf(query);
  const sort = useSortWords()(query.sort, query.descending);
  useRowKeys(table);
  useReturnToRow(table, list);
  return (
    <table ref={table} className="tek-table" aria-label={t("list.table", { sort })} aria-busy={busy} data-names={named}>
      <thead>
        <tr>
          <th scope="col" className="tek-cell-check">
            <PageCheck rows={rows} selected={selected} onSelectPage={onSelectPage} />
          </th>
          <th scope="col" className="tek-cell-order">
            {t("column.order")}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className={`tek-cell-${column}`}>
              {code(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OrderRow
            key={row.id}
            row={row}
            now={now}
            timezone={timezone}
            selected={selected.has(row.id)}
            glowing={fresh.has(row.id)}
            list={list}
            columns={columns}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

function PageCheck({ rows, selected, onSelectPage }: Pick<Props, "rows" | "selected" | "onSelectPage">) {
  const { t } = useWords();
  const marked = rows.filter((row) => selected.has(row.id)).length;
  return (
    <input
      type="checkbox"
      ref={(box) => {
        if (box) box.indeterminate = marked > 0 && marked < rows.length;
      }}
      checked={marked > 0 && marked === rows.length}
      onChange={onSelectPage}
      aria-label={t("column.select")}
    />
  );
}

const linkOf = (row: Element | undefined) => row?.querySelector<HTMLElement>(".tek-row-link");

/** j, k, x and X (a range) on the row that has the focus; the first j takes the first row. Enter is the link's own. */
function useRowKeys(table: RefObject<HTMLTableElement>): void {
  const rows = () => [...(table.current?.querySelectorAll<HTMLElement>("[data-order]") ?? [])];
  const focused = (all: readonly HTMLElement[]) => all.findIndex((row) => row.contains(document.activeElement));
  const move = (by: 1 | -1) => {
    const all = rows();
    const at = focused(all);
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    linkOf(next)?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const mark = (held: { readonly shiftKey: boolean }) => {
    const all = rows();
    const box = all[focused(all)]?.querySelector("input[type=checkbox]");
    box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...held }));
  };
  const markRange = () => mark({ shiftKey: true });
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => mark({ shiftKey: false }),
    X: markRange,
    Escape: leaveFocus,
  });
}

function leaveFocus(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

let opened: { readonly list: string; readonly order: string } | null = null;

/** Whoever leaves the order for this list finds the focus on its row, however the order was reached. */
export function rememberOpened(list: string, order: string): void {
  opened = { list, order };
}

/** Who comes back from an order finds the focus on its row. */
function useReturnToRow(table: RefObject<HTMLTableElement>, list: string): void {
  useEffect(() => {
    const node = table.current;
    if (!node) return;
    if (opened?.list === list)
      linkOf(node.querySelector(`[data-order="${opened.order}"]`) ?? undefined)?.focus({ preventScroll: true });
    opened = null;
    const remember = (event: Event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-order]") : null;
      if (row?.dataset.order) opened = { list, order: row.dataset.order };
    };
    node.addEventListener("click", remember);
    return () => node.removeEventListener("click", remember);
  }, [table, list]);
}
