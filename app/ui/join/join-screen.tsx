import { Form, useLocation, useNavigation } from "@remix-run/react";
import { Banner, Button, Card } from "@shopify/polaris";
import type { JoinOutcome, JoinView } from "#app/load-context.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { PageHead } from "../shell/page-head.tsx";
import "./join.css";

interface Props {
  readonly view: JoinView;
  /** What the person chose on this page. */
  readonly outcome: JoinOutcome | null;
}

/** In the shop's admin: a person of the shop says whether it joins a workspace, after they read whose it is and who sees what then. */
export function JoinScreen({ view, outcome }: Props) {
  const { t } = useWords();
  return (
    <div className="tek-page tek-narrow tek-join">
      <PageHead title={t("join.title")} />
      <Card>
        <div className="tek-stack">{outcome ? <Ended outcome={outcome} /> : <Asked view={view} />}</div>
      </Card>
    </div>
  );
}

function Ended({ outcome }: { readonly outcome: JoinOutcome }) {
  const { t, ...words } = useWords();
  switch (outcome.kind) {
    case "joined":
      return (
        <>
          <Banner tone="success" title={t("join.joined", { workspace: outcome.workspace })}>
            {t("join.joined.body")}
          </Banner>
          <GoOn page={outcome.page}>{t("join.to-shops")}</GoOn>
        </>
      );
    case "alone":
      return (
        <>
          <Banner tone="success">{t("join.alone.done")}</Banner>
          <GoOn page={outcome.page}>{t("join.go-on")}</GoOn>
        </>
      );
    case "declined":
      return (
        <>
          <Banner tone="info" title={t("join.declined")}>
            {t("join.declined.body")}
          </Banner>
          <Alone />
        </>
      );
    case "refused":
      return <Banner tone="critical">{faultWords({ t, ...words }, outcome.code, outcome.params)}</Banner>;
  }
}

/** The frame was settled before the shop had a workspace: the admin opens Tek anew. */
function GoOn({ page, children }: { readonly page: string; readonly children: string }) {
  return (
    <div className="tek-actions">
      <Button variant="primary" url={page} target="_top">
        {children}
      </Button>
    </div>
  );
}

function Asked({ view }: { readonly view: JoinView }) {
  const { t, ...words } = useWords();
  switch (view.kind) {
    case "asked":
      return <Question {...view} />;
    case "awaited":
      return (
        <>
          <h2>{t("join.awaited", { shop: view.shop })}</h2>
          <p>{t("join.awaited.link")}</p>
          <p>{t("join.awaited.else")}</p>
          <Alone />
        </>
      );
    case "refused":
      return (
        <>
          <Banner tone="warning" title={t("join.refused")}>
            {faultWords({ t, ...words }, view.code, view.params)}
          </Banner>
          {view.alone ? (
            <Alone />
          ) : (
            <div className="tek-actions">
              <Button url="/shops">{t("join.to-shops")}</Button>
            </div>
          )}
        </>
      );
  }
}

function Question({ shop, workspace, shops }: Extract<JoinView, { kind: "asked" }>) {
  const { t } = useWords();
  return (
    <>
      <h2>{t("join.question", { shop, workspace })}</h2>
      <p>{t("join.asked", { workspace })}</p>
      <h3>{t("join.who")}</h3>
      <ul>
        <li>{t("join.who.theirs", { workspace, shop })}</li>
        <li>
          {shops.length === 0
            ? t("join.who.ours-none", { workspace })
            : t("join.who.ours", { workspace, shops: shops.join(", ") })}
        </li>
        <li>{t("join.who.undone")}</li>
      </ul>
      <Banner tone="warning">{t("join.warning")}</Banner>
      <div className="tek-actions">
        <Choice act="join" primary>
          {t("join.yes", { workspace })}
        </Choice>
        <Choice act="decline">{t("join.no")}</Choice>
      </div>
    </>
  );
}

function Alone() {
  const { t } = useWords();
  return (
    <div className="tek-actions">
      <Choice act="alone">{t("join.alone")}</Choice>
    </div>
  );
}

interface ChoiceProps {
  readonly act: "join" | "decline" | "alone";
  readonly primary?: boolean;
  readonly children: string;
}

function Choice({ act, primary = false, children }: ChoiceProps) {
  const { state, formData } = useNavigation();
  // Left to itself, the form would repeat the whole address, and with it the session token that the admin wrote there.
  const { pathname } = useLocation();
  return (
    <Form method="post" action={pathname}>
      <input type="hidden" name="act" value={act} />
      <Button
        submit
        variant={primary ? "primary" : undefined}
        loading={formData?.get("act") === act}
        disabled={state !== "idle"}
      >
        {children}
      </Button>
    </Form>
  );
}
