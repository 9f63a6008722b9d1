import { Button, ChoiceList, Popover, Tag, TextField } from "@shopify/polaris";
import { type ReactNode, useEffect, useId, useState } from "react";
import { fulfillmentStates, orderStates, paymentStates } from "#app/domain/orders/snapshot.ts";
import type { OrderListQuery, ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { changed, cleared, filtersIn } from "./address.ts";

interface Props {
  readonly query: OrderListQuery;
  readonly shops: readonly ShopBadge[];
  onQuery(query: OrderListQuery): void;
}

export function OrderFilters({ query, shops, onQuery }: Props) {
  const { t, code } = useWords();
  const set = (change: Partial<OrderListQuery>) => onQuery(changed(query, change));
  return (
    <>
      {shops.length > 1 && (
        <Choices
          label={t("filter.shop")}
          options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
          selected={query.shops}
          onChange={(shops) => set({ shops })}
        />
      )}
      <Choices
        label={t("filter.state")}
        options={orderStates.map((value) => ({ value, label: code(`state.${value}`) }))}
        selected={query.states}
        onChange={(states) => set({ states })}
      />
      <Choices
        label={t("filter.payment")}
        options={paymentStates.map((value) => ({ value, label: code(`payment.${value}`) }))}
        selected={query.payments}
        onChange={(payments) => set({ payments })}
      />
      <Choices
        label={t("filter.fulfillment")}
        options={fulfillmentStates.map((value) => ({ value, label: code(`fulfillment.${value}`) }))}
        selected={query.fulfillments}
        onChange={(fulfillments) => set({ fulfillments })}
      />
      <Dates query={query} onChange={set} />
    </>
  );
}

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly selected: readonly Value[];
  onChange(values: readonly Value[]): void;
}

function Choices<Value extends string>({ label, options, selected, onChange }: ChoicesProps<Value>) {
  return (
    <Dropdown label={label} active={selected.length}>
      <ChoiceList
        title={label}
        allowMultiple
        choices={options.map((option) => ({ value: option.value, label: option.label }))}
        selected={[...selected]}
        onChange={(values) => onChange(options.map((option) => option.value).filter((value) => values.includes(value)))}
      />
    </Dropdown>
  );
}

function Dates({
  query,
  onChange,
}: {
  readonly query: OrderListQuery;
  onChange(change: Partial<OrderListQuery>): void;
}) {
  const { t } = useWords();
  const wrong = query.from !== null && query.to !== null && query.from > query.to;
  return (
    <Dropdown label={t("filter.date")} active={(query.from ? 1 : 0) + (query.to ? 1 : 0)}>
      <div className="tek-stack">
        <TextField
          label={t("filter.from")}
          type="date"
          value={query.from ?? ""}
          onChange={(from) => onChange({ from: from || null })}
          autoComplete="off"
          error={wrong ? t("filter.date.order") : undefined}
        />
        <TextField
          label={t("filter.to")}
          type="date"
          value={query.to ?? ""}
          onChange={(to) => onChange({ to: to || null })}
          autoComplete="off"
        />
      </div>
    </Dropdown>
  );
}

function Dropdown({
  label,
  active,
  children,
}: {
  readonly label: string;
  readonly active: number;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const { format } = useWords();
  const button = useId();
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setOpen(false);
      document.getElementById(button)?.focus();
    };
    // Before the control inside takes the key for itself.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [open, button]);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      preferredAlignment="left"
      activator={
        <Button id={button} disclosure pressed={active > 0} onClick={() => setOpen(!open)}>
          {active ? `${label} (${format.count(active)})` : label}
        </Button>
      }
    >
      <div className="tek-dropdown" data-takes-keys>
        {children}
      </div>
    </Popover>
  );
}

/** The filters that are set, each to be taken away by itself. */
export function FilterChips({ query, shops, onQuery }: Props) {
  const { t, code, format } = useWords();
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
      {query.from && chip("from", t("filter.from.chip", { date: format.day(query.from) }), { from: null })}
      {query.to && chip("to", t("filter.to.chip", { date: format.day(query.to) }), { to: null })}
      <Button variant="plain" onClick={() => onQuery({ ...cleared(query), search: query.search })}>
        {t("list.filters.clear")}
      </Button>
    </div>
  );
}
