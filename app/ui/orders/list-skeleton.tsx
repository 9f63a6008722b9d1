import { Card } from "@shopify/polaris";
import { useWords } from "../i18n/use-words.tsx";
import { PageHead } from "../shell/page-head.tsx";
import "./list.css";

const rows = Array.from({ length: 20 }, (_, row) => row);

/** The list's shape before its rows are here: nothing moves when they come. */
export function ListSkeleton() {
  const { t } = useWords();
  return (
    <div className="tek-page" aria-busy="true">
      <PageHead title={t("list.title")} />
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
