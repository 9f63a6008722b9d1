import { type Instant, minutes, plus } from "../instant.ts";

/** What we know of an order that rings or is mentioned. */
export interface Rung {
  /** The shop's modified date, as last read. */
  readonly updatedAt: Instant;
  readonly lastReadAt: Instant;
  /** When something about it last changed. */
  readonly changedAt: Instant;
}

/** The longest that a look is put off. */
export const longestQuiet = minutes(10);

/**
 * Now; later for an order whose date keeps moving while our reads find nothing changed: there reading itself moves the date, and each
 * read would ring for the next (WooCommerce with order tables in sync: github.com/woocommerce/woocommerce/issues/62507). The wait
 * after a read is as long as nothing has changed, ten minutes at the most.
 */
export function whenToLook({ updatedAt, lastReadAt, changedAt }: Rung, now: Instant): Instant {
  const unchanged = Math.min(updatedAt, lastReadAt) - changedAt;
  const quietUntil = plus(lastReadAt, Math.min(Math.max(unchanged, 0), longestQuiet));
  return quietUntil > now ? quietUntil : now;
}
