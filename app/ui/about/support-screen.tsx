import { Banner } from "@shopify/polaris";
import { useWords } from "../i18n/use-words.tsx";
import { OutwardLink } from "../order/parts.tsx";
import { AboutPage, AboutPart } from "./about-page.tsx";

/** Where help is, and what to send. */
export function SupportScreen({ contact }: { readonly contact: string | null }) {
  const { t } = useWords();
  return (
    <AboutPage title={t("support.title")} intro={t("support.intro")}>
      <AboutPart title={t("support.first")}>
        <ul>
          <li>{t("support.first.shops")}</li>
          <li>{t("support.first.aside")}</li>
          <li>{t("support.first.guide")}</li>
        </ul>
      </AboutPart>
      <AboutPart title={t("support.doctor")}>
        <p>{t("support.doctor.body")}</p>
        <pre className="tek-command">
          <code>{t("support.doctor.command")}</code>
        </pre>
      </AboutPart>
      <AboutPart title={t("support.ask")}>
        <Contact contact={contact} />
      </AboutPart>
      <AboutPart title={t("support.send")}>
        <ul>
          <li>{t("support.send.what")}</li>
          <li>{t("support.send.order")}</li>
        </ul>
        <Banner tone="warning">{t("support.send.never")}</Banner>
      </AboutPart>
    </AboutPage>
  );
}

function Contact({ contact }: { readonly contact: string | null }) {
  const { t } = useWords();
  if (contact === null) return <p>{t("support.ask.operator")}</p>;
  if (!/^https:/i.test(contact))
    return (
      <p>
        <a href={`mailto:${contact}`}>{t("support.ask.mail", { contact })}</a>
      </p>
    );
  return (
    <p>
      {t("support.ask.page")} <OutwardLink href={contact}>{contact}</OutwardLink>
    </p>
  );
}
