import { useFetcher } from "@remix-run/react";
import { Button, ChoiceList, Select, TextField } from "@shopify/polaris";
import { useId, useState } from "react";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { paymentMethods } from "#app/domain/orders/snapshot.ts";
import type { ListChoices } from "#app/views/list-choices.ts";
import type { OrderListQuery, OrderListView } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { usePlatform } from "./badges.tsx";
import { decimalOf } from "./decimal-of.ts";
import { Dropdown } from "./dropdown.tsx";
import { TagField } from "./tag-field.tsx";

interface Props {
  readonly query: OrderListQuery;
  readonly view: OrderListView;
  readonly now: Instant;
  onChange(change: Partial<OrderListQuery>): void;
}

/** What is asked less often, behind one button. */
export function MoreFilters({ query, view, now, onChange }: Props) {
  const { t, code } = useWords();
  const channel = useChannel();
  const choices = useFetcher<ListChoices>();
  const { methods, platforms, channels, tags, countries, currency } = query;
  const set = methods.length + platforms.length + channels.length + tags.length + countries.length + (currency ? 1 : 0);
  const known = [...new Set(view.shops.map(({ platform }) => platform))];
  const { ownTags = [], shopTags = [], countries: recent = [] } = choices.data ?? {};
  return (
    <Dropdown label={t("filter.more")} active={set} onOpen={() => choices.load("/orders/choices")}>
      <div className="tek-stack tek-more-filters">
        <ChoiceList
          title={t("filter.method")}
          allowMultiple
          choices={paymentMethods.map((value) => ({ value, label: code(`method.${value}`) }))}
          selected={[...methods]}
          onChange={(chosen) => onChange({ methods: paymentMethods.filter((one) => chosen.includes(one)) })}
        />
        {known.length > 1 && (
          <ChoiceList
            title={t("filter.platform")}
            allowMultiple
            choices={known.map((value) => ({ value, label: <PlatformName platform={value} /> }))}
            selected={[...platforms]}
            onChange={(chosen) => onChange({ platforms: known.filter((one) => chosen.includes(one)) })}
          />
        )}
        {view.channels.length > 0 && (
          <ChoiceList
            title={t("filter.channel")}
            allowMultiple
            choices={view.channels.map((value) => ({ value, label: channel(value) }))}
            selected={[...channels]}
            onChange={(chosen) => onChange({ channels: view.channels.filter((one) => chosen.includes(one)) })}
          />
        )}
        <TagField
          label={t("filter.tag")}
          known={[...ownTags, ...shopTags]}
          onTag={(tag) => onChange({ tags: [...new Set([...tags, tag])] })}
        />
        <Countries query={query} recent={recent} now={now} onChange={onChange} />
        <Amount key={`${query.currency} ${query.least} ${query.most}`} query={query} view={view} onChange={onChange} />
      </div>
    </Dropdown>
  );
}

function PlatformName({ platform }: { readonly platform: string }) {
  return usePlatform(platform);
}

/** A channel in our words where we have some; else as the shop calls it. */
export function useChannel(): (channel: string) => string {
  const { maybe } = useWords();
  return (channel) => maybe(`channel.${channel}`) ?? channel;
}

const proposedDays = 90;

function Countries({ query, recent, now, onChange }: Omit<Props, "view"> & { readonly recent: readonly string[] }) {
  const { t, format } = useWords();
  const others = recent.filter((country) => !query.countries.includes(country));
  const from = query.from ?? new Date(toInstant(now - proposedDays * 86_400_000)).toISOString().slice(0, 10);
  return (
    <Select
      label={t("filter.country")}
      value=""
      options={[
        { value: "", label: t("filter.country.choose") },
        ...others.map((country) => ({ value: country, label: format.country(country) })),
      ]}
      helpText={query.from ? undefined : t("filter.country.window", { date: format.day(from) })}
      onChange={(country) => country && onChange({ countries: [...query.countries, country], from })}
    />
  );
}

/** Applied by its button or Enter: half an amount is none. */
function Amount({ query, view, onChange }: Omit<Props, "now">) {
  const { t } = useWords();
  const [least, setLeast] = useState(query.least ?? "");
  const [most, setMost] = useState(query.most ?? "");
  const [currency, setCurrency] = useState(query.currency ?? view.currencies[0] ?? "");
  const [wrong, setWrong] = useState(false);
  const title = useId();
  const apply = () => {
    const [from, to] = [decimalOf(least), decimalOf(most)];
    setWrong(from === undefined || to === undefined);
    if (from === undefined || to === undefined) return;
    onChange(from === null && to === null ? noAmount : { least: from, most: to, currency });
  };
  const field = (label: string, value: string, set: (text: string) => void) => (
    <TextField label={label} value={value} onChange={set} inputMode="decimal" autoComplete="off" maxLength={18} />
  );
  return (
    <form
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <p id={title}>{t("filter.amount")}</p>
      <div className="tek-amount-filter">
        {field(t("filter.least"), least, setLeast)}
        {field(t("filter.most"), most, setMost)}
        {view.currencies.length > 1 && (
          <Select
            label={t("filter.currency")}
            value={currency}
            options={view.currencies.map((one) => ({ value: one, label: one }))}
            onChange={setCurrency}
          />
        )}
      </div>
      {wrong && (
        <p role="alert" className="tek-field-error">
          {t("filter.amount.wrong")}
        </p>
      )}
      <Button submit>{t("filter.apply")}</Button>
    </form>
  );
}

const noAmount = { least: null, most: null, currency: null } as const;
