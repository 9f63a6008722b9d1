import { Banner, Card, ProgressBar } from "@shopify/polaris";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { OutwardLink } from "../order/parts.tsx";
import { ShopMark, usePlatform } from "../orders/badges.tsx";
import { ShopEnding } from "./shop-ending.tsx";
import { ShopFacts } from "./shop-facts.tsx";
import { ShopSentence, type ShopSentenceProps } from "./shop-sentence.tsx";

/** A shop: one sentence of health, then the facts that it rests on. */
export function ShopHealth(props: ShopSentenceProps) {
  const { t } = useWords();
  const { shop, timezone } = props;
  const platform = usePlatform(shop.platform);
  return (
    <Card padding="0">
      <section className="tek-shop-card" aria-labelledby={`shop-${shop.id}`}>
        <div className="tek-shop-head">
          <h2 id={`shop-${shop.id}`}>
            <ShopMark shop={shop} />
          </h2>
          <OutwardLink href={shop.adminUrl}>{t("shops.open", { platform })}</OutwardLink>
        </div>
        <ShopSentence {...props} />
        {shop.state !== "disconnected" && <Import shop={shop} timezone={timezone} />}
        {shop.missingScopes.length > 0 && (
          <Banner tone="warning">{t("shops.scopes", { scopes: shop.missingScopes.join(", ") })}</Banner>
        )}
        {shop.quarantined > 0 && (
          <Banner tone="warning">{t("shops.quarantined.hint", { count: shop.quarantined })}</Banner>
        )}
        <ShopFacts {...props} />
        <ShopEnding shop={shop} />
      </section>
    </Card>
  );
}

function Import({ shop, timezone }: { readonly shop: ShopCard; readonly timezone: string }) {
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
