import { type ExportPosition, exportPage } from "#app/db/order-export.ts";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { ExportedOrder } from "./exported-order.ts";
import { byteOrderMark, csvHeader, csvRows } from "./orders-csv.ts";
import { badgeFinder, shopBadges } from "./standing.ts";

export interface ExportWanted {
  readonly format: "ndjson" | "csv";
  /** Null: of all shops. */
  readonly shop: ShopId | null;
  /** Begins a CSV with the mark that tells Excel that it is UTF-8. */
  readonly byteOrderMark?: boolean;
}

type Deps = { readonly db: Database };

const pageSize = 100;

/**
 * Every order of the workspace (or of one shop of it), the ones placed first first. Read in short pages, never under one open cursor: a
 * reader that takes an hour holds nothing up. An order that is placed meanwhile comes at the end. Throws `NotAllowed`.
 */
export async function* exportOrders(
  { db }: Deps,
  caller: Caller,
  shop: ShopId | null,
): AsyncGenerator<ExportedOrder, void> {
  mustHave(caller, "orders.read");
  let after: ExportPosition | null = null;
  do {
    const page = await readPage(db, caller, shop, after);
    yield* page.orders;
    after = page.next;
  } while (after !== null);
}

/** The same as text in pieces: NDJSON, an order a line; or CSV with its header, a line an order line. */
export async function* exportText(deps: Deps, caller: Caller, wanted: ExportWanted): AsyncGenerator<string, void> {
  mustHave(caller, "orders.read");
  const csv = wanted.format === "csv";
  if (csv) yield (wanted.byteOrderMark ? byteOrderMark : "") + csvHeader();
  for await (const order of exportOrders(deps, caller, wanted.shop)) {
    yield csv ? csvRows(order) : `${JSON.stringify(order)}\n`;
  }
}

async function readPage(db: Database, caller: Caller, shop: ShopId | null, after: ExportPosition | null) {
  return await db.read(caller.workspace, async (reading) => {
    const { found, next } = await exportPage(reading, shop, after, pageSize);
    const badgeOf = badgeFinder(await shopBadges(reading));
    const orders = found.map(
      ({ id, shop, presence, snapshot }): ExportedOrder => ({ order: id, shop: badgeOf(shop), ...snapshot, presence }),
    );
    return { orders, next };
  });
}
