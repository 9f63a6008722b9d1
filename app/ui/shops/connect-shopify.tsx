import { useActionData, useFetcher } from "@remix-run/react";
import { Banner, Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { JoinLinkOutcome } from "#app/load-context.ts";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";
import type { ShopsAnswer } from "./shops-answer.ts";

interface Props {
  readonly hasShopify: boolean;
  readonly joining: ShopsPageView["joining"];
  readonly timezone: string;
}

/** How a Shopify shop is linked: by itself when Tek is opened in its admin, or beside the shops that are here by a link. */
export function ConnectShopify({ hasShopify, joining, timezone }: Props) {
  const words = useWords();
  const { t } = words;
  const { Form, data, state } = useFetcher<ShopsAnswer>();
  // Whoever submits before the scripts run gets a document of their own; the page's next refresh would drop its answer.
  const [answerAtFirst] = useState(useActionData<ShopsAnswer>());
  const answer = data ?? answerAtFirst;
  const [shop, setShop] = useState("");
  const [outdated, setOutdated] = useState<ShopsAnswer>();
  if (!hasShopify) return <p>{t("connect.shopify.none")}</p>;
  const refused = answer?.kind === "refused" && answer !== outdated ? answer : null;
  const made = answer?.kind === "join-link" && joining?.shop === answer.shop && !joining.declined ? answer : null;
  return (
    <div className="tek-stack">
      <p>{t("connect.shopify.body")}</p>
      <h4>{t("connect.shopify.join")}</h4>
      <p>{t("connect.shopify.join.help")}</p>
      {made ? <Made link={made} timezone={timezone} /> : joining && <Waiting joining={joining} timezone={timezone} />}
      <Form method="post" action="/shops" className="tek-stack" noValidate>
        <input type="hidden" name="act" value="join-link" />
        <TextField
          label={t("connect.shopify.address")}
          helpText={t("connect.shopify.address.hint")}
          name="shop"
          value={shop}
          onChange={(value) => {
            setShop(value);
            setOutdated(answer);
          }}
          autoComplete="off"
          spellCheck={false}
          error={refused ? faultWords(words, refused.code, refused.params) : undefined}
        />
        <div className="tek-actions">
          <Button submit loading={state !== "idle"}>
            {t("connect.shopify.make")}
          </Button>
        </div>
      </Form>
    </div>
  );
}

interface MadeProps {
  readonly link: Extract<JoinLinkOutcome, { kind: "join-link" }>;
  readonly timezone: string;
}

/** The link is shown this once; Tek keeps no copy. */
function Made({ link: { shop, link, expiresAt }, timezone }: MadeProps) {
  const { t, format } = useWords();
  const { toast } = useShell();
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => toast(t("action.copied")),
      () => toast(t("action.copy-failed")),
    );
  return (
    <section className="tek-join-link" aria-label={t("connect.shopify.link", { shop })}>
      <strong>{t("connect.shopify.link", { shop })}</strong>
      <pre className="tek-command">
        <code>{link}</code>
      </pre>
      <div className="tek-actions">
        <Button onClick={copy}>{t("connect.shopify.copy")}</Button>
      </div>
      <ol>
        <li>{t("connect.shopify.link.open")}</li>
        <li>{t("connect.shopify.link.install")}</li>
        <li>{t("connect.shopify.link.confirm")}</li>
      </ol>
      <p className="tek-quiet">{t("connect.shopify.link.until", { time: format.dateTime(expiresAt, timezone) })}</p>
    </section>
  );
}

interface WaitingProps {
  readonly joining: NonNullable<ShopsPageView["joining"]>;
  readonly timezone: string;
}

function Waiting({ joining: { shop, expiresAt, declined }, timezone }: WaitingProps) {
  const { format, ...words } = useWords();
  const { t } = words;
  if (!declined)
    return (
      <Banner tone="info">{t("connect.shopify.waiting", { shop, time: format.dateTime(expiresAt, timezone) })}</Banner>
    );
  return (
    <Banner tone="warning" title={t("connect.shopify.declined", { shop })}>
      {faultWords(words, "shop.join-declined", {})}
    </Banner>
  );
}
