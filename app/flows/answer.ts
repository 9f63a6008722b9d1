import type { Database, Writing } from "#app/db/scope.ts";
import type { ExternalId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { Cause } from "#app/domain/orders/event.ts";
import type { Ids } from "#app/ports/ids.ts";
import type { Clock, Log } from "#app/ports/ports.ts";
import type { OrderReading, Unreadable } from "#connectors/contract/port.ts";

export interface AbsorbDeps {
  readonly db: Database;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: Log;
}

/** What one answer of a platform held, and when the request for it began. */
export interface Answer {
  readonly shop: ShopId;
  readonly beganAt: Instant;
  readonly cause: Cause;
  /** The sweep that asked; null for every other cause. */
  readonly round: number | null;
  /** This read was asked for because contents differed at an equal date: it settles the matter. */
  readonly repeated: boolean;
  readonly readings: readonly OrderReading[];
  readonly mentions: readonly ExternalId[];
  readonly unreadable: readonly Unreadable[];
  /** Saved in the same transaction: the cursor that travels with a page, the mark that is done. */
  save(writing: Writing): Promise<void>;
}
