import { Banner } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Instant } from "#app/domain/instant.ts";
import type { ShopCard } from "#app/views/shops-page.ts";
import { faultWords } from "../i18n/fault-words.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Badge, usePlatform } from "../orders/badges.tsx";
import { RelinkWooCommerce } from "./relink-woocommerce.tsx";
import { ResumeShop } from "./resume-shop.tsx";

/** A read that is later than this counts as behind. */
const lateMs = 5 * 60_000;

export interface ShopSentenceProps {
  readonly shop: ShopCard;
  readonly now: Instant;
  readonly timezone: string;
  /** Whether shops can hand their keys over to this Tek. */
  readonly takesApprovals: boolean;
}

/** How the shop is, in one sentence; where it stands still, why, what is safe, and what to do. */
export function ShopSentence(props: ShopSentenceProps) {
  const { t, format } = useWords();
  const { shop, now } = props;
  if (shop.state === "paused") return <Paused {...props} />;
  if (shop.state === "disconnected")
    return (
      <Said state={t("shops.sentence.disconnected")} tone="quiet">
        <WhyDisconnected {...props} /> <Orders {...props} />
      </Said>
    );
  if (shop.trouble) return <InTrouble {...props} trouble={shop.trouble} />;
  if (shop.import.state === "waiting")
    return (
      <Said state={t("shops.sentence.waiting")} tone="quiet">
        {t("shops.say.waiting")}
      </Said>
    );
  if (shop.import.state === "running")
    return (
      <Said state={t("shops.sentence.importing")} tone="good">
        {t("shops.say.importing")} <Doorbells {...props} />
      </Said>
    );
  const late = shop.nextReadAt !== null && now - shop.nextReadAt > lateMs ? shop.nextReadAt : null;
  return (
    <Said
      state={late === null ? t("shops.sentence.active") : t("shops.sentence.late", { ago: format.ago(late, now) })}
      tone={late === null ? "good" : "soon"}
    >
      <Heard {...props} /> <Doorbells {...props} /> <Orders {...props} />
    </Said>
  );
}

/** Tek helps itself, so it warns; what the shop's people can do stands in the fault's words. */
function InTrouble({ trouble, timezone }: ShopSentenceProps & { readonly trouble: NonNullable<ShopCard["trouble"]> }) {
  const { format, ...words } = useWords();
  const { t } = words;
  return (
    <div data-trouble={trouble.code}>
      <Banner tone="warning" title={t("shops.say.trouble", { date: format.dateTime(trouble.since, timezone) })}>
        <p>{faultWords(words, trouble.code, trouble.params)}</p>
        <p>{t("shops.say.trouble.safe")}</p>
      </Banner>
    </div>
  );
}

function WhyDisconnected({ shop, timezone }: ShopSentenceProps) {
  const { t, format } = useWords();
  const platform = usePlatform(shop.platform);
  if (shop.disconnectedAt === null) return t("shops.say.disconnected");
  const date = format.date(shop.disconnectedAt, timezone);
  return shop.left ? t("shops.say.left", { date, platform }) : t("shops.say.disconnected-on", { date });
}

interface SaidProps {
  readonly state: string;
  readonly tone: "good" | "soon" | "quiet";
  readonly children: ReactNode;
}

function Said({ state, tone, children }: SaidProps) {
  return (
    <p className="tek-sentence">
      <Badge text={state} tone={tone} fill={tone === "good" ? "full" : "half"} /> {children}
    </p>
  );
}

function Heard({ shop, now, timezone }: ShopSentenceProps) {
  const { t, format } = useWords();
  if (shop.lastHeardAt === null) return t("shops.say.not-heard");
  return (
    <span title={format.dateTime(shop.lastHeardAt, timezone)}>
      {t("shops.say.heard", { ago: format.ago(shop.lastHeardAt, now) })}
    </span>
  );
}

function Doorbells({ shop }: ShopSentenceProps) {
  const { code } = useWords();
  const { state } = shop.doorbells;
  return <span data-doorbells={state}>{code(`shops.say.doorbells.${state}`)}</span>;
}

function Orders({ shop, timezone }: ShopSentenceProps) {
  const { t, format } = useWords();
  if (shop.ordersSince === null) return t("shops.say.no-orders");
  return t("shops.say.orders", { count: shop.orders, date: format.date(shop.ordersSince, timezone) });
}

function Paused({ shop, timezone, takesApprovals }: ShopSentenceProps) {
  const { format, ...words } = useWords();
  const { t } = words;
  const { paused } = shop;
  const title = paused
    ? t("shops.sentence.paused", { date: format.dateTime(paused.at, timezone) })
    : t("shops.sentence.paused-plain");
  return (
    <Banner tone="critical" title={title}>
      <div className="tek-stack">
        {paused && <p>{faultWords(words, paused.code, paused.params)}</p>}
        {shop.platform === "woocommerce" ? (
          <RelinkWooCommerce shop={shop} takesApprovals={takesApprovals} />
        ) : (
          <ResumeShop shop={shop.id} />
        )}
      </div>
    </Banner>
  );
}
