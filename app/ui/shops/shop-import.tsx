import { ProgressBar } from "@shopify/polaris";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";

/** How far a shop's first import is. */
export function ShopImport({ shop, timezone }: { readonly shop: ShopCard; readonly timezone: string }) {
  const { t, format } = useWords();
  const { state, done, total, finishedAt } = shop.import;
  const words = () => {
    if (state === "waiting") return t("shops.import.waiting");
    if (state === "running")
      return total === null
        ? t("shops.import.running", { done })
        : t("shops.import.progress", { done: Math.min(done, total), total });
    return finishedAt === null
      ? t("shops.import.done", { done })
      : t("shops.import.done-at", { done, date: format.dateTime(finishedAt, timezone) });
  };
  const id = `import-${shop.id}`;
  return (
    <div className="tek-import">
      <span id={id} className="tek-quiet">{`${t("shops.import")}: ${words()}`}</span>
      {state === "running" && total !== null && total > 0 && (
        <ProgressBar progress={Math.min(100, Math.round((done / total) * 100))} size="small" ariaLabelledBy={id} />
      )}
    </div>
  );
}
