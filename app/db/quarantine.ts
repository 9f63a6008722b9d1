import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type ExternalId, type ShopId, toExternalId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Reading, Writing } from "./scope.ts";

/** A record that could not be read or absorbed. */
export interface Quarantined {
  readonly shop: ShopId;
  /** The platform's id, or a made-up one where the record has none. */
  readonly externalId: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly body: string | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly attempts: number;
}

type PutQuarantine = Omit<Quarantined, "firstAt" | "lastAt" | "attempts"> & { readonly at: Instant };

/** Sets a record aside, with the newest cause and body; false when it was there already. */
export async function putQuarantine({ q, t, workspace }: Writing, item: PutQuarantine): Promise<boolean> {
  const { quarantine } = t;
  const { shop, externalId, code, params, at } = item;
  const body = item.body === null ? null : Buffer.from(item.body, "utf8");
  const newest = { code, params, body, lastAt: at };
  const [row] = await q
    .insert(quarantine)
    .values({ workspace, shop, externalId, ...newest, firstAt: at, attempts: 1 })
    .onConflictDoUpdate({
      target: [quarantine.workspace, quarantine.shop, quarantine.externalId],
      set: { ...newest, attempts: sql`${quarantine.attempts} + 1` },
    })
    .returning({ attempts: quarantine.attempts });
  return row?.attempts === 1;
}

/** The records of a shop that are set aside, the oldest first. */
export async function listQuarantine(
  { q, t, workspace }: Reading,
  shop: ShopId,
  limit: number,
): Promise<readonly Quarantined[]> {
  const { quarantine } = t;
  const rows = await q
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.workspace, workspace), eq(quarantine.shop, shop)))
    .orderBy(asc(quarantine.firstAt), asc(quarantine.externalId))
    .limit(limit);
  return rows.map(({ externalId, code, params, body, firstAt, lastAt, attempts }) => ({
    shop,
    externalId,
    code,
    params,
    body: body === null ? null : body.toString("utf8"),
    firstAt: toInstant(firstAt),
    lastAt: toInstant(lastAt),
    attempts,
  }));
}

/** Which of these of a shop are set aside. */
export async function findAside(
  { q, t, workspace }: Reading,
  shop: ShopId,
  ids: readonly ExternalId[],
): Promise<ReadonlySet<ExternalId>> {
  const { quarantine } = t;
  const of = and(eq(quarantine.workspace, workspace), eq(quarantine.shop, shop));
  const rows = await q
    .select({ externalId: quarantine.externalId })
    .from(quarantine)
    .where(and(of, inArray(quarantine.externalId, [...ids])));
  return new Set(rows.map(({ externalId }) => toExternalId(externalId)));
}

/** The record could be read after all; false when it was not set aside. */
export async function releaseQuarantine(
  { q, t, workspace }: Writing,
  shop: ShopId,
  externalId: string,
): Promise<boolean> {
  const { quarantine } = t;
  const released = await q
    .delete(quarantine)
    .where(and(eq(quarantine.workspace, workspace), eq(quarantine.shop, shop), eq(quarantine.externalId, externalId)))
    .returning({ externalId: quarantine.externalId });
  return released.length > 0;
}
