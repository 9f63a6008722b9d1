import { Button } from "@shopify/polaris";
import { connectedShops, guideSteps } from "#app/views/guide.ts";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh } from "../live/use-live.ts";
import { PageHead } from "../shell/page-head.tsx";
import { CloseGuide } from "./close-guide.tsx";
import { FoundStep } from "./found-step.tsx";
import { GuideStep } from "./guide-step.tsx";
import { OrdersStep } from "./orders-step.tsx";
import "../orders/badges.css";
import "../shops/shops.css";
import "./guide.css";

/** What a merchant sees first: each step says how far it is, from what is stored; the page follows as that changes. */
export function GuideScreen({ view }: { readonly view: ShopsPageView }) {
  const { t } = useWords();
  useLiveRefresh(view.upTo, ({ code }) => /^(shop|stream)\./.test(code), 1);
  const steps = guideSteps(view.shops);
  const shops = connectedShops(view.shops);
  return (
    <div className="tek-page tek-guide">
      <PageHead
        title={t("guide.title")}
        beside={<LiveMark />}
        below={<p className="tek-quiet">{t("guide.intro")}</p>}
      />
      <ol className="tek-guide-steps">
        <FoundStep state={steps.found} shops={shops} />
        <OrdersStep state={steps.orders} shops={shops} timezone={view.timezone} />
        <GuideStep number={3} state={steps.second} title={t("guide.second.title")} optional>
          {steps.second === "done" ? (
            <p>{t("guide.second.done", { names: shops.map(({ name }) => name).join(", ") })}</p>
          ) : (
            <p>{t("guide.second.body")}</p>
          )}
          {steps.found === "done" && (
            <div className="tek-actions">
              <Button url="/shops#connect">{t("guide.second.woo")}</Button>
              <Button url="/shops#connect-shopify">{t("guide.second.shopify")}</Button>
            </div>
          )}
        </GuideStep>
        <GuideStep number={4} state={steps.ready} title={t("guide.ready.title")}>
          <p>{steps.ready === "done" ? t("guide.ready.body") : t("guide.ready.wait")}</p>
          <Ending closed={view.guideClosedAt !== null} ready={steps.ready === "done"} />
        </GuideStep>
      </ol>
    </div>
  );
}

function Ending({ closed, ready }: { readonly closed: boolean; readonly ready: boolean }) {
  const { t } = useWords();
  return (
    <div className="tek-actions">
      <Button variant={ready ? "primary" : undefined} url="/orders">
        {t("action.to-orders")}
      </Button>
      {!closed && <CloseGuide>{t("guide.close")}</CloseGuide>}
    </div>
  );
}
