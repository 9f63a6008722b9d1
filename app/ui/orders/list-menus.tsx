import { Button, ChoiceList } from "@shopify/polaris";
import { searchOf } from "#app/views/order-address.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useDownload } from "../shell/use-download.ts";
import { Dropdown } from "./dropdown.tsx";
import { columnsOf, listColumns } from "./list-columns.ts";
import { useListAct } from "./use-list-act.ts";

/** Which columns one sees: kept for the person, on every device. */
export function ColumnsMenu({ chosen }: { readonly chosen: readonly string[] | null }) {
  const { t, code } = useWords();
  const { send } = useListAct();
  return (
    <Dropdown label={t("columns.title")} active={0}>
      <div className="tek-stack">
        <ChoiceList
          title={t("columns.title")}
          titleHidden
          allowMultiple
          choices={listColumns.map((value) => ({ value, label: code(`column.${value}`) }))}
          selected={[...columnsOf(chosen)]}
          onChange={(columns) => send({ act: "columns", columns })}
        />
        <Button disabled={chosen === null} onClick={() => send({ act: "columns", columns: null })}>
          {t("columns.reset")}
        </Button>
      </div>
    </Dropdown>
  );
}

/** What the list shows, as a file. */
export function ExportMenu({ query }: { readonly query: OrderListQuery }) {
  const { t } = useWords();
  const { download, busy } = useDownload();
  const search = searchOf({ ...query, cursor: null });
  const save = (format: "csv" | "ndjson") => download(`/orders/export?format=${format}&${search}`, `orders.${format}`);
  return (
    <Dropdown label={t("export.title")} active={0}>
      <div className="tek-stack">
        <p>{t("export.effect")}</p>
        <Button disabled={busy} onClick={() => save("csv")}>
          {t("export.csv")}
        </Button>
        <Button disabled={busy} onClick={() => save("ndjson")}>
          {t("export.ndjson")}
        </Button>
      </div>
    </Dropdown>
  );
}
