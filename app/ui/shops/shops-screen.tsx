import { Button, Card } from "@shopify/polaris";
import { guideGreets } from "#app/views/guide.ts";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { GuideStrip } from "../guide/guide-strip.tsx";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow, useRepeatedRefresh } from "../live/use-live.ts";
import { PageHead } from "../shell/page-head.tsx";
import { ConnectShopify } from "./connect-shopify.tsx";
import { ConnectWooCommerce } from "./connect-woocommerce.tsx";
import { PrivacyNote } from "./privacy-note.tsx";
import { ShopHealth } from "./shop-health.tsx";
import "../orders/badges.css";
import "../order/order.css";
import "./shops.css";

interface Props {
  readonly view: ShopsPageView;
  readonly takesApprovals: boolean;
  readonly hasShopify: boolean;
}

/** A read that finds nothing new writes no event, and neither does one that fails. */
const againMs = 15_000;

export function ShopsScreen({ view, takesApprovals, hasShopify }: Props) {
  const { t } = useWords();
  const now = useNow(view.now);
  useLiveRefresh(view.upTo, () => true, 1);
  useRepeatedRefresh(view.shops.some(({ state }) => state === "active") ? againMs : null);
  return (
    <div className="tek-page tek-shops">
      <PageHead
        title={t("shops.title")}
        beside={<LiveMark />}
        actions={
          !guideGreets(view) && (
            <Button url="/guide" variant="tertiary">
              {t("guide.title")}
            </Button>
          )
        }
      />
      <GuideStrip view={view} />
      {view.shops.length === 0 && <p className="tek-quiet">{t("shops.none")}</p>}
      <div className="tek-shop-list">
        {view.shops.map((shop) => (
          <ShopHealth key={shop.id} shop={shop} now={now} timezone={view.timezone} takesApprovals={takesApprovals} />
        ))}
      </div>
      <PrivacyNote view={view} />
      <section id="connect" className="tek-connect" aria-labelledby="connect-title">
        <h2 id="connect-title">{t("connect.title")}</h2>
        <div className="tek-connect-ways">
          <Card>
            <h3>{t("connect.woo.title")}</h3>
            <ConnectWooCommerce takesApprovals={takesApprovals} notLinked={view.notLinked} shops={view.shops.length} />
          </Card>
          <Card>
            <h3 id="connect-shopify">{t("connect.shopify.title")}</h3>
            <ConnectShopify hasShopify={hasShopify} joining={view.joining} timezone={view.timezone} />
          </Card>
        </div>
      </section>
    </div>
  );
}
