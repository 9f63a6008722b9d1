import { useActionData, useFetcher } from "@remix-run/react";
import { Banner, Button, Checkbox, TextField } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";
import type { ShopsPageView } from "#app/views/shops-page.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";
import { Approving } from "./approving.tsx";
import type { ShopsAnswer } from "./shops-answer.ts";

const empty = { url: "", key: "", secret: "" };

interface Props {
  /** Of a shop that is linked again; it needs no typing. */
  readonly address?: string;
  /** Begin with keys, even where shops can hand them over. */
  readonly startWithKeys?: boolean;
  /** Whether shops can hand their keys over to this Tek. */
  readonly takesApprovals: boolean;
  readonly notLinked: ShopsPageView["notLinked"];
  /** How many shops there are; one more while an approval is under way is its end. */
  readonly shops: number;
}

/**
 * A connected shop, by approving Tek on the shop's own page or by keys. What the shop refuses is said at its field until something is
 * changed; what was typed stays.
 */
export function ConnectWooCommerce({ address = "", startWithKeys = false, takesApprovals, notLinked, shops }: Props) {
  const words = useWords();
  const { t } = words;
  const { toast } = useShell();
  const { Form, data, state } = useFetcher<ShopsAnswer>();
  // Whoever submits before the scripts run gets a document of their own; the page's next refresh would drop its answer.
  const [answerAtFirst] = useState(useActionData<ShopsAnswer>());
  const answer = data ?? answerAtFirst;
  const busy = state !== "idle";
  const [byKeys, setByKeys] = useState(startWithKeys || !takesApprovals);
  const [values, setValues] = useState({ ...empty, url: address });
  // Whoever linked it so before was asked then.
  const [allowHttp, setAllowHttp] = useState(address.startsWith("http:"));
  const [outdated, setOutdated] = useState<ShopsAnswer>();
  const welcomed = useRef<ShopsAnswer>();
  const warning = useId();
  useEffect(() => {
    if (answer?.kind !== "connected" || answer === welcomed.current) return;
    welcomed.current = answer;
    setValues(empty);
    setAllowHttp(false);
    toast(t("connect.done"));
  }, [answer, t, toast]);
  const current = answer === outdated ? undefined : answer;
  const refused = current?.kind === "refused" ? current : null;
  const said = refused ? faultWords(words, refused.code, refused.params) : undefined;
  const begun = useRef({ answer, shops });
  if (begun.current.answer !== answer) begun.current = { answer, shops };
  const ended = notLinked !== null || shops > begun.current.shops;
  const fields: readonly string[] = byKeys ? ["url", "key", "secret"] : ["url"];
  const field = (name: keyof typeof empty) => ({
    name,
    value: values[name],
    onChange: (value: string) => {
      setValues({ ...values, [name]: value });
      setOutdated(answer);
    },
    autoComplete: "off",
    error: refused?.field === name ? said : undefined,
    requiredIndicator: true,
  });
  // The question about plain http comes when it is one.
  const asksForHttp = byKeys || allowHttp || /^\s*http:/i.test(values.url);
  return (
    // Named: left out, it would repeat the page's own address, and inside the shop's admin a session token with it.
    <Form method="post" action="/shops" className="tek-stack" noValidate>
      <input type="hidden" name="act" value={byKeys ? "connect" : "approve"} />
      {said && !fields.includes(refused?.field ?? "") && <Banner tone="critical">{said}</Banner>}
      {current?.kind === "approve" && !ended && <Approving answer={current} />}
      {!refused && notLinked && (
        <Banner tone="warning" title={t("connect.woo.not-linked", { address: notLinked.address })}>
          {faultWords(words, notLinked.code, notLinked.params)}
        </Banner>
      )}
      {!takesApprovals && <Banner tone="info">{faultWords(words, "woocommerce.approval-needs-https", {})}</Banner>}
      <p>{byKeys ? t("connect.woo.help") : t("connect.woo.approve.help")}</p>
      <TextField
        {...field("url")}
        label={t("connect.woo.url")}
        helpText={t("connect.woo.url.hint")}
        type="url"
        inputMode="url"
      />
      {byKeys && (
        <>
          <TextField {...field("key")} label={t("connect.woo.key")} placeholder="ck_…" spellCheck={false} />
          <TextField {...field("secret")} label={t("connect.woo.secret")} placeholder="cs_…" type="password" />
        </>
      )}
      {asksForHttp && (
        <Checkbox
          label={t("connect.woo.http")}
          name="allowHttp"
          value="yes"
          checked={allowHttp}
          onChange={(allowed) => {
            setAllowHttp(allowed);
            setOutdated(answer);
          }}
          ariaDescribedBy={warning}
        />
      )}
      <div id={warning}>{allowHttp && <Banner tone="warning">{t("connect.woo.http.warning")}</Banner>}</div>
      <div className="tek-actions">
        <Button submit variant="primary" loading={busy}>
          {busy ? t("connect.woo.submitting") : byKeys ? t("connect.woo.submit") : t("connect.woo.approve")}
        </Button>
        {takesApprovals && (
          <Button
            variant="plain"
            onClick={() => {
              setByKeys(!byKeys);
              setOutdated(answer);
            }}
          >
            {byKeys ? t("connect.woo.by-approval") : t("connect.woo.by-keys")}
          </Button>
        )}
      </div>
    </Form>
  );
}
