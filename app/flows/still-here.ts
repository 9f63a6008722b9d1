import { finishPrivacyRequest, openPrivacyRequests } from "#app/db/privacy.ts";
import { remove } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";

/** The shop answers us, so it was installed again: an older word that it left, and its wish to be forgotten then, are void. */
export async function noteStillHere(writing: Writing, shop: ShopId, at: Instant): Promise<void> {
  await remove(writing, shop, ["left", "ask-again"]);
  for (const { id, kind } of await openPrivacyRequests(writing, shop))
    if (kind === "shop-erase") await finishPrivacyRequest(writing, id, { reached: 0, at });
}
