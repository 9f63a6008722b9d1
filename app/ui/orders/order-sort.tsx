import { Select } from "@shopify/polaris";
import { changed, descendsByNature } from "#app/views/order-address.ts";
import { type OrderListQuery, type OrderSort, orderSorts } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";

/** A sort and its direction, in words. */
export function useSortWords(): (sort: OrderSort, descending: boolean) => string {
  const { code } = useWords();
  return (sort, descending) => code(`sort.${sort}.${descending ? "desc" : "asc"}`);
}

interface Props {
  readonly query: OrderListQuery;
  onQuery(query: OrderListQuery): void;
}

export function OrderSorting({ query, onQuery }: Props) {
  const { t } = useWords();
  const words = useSortWords();
  const all = orderSorts.flatMap((sort) =>
    [descendsByNature(sort), !descendsByNature(sort)].map((descending) => ({ sort, descending })),
  );
  const name = (one: { sort: OrderSort; descending: boolean }) => `${one.sort} ${one.descending}`;
  return (
    <Select
      label={t("sort.label")}
      labelInline
      value={name(query)}
      options={all.map((one) => ({ value: name(one), label: words(one.sort, one.descending) }))}
      onChange={(value) => {
        const chosen = all.find((one) => name(one) === value);
        if (chosen) onQuery(changed(query, chosen));
      }}
    />
  );
}
