import { createHash } from "node:crypto";
import { z } from "zod";
import type { Position } from "#app/db/order-list.ts";
import type { WorkspaceId } from "#app/domain/ids.ts";
import type { OrderListQuery } from "./order-list.ts";

/** The cursor is damaged, or belongs to another query, sort or workspace. Ask for the first page instead. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";

  constructor() {
    super("The cursor is none of this list: ask for its first page");
  }
}

const shape = z.tuple([
  z.string(),
  z.union([z.number().int(), z.string().max(4000)]),
  z.union([z.number().int(), z.string().max(64)]),
  z.boolean(),
]);

/** Where a page ended, as an opaque text that fits into an address. */
export function writeCursor(workspace: WorkspaceId, query: OrderListQuery, { key, tie, nameless }: Position): string {
  return Buffer.from(JSON.stringify([listOf(workspace, query), key, tie, nameless])).toString("base64url");
}

/** Throws `BadCursor`. */
export function readCursor(workspace: WorkspaceId, query: OrderListQuery, cursor: string): Position {
  const parsed = shape.safeParse(jsonOf(cursor));
  if (!parsed.success) throw new BadCursor();
  const [list, key, tie, nameless] = parsed.data;
  const wantsText = query.sort === "customer" && !nameless;
  const fits = typeof key === (wantsText ? "string" : "number") && typeof tie === typeof key;
  if (!fits || list !== listOf(workspace, query)) throw new BadCursor();
  return { key, tie, nameless };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** Which list a cursor belongs to: all that decides its rows and their order. */
function listOf(workspace: WorkspaceId, query: OrderListQuery): string {
  const { cursor: _, limit: __, ...list } = query;
  const facts = Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([workspace, facts]))
    .digest("base64url")
    .slice(0, 12);
}
