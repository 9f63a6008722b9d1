import { Link } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";

/** Leads to what people asked through their platforms, and says so aloud while somebody waits for the owner's answer. */
export function PrivacyNote({ view: { askedToBeTold, timezone } }: { readonly view: ShopsPageView }) {
  const { t, format } = useWords();
  const link = (
    <Link to="/shops/requests" className="tek-link">
      {t("privacy.title")}
    </Link>
  );
  if (askedToBeTold === null) return <p className="tek-shops-privacy">{link}</p>;
  const { count, dueAt } = askedToBeTold;
  return (
    <div className="tek-shops-privacy">
      <Banner tone="warning">
        {t("privacy.waiting", { count, date: format.dateTime(dueAt, timezone) })} {link}
      </Banner>
    </div>
  );
}
