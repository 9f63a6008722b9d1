import { useActionData, useFetcher } from "@remix-run/react";
import { Banner, Button, Checkbox, TextField } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";
import type { ShopsAnswer } from "./shops-answer.ts";

const empty = { url: "", key: "", secret: "" };

/** Keys in, a connected shop out. What the shop refuses is said at its field until something is changed; what was typed stays. */
export function ConnectWooCommerce() {
  const words = useWords();
  const { t } = words;
  const { toast } = useShell();
  const { Form, data, state } = useFetcher<ShopsAnswer>();
  // Whoever submits before the scripts run gets a document of their own; the page's next refresh would drop its answer.
  const [answerAtFirst] = useState(useActionData<ShopsAnswer>());
  const answer = data ?? answerAtFirst;
  const busy = state !== "idle";
  const [values, setValues] = useState(empty);
  const [allowHttp, setAllowHttp] = useState(false);
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
  const refused = answer?.kind === "refused" && answer !== outdated ? answer : null;
  const said = refused ? faultWords(words, refused.code, refused.params) : undefined;
  const fields: readonly string[] = ["url", "key", "secret"];
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
  return (
    <Form method="post" className="tek-stack" noValidate>
      <input type="hidden" name="act" value="connect" />
      {said && !fields.includes(refused?.field ?? "") && <Banner tone="critical">{said}</Banner>}
      <p>{t("connect.woo.help")}</p>
      <TextField
        {...field("url")}
        label={t("connect.woo.url")}
        helpText={t("connect.woo.url.hint")}
        type="url"
        inputMode="url"
      />
      <TextField {...field("key")} label={t("connect.woo.key")} placeholder="ck_…" spellCheck={false} />
      <TextField {...field("secret")} label={t("connect.woo.secret")} placeholder="cs_…" type="password" />
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
      <div id={warning}>{allowHttp && <Banner tone="warning">{t("connect.woo.http.warning")}</Banner>}</div>
      <div>
        <Button submit variant="primary" loading={busy}>
          {busy ? t("connect.woo.submitting") : t("connect.woo.submit")}
        </Button>
      </div>
    </Form>
  );
}
