import { Card } from "@shopify/polaris";
import { useWords } from "../i18n/use-words.tsx";
import "./list.css";

const rows = Array.from({ length: 20 }, (_, row) => row);

/** The list's shape before its rows are here: nothing moves when they come. */
export function ListSkeleton() {
  const { t } = useWords();
  return (
    <div className="tek-page" aria-busy="true">
      <header className="tek-head">
        <div className="tek-head-row">
          <h1>{t("list.title")}</h1>
        </div>
      </header>
      <Card padding="0">
        <p className="tek-hidden" role="status">
          {t("list.loading")}
        </p>
        <div className="tek-skeleton" aria-hidden="true">
          <span className="tek-skeleton-tabs" />
          <span className="tek-skeleton-tools" />
          {rows.map((row) => (
            <span key={row} className="tek-skeleton-row" />
          ))}
        </div>
      </Card>
    </div>
  );
}
