import { Button, Card } from "@shopify/polaris";
import { ClipboardIcon } from "@shopify/polaris-icons";
import { type ReactNode, useId } from "react";
import type { Withheld } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { ShopMark } from "../orders/badges.tsx";
import { useShell } from "../shell/shell.tsx";

interface SectionProps {
  readonly title: string;
  /** Whose the content is: a shop's, or ours where it is left out. */
  readonly shop?: ShopBadge;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A card with a heading that says whose its content is. */
export function Section({ title, shop, beside, children }: SectionProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <Card padding="0">
      <section aria-labelledby={id} className="tek-section">
        <div className="tek-section-head">
          <h2 id={id}>{title}</h2>
          {beside}
          <span className="tek-owner">
            {shop ? (
              <ShopMark shop={shop} name={false} />
            ) : (
              <span className="tek-ours" title={t("order.ours.hint")}>
                {t("order.ours")}
              </span>
            )}
          </span>
        </div>
        {children}
      </section>
    </Card>
  );
}

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useWords();
  const { toast } = useShell();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast(t("action.copied")),
      () => toast(t("action.copy-failed")),
    );
  return <Button icon={ClipboardIcon} variant="tertiary" size="micro" accessibilityLabel={label} onClick={copy} />;
}

/** A value that the platform keeps from us, and why. */
export function WithheldNote({ value }: { readonly value: Withheld }) {
  const { code } = useWords();
  return <p className="tek-withheld">{code(`withheld.${value.withheld}`)}</p>;
}

/** A link that leaves Tek. */
export function OutwardLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const { outward } = useShell();
  if (!/^https?:\/\//i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} {...outward} className="tek-link">
      {children}
    </a>
  );
}
