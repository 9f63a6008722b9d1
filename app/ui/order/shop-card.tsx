import { useFetcher } from "@remix-run/react";
import { Button, Tag } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { Instant } from "#app/domain/instant.ts";
import type { OrderPageView } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { ShopMark, usePlatform } from "../orders/badges.tsx";
import { useShell } from "../shell/shell.tsx";
import { OutwardLink, Section } from "./parts.tsx";
import { RawBody } from "./raw-body.tsx";

interface Props {
  readonly view: OrderPageView;
  readonly now: Instant;
}

/** Where the order lives, how old what we show is, and how to read it afresh. */
export function ShopCard({ view, now }: Props) {
  const { t, format } = useWords();
  const { order, shop } = view;
  const platform = usePlatform(shop.platform);
  return (
    <Section title={t("shopcard.title")} shop={shop}>
      <div className="tek-block tek-facts">
        <ShopMark shop={shop} />
        <p>{t("order.shop-status", { status: order.status })}</p>
        {order.source && <p>{t("order.source", { source: order.source })}</p>}
        {order.cancelledAt && (
          <p>{t("order.cancelled-at", { date: format.dateTime(order.cancelledAt, view.timezone) })}</p>
        )}
        {order.completedAt && (
          <p>{t("order.completed-at", { date: format.dateTime(order.completedAt, view.timezone) })}</p>
        )}
        {order.closedAt && <p>{t("order.closed-at", { date: format.dateTime(order.closedAt, view.timezone) })}</p>}
        <p title={format.dateTime(order.updatedAt, view.timezone)}>
          {t("shopcard.changed", { ago: format.ago(order.updatedAt, now) })}
        </p>
        {shop.timezone && <p>{t("shopcard.local-time", { time: format.localTime(now, shop.timezone) })}</p>}
        {order.adminUrl && <OutwardLink href={order.adminUrl}>{t("order.open-in-shop", { platform })}</OutwardLink>}
      </div>
      <div className="tek-block tek-facts">
        <p title={format.dateTime(view.lastReadAt, view.timezone)}>
          {t("shopcard.last-read", { ago: format.ago(view.lastReadAt, now) })}
        </p>
        <p>{t("shopcard.first-read", { date: format.dateTime(view.firstReadAt, view.timezone) })}</p>
        <ReadAgain view={view} />
      </div>
    </Section>
  );
}

function ReadAgain({ view: { id, reading } }: { readonly view: OrderPageView }) {
  const { t } = useWords();
  const { toast } = useShell();
  const fetcher = useFetcher<{ readonly asked: boolean }>();
  const said = useRef(fetcher.data);
  useEffect(() => {
    if (!fetcher.data || fetcher.data === said.current) return;
    said.current = fetcher.data;
    toast(fetcher.data.asked ? t("shopcard.asked") : t("shopcard.gone"));
  }, [fetcher.data, t, toast]);
  const busy = reading || fetcher.state !== "idle";
  return (
    // Named: left out, it would repeat the page's own address, and inside the shop's admin a session token with it.
    <fetcher.Form method="post" action={`/orders/${id}`}>
      <Button submit disabled={busy}>
        {busy ? t("shopcard.reading") : t("shopcard.read-again")}
      </Button>
    </fetcher.Form>
  );
}

export function TagsCard({ view }: { readonly view: OrderPageView }) {
  const { t } = useWords();
  return (
    <Section title={t("tags.title")} shop={view.shop}>
      <div className="tek-block tek-tags">
        {view.order.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {view.order.tags.length === 0 && <span className="tek-quiet">{t("tags.none")}</span>}
      </div>
    </Section>
  );
}

/** What the shop sent: the fields that nobody uses, and all of it as it came. Nothing is thrown away unseen. */
export function AsItCame({ view }: { readonly view: OrderPageView }) {
  const { t, format } = useWords();
  const { raw, unknown, order, shop } = view;
  if (raw === null && unknown.length === 0) return null;
  return (
    <Section title={t("unknown.title")} shop={shop}>
      {unknown.length > 0 && (
        <details className="tek-block">
          <summary>{t("unknown.summary", { count: unknown.length })}</summary>
          <dl className="tek-pairs tek-unknown">
            {unknown.map(({ path, value }) => (
              <div key={path}>
                <dt>{path}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {raw && (
        <div className="tek-block">
          <RawBody
            at={`/orders/${view.id}/raw`}
            size={raw.size}
            name={`${shop.platform}-${order.number.replace(/[^\p{L}\p{N}]/gu, "")}`}
            version={raw.readAt}
          />
          <p className="tek-quiet">
            {t("raw.came", { format: raw.format, date: format.dateTime(raw.readAt, view.timezone) })}
          </p>
        </div>
      )}
    </Section>
  );
}
