import type { ReactNode } from "react";
import type { Instant } from "#app/domain/instant.ts";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { usePlatform } from "../orders/badges.tsx";
import type { ShopSentenceProps } from "./shop-sentence.tsx";

/** What the sentence rests on. */
export function ShopFacts({ shop, now, timezone }: ShopSentenceProps) {
  const { t, format } = useWords();
  const platform = usePlatform(shop.platform);
  const moment = (at: Instant | null) =>
    at === null ? t("shops.never") : <time title={format.dateTime(at, timezone)}>{format.ago(at, now)}</time>;
  // Never as a moment that is past: it is tried again, or about to begin.
  const next = () => {
    if (shop.trouble) return t("shops.next.again");
    return shop.nextReadAt !== null && shop.nextReadAt <= now ? t("shops.next.now") : moment(shop.nextReadAt);
  };
  return (
    <dl className="tek-shop-facts">
      <Fact name={t("shops.orders")}>{format.count(shop.orders)}</Fact>
      <Fact name={t("shops.heard")}>{moment(shop.lastHeardAt)}</Fact>
      <Fact name={t("shops.read")}>{moment(shop.lastReadAt)}</Fact>
      {shop.state === "active" && <Fact name={t("shops.next")}>{next()}</Fact>}
      <Fact name={t("shops.waiting")}>{format.count(shop.waiting)}</Fact>
      <Fact name={t("shops.quarantined")}>{format.count(shop.quarantined)}</Fact>
      <Fact name={t("shops.currency")}>{shop.currency}</Fact>
      {shop.timezone && <Fact name={t("shops.timezone")}>{shop.timezone}</Fact>}
      {shop.state !== "disconnected" && (
        <Fact name={t("shops.doorbells")} wide>
          <Doorbells doorbells={shop.doorbells} moment={moment} />
        </Fact>
      )}
      {shop.state !== "disconnected" && (
        <Fact name={t("shops.compared")} wide>
          <Compared compared={shop.compared} moment={moment} />
        </Fact>
      )}
      <Fact name={t("shops.reach")} wide>
        {shop.historyDays === null ? t("shops.reach.all") : t("shops.reach.days", { days: shop.historyDays, platform })}
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  /** Holds sentences, not a number. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, wide = false, children }: FactProps) {
  return (
    <div data-wide={wide}>
      <dt>{name}</dt>
      <dd className="tek-number">{children}</dd>
    </div>
  );
}

interface ComparedProps {
  readonly compared: ShopCard["compared"];
  moment(at: Instant): ReactNode;
}

/** What the last sweep found. */
function Compared({ compared, moment }: ComparedProps) {
  const { t } = useWords();
  if (compared === null) return t("shops.compared.not-yet");
  const { alike, of, finishedAt } = compared;
  if (finishedAt === null) return t("shops.compared.running", { count: of });
  const words =
    alike === of
      ? t("shops.compared.alike", { count: of })
      : t("shops.compared.differed", { alike, of, count: of - alike });
  return (
    <>
      <span data-compared={alike === of ? "alike" : "differed"}>{words}</span>
      <span className="tek-told">
        {t("shops.compared.at")} {moment(finishedAt)}
      </span>
    </>
  );
}

interface DoorbellsProps {
  readonly doorbells: ShopCard["doorbells"];
  moment(at: Instant): ReactNode;
}

function Doorbells({ doorbells, moment }: DoorbellsProps) {
  const { t, code } = useWords();
  const { state, lastRungAt, checkedAt, revivedAt } = doorbells;
  const told = (words: string, at: Instant) => (
    <span className="tek-told">
      {words} {moment(at)}
    </span>
  );
  return (
    <>
      <span data-doorbells={state}>{code(`shops.doorbells.${state}`)}</span>
      {lastRungAt !== null && told(t("shops.doorbells.rung"), lastRungAt)}
      {checkedAt !== null && told(t("shops.doorbells.checked"), checkedAt)}
      {revivedAt !== null && told(t("shops.doorbells.revived"), revivedAt)}
    </>
  );
}
