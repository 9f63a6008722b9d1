import { and, asc, count, desc, eq, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { type OrderId, type ShopId, toOrderId, toShopId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Quarantined } from "./quarantine.ts";
import type { Reading } from "./scope.ts";

/** Which records that are set aside; null: any. */
export interface QuarantineFilter {
  readonly shop: ShopId | null;
  /** A cause's code. */
  readonly code: string | null;
}

/** Where a page ended. */
export interface QuarantinePosition {
  readonly firstAt: Instant;
  readonly shop: ShopId;
  readonly externalId: string;
}

export interface ListedQuarantined extends Omit<Quarantined, "body"> {
  /** Of the body in bytes; null where nothing came that could be kept. */
  readonly bodySize: number | null;
  /** A read of it waits or is under way. */
  readonly waiting: boolean;
  /** The order in an older state that could be read; null when there never was one. */
  readonly held: { readonly id: OrderId; readonly number: string } | null;
}

/** How many records each shop's causes have set aside. */
export async function countQuarantine({
  q,
  t,
  workspace,
}: Reading): Promise<readonly { readonly shop: ShopId; readonly code: string; readonly count: number }[]> {
  const { quarantine } = t;
  const rows = await q
    .select({ shop: quarantine.shop, code: quarantine.code, count: count() })
    .from(quarantine)
    .where(eq(quarantine.workspace, workspace))
    .groupBy(quarantine.shop, quarantine.code)
    .orderBy(quarantine.shop, quarantine.code);
  return rows.map((row) => ({ ...row, shop: toShopId(row.shop) }));
}

/** Records that are set aside, the newest first, without their bodies. */
export async function quarantineSlice(
  reading: Reading,
  filter: QuarantineFilter,
  after: QuarantinePosition | null,
  limit: number,
): Promise<readonly ListedQuarantined[]> {
  const { q, t, workspace } = reading;
  const { quarantine, jobs, orders } = t;
  const { shop, externalId, code, params, firstAt, lastAt, attempts } = quarantine;
  const bodySize = sql<number | null>`length(${quarantine.body})`;
  const rows = await q
    .select({ shop, externalId, code, params, firstAt, lastAt, attempts, bodySize, job: jobs.key })
    .from(quarantine)
    .leftJoin(
      jobs,
      and(eq(jobs.workspace, workspace), eq(jobs.queue, "look"), eq(jobs.shop, shop), eq(jobs.key, externalId)),
    )
    .where(and(chosen(reading, filter), beyond(reading, after)))
    .orderBy(desc(firstAt), asc(shop), asc(externalId))
    .limit(limit);
  const ids = rows.map((row) => row.externalId);
  const held = await q
    .select({ shop: orders.shop, externalId: orders.externalId, id: orders.id, number: orders.number })
    .from(orders)
    .where(
      and(
        eq(orders.workspace, workspace),
        inArray(orders.shop, [...new Set(rows.map((row) => row.shop))]),
        inArray(orders.externalId, ids),
      ),
    );
  return rows.map(({ job, bodySize: size, ...row }) => {
    const order = held.find((one) => one.shop === row.shop && one.externalId === row.externalId);
    return {
      ...row,
      shop: toShopId(row.shop),
      firstAt: toInstant(row.firstAt),
      lastAt: toInstant(row.lastAt),
      bodySize: size === null ? null : Number(size),
      waiting: job !== null,
      held: order ? { id: toOrderId(order.id), number: order.number } : null,
    };
  });
}

/** The shop and the platform's id of every record that is set aside. */
export async function quarantineKeys(
  reading: Reading,
  filter: QuarantineFilter,
): Promise<readonly { readonly shop: ShopId; readonly externalId: string }[]> {
  const { quarantine } = reading.t;
  const rows = await reading.q
    .select({ shop: quarantine.shop, externalId: quarantine.externalId })
    .from(quarantine)
    .where(chosen(reading, filter))
    .orderBy(quarantine.shop, quarantine.externalId);
  return rows.map((row) => ({ ...row, shop: toShopId(row.shop) }));
}

/** A record's body as it came; null when there is none, or no such record. */
export async function readQuarantineBody(
  { q, t, workspace }: Reading,
  shop: ShopId,
  externalId: string,
): Promise<string | null> {
  const { quarantine } = t;
  const [row] = await q
    .select({ body: quarantine.body })
    .from(quarantine)
    .where(
      and(
        eq(quarantine.workspace, workspace),
        eq(quarantine.shop, shop),
        eq(quarantine.externalId, externalId),
        isNotNull(quarantine.body),
      ),
    );
  return row?.body?.toString("utf8") ?? null;
}

function chosen({ t, workspace }: Reading, { shop, code }: QuarantineFilter) {
  const { quarantine } = t;
  return and(
    eq(quarantine.workspace, workspace),
    shop === null ? undefined : eq(quarantine.shop, shop),
    code === null ? undefined : eq(quarantine.code, code),
  );
}

function beyond({ t }: Reading, after: QuarantinePosition | null) {
  if (after === null) return undefined;
  const { firstAt, shop, externalId } = t.quarantine;
  return or(
    lt(firstAt, after.firstAt),
    and(eq(firstAt, after.firstAt), sql`(${shop}, ${externalId}) > (${after.shop}, ${after.externalId})`),
  );
}
