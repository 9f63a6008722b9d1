import { Link } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import { type ReactNode, useId } from "react";
import type { Instant } from "#app/domain/instant.ts";
import type { QuarantineRow } from "#app/views/quarantine-page.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { RawBody } from "../order/raw-body.tsx";
import { Badge, ShopMark } from "../orders/badges.tsx";
import { Asking } from "./quarantine-acts.tsx";
import { whatToDo } from "./what-to-do.ts";

interface Props {
  readonly row: QuarantineRow;
  readonly now: Instant;
  readonly timezone: string;
}

export function QuarantineRecord({ row, now, timezone }: Props) {
  const { t, format, code, ...words } = useWords();
  const id = useId();
  return (
    <Card padding="0">
      <section aria-labelledby={id} className="tek-quarantined" data-record={row.externalId}>
        <div className="tek-quarantined-head">
          <ShopMark shop={row.shop} />
          <h2 id={id} className="tek-number">
            {row.unnamed ? t("quarantine.record.unnamed") : t("quarantine.record", { id: row.externalId })}
          </h2>
          <Act row={row} />
        </div>
        <p>{faultWords({ t, code, ...words }, row.code, row.params)}</p>
        <p className="tek-quiet">{code(whatToDo(row.code, row.unnamed))}</p>
        <dl className="tek-quarantined-facts">
          <Fact name={t("quarantine.first")}>{format.dateTime(row.firstAt, timezone)}</Fact>
          <Fact name={t("quarantine.last")}>
            <time title={format.dateTime(row.lastAt, timezone)}>{format.ago(row.lastAt, now)}</time>
          </Fact>
          <Fact name={t("quarantine.attempts")}>{format.count(row.attempts)}</Fact>
        </dl>
        {row.held && (
          <p>
            {t("quarantine.held")}{" "}
            <Link to={`/orders/${row.held.id}`} className="tek-link">
              {t("quarantine.held.order", { number: row.held.number })}
            </Link>
          </p>
        )}
        {row.bodySize === null ? (
          <p className="tek-quiet">{t("quarantine.no-body")}</p>
        ) : (
          <RawBody
            at={`/quarantine/body?${new URLSearchParams({ shop: row.shop.id, id: row.externalId })}`}
            size={row.bodySize}
            name={`${row.shop.platform}-${row.externalId}`}
            version={row.lastAt}
          />
        )}
      </section>
    </Card>
  );
}

function Act({ row: { shop, externalId, unnamed, waiting } }: { readonly row: QuarantineRow }) {
  const { t } = useWords();
  const which = { shop: shop.id, externalId };
  if (unnamed)
    return (
      <Asking fields={{ act: "dismiss", ...which }} label={t("quarantine.dismiss.label", { shop: shop.name })}>
        {t("quarantine.dismiss")}
      </Asking>
    );
  if (shop.state === "disconnected") return <span className="tek-quiet">{t("quarantine.disconnected")}</span>;
  if (waiting)
    return (
      <span className="tek-quarantined-waiting" role="status">
        <Badge
          text={shop.state === "paused" ? t("quarantine.waiting.paused") : t("quarantine.waiting")}
          tone="soon"
          fill="half"
        />
      </span>
    );
  return (
    <Asking
      fields={{ act: "retry", ...which }}
      label={t("quarantine.retry.label", { id: externalId, shop: shop.name })}
    >
      {t("quarantine.retry")}
    </Asking>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tek-number">{children}</dd>
    </div>
  );
}
