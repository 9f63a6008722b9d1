import { useFetcher } from "@remix-run/react";
import { Banner, Button, Card, ProgressBar } from "@shopify/polaris";
import { type ReactNode, useEffect, useRef } from "react";
import type { Instant } from "#app/domain/instant.ts";
import type { ShopCard } from "#app/views/shops-page.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { OutwardLink } from "../order/parts.tsx";
import { Badge, ShopMark, usePlatform } from "../orders/badges.tsx";
import { useShell } from "../shell/shell.tsx";

/** A read that is later than this counts as behind. */
const lateMs = 5 * 60_000;

interface Props {
  readonly shop: ShopCard;
  readonly now: Instant;
  readonly timezone: string;
}

/** A shop: one sentence of health, then the facts that it rests on. */
export function ShopHealth({ shop, now, timezone }: Props) {
  const { t, format } = useWords();
  const platform = usePlatform(shop.platform);
  const moment = (at: Instant | null) =>
    at === null ? t("shops.never") : <time title={format.dateTime(at, timezone)}>{format.ago(at, now)}</time>;
  return (
    <Card padding="0">
      <section className="tek-shop-card" aria-labelledby={`shop-${shop.id}`}>
        <div className="tek-shop-head">
          <h2 id={`shop-${shop.id}`}>
            <ShopMark shop={shop} />
          </h2>
          <OutwardLink href={shop.adminUrl}>{t("shops.open", { platform })}</OutwardLink>
        </div>
        <Sentence shop={shop} now={now} timezone={timezone} />
        <Import shop={shop} timezone={timezone} />
        {shop.missingScopes.length > 0 && (
          <Banner tone="warning">{t("shops.scopes", { scopes: shop.missingScopes.join(", ") })}</Banner>
        )}
        {shop.quarantined > 0 && (
          <Banner tone="warning">{t("shops.quarantined.hint", { count: shop.quarantined })}</Banner>
        )}
        <dl className="tek-shop-facts">
          <Fact name={t("shops.orders")}>{format.count(shop.orders)}</Fact>
          <Fact name={t("shops.heard")}>{moment(shop.lastHeardAt)}</Fact>
          <Fact name={t("shops.read")}>{moment(shop.lastReadAt)}</Fact>
          {shop.state === "active" && <Fact name={t("shops.next")}>{moment(shop.nextReadAt)}</Fact>}
          <Fact name={t("shops.waiting")}>{format.count(shop.waiting)}</Fact>
          <Fact name={t("shops.quarantined")}>{format.count(shop.quarantined)}</Fact>
          <Fact name={t("shops.doorbells")}>
            <Doorbells state={shop.doorbells} />
          </Fact>
          <Fact name={t("shops.currency")}>{shop.currency}</Fact>
          {shop.timezone && <Fact name={t("shops.timezone")}>{shop.timezone}</Fact>}
        </dl>
      </section>
    </Card>
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

function Doorbells({ state }: { readonly state: ShopCard["doorbells"] }) {
  const { code } = useWords();
  return <span data-doorbells={state}>{code(`shops.doorbells.${state}`)}</span>;
}

function Sentence({ shop, now, timezone }: Props) {
  const { t, format, ...words } = useWords();
  if (shop.state === "disconnected") return <Said tone="quiet">{t("shops.sentence.disconnected")}</Said>;
  if (shop.state === "paused") {
    const { paused } = shop;
    return (
      <Banner
        tone="critical"
        title={
          paused
            ? t("shops.sentence.paused", { date: format.dateTime(paused.at, timezone) })
            : t("shops.sentence.paused-plain")
        }
      >
        <div className="tek-stack">
          {paused && <p>{faultWords({ t, ...words }, paused.code, paused.params)}</p>}
          <Resume shop={shop.id} />
        </div>
      </Banner>
    );
  }
  if (shop.import.state === "waiting") return <Said tone="quiet">{t("shops.sentence.waiting")}</Said>;
  if (shop.import.state === "running") return <Said tone="good">{t("shops.sentence.importing")}</Said>;
  if (shop.nextReadAt !== null && now - shop.nextReadAt > lateMs)
    return <Said tone="soon">{t("shops.sentence.late", { ago: format.ago(shop.nextReadAt, now) })}</Said>;
  return <Said tone="good">{t("shops.sentence.active")}</Said>;
}

function Said({ tone, children }: { readonly tone: "good" | "soon" | "quiet"; readonly children: string }) {
  return (
    <p className="tek-sentence">
      <Badge text={children} tone={tone} fill={tone === "good" ? "full" : "half"} />
    </p>
  );
}

function Resume({ shop }: { readonly shop: string }) {
  const { t } = useWords();
  const { toast } = useShell();
  const fetcher = useFetcher<{ readonly resumed: boolean }>();
  const said = useRef(fetcher.data);
  useEffect(() => {
    if (!fetcher.data || fetcher.data === said.current) return;
    said.current = fetcher.data;
    toast(fetcher.data.resumed ? t("shops.resumed") : t("shops.resume.gone"));
  }, [fetcher.data, t, toast]);
  return (
    <fetcher.Form method="post" action="/shops">
      <input type="hidden" name="act" value="resume" />
      <input type="hidden" name="shop" value={shop} />
      <Button submit loading={fetcher.state !== "idle"}>
        {t("shops.resume")}
      </Button>
    </fetcher.Form>
  );
}

function Import({ shop, timezone }: { readonly shop: ShopCard; readonly timezone: string }) {
  const { t, format } = useWords();
  const { state, done, total, finishedAt } = shop.import;
  const words = () => {
    if (state === "waiting") return t("shops.import.waiting");
    if (state === "running")
      return total === null
        ? t("shops.import.running", { done })
        : t("shops.import.progress", { done: Math.min(done, total), total });
    return finishedAt === null
      ? t("shops.import.done", { done })
      : t("shops.import.done-at", { done, date: format.dateTime(finishedAt, timezone) });
  };
  const id = `import-${shop.id}`;
  return (
    <div className="tek-import">
      <span id={id} className="tek-quiet">{`${t("shops.import")}: ${words()}`}</span>
      {state === "running" && total !== null && total > 0 && (
        <ProgressBar progress={Math.min(100, Math.round((done / total) * 100))} size="small" ariaLabelledBy={id} />
      )}
    </div>
  );
}
