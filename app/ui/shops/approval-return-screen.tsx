import { Banner, Button, Card } from "@shopify/polaris";
import type { ApprovalReturn } from "#app/load-context.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { PageHead } from "../shell/page-head.tsx";
import { useShell } from "../shell/shell.tsx";

const tones = { linked: "success", denied: "info", failed: "critical", waiting: "info" } as const;

/** Where a shop sends the browser after its owner approved or denied Tek; also in a tab in which nobody is signed in. */
export function ApprovalReturnScreen({ ended }: { readonly ended: ApprovalReturn }) {
  const words = useWords();
  const { t, code } = words;
  const { facts } = useShell();
  return (
    <div className="tek-page tek-narrow">
      <PageHead title={code(`approval.${ended.state}`)} />
      <Card>
        <div className="tek-stack">
          <Banner tone={tones[ended.state]} title={ended.address}>
            {ended.state === "linked"
              ? t("approval.linked.body")
              : ended.code === null
                ? t("approval.waiting.body")
                : faultWords(words, ended.code, ended.params)}
          </Banner>
          {facts.workspaceName === null ? (
            <p>{t("approval.close")}</p>
          ) : (
            <div className="tek-actions">
              <Button variant="primary" url="/shops">
                {t("approval.to-shops")}
              </Button>
            </div>
          )}
        </div>
      </Card>
    </div>
  );
}
