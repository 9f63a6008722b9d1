import { and, asc, eq, ne, type SQL, sql } from "drizzle-orm";
import {
  type ExternalId,
  type ShopId,
  toExternalId,
  toShopId,
  toWorkspaceId,
  type WorkspaceId,
} from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import { instantOrNull } from "./order-from-rows.ts";
import type { GlobalReading, Reading, Writing } from "./scope.ts";

/** One connected storefront account. `account` and `bellSecret` are sealed. */
export interface ShopRow extends ShopIdentity {
  readonly workspace: WorkspaceId;
  readonly id: ShopId;
  readonly platform: string;
  readonly externalId: ExternalId;
  readonly state: "active" | "paused" | "disconnected";
  readonly paused: Pause | null;
  readonly disconnectedAt: Instant | null;
  /** It is disconnected because its own people took us out there. */
  readonly left: boolean;
  readonly account: Buffer;
  readonly bellSecret: Buffer | null;
  readonly bellState: BellState;
  readonly tokenDueAt: Instant | null;
  readonly connectedAt: Instant;
  readonly lastHeardAt: Instant | null;
  readonly lastReadAt: Instant | null;
  /** The platform last rang; a read that it answered is none. */
  readonly lastRungAt: Instant | null;
  readonly bellsCheckedAt: Instant | null;
  /** A doorbell was last found switched off, and put up again. */
  readonly bellsRevivedAt: Instant | null;
  readonly historyDays: number | null;
}

/** What a shop says of itself; may change while the shop stays the same. */
export interface ShopIdentity {
  readonly name: string;
  readonly currency: string;
  readonly timezone: string | null;
  readonly adminUrl: string;
  readonly missingScopes: readonly string[];
  /** How many days back the platform shows orders; null (or absent) for all of them. */
  readonly historyDays?: number | null;
}

/** Why a shop is not read: a code with parameters, worded at the screen. */
export interface Pause {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly at: Instant;
}

export type BellState = "none" | "waiting" | "in-place" | "failing";

type Later = "disconnectedAt" | "lastHeardAt" | "lastReadAt" | "lastRungAt" | "bellsCheckedAt" | "bellsRevivedAt";
export type NewShop = Omit<ShopRow, "workspace" | "state" | "paused" | "left" | "historyDays" | Later> &
  Pick<ShopIdentity, "historyDays">;

/** Throws a unique constraint when any workspace holds the shop already. */
export async function insertShop({ q, t, workspace }: Writing, shop: NewShop): Promise<void> {
  await q.insert(t.shops).values({ ...shop, workspace, state: "active" });
}

export async function readShop({ q, t, workspace }: Reading, id: ShopId): Promise<ShopRow | null> {
  const [row] = await q
    .select()
    .from(t.shops)
    .where(and(eq(t.shops.workspace, workspace), eq(t.shops.id, id)));
  return row ? shopOf(row) : null;
}

/** Every shop of the workspace, connected or not, the one that joined first first. */
export async function listShops({ q, t, workspace }: Reading): Promise<readonly ShopRow[]> {
  const { shops } = t;
  const rows = await q
    .select()
    .from(shops)
    .where(eq(shops.workspace, workspace))
    .orderBy(asc(shops.connectedAt), asc(shops.id));
  return rows.map(shopOf);
}

/** The shop that the platform calls so, in whichever workspace it is. */
export async function findShopByExternal(
  { q, t }: GlobalReading<"external-shop">,
  platform: string,
  externalId: ExternalId,
): Promise<ShopRow | null> {
  const [row] = await q
    .select()
    .from(t.shops)
    .where(and(eq(t.shops.platform, platform), eq(t.shops.externalId, externalId)));
  return row ? shopOf(row) : null;
}

/**
 * Fresh credentials for a shop that was linked before: it is active again, whatever it was. `bellState`: its doorbells begin anew, and
 * what the ones before did is none of theirs.
 */
export async function relinkShop(
  writing: Writing,
  id: ShopId,
  fresh: Pick<ShopRow, "account" | "tokenDueAt"> &
    Partial<Pick<ShopRow, "bellSecret" | "bellState">> & { readonly identity: ShopIdentity },
): Promise<void> {
  const { identity, ...kept } = fresh;
  const anew = fresh.bellState ? { lastRungAt: null, bellsCheckedAt: null, bellsRevivedAt: null } : {};
  await change(writing, id, { ...identityColumns(identity), ...kept, ...anew, ...active });
}

export async function updateIdentity(writing: Writing, id: ShopId, identity: ShopIdentity): Promise<void> {
  await change(writing, id, identityColumns(identity));
}

export async function updateAccount(
  writing: Writing,
  id: ShopId,
  { account, tokenDueAt }: { readonly account: Buffer; readonly tokenDueAt: Instant | null },
): Promise<void> {
  await change(writing, id, { account, tokenDueAt });
}

/** False when the shop was not active: the first reason stands. */
export async function pause(writing: Writing, id: ShopId, { code, params, at }: Pause): Promise<boolean> {
  const { state } = writing.t.shops;
  const paused = { state: "paused", pausedCode: code, pausedParams: params, pausedAt: at } as const;
  return await change(writing, id, paused, eq(state, "active"));
}

