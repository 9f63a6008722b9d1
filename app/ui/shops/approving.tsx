import { Banner } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { ApprovalOutcome } from "#app/load-context.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";

interface Props {
  readonly answer: Extract<ApprovalOutcome, { readonly kind: "approve" }>;
}

/**
 * The way to the shop's own page: by itself, and by a link where the browser holds it up. A shop's page lets nobody frame it, so
 * inside the admin it gets a tab of its own; this page hears of the end.
 */
export function Approving({ answer: { address, page } }: Props) {
  const { t } = useWords();
  const { facts } = useShell();
  const embedded = facts.frame === "embedded";
  const opened = useRef<string>();
  useEffect(() => {
    if (opened.current === page) return;
    opened.current = page;
    if (embedded) window.open(page, "_blank", "noopener");
    else window.location.assign(page);
  }, [embedded, page]);
  return (
    <Banner tone="info" title={t("connect.woo.approving", { address })}>
      <p>
        {embedded ? t("connect.woo.approving.tab") : t("connect.woo.approving.body")}{" "}
        <a href={page} {...(embedded ? { target: "_blank", rel: "noopener noreferrer" } : {})}>
          {t("connect.woo.approving.open")}
        </a>
      </p>
    </Banner>
  );
}
