import { useFetcher } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";
import type { QuarantineAnswer } from "./quarantine-answer.ts";

interface Props {
  /** What is posted; null: not said. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly children: string;
  /** For who does not see what the button stands beside. */
  readonly label?: string;
  readonly main?: boolean;
  readonly disabled?: boolean;
}

/** A button that asks something of the quarantine, and says what came of it. */
export function Asking({ fields, children, label, main = false, disabled = false }: Props) {
  const { t } = useWords();
  const { toast } = useShell();
  const fetcher = useFetcher<QuarantineAnswer>();
  const said = useRef(fetcher.data);
  useEffect(() => {
    if (!fetcher.data || fetcher.data === said.current) return;
    said.current = fetcher.data;
    if (fetcher.data.kind === "asked") toast(t("quarantine.asked", { count: fetcher.data.asked }));
    else toast(fetcher.data.dismissed ? t("quarantine.dismissed") : t("quarantine.gone"));
  }, [fetcher.data, t, toast]);
  return (
    <fetcher.Form method="post" action="/quarantine?index">
      {Object.entries(fields).map(
        ([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button
        submit
        variant={main ? "primary" : undefined}
        accessibilityLabel={label}
        disabled={disabled}
        loading={fetcher.state !== "idle"}
      >
        {children}
      </Button>
    </fetcher.Form>
  );
}