/** Another reason for a pause that stands. False when the shop is not paused, or for that very reason. */
export async function changePause(writing: Writing, id: ShopId, { code, params, at }: Pause): Promise<boolean> {
  const { state, pausedCode } = writing.t.shops;
  const paused = { pausedCode: code, pausedParams: params, pausedAt: at };
  return await change(writing, id, paused, and(eq(state, "paused"), ne(pausedCode, code)));
}

/** Its platform calls it by another name from now on. Throws a unique constraint when another shop is called so. */
export async function renameShop(writing: Writing, id: ShopId, externalId: ExternalId): Promise<void> {
  await change(writing, id, { externalId });
}

/** False when the shop was not paused. */
export async function resume(writing: Writing, id: ShopId): Promise<boolean> {
  return await change(writing, id, active, eq(writing.t.shops.state, "paused"));
}

const leftCode = "shop.left";

/**
 * The shop stays with its orders and without its credentials, and is read no more. `left`: it went by itself. False when it was
 * disconnected already.
 */
export async function disconnect(writing: Writing, id: ShopId, at: Instant, left = false): Promise<boolean> {
  const { state } = writing.t.shops;
  const why = { pausedCode: left ? leftCode : null, pausedParams: null, pausedAt: at };
  const gone = { state: "disconnected", ...why } as const;
  const forgotten = { account: Buffer.alloc(0), bellSecret: null, bellState: "none", tokenDueAt: null } as const;
  return await change(writing, id, { ...gone, ...forgotten }, ne(state, "disconnected"));
}

/** Holds the shop until the transaction ends, so that nobody disconnects it meanwhile. False: somebody did before. */
export async function holdConnected(writing: Writing, id: ShopId): Promise<boolean> {
  const { state } = writing.t.shops;
  return await change(writing, id, { state: sql`${state}` }, ne(state, "disconnected"));
}

/** Holds the shop as it is until the transaction ends, connected or not: what is read of it after this stays true. */
export async function holdShop(writing: Writing, id: ShopId): Promise<void> {
  await change(writing, id, { state: sql`${writing.t.shops.state}` });
}

/** Its doorbells were looked at. `revived`: one was found switched off, deleted or led astray, and rings again. */
export async function bellsChecked(
  writing: Writing,
  id: ShopId,
  { state, revived, at }: { readonly state: BellState; readonly revived: boolean; readonly at: Instant },
): Promise<void> {
  await change(writing, id, { bellState: state, bellsCheckedAt: at, ...(revived ? { bellsRevivedAt: at } : {}) });
}

/** The platform rang, so its doorbells are in place. */
export async function rang(writing: Writing, id: ShopId, at: Instant): Promise<void> {
  const { lastHeardAt, lastRungAt } = writing.t.shops;
  const rung = { lastHeardAt: later(lastHeardAt, at), lastRungAt: later(lastRungAt, at) };
  await change(writing, id, { ...rung, bellState: "in-place" });
}

/** The platform answered a read: heard, too. */
export async function touchShopRead(writing: Writing, id: ShopId, at: Instant): Promise<void> {
  const { lastHeardAt, lastReadAt } = writing.t.shops;
  await change(writing, id, { lastHeardAt: later(lastHeardAt, at), lastReadAt: later(lastReadAt, at) });
}

type ShopTable = Schema["shops"];

const later = (column: ShopTable["lastHeardAt" | "lastReadAt" | "lastRungAt"], at: Instant) =>
  sql`case when ${column} > ${at} then ${column} else ${at} end`;

const active = { state: "active", pausedCode: null, pausedParams: null, pausedAt: null } as const;

const identityColumns = ({ name, currency, timezone, adminUrl, missingScopes, historyDays }: ShopIdentity) => ({
  name,
  currency,
  timezone,
  adminUrl,
  missingScopes,
  historyDays: historyDays ?? null,
});

async function change(
  { q, t, workspace }: Writing,
  id: ShopId,
  columns: Parameters<ReturnType<Writing["q"]["update"]>["set"]>[0],
  only?: SQL,
): Promise<boolean> {
  const { shops } = t;
  const changed = await q
    .update(shops)
    .set(columns)
    .where(and(eq(shops.workspace, workspace), eq(shops.id, id), only))
    .returning({ id: shops.id });
  return changed.length > 0;
}

function shopOf(row: ShopTable["$inferSelect"]): ShopRow {
  const { pausedCode, pausedParams, pausedAt, ...shop } = row;
  return {
    ...shop,
    workspace: toWorkspaceId(row.workspace),
    id: toShopId(row.id),
    externalId: toExternalId(row.externalId),
    left: row.state === "disconnected" && pausedCode === leftCode,
    paused:
      row.state !== "paused" || pausedCode === null || pausedAt === null
        ? null
        : { code: pausedCode, params: pausedParams ?? {}, at: toInstant(pausedAt) },
    disconnectedAt: row.state === "disconnected" ? instantOrNull(pausedAt) : null,
    tokenDueAt: instantOrNull(row.tokenDueAt),
    connectedAt: toInstant(row.connectedAt),
    lastHeardAt: instantOrNull(row.lastHeardAt),
    lastReadAt: instantOrNull(row.lastReadAt),
    lastRungAt: instantOrNull(row.lastRungAt),
    bellsCheckedAt: instantOrNull(row.bellsCheckedAt),
    bellsRevivedAt: instantOrNull(row.bellsRevivedAt),
  };
}
