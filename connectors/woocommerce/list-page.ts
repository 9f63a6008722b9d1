import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import { type Instant, toInstant } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import type { Unreadable } from "../contract/port.ts";
import type { Reply } from "./client.ts";
import type { Body } from "./map-order.ts";
import { elementsOf, readJson } from "./read-json.ts";
import { Unmappable } from "./unmappable.ts";
import type { Row, Walk } from "./walk.ts";
import { gmt } from "./woo-time.ts";

/** One element of a list, and where it lies on the walk. */
export interface Listed extends Row {
  readonly body: Body;
}

type Kept<T> = { readonly kept: T; readonly aside: null } | { readonly kept: null; readonly aside: Unreadable };

/** One element that cannot be read must not stop the others of its page. */
export function setAside<T>(read: () => T, body: string, id: string | null): Kept<T> {
  try {
    return { kept: read(), aside: null };
  } catch (error) {
    if (!(error instanceof Unmappable)) throw error;
    const aside = { id: id === null ? null : toExternalId(id), code: error.code, params: error.params, body };
    return { kept: null, aside };
  }
}

/** What the walk needs of every element, however broken the rest of it is. */
const rowSchema = z.object({
  id: z.union([z.int(), z.string().min(1)]).transform(String),
  date_created_gmt: z.string().nullish(),
  date_modified_gmt: z.string().nullish(),
});

/** The elements of a list's answer; those that no date places are set aside under `undated`. */
export function readList(
  reply: Reply,
  walk: Walk,
  undated: string,
): { readonly rows: readonly Listed[]; readonly unreadable: readonly Unreadable[] } {
  const { value, text } = reply.body;
  if (!Array.isArray(value)) throw new Fault("unreadable", { code: "woocommerce.not-a-list", body: text });
  const rows: Listed[] = [];
  const unreadable: Unreadable[] = [];
  for (const element of elementsOf(text)) {
    const body = { value: readJson(element)?.value, text: element };
    const row = rowSchema.safeParse(body.value).data;
    const created = gmt(row?.date_created_gmt);
    const at = walk.by === "modified" ? (gmt(row?.date_modified_gmt) ?? created) : created;
    if (row && at !== null) rows.push({ id: row.id, at, body });
    else
      unreadable.push({
        id: row ? toExternalId(row.id) : null,
        code: undated,
        params: {},
        body: element,
      });
  }
  return { rows, unreadable };
}

/** How many elements the whole list has; null when the answer does not say. */
export function totalOf(headers: Headers): number | null {
  const text = headers.get("x-wp-total");
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/**
 * The last second that had surely ended at the shop when it looked. The shop's own clock counts, as its Date header shows it (whole
 * seconds, written after it looked), so that a shop whose clock is off is neither overtaken nor waited for.
 */
export function settledAt(began: Instant, received: Instant, headers: Headers): Instant {
  const date = Date.parse(headers.get("date") ?? "");
  const ahead = Number.isNaN(date) ? 0 : date - received;
  return toInstant(Math.max(0, Math.floor((began + ahead) / 1000) * 1000 - 1000));
}
