import type { Database } from "#app/db/scope.ts";
import type { Sealer } from "#app/db/seal.ts";
import type { Schedule } from "#app/domain/sync/schedule.ts";
import type { Ids } from "#app/ports/ids.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Pacer } from "#connectors/pacer.ts";
import type { Platform, Registry } from "#connectors/registry.ts";

/** What workers and linking need: the ports, the database, and the platforms. */
export interface Engine extends Ports {
  readonly db: Database;
  readonly ids: Ids;
  readonly registry: Registry;
  readonly sealer: Sealer;
  readonly schedule: Schedule;
  /** Where platforms reach us, without a slash at the end. */
  readonly publicUrl: string;
  /** The budget of one shop's account, the same object at every call. */
  pacerOf(shop: string, platform: Platform): Pacer;
}
