import { countOrders, type OrderCell } from "#app/db/order-counts.ts";
import { exportPage } from "#app/db/order-export.ts";
import type { Position } from "#app/db/order-list.ts";
import { nothingAlong, type OrderFilter } from "#app/db/order-list-path.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { readOwnTags } from "#app/db/tags.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { ExportedOrder } from "./exported-order.ts";
import { orderFilter } from "./order-filter.server.ts";
import type { OrderListQuery } from "./order-list.ts";
import { byteOrderMark, csvHeader, csvRows } from "./orders-csv.ts";
import { badgeFinder, shopBadges, standing } from "./standing.ts";

export interface ExportWanted {
  readonly format: "ndjson" | "csv";
  /** Null: of all shops. */
  readonly shop: ShopId | null;
  /** What the list shows for it, as it is when the export begins; null: everything. */
  readonly query?: OrderListQuery | null;
  /** Begins a CSV with the mark that tells Excel that it is UTF-8. */
  readonly byteOrderMark?: boolean;
}

type Deps = { readonly db: Database };

const pageSize = 100;

/**
 * Every order of the workspace (or of one shop of it, or those that a query is about), the ones placed first first. Read in short pages,
 * never under one open cursor: a reader that takes an hour holds nothing up. An order that is placed meanwhile comes at the end.
 * Throws `NotAllowed`.
 */
export async function* exportOrders(
  { db }: Deps,
  caller: Caller,
  shop: ShopId | null,
  query: OrderListQuery | null = null,
): AsyncGenerator<ExportedOrder, void> {
  mustHave(caller, "orders.read");
  const slice = await db.read(caller.workspace, async (reading) => ({
    filter: await filterOf(reading, shop, query),
    cells: await countOrders(reading),
  }));
  let after: Position | null = null;
  do {
    const page = await readPage(db, caller, slice, after);
    yield* page.orders;
    after = page.next;
  } while (after !== null);
}

/** The same as text in pieces: NDJSON, an order a line; or CSV with its header, a line an order line. */
export async function* exportText(deps: Deps, caller: Caller, wanted: ExportWanted): AsyncGenerator<string, void> {
  mustHave(caller, "orders.read");
  const csv = wanted.format === "csv";
  if (csv) yield (wanted.byteOrderMark ? byteOrderMark : "") + csvHeader();
  for await (const order of exportOrders(deps, caller, wanted.shop, wanted.query)) {
    yield csv ? csvRows(order) : `${JSON.stringify(order)}\n`;
  }
}

async function filterOf(reading: Reading, shop: ShopId | null, query: OrderListQuery | null): Promise<OrderFilter> {
  const one = shop === null ? {} : { shop: [shop] };
  if (query === null) return { all: [one], placed: { from: null, before: null }, rows: null, along: nothingAlong };
  const { timezone } = await standing(reading);
  const filter = await orderFilter(reading, query, timezone, await shopBadges(reading));
  return { ...filter, all: [...filter.all, one] };
}

async function readPage(
  db: Database,
  caller: Caller,
  slice: { readonly filter: OrderFilter; readonly cells: readonly OrderCell[] },
  after: Position | null,
) {
  return await db.read(caller.workspace, async (reading) => {
    const { found, next } = await exportPage(reading, slice, after, pageSize);
    const badgeOf = badgeFinder(await shopBadges(reading));
    const tags = await readOwnTags(
      reading,
      found.map(({ id }) => id),
    );
    const orders = found.map(({ id, shop, presence, snapshot }): ExportedOrder => {
      return { order: id, shop: badgeOf(shop), ...snapshot, presence, ownTags: tags.get(id) ?? [] };
    });
    return { orders, next };
  });
}
