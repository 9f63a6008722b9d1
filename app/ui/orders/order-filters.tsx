import { TextField } from "@shopify/polaris";
import type { Instant } from "#app/domain/instant.ts";
import { fulfillmentStates, orderStates, paymentStates } from "#app/domain/orders/snapshot.ts";
import { changed } from "#app/views/order-address.ts";
import type { OrderListQuery, OrderListView } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Choices, Dropdown } from "./dropdown.tsx";
import { MoreFilters } from "./more-filters.tsx";

interface Props {
  readonly query: OrderListQuery;
  readonly view: OrderListView;
  readonly now: Instant;
  onQuery(query: OrderListQuery): void;
}

export function OrderFilters({ query, view, now, onQuery }: Props) {
  const { t, code } = useWords();
  const { shops } = view;
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
      <MoreFilters query={query} view={view} now={now} onChange={set} />
    </>
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
          onChange={(from) => onChange(from ? { from } : withoutFrom)}
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

/** A country needs a first day, and goes with it. */
export const withoutFrom = { from: null, countries: [] } satisfies Partial<OrderListQuery>;
