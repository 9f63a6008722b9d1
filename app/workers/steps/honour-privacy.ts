import { finishPrivacyRequest, openPrivacyRequests } from "#app/db/privacy.ts";
import { erasePeopleOf } from "#app/flows/erase-people.ts";
import { eraseShop } from "#app/flows/erase-shop.ts";
import type { Turn } from "../turn.ts";

/**
 * Does what people and shops asked to be forgotten. A request is done once nothing of it can be read in the files either; killed before, it
 * is done again. What a person asked to be told stays open for the owner to see.
 */
export async function honourPrivacy(turn: Turn): Promise<null> {
  const { engine, shop, caller } = turn;
  const requests = await engine.db.read(shop.workspace, (reading) => openPrivacyRequests(reading, shop.id));
  for (const { id, kind, orders } of requests) {
    if (turn.signal.aborted) break;
    if (kind === "customer-erase") {
      const reached = await erasePeopleOf(engine, caller, shop.id, orders);
      await engine.db.scrub();
      await engine.db.transact(shop.workspace, (writing) =>
        finishPrivacyRequest(writing, id, { reached, at: engine.clock.now() }),
      );
      engine.log.info("privacy.people-erased", { shop: shop.id, orders: reached });
    }
    if (kind === "shop-erase") {
      const reached = await eraseShop(engine, caller, shop.id, id);
      if (reached === null) continue;
      engine.log.info("privacy.shop-erased", { shop: shop.id, orders: reached });
      break;
    }
  }
  return null;
}
