import { Banner, Link } from "@shopify/polaris";
import { sameAmount } from "#app/domain/money.ts";
import type { OrderPageView } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { difference } from "./order-money.tsx";

/** What one must know before reading on: the order is gone, old, a test, or does not add up. */
export function OrderBanners({ view }: { readonly view: OrderPageView }) {
  const { t, code, format } = useWords();
  const { presence, shop, order } = view;
  const { stated, derived } = order.totals.total;
  const since = format.dateTime(view.missingSince ?? view.lastReadAt, view.timezone);
  return (
    <div className="tek-banners">
      {presence !== "shown" && (
        <Banner tone={presence === "missing" ? "warning" : "critical"} title={code(`banner.${presence}.title`)}>
          {presence === "deleted" ? t("banner.deleted.body") : t(`banner.${presence}.body`, { date: since })}
        </Banner>
      )}
      {shop.state !== "active" && (
        <Banner tone="warning" title={code(`banner.${shop.state}.title`)}>
          {code(`banner.${shop.state}.body`)} <Link url="/shops">{t("nav.shops")}</Link>
        </Banner>
      )}
      {!sameAmount(stated, derived) && (
        <Banner tone="warning" title={t("banner.discrepancy.title")}>
          {t("banner.discrepancy.body", {
            stated: format.amount(stated),
            derived: format.amount(derived),
            difference: format.amount(difference(stated, derived)),
          })}
        </Banner>
      )}
      {order.test && <Banner tone="info">{t("banner.test")}</Banner>}
    </div>
  );
}
