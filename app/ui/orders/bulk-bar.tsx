import { Button } from "@shopify/polaris";
import { useState } from "react";
import { add, type Money } from "#app/domain/money.ts";
import { mostTaggedAtOnce } from "#app/domain/orders/own-tags.ts";
import { searchOf } from "#app/views/order-address.ts";
import type { OrderListQuery, OrderListView, OrderRow } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { TagDialog } from "./tag-dialog.tsx";
import { useListAct } from "./use-list-act.ts";

interface Props {
  readonly query: OrderListQuery;
  readonly matching: OrderListView["matching"];
  /** The marked ones. */
  readonly rows: readonly OrderRow[];
  /** Whether every row of the page is marked, and whether all that match are meant. */
  readonly page: boolean;
  readonly all: boolean;
  onAll(): void;
  onClear(): void;
}

/** How many are marked, what they come to, and what can be done with them. */
export function BulkBar({ query, matching, rows, page, all, onAll, onClear }: Props) {
  const { t } = useWords();
  const { send, busy } = useListAct();
  const [open, setOpen] = useState<"add" | "remove" | null>(null);
  const count = all ? matching.count : rows.length;
  const total = useSums(rows);
  useKeys({ t: () => setOpen("add") });
  const tag = (act: "add" | "remove", word: string) =>
    send({
      act: "tag",
      orders: all ? [] : rows.map(({ id }) => id),
      all: all ? searchOf({ ...query, cursor: null }) : null,
      add: act === "add" ? [word] : [],
      remove: act === "remove" ? [word] : [],
    });
  const further = page && !all && (matching.more || matching.count > rows.length);
  const few = !matching.more && matching.count <= mostTaggedAtOnce;
  const borne = [...new Set(rows.flatMap(({ ownTags }) => ownTags))];
  return (
    <>
      <strong>{all ? t("bulk.all", { count }) : t("list.selected.total", { count, total })}</strong>
      {further && few && (
        <Button variant="plain" onClick={onAll}>
          {t("bulk.select-all", { count: matching.count })}
        </Button>
      )}
      {further && !few && <span className="tek-quiet">{t("bulk.most", { most: mostTaggedAtOnce })}</span>}
      <Button size="slim" disabled={busy} onClick={() => setOpen("add")}>
        {t("bulk.add")}
      </Button>
      {(borne.length > 0 || all) && (
        <Button size="slim" disabled={busy} onClick={() => setOpen("remove")}>
          {t("bulk.remove")}
        </Button>
      )}
      <Button variant="plain" onClick={onClear}>
        {t("action.clear")}
      </Button>
      {open && (
        <TagDialog
          act={open}
          count={count}
          borne={borne}
          onTag={(word) => tag(open, word)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** What the orders come to, currency by currency. */
function useSums(rows: readonly OrderRow[]): string {
  const { format } = useWords();
  const sums = new Map<string, Money>();
  for (const { total } of rows) {
    const sum = sums.get(total.currency);
    sums.set(total.currency, sum ? add(sum, total) : total);
  }
  return [...sums.values()].map(format.money).join(" + ");
}
