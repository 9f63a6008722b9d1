import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { and, eq } from "drizzle-orm";
import type { OrderId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { insertRows } from "./insert-rows.ts";
import type { Reading, Writing } from "./scope.ts";

/** A body as a platform sent it. */
export interface RawBody {
  /** Platform and version: "shopify/2026-10". */
  readonly format: string;
  readonly body: string;
}

/** A field of the body that the adapter does not know: its path, and its value as JSON text. */
export interface UnknownField {
  readonly path: string;
  readonly value: string;
}

export interface RawOrder extends RawBody {
  readonly unknown: readonly UnknownField[];
  readonly readAt: Instant;
}

/** Keeps an order's newest body, compressed; `replaces`: there is one that it takes the place of. */
export async function writeRaw(
  writing: Writing,
  order: OrderId,
  { format, body, unknown, readAt }: RawOrder,
  replaces: boolean,
): Promise<void> {
  const { q, t, workspace } = writing;
  const bytes = Buffer.from(body, "utf8");
  const row = { format, encoding: "zstd", body: zstdCompressSync(bytes), unknown, readAt, size: bytes.length } as const;
  if (replaces) await q.delete(t.orderRaw).where(and(eq(t.orderRaw.workspace, workspace), eq(t.orderRaw.order, order)));
  await insertRows(writing, "orderRaw", [{ workspace, order, ...row }]);
}

/** The order as its platform last sent it; null when the body was erased or the workspace has no such order. */
export async function readRaw({ q, t, workspace }: Reading, order: OrderId): Promise<RawOrder | null> {
  const { orderRaw } = t;
  const [row] = await q
    .select()
    .from(orderRaw)
    .where(and(eq(orderRaw.workspace, workspace), eq(orderRaw.order, order)));
  if (!row) return null;
  const { format, unknown, readAt } = row;
  return { format, unknown, readAt: toInstant(readAt), body: zstdDecompressSync(row.body).toString("utf8") };
}
