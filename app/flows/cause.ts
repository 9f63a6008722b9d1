import type { Caller } from "#app/domain/caller.ts";
import type { Cause } from "#app/domain/orders/event.ts";

/** Who caused what a caller does, for the timeline. */
export function causeOf({ actor }: Caller): Cause {
  switch (actor.kind) {
    case "person":
      return { by: "person", person: actor.id };
    case "command-line":
      return { by: "command-line" };
    case "platform":
    case "sync":
      return { by: "shop", through: "changes" };
  }
}
