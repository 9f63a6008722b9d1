import { Form, useNavigation } from "@remix-run/react";
import { Button, Card } from "@shopify/polaris";
import { guideGreets, guideSteps } from "#app/views/guide.ts";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import "./guide.css";

/** On the shops' page, while the guide is not through: how far it is, the way to it, and to be rid of it. */
export function GuideStrip({ view }: { readonly view: ShopsPageView }) {
  const { t } = useWords();
  const closing = useNavigation().formAction === "/guide";
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
            <Form method="post" action="/guide">
              <input type="hidden" name="act" value="close" />
              <Button submit variant="tertiary" loading={closing}>
                {t("guide.strip.close")}
              </Button>
            </Form>
          </div>
        </div>
      </Card>
    </div>
  );
}
