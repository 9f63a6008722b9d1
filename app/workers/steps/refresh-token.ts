import { type Instant, minutes, plus } from "#app/domain/instant.ts";
import type { Turn } from "../turn.ts";

/** Exchanges a token that is about to expire, before anything uses it. One at a time a shop, since the turn is the shop's lease. */
export async function refreshToken(turn: Turn): Promise<Instant | null> {
  const due = turn.tokenDue();
  if (due === null || due > turn.engine.clock.now()) return due;
  await turn.refreshToken();
  const next = turn.tokenDue();
  // A platform that gives tokens which are due at once must not be asked for them without end.
  const soonest = plus(turn.engine.clock.now(), minutes(1));
  return next !== null && next < soonest ? soonest : next;
}
