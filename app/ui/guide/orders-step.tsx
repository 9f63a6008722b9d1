import { Banner, Button } from "@shopify/polaris";
import type { StepState } from "#app/views/guide.ts";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { ShopMark, usePlatform } from "../orders/badges.tsx";
import { ShopImport } from "../shops/shop-import.tsx";
import { GuideStep } from "./guide-step.tsx";

interface Props {
  readonly state: StepState;
  readonly shops: readonly ShopCard[];
  readonly timezone: string;
}

/** How far back each shop's orders reach, and how many of them are here. */
export function OrdersStep({ state, shops, timezone }: Props) {
  const { t } = useWords();
  const held = shops.find((shop) => shop.state === "paused" && shop.import.state !== "done");
  return (
    <GuideStep number={2} state={state} title={t("guide.orders.title")}>
      <p>
        {state === "to-do"
          ? t("guide.orders.none")
          : state === "done"
            ? t("guide.orders.done")
            : t("guide.orders.body")}
      </p>
      {held && (
        <Banner tone="critical">
          <div className="tek-stack">
            <p>{t("guide.orders.held", { name: held.name })}</p>
            <div className="tek-actions">
              <Button url="/shops">{t("guide.to-shops")}</Button>
            </div>
          </div>
        </Banner>
      )}
      {shops.map((shop) => (
        <div key={shop.id} className="tek-guide-shop">
          <ShopMark shop={shop} />
          <Reach shop={shop} />
          <ShopImport shop={shop} timezone={timezone} />
        </div>
      ))}
    </GuideStep>
  );
}

/** A limit is said with what lifts it. */
function Reach({ shop }: { readonly shop: ShopCard }) {
  const { t } = useWords();
  const platform = usePlatform(shop.platform);
  if (shop.historyDays === null) return <p>{t("guide.reach.all")}</p>;
  return (
    <Banner tone="info">
      <div className="tek-stack">
        <p>{t("guide.reach.days", { days: shop.historyDays, platform })}</p>
        <p>{t("guide.reach.what")}</p>
      </div>
    </Banner>
  );
}
