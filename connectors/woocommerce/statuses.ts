import { z } from "zod";
import { Fault } from "../contract/fault.ts";
import type { WooClient } from "./client.ts";

/** WooCommerce's own, for sites too old to list theirs. */
const builtIn = ["pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"];
/** Carts in the midst of a checkout: no orders yet, and swept away by WooCommerce. */
const drafts = new Set(["checkout-draft", "auto-draft"]);

const statusesSchema = z.array(z.object({ slug: z.string() }));

/**
 * Every status by name, the shop's own and the trash too: `any` leaves the trash out, also beside `trash` (measured). Asked once for
 * each opened store.
 */
export function statusReader(client: WooClient): () => Promise<readonly string[]> {
  let known: Promise<readonly string[]> | undefined;
  async function read(): Promise<readonly string[]> {
    const listed = await client.read("orders/statuses", {}, 1).catch((error: unknown) => {
      if (error instanceof Fault && (error.kind === "missing" || error.facts.code === "woocommerce.no-api"))
        return null;
      throw error;
    });
    const slugs = statusesSchema.safeParse(listed?.body.value).data?.map(({ slug }) => slug) ?? [];
    const orders = slugs.filter((slug) => /^[\w-]+$/.test(slug) && !drafts.has(slug));
    return [...(orders.length ? orders : builtIn), "trash"];
  }
  return () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
