import { Button, Tag } from "@shopify/polaris";
import { moneyFromDecimal } from "#app/domain/money.ts";
import { changed, cleared, filtersIn } from "#app/views/order-address.ts";
import type { OrderListQuery, ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { usePlatform } from "./badges.tsx";
import { useChannel } from "./more-filters.tsx";
import { withoutFrom } from "./order-filters.tsx";

interface Props {
  readonly query: OrderListQuery;
  readonly shops: readonly ShopBadge[];
  onQuery(query: OrderListQuery): void;
}

/** The filters that are set, each to be taken away by itself. */
export function FilterChips({ query, shops, onQuery }: Props) {
  const { t, code, format } = useWords();
  const channel = useChannel();
  if (filtersIn(query) === 0) return null;
  const chip = (key: string, text: string, change: Partial<OrderListQuery>) => (
    <Tag key={key} onRemove={() => onQuery(changed(query, change))}>
      {text}
    </Tag>
  );
  const without = <Value,>(values: readonly Value[], value: Value) => values.filter((one) => one !== value);
  return (
    <div className="tek-chips">
      {query.shops.map((id) =>
        chip(id, shops.find((shop) => shop.id === id)?.name ?? t("filter.shop"), { shops: without(query.shops, id) }),
      )}
      {query.states.map((one) => chip(`s-${one}`, code(`state.${one}`), { states: without(query.states, one) }))}
      {query.payments.map((one) =>
        chip(`p-${one}`, code(`payment.${one}`), { payments: without(query.payments, one) }),
      )}
      {query.fulfillments.map((one) =>
        chip(`f-${one}`, code(`fulfillment.${one}`), { fulfillments: without(query.fulfillments, one) }),
      )}
      {query.methods.map((one) => chip(`m-${one}`, code(`method.${one}`), { methods: without(query.methods, one) }))}
      {query.platforms.map((one) => (
        <PlatformChip
          key={`l-${one}`}
          platform={one}
          onRemove={() => onQuery(changed(query, { platforms: without(query.platforms, one) }))}
        />
      ))}
      {query.channels.map((one) => chip(`c-${one}`, channel(one), { channels: without(query.channels, one) }))}
      {query.tags.map((one) =>
        chip(`t-${one}`, t("filter.tag.chip", { tag: one }), { tags: without(query.tags, one) }),
      )}
      {query.countries.map((one) =>
        chip(`n-${one}`, format.country(one), { countries: without(query.countries, one) }),
      )}
      <AmountChip query={query} onRemove={() => onQuery(changed(query, { currency: null, least: null, most: null }))} />
      {query.from && chip("from", t("filter.from.chip", { date: format.day(query.from) }), withoutFrom)}
      {query.to && chip("to", t("filter.to.chip", { date: format.day(query.to) }), { to: null })}
      <Button variant="plain" onClick={() => onQuery({ ...cleared(query), search: query.search })}>
        {t("list.filters.clear")}
      </Button>
    </div>
  );
}

function PlatformChip({ platform, onRemove }: { readonly platform: string; onRemove(): void }) {
  return <Tag onRemove={onRemove}>{usePlatform(platform)}</Tag>;
}

function AmountChip({ query, onRemove }: { readonly query: OrderListQuery; onRemove(): void }) {
  const { t, format } = useWords();
  const { currency, least, most } = query;
  if (currency === null) return null;
  const shown = (text: string | null) => {
    const money = text === null ? null : moneyFromDecimal(text, currency);
    return money ? format.money(money) : "";
  };
  const [from, to] = [shown(least), shown(most)];
  const text =
    from && to
      ? `${from} – ${to}`
      : from
        ? t("filter.least.chip", { amount: from })
        : t("filter.most.chip", { amount: to });
  return <Tag onRemove={onRemove}>{text}</Tag>;
}
