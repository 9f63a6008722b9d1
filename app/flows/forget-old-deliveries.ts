import { oldestHandled, pruneDeliveries } from "#app/db/deliveries.ts";
import type { Writing } from "#app/db/scope.ts";
import type { ShopId } from "#app/domain/ids.ts";
import { days, type Instant, plus } from "#app/domain/instant.ts";

/** Raw deliveries hold personal values: once handled they are kept for diagnosis, not for ever. */
const keptFor = days(30);
const atOnce = 1000;

/** Removes what was handled and is old; answers when the shop's next one will be, null when it has none. */
export async function forgetOldDeliveries(writing: Writing, shop: ShopId, now: Instant): Promise<Instant | null> {
  await pruneDeliveries(writing, plus(now, -keptFor), atOnce);
  const oldest = await oldestHandled(writing, shop);
  return oldest === null ? null : plus(oldest, keptFor + 1);
}
