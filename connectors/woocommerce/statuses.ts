import { z } from "zod";
import { type Instant, minutes } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import type { Cursor } from "../contract/port.ts";
import type { WooClient } from "./client.ts";
import type { WalkCursor } from "./walk.ts";

/** WooCommerce's own, for sites too old to list theirs. */
const builtIn = ["pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"];
/** Carts in the midst of a checkout: no orders yet, and swept away by WooCommerce. */
const drafts = new Set(["checkout-draft", "auto-draft"]);

const statusesSchema = z.array(z.object({ slug: z.string() }));

/** Every status by name, the shop's own and the trash too: `any` leaves the trash out, also beside `trash` (measured). */
export async function readStatuses(client: WooClient): Promise<readonly string[]> {
  const listed = await client.read("orders/statuses", {}, 1).catch((error: unknown) => {
    if (error instanceof Fault && (error.kind === "missing" || error.facts.code === "woocommerce.no-api")) return null;
    throw error;
  });
  const slugs = statusesSchema.safeParse(listed?.body.value).data?.map(({ slug }) => slug) ?? [];
  const orders = slugs.filter((slug) => /^[\w-]+$/.test(slug) && !drafts.has(slug));
  return [...(orders.length ? orders : builtIn), "trash"];
}

/** Asked with each page, they would be half of all requests of a quiet shop; a plugin that brings a status of its own is rare. */
const goodFor = minutes(10);

const carriedSchema = z.object({
  statuses: z.array(z.string()).optional(),
  /** When they were asked for, in our time, and where the walk stood then, in the shop's; nowhere yet: at its beginning. */
  askedAt: z.int().optional(),
  askedFrom: z.int().optional(),
});

/** The statuses to ask a page for, where the walk goes on, and what its cursor carries of them to the next page. */
export interface Asking {
  readonly statuses: readonly string[];
  readonly at: WalkCursor;
  readonly carried: Cursor;
}

/**
 * The statuses of a walk, which its cursor carries from page to page and which are asked for anew after ten minutes. Orders in a status
 * that the shop had not named before were not shown meanwhile: the walk begins again where it stood when it last asked.
 */
export async function statusesFor(
  cursor: Cursor | null,
  at: WalkCursor,
  now: Instant,
  read: () => Promise<readonly string[]>,
): Promise<Asking> {
  const told = carriedSchema.parse(cursor ?? {});
  const age = now - (told.askedAt ?? Number.NEGATIVE_INFINITY);
  if (told.statuses && age >= 0 && age < goodFor) return { statuses: told.statuses, at, carried: carry(told) };
  const statuses = await read();
  const isNew = told.statuses !== undefined && statuses.some((one) => !told.statuses?.includes(one));
  const asked = told.askedFrom === undefined ? {} : { at: told.askedFrom };
  const from = isNew ? asked : at;
  return { statuses, at: from, carried: carry({ statuses: [...statuses], askedAt: now, askedFrom: from.at }) };
}

/** Without absent fields, as the engine stores it. */
function carry({ statuses, askedAt, askedFrom }: z.infer<typeof carriedSchema>): Cursor {
  return {
    ...(statuses === undefined ? {} : { statuses }),
    ...(askedAt === undefined ? {} : { askedAt }),
    ...(askedFrom === undefined ? {} : { askedFrom }),
  };
}
