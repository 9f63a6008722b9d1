import { nextDueOf, waiting } from "#app/db/queue.ts";
import type { Instant } from "#app/domain/instant.ts";
import { wakeShop } from "#app/flows/wake-shop.ts";
import type { Turn } from "../turn.ts";

/**
 * Asks a paused shop who it is, when that is due: a frozen shop is paid for, a scope is given back, and nobody would come here to say so.
 * One request at ever longer intervals. Throws the `Fault` that keeps the shop paused.
 */
export async function askAgain(turn: Turn): Promise<Instant | null> {
  const { engine, shop, caller } = turn;
  if (shop.state !== "paused") return null;
  const [job] = await engine.db.read(shop.workspace, (reading) =>
    waiting(reading, { queue: "ask-again", shop: shop.id, now: engine.clock.now(), limit: 1 }),
  );
  if (!job) return await engine.db.read(shop.workspace, (reading) => nextDueOf(reading, shop.id, ["ask-again"]));
  await wakeShop(engine, caller, shop.id, await turn.store("poll").whoami());
  return engine.clock.now();
}
