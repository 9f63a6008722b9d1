import { fewRows } from "#app/db/few-rows.ts";
import type { OrderCriteria } from "#app/db/order-counts.ts";
import type { AlongTheWay, OrderFilter } from "#app/db/order-list-path.ts";
import type { Reading } from "#app/db/scope.ts";
import { fewMatching } from "#app/db/search-index.ts";
import { shopTagWords } from "#app/db/tags.ts";
import { dayBounds } from "#app/domain/calendar.ts";
import { moneyFromDecimal } from "#app/domain/money.ts";
import { searchQuery } from "#app/domain/orders/search-tokens.ts";
import { foldText } from "#app/domain/text.ts";
import type { OrderListQuery, ShopBadge } from "./order-list.ts";
import { tabCriteria } from "./order-tabs.ts";

/** As many rows of a word, a tag, an amount or a country are found first; where there are more, a page meets enough of them on its way. */
const fewUpTo = 2000;

/** Which orders a query is about. Throws a RangeError when `from` or `to` is no day. */
export async function orderFilter(
  reading: Reading,
  query: OrderListQuery,
  timezone: string,
  shops: readonly ShopBadge[],
): Promise<OrderFilter> {
  const words = searchQuery(query.search);
  const found = words === null ? null : await fewMatching(reading, words, fewUpTo);
  const along = { ...(await alongOf(reading, query)), search: found === null ? words : null };
  const placed = dayBounds(query.from, query.to, timezone);
  const few = await fewRows(reading, { along, placed }, fewUpTo);
  return {
    all: [tabCriteria[query.tab], chosenOf(query), platformsOf(query, shops)],
    placed,
    rows: found === null || few === null ? (found ?? few) : few.filter((row) => found.includes(row)),
    along,
  };
}

function chosenOf(query: OrderListQuery): OrderCriteria {
  return {
    shop: some(query.shops),
    state: some(query.states),
    payment: some(query.payments),
    fulfillment: some(query.fulfillments),
    method: some(query.methods),
    source: some(query.channels),
  };
}

function platformsOf({ platforms }: OrderListQuery, shops: readonly ShopBadge[]): OrderCriteria {
  if (platforms.length === 0) return {};
  return { shop: shops.filter(({ platform }) => platforms.includes(platform)).map(({ id }) => id) };
}

const some = <Word>(list: readonly Word[]) => (list.length > 0 ? list : undefined);

async function alongOf(reading: Reading, query: OrderListQuery): Promise<Omit<AlongTheWay, "search">> {
  const { currency, least, most } = query;
  const bounded = currency !== null && (least !== null || most !== null);
  return {
    amount: bounded ? { currency, from: minorOf(least, currency), to: minorOf(most, currency) } : null,
    tags: query.tags.length > 0 ? await tagsOf(reading, query.tags) : null,
    countries: query.countries.length > 0 && query.from !== null ? query.countries : null,
  };
}

const minorOf = (text: string | null, currency: string): number | null =>
  text === null ? null : (moneyFromDecimal(text, currency)?.minor ?? null);

/** Databases fold no Turkish letters, so the shops' spellings of a tag are looked up first. */
async function tagsOf(reading: Reading, tags: readonly string[]): Promise<AlongTheWay["tags"]> {
  const own = [...new Set(tags.map(foldText))];
  const spelt = await shopTagWords(reading);
  return { own, shop: spelt.filter((tag) => own.includes(foldText(tag))) };
}
