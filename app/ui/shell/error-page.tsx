import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { Button, Card } from "@shopify/polaris";
import { z } from "zod";
import { useWords } from "../i18n/use-words.tsx";
import { PageHead } from "./page-head.tsx";
import { useShell } from "./shell.tsx";

const detailSchema = z.object({ detail: z.string().nullable() });

/** What happened, what is safe, what to do. Inside the frame, so that there is always a way on. */
export function ErrorPage() {
  const { t } = useWords();
  const { title, body, command, gone } = useExplanation();
  return (
    <div className="tek-page tek-narrow">
      <PageHead title={title} />
      <Card>
        <div className="tek-stack">
          <p>{body}</p>
          {command && (
            <>
              <pre className="tek-command">
                <code>{t("error.401.command")}</code>
              </pre>
              <p>{t("error.401.then")}</p>
            </>
          )}
          {!command && (
            <div className="tek-actions">
              {!gone && (
                <Button variant="primary" onClick={() => window.location.reload()}>
                  {t("action.retry")}
                </Button>
              )}
              <Button variant={gone ? "primary" : undefined} url="/orders">
                {t("action.to-orders")}
              </Button>
            </div>
          )}
        </div>
      </Card>
    </div>
  );
}

interface Explanation {
  readonly title: string;
  readonly body: string;
  readonly command?: true;
  /** What was asked for is not there: asking again changes nothing. */
  readonly gone?: true;
}

function useExplanation(): Explanation {
  const { t } = useWords();
  const { facts } = useShell();
  const { search } = useLocation();
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) {
    const offline = error instanceof TypeError && typeof navigator !== "undefined" && !navigator.onLine;
    if (offline) return { title: t("error.offline.title"), body: t("error.offline.body") };
    return { title: t("error.title"), body: t("error.body") };
  }
  const detail = detailSchema.safeParse(error.data).data?.detail ?? null;
  if (error.status === 401 && (facts.sessionRefused || facts.frame === "embedded"))
    return { title: t("error.session.title"), body: t("error.session.body") };
  if (error.status === 401 && new URLSearchParams(search).get("link") === "used")
    return { title: t("error.link.title"), body: t("error.link.body"), command: true };
  if (error.status === 401) return { title: t("error.401.title"), body: t("error.401.body"), command: true };
  if (error.status === 403) return { title: t("error.403.title"), body: t("error.403.body", { right: detail ?? "" }) };
  if (error.status === 404 && detail === "order")
    return { title: t("error.order.title"), body: t("error.order.body"), gone: true };
  if (error.status === 404) return { title: t("error.404.title"), body: t("error.404.body"), gone: true };
  if (error.status === 400) return { title: t("error.400.title"), body: t("error.400.body") };
  return { title: t("error.title"), body: t("error.body") };
}
