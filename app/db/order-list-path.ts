import type { DayBounds } from "#app/domain/calendar.ts";
import type { SearchQuery } from "#app/domain/orders/search-tokens.ts";
import { type OrderCell, type OrderCriteria, sumCells } from "./order-counts.ts";

export type ListSort = "placed" | "updated" | "total" | "customer";

export interface OrderFilter {
  /** All must be met. */
  readonly all: readonly OrderCriteria[];
  readonly placed: DayBounds;
  /** Only these rows, as a rare word or a rare filter found them; null for any. */
  readonly rows: readonly number[] | null;
  /** What no count knows: looked at along the way, order by order. */
  readonly along: AlongTheWay;
}

export interface AlongTheWay {
  /** Of the shop's total, in minor units of the currency, both included. */
  readonly amount: { readonly currency: string; readonly from: number | null; readonly to: number | null } | null;
  /** Any of ours, folded, or any of the shop's, as the shop spells it. */
  readonly tags: { readonly own: readonly string[]; readonly shop: readonly string[] } | null;
  /** ISO 3166-1. */
  readonly countries: readonly string[] | null;
  /** Words so frequent that a page meets enough orders with them on its way. */
  readonly search: SearchQuery | null;
}

export const nothingAlong: AlongTheWay = { amount: null, tags: null, countries: null, search: null };

/** Whether the counts of the orders tell exactly how many pass. */
export const toldByCounts = ({ placed, rows, along }: OrderFilter): boolean =>
  [placed.from, placed.before, rows, along.amount, along.tags, along.countries, along.search].every(
    (one) => one === null,
  );

type Facet = keyof typeof facetIndexes;

/** One word that a branch of the query is about; null: every order. */
export type Leg = { readonly facet: Facet; readonly word: string } | null;

/**
 * How a list is read. Each leg is read through the index, in the list's order where the index has it, and the legs are merged: the cost
 * is that of a page, however many orders the legs hold.
 */
export interface Path {
  readonly through: { readonly index: string } | "found-rows" | "customers";
  readonly legs: readonly Leg[];
}

const facetIndexes = {
  shop: "orders_shop_placed",
  state: "orders_state_placed",
  payment: "orders_payment_placed",
  fulfillment: "orders_fulfillment_placed",
  method: "orders_method_placed",
  source: "orders_source_placed",
} as const;

const facets = ["state", "payment", "fulfillment", "shop", "method", "source"] as const satisfies readonly Facet[];

/** What holds the orders in a sort's own order; null: every facet's index does. */
const walks: Readonly<Record<ListSort, Path["through"] | null>> = {
  placed: null,
  updated: { index: "orders_updated" },
  total: { index: "orders_total" },
  customer: "customers",
};

/** Beyond this many branches one walk through the whole list is the cheaper one. */
const mostLegs = 12;

/**
 * Chooses by the exact counts which index leads: the filter that leaves the fewest orders; or for another sort than by date the sort's
 * own index, when walking it meets enough matching orders on the way.
 */
export function pathFor(wanted: {
  readonly filter: OrderFilter;
  readonly sort: ListSort;
  readonly limit: number;
  readonly cells: readonly OrderCell[];
}): Path {
  const { filter, sort, limit, cells } = wanted;
  if (filter.rows !== null) return { through: "found-rows", legs: filter.rows.length > 0 ? [null] : [] };
  const all = sumCells(cells, []);
  const narrow = narrowest(filter.all, cells, all);
  const dated = filter.placed.from !== null || filter.placed.before !== null;
  const walked = (limit * all) / Math.max(1, sumCells(cells, filter.all));
  const walk = walks[sort];
  if (walk !== null && !dated && (narrow.count === all || walked < narrow.count))
    return { through: walk, legs: [null] };
  return narrow.path;
}

function narrowest(all: readonly OrderCriteria[], cells: readonly OrderCell[], count: number) {
  let best: { path: Path; count: number } = { path: { through: { index: "orders_placed" }, legs: [null] }, count };
  for (const facet of facets) {
    const words = wordsOf(facet, all);
    if (words === null || words.length > mostLegs) continue;
    const some = sumCells(cells, [{ [facet]: words }]);
    if (some >= best.count && words.length > 0) continue;
    best = {
      path: { through: { index: facetIndexes[facet] }, legs: words.map((word) => ({ facet, word })) },
      count: some,
    };
  }
  return best;
}

/** The words that every list of the facet allows; null when none restricts it. */
function wordsOf(facet: Facet, all: readonly OrderCriteria[]): readonly string[] | null {
  let words: readonly string[] | null = null;
  for (const criteria of all) {
    const list: readonly string[] | undefined = criteria[facet];
    if (list === undefined) continue;
    words = words === null ? [...new Set(list)] : words.filter((word) => list.includes(word));
  }
  return words;
}
