import { Button, Card } from "@shopify/polaris";
import { guideGreets, guideSteps } from "#app/views/guide.ts";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { CloseGuide } from "./close-guide.tsx";
import "./guide.css";

/** On the shops' page, while the guide is not through: how far it is, the way to it, and to be rid of it. */
export function GuideStrip({ view }: { readonly view: ShopsPageView }) {
  const { t } = useWords();
  if (!guideGreets(view)) return null;
  const states = Object.values(guideSteps(view.shops));
  const done = states.filter((state) => state === "done").length;
  return (
    <div className="tek-guide-strip">
      <Card padding="0">
        <div className="tek-guide-strip-row">
          <strong>{t("guide.strip", { done, of: states.length })}</strong>
          <div className="tek-actions">
            <Button url="/guide">{t("guide.strip.go")}</Button>
            <CloseGuide>{t("guide.strip.close")}</CloseGuide>
          </div>
        </div>
      </Card>
    </div>
  );
}
