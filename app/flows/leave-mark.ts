import { type Note, put } from "#app/db/queue.ts";
import type { Writing } from "#app/db/scope.ts";
import type { ExternalId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";

export interface Mark {
  readonly shop: ShopId;
  readonly id: ExternalId;
  /** Now, or when a second look is due. */
  readonly dueAt: Instant;
  readonly now: Instant;
  /** What asked for the look, and what the look must know. */
  readonly note: Note;
}

/** Leaves a mark "look again at this order", and has the shop's turn come when it is due. */
export async function leaveMark(writing: Writing, { shop, id, dueAt, now, note }: Mark): Promise<void> {
  await put(writing, { queue: "look", shop, key: id, dueAt, now, note });
  await put(writing, { queue: "turn", shop, key: "", dueAt, now, note: {} });
}

/** A verified doorbell said that the order was deleted. Kept apart from the mark, whose note the next doorbell replaces. */
export async function noteGone(writing: Writing, shop: ShopId, id: ExternalId, now: Instant): Promise<void> {
  await put(writing, { queue: "gone", shop, key: id, dueAt: now, now, note: {} });
}
