import { Link, useFetcher } from "@remix-run/react";
import { Button, Card } from "@shopify/polaris";
import { type ReactNode, useEffect, useId } from "react";
import type { Instant } from "#app/domain/instant.ts";
import type { PrivacyRequestRow } from "#app/views/privacy-requests.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Badge, usePlatform } from "../orders/badges.tsx";
import { useShell } from "../shell/shell.tsx";
import { useDownload } from "../shell/use-download.ts";

interface Props {
  readonly request: PrivacyRequestRow;
  readonly now: Instant;
  readonly timezone: string;
}

/** Orders that are named one by one; the file names them all. */
const namedOrders = 20;

export function PrivacyRequest({ request, now, timezone }: Props) {
  const { t, code, format } = useWords();
  const id = useId();
  const platform = usePlatform(request.platform);
  const { kind, shop, orders, doneAt } = request;
  return (
    <Card padding="0">
      <section aria-labelledby={id} className="tek-privacy-request" data-request={kind}>
        <div className="tek-privacy-head">
          <h2 id={id}>{code(`privacy.${kind}`)}</h2>
          <Standing request={request} now={now} />
        </div>
        <p className="tek-quiet">{code(`privacy.${kind}.body`)}</p>
        <dl className="tek-privacy-facts">
          <Fact name={t("privacy.by")}>
            {shop ? t("privacy.through", { shop: shop.name, platform }) : t("privacy.through.erased", { platform })}
          </Fact>
          <Fact name={t("privacy.received")}>{format.dateTime(request.receivedAt, timezone)}</Fact>
          {doneAt === null ? (
            <Fact name={t("privacy.due")}>{format.dateTime(request.dueAt, timezone)}</Fact>
          ) : (
            <Fact name={t("privacy.done")}>{format.dateTime(doneAt, timezone)}</Fact>
          )}
          {request.reached !== null && <Fact name={t("privacy.reached")}>{format.count(request.reached)}</Fact>}
        </dl>
        {orders.length > 0 && (
          <p className="tek-privacy-orders">
            {t("privacy.orders")}
            {orders.slice(0, namedOrders).map((order) => (
              <Link key={order.id} to={`/orders/${order.id}`} className="tek-link tek-number">
                {order.number}
              </Link>
            ))}
            {orders.length > namedOrders && t("privacy.orders.more", { count: orders.length - namedOrders })}
          </p>
        )}
        {kind === "customer-data" && <Answering request={request} />}
      </section>
    </Card>
  );
}

function Standing({ request: { kind, doneAt, dueAt }, now }: Omit<Props, "timezone">) {
  const { t } = useWords();
  if (doneAt !== null) return <Badge text={t("privacy.state.done")} tone="good" fill="full" />;
  if (dueAt < now) return <Badge text={t("privacy.state.late")} tone="bad" fill="none" />;
  if (kind === "customer-data") return <Badge text={t("privacy.state.yours")} tone="soon" fill="none" />;
  return <Badge text={t("privacy.state.tek")} tone="soon" fill="half" />;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The file that the owner gives to the person, and the word that it was given. */
function Answering({ request: { id, doneAt } }: Pick<Props, "request">) {
  const { t } = useWords();
  const { toast } = useShell();
  const fetcher = useFetcher<{ readonly answered: boolean }>();
  const { download, busy } = useDownload();
  const answered = fetcher.data?.answered;
  useEffect(() => {
    if (answered !== undefined) toast(answered ? t("privacy.answered") : t("privacy.gone"));
  }, [answered, t, toast]);
  return (
    <div className="tek-actions">
      <Button onClick={() => download(`/shops/requests/${id}`, "personal-data.json")} loading={busy}>
        {t("privacy.download")}
      </Button>
      {doneAt === null && (
        <fetcher.Form method="post" action="/shops/requests">
          <input type="hidden" name="request" value={id} />
          <Button submit variant="primary" loading={fetcher.state !== "idle"}>
            {t("privacy.answer")}
          </Button>
        </fetcher.Form>
      )}
    </div>
  );
}
