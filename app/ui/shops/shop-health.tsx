import { Banner, Card } from "@shopify/polaris";
import { useWords } from "../i18n/use-words.tsx";
import { OutwardLink } from "../order/parts.tsx";
import { ShopMark, usePlatform } from "../orders/badges.tsx";
import { ShopEnding } from "./shop-ending.tsx";
import { ShopFacts } from "./shop-facts.tsx";
import { ShopImport } from "./shop-import.tsx";
import { ShopSentence, type ShopSentenceProps } from "./shop-sentence.tsx";

/** A shop: one sentence of health, then the facts that it rests on. */
export function ShopHealth(props: ShopSentenceProps) {
  const { t } = useWords();
  const { shop, timezone } = props;
  const platform = usePlatform(shop.platform);
  // What an app may is approved in the admin that shows it; what a key may, where keys are made.
  const missing = shop.platform === "shopify" ? "shops.scopes.admin" : "shops.scopes.keys";
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
        {shop.state !== "disconnected" && <ShopImport shop={shop} timezone={timezone} />}
        {shop.missingScopes.length > 0 && (
          <Banner tone="warning">{t(missing, { scopes: shop.missingScopes.join(", ") })}</Banner>
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
