import { z } from "zod";
import { newestEvent } from "#app/db/events.ts";
import {
  countQuarantine,
  type ListedQuarantined,
  type QuarantinePosition,
  quarantineSlice,
  readQuarantineBody,
} from "#app/db/quarantine-list.ts";
import type { Database } from "#app/db/scope.ts";
import { listShops, type ShopRow } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { looksLikeId, type ShopId, toShopId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { isUnnamed } from "#app/domain/sync/unnamed-record.ts";
import type { Clock } from "#app/ports/ports.ts";
import type { QuarantineCount, QuarantineQuery, QuarantineRow, QuarantineView } from "./quarantine-page.ts";
import { standing } from "./standing.ts";

/** Records that one page holds. */
const pageSize = 50;

/** The records that were set aside, the newest first, and how many each shop and cause have. Throws `NotAllowed`. */
export async function quarantinePage(
  deps: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  { shop, code, cursor }: QuarantineQuery,
): Promise<QuarantineView> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, async (reading) => {
    const shops = new Map<string, ShopRow>((await listShops(reading)).map((one) => [one.id, one]));
    // One more than the page holds tells whether there is a next page.
    const found = await quarantineSlice(reading, { shop, code }, positionIn(cursor), pageSize + 1);
    const rows = found.slice(0, pageSize);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => rowOf(row, shopOf(shops, row.shop))),
      next: last && found.length > pageSize ? cursorAt(last) : null,
      causes: (await countQuarantine(reading)).map((cause) => ({ ...cause, shop: badgeOf(shopOf(shops, cause.shop)) })),
      ...(await standing(reading)),
      now: deps.clock.now(),
    };
  });
}

/** How many records are set aside in all. Null for who may not know: the navigation stands around pages of every right. */
export async function quarantineCount(
  deps: { readonly db: Database },
  caller: Caller,
): Promise<QuarantineCount | null> {
  if (!caller.rights.has("orders.read")) return null;
  return await deps.db.read(caller.workspace, async (reading) => ({
    count: (await countQuarantine(reading)).reduce((sum, cause) => sum + cause.count, 0),
    upTo: await newestEvent(reading),
  }));
}

/** A record as its shop sent it, with people's data in it. Null: it came without a body, or is set aside no more. Throws `NotAllowed`. */
export async function quarantineBody(
  deps: { readonly db: Database },
  caller: Caller,
  shop: ShopId,
  externalId: string,
): Promise<string | null> {
  mustHave(caller, "orders.read");
  return await deps.db.read(caller.workspace, (reading) => readQuarantineBody(reading, shop, externalId));
}

function rowOf({ shop: _, ...row }: ListedQuarantined, shop: ShopRow): QuarantineRow {
  return { ...row, unnamed: isUnnamed(row.externalId), shop: { ...badgeOf(shop), state: shop.state } };
}

/** Named one by one: a shop's row holds its sealed account too. */
const badgeOf = ({ id, platform, name }: ShopRow) => ({ id, platform, name });

function shopOf(shops: ReadonlyMap<string, ShopRow>, id: ShopId): ShopRow {
  const shop = shops.get(id);
  if (shop === undefined) throw new Error(`A record refers to a shop that is not there: ${id}`);
  return shop;
}

const cursorForm = z.tuple([z.number().int(), z.string().refine(looksLikeId), z.string().max(1000)]);

const cursorAt = ({ firstAt, shop, externalId }: QuarantinePosition) =>
  Buffer.from(JSON.stringify([firstAt, shop, externalId])).toString("base64url");

/** A cursor that cannot be understood leads to the first page. */
function positionIn(cursor: string | null): QuarantinePosition | null {
  const form = cursorForm.safeParse(jsonOf(cursor ?? ""));
  if (!form.success) return null;
  const [firstAt, shop, externalId] = form.data;
  return { firstAt: toInstant(firstAt), shop: toShopId(shop), externalId };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
