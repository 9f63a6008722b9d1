import { orderTimeline } from "#app/db/events.ts";
import { findOrders } from "#app/db/orders.ts";
import type { Reading } from "#app/db/scope.ts";
import type { ExternalId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import { longestQuiet, whenToLook } from "#app/domain/sync/when-to-look.ts";

/** When each of these orders, which rang or were mentioned, should be looked at. */
export async function whenToLookAt(
  reading: Reading,
  shop: ShopId,
  ids: readonly ExternalId[],
  now: Instant,
): Promise<(id: ExternalId) => Instant> {
  const later = new Map<ExternalId, Instant>();
  for (const [id, held] of await findOrders(reading, shop, ids)) {
    const readTwice = held.lastReadAt > held.firstReadAt;
    if (!readTwice || now - held.lastReadAt > longestQuiet || held.presence !== "shown") continue;
    const [newest] = await orderTimeline(reading, held.id, null, 1);
    if (newest) later.set(id, whenToLook({ ...held, changedAt: newest.at }, now));
  }
  return (id) => later.get(id) ?? now;
}
