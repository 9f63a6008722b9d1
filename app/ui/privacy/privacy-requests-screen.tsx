import { Link } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import type { PrivacyRequestsView } from "#app/views/privacy-requests.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow } from "../live/use-live.ts";
import { PageHead } from "../shell/page-head.tsx";
import { PrivacyRequest } from "./privacy-request.tsx";
import "../orders/badges.css";
import "../order/order.css";
import "./privacy.css";

/** What people and shops asked through their platforms: to be told what is held, or to be forgotten. */
export function PrivacyRequestsScreen({ view }: { readonly view: PrivacyRequestsView }) {
  const { t } = useWords();
  const now = useNow(view.now);
  useLiveRefresh(view.upTo, (event) => /^(order\.erased|shop\.|stream\.)/.test(event.code), 1);
  return (
    <div className="tek-page tek-privacy">
      <PageHead
        title={t("privacy.title")}
        beside={<LiveMark />}
        before={
          <Link to="/shops" className="tek-link tek-back">
            {t("privacy.back")}
          </Link>
        }
        below={<p className="tek-quiet">{t("privacy.intro")}</p>}
      />
      {view.requests.length === 0 && (
        <Card>
          <p>{t("privacy.none")}</p>
        </Card>
      )}
      {view.requests.map((request) => (
        <PrivacyRequest key={request.id} request={request} now={now} timezone={view.timezone} />
      ))}
    </div>
  );
}
