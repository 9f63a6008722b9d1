import { Button } from "@shopify/polaris";
import type { StepState } from "#app/views/guide.ts";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { ShopMark } from "../orders/badges.tsx";
import { GuideStep } from "./guide-step.tsx";

interface Props {
  readonly state: StepState;
  readonly shops: readonly ShopCard[];
}

/** The shops that are there, as they call themselves. */
export function FoundStep({ state, shops }: Props) {
  const { t } = useWords();
  if (shops.length === 0)
    return (
      <GuideStep number={1} state={state} title={t("guide.found.none")}>
        <p>{t("guide.found.none.body")}</p>
        <div className="tek-actions">
          <Button variant="primary" url="/shops#connect">
            {t("guide.second.woo")}
          </Button>
          <Button url="/shops#connect-shopify">{t("guide.second.shopify")}</Button>
        </div>
      </GuideStep>
    );
  return (
    <GuideStep number={1} state={state} title={t("guide.found.title", { count: shops.length })}>
      {shops.map((shop) => (
        <div key={shop.id} className="tek-guide-shop">
          <ShopMark shop={shop} />
          <dl>
            <div>
              <dt>{t("shops.currency")}</dt>
              <dd>{shop.currency}</dd>
            </div>
            {shop.timezone && (
              <div>
                <dt>{t("shops.timezone")}</dt>
                <dd>{shop.timezone}</dd>
              </div>
            )}
          </dl>
        </div>
      ))}
      <p className="tek-quiet">{t("guide.found.body")}</p>
    </GuideStep>
  );
}
