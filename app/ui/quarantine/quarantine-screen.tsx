import { Link } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import type { QuarantineQuery, QuarantineView } from "#app/views/quarantine-page.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { LiveMark } from "../live/live-mark.tsx";
import { useLiveRefresh, useNow, useRepeatedRefresh } from "../live/use-live.ts";
import { PageHead } from "../shell/page-head.tsx";
import { Asking } from "./quarantine-acts.tsx";
import { quarantineAddress } from "./quarantine-address.ts";
import { QuarantineRecord } from "./quarantine-record.tsx";
import "../order/order.css";
import "../orders/badges.css";
import "../orders/list.css";
import "./quarantine.css";

/** A read that fails again writes no event: while one waits, the page looks by itself. */
const waitingMs = 2000;

interface Props {
  readonly view: QuarantineView;
  readonly query: QuarantineQuery;
}

/** Every record that could not be read: why, what to do, and another try. */
export function QuarantineScreen({ view, query }: Props) {
  const { t } = useWords();
  const now = useNow(view.now);
  const count = chosenOf(view, query);
  useLiveRefresh(view.upTo, (event) => /^(order\.(quarantined|released)|shop\.|stream\.)/.test(event.code), 1);
  useRepeatedRefresh(view.rows.some((row) => row.waiting && row.shop.state === "active") ? waitingMs : null);
  return (
    <div className="tek-page tek-quarantine">
      <PageHead
        title={t("quarantine.title")}
        beside={<LiveMark />}
        below={view.causes.length > 0 && <p className="tek-quiet">{t("quarantine.intro")}</p>}
        actions={
          count > 0 && (
            <Asking fields={{ act: "retry", shop: query.shop, code: query.code }} main>
              {t("quarantine.retry-all", { count })}
            </Asking>
          )
        }
      />
      {view.causes.length > 0 && <Causes view={view} query={query} />}
      {view.rows.length === 0 && <Nothing chosen={view.causes.length > 0} />}
      <div className="tek-quarantine-list">
        {view.rows.map((row) => (
          <QuarantineRecord key={`${row.shop.id} ${row.externalId}`} row={row} now={now} timezone={view.timezone} />
        ))}
      </div>
      {(view.next !== null || query.cursor !== null) && (
        <nav aria-label={t("quarantine.pages")} className="tek-pages">
          {query.cursor !== null && (
            <Link to={quarantineAddress({ ...query, cursor: null })}>{t("quarantine.first-page")}</Link>
          )}
          {view.next !== null && (
            <Link to={quarantineAddress({ ...query, cursor: view.next })} rel="next">
              {t("quarantine.next")}
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}

const chosenOf = ({ causes }: QuarantineView, { shop, code }: QuarantineQuery) =>
  causes
    .filter((cause) => (shop === null || cause.shop.id === shop) && (code === null || cause.code === code))
    .reduce((sum, cause) => sum + cause.count, 0);

function Nothing({ chosen }: { readonly chosen: boolean }) {
  const { t } = useWords();
  return (
    <Card>
      <div className="tek-empty">
        <h2>{t("quarantine.empty.title")}</h2>
        <p>{chosen ? t("quarantine.empty.chosen") : t("quarantine.empty.body")}</p>
      </div>
    </Card>
  );
}

/** What to look at: all, one shop's, or what one cause set aside in a shop. */
function Causes({ view: { causes }, query }: Props) {
  const { t, format, ...words } = useWords();
  const shops = [...new Map(causes.map(({ shop }) => [shop.id, shop])).values()];
  const all = { shop: null, code: null, cursor: null };
  const count = (shop: string) =>
    causes.filter((cause) => cause.shop.id === shop).reduce((sum, cause) => sum + cause.count, 0);
  const entries = [
    { query: all, text: t("quarantine.all"), count: causes.reduce((sum, cause) => sum + cause.count, 0) },
    ...(shops.length > 1
      ? shops.map((shop) => ({ query: { ...all, shop: shop.id }, text: shop.name, count: count(shop.id) }))
      : []),
    ...causes.map(({ shop, code, count }) => ({
      query: { ...all, shop: shop.id, code },
      text: `${shop.name}: ${faultWords({ t, ...words }, code, {})}`,
      count,
    })),
  ];
  return (
    <nav aria-label={t("quarantine.causes")} className="tek-causes">
      {entries.map((entry) => (
        <Link
          key={quarantineAddress(entry.query)}
          to={quarantineAddress(entry.query)}
          aria-current={entry.query.shop === query.shop && entry.query.code === query.code ? "page" : undefined}
          title={entry.text}
        >
          <span>{entry.text}</span>
          <span className="tek-number">{format.count(entry.count)}</span>
        </Link>
      ))}
    </nav>
  );
}
