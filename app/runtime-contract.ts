import type { Config } from "#app/config.server.ts";
import type { Database } from "#app/db/scope.ts";
import type { Finding, Workers } from "#app/doctor/finding.ts";
import type { Caller } from "#app/domain/caller.ts";
import type { ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { ConnectOutcome, Tek } from "#app/load-context.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";
import type { RawDelivery } from "#connectors/contract/port.ts";

/** Everything that one process holds: what the HTTP process, the doors and the command line drive. */
export interface Runtime {
  /** Views, acts and the door, as the routes see them. The door is made with `createDoor` of app/doors/door.ts. */
  readonly tek: Tek;
  readonly db: Database;
  readonly inbox: Inbox;
  readonly linking: Linking;
  readonly acts: CommandActs;
  /**
   * What changed in the caller's workspace after event number `after`, then what changes from now on. Ends when `signal` aborts or
   * when the process drains; never throws for either.
   */
  live(caller: Caller, after: number, signal: AbortSignal): AsyncIterable<LiveMessage>;
  /** Begins the work in the background; does nothing where the configuration says that another process does it. */
  start(): Promise<void>;
  /** "elsewhere": this process serves only. "stopped": the loops should run here and do not. */
  workers(): "running" | "elsewhere" | "stopped";
  /** Ends live streams, lets the work under way reach its next safe point, and closes the database. Safe to call twice. */
  drain(): Promise<void>;
}

/** Builds the whole; migrates the database. Throws `ConfigError` where the configuration and the disk disagree. */
export type CreateRuntime = (ports: Ports, config: Config) => Promise<Runtime>;

export interface Inbox {
  /**
   * Verifies, stores and acknowledges one doorbell: no parsing, no network. `shopKey` is the path's part after the platform, null
   * where one address serves the whole app. The status is all that the platform is told; 404 for a platform or shop that we do not
   * know. Throws only when the database does: then the platform rings again.
   */
  receive(platform: string, shopKey: string | null, delivery: RawDelivery): Promise<{ readonly status: number }>;
}

export interface Linking {
  /**
   * Exchanges a verified session token for an offline one and stores the shop: makes its workspace, or gives the shop a fresh token
   * and takes it out of its pause. Safe to call at the same time for one shop. `sessionToken` is a secret: never logged.
   */
  installShopify(sessionToken: string): Promise<InstallOutcome>;
  /** Takes a key that a shop posts after its owner approved us; the status is for the shop. `body` holds a secret: never logged. */
  takeApproval(platform: string, token: string, body: string): Promise<{ readonly status: number }>;
}

export type InstallOutcome =
  | { readonly kind: "installed" }
  /** Shopify refused, or could not be asked: a code for the log. */
  | { readonly kind: "refused"; readonly code: string };

/** What only the command line asks for, beside `tek.views` and `tek.acts`. Each asks its rights of the caller. */
export interface CommandActs {
  /** A merchant's own custom app: its shop (*.myshopify.com) and its token, which never expires. */
  connectShopify(caller: Caller, input: { readonly shop: string; readonly token: string }): Promise<ConnectOutcome>;
  /** Makes the change feed of one shop, or of all active ones, due now. Null: no such shop in the caller's workspace. */
  syncNow(caller: Caller, shop: ShopId | null): Promise<SyncAsked | null>;
  /**
   * What is wrong with Tek and its shops, of these callers' workspaces. Asks each shop who it is; changes nothing. `workers`: whether
   * they run in the process that asks.
   */
  examine(callers: readonly Caller[], workers: Workers): Promise<readonly Finding[]>;
  /** Orders of the workspace, oldest first, as text in pieces of any size: NDJSON, an order a line; or CSV with its header. */
  exportOrders(caller: Caller, wanted: ExportWanted): AsyncIterable<string>;
}

/** The sync is done when each of these shops was read (`lastReadAt`) at or after `at`, or is no longer active. */
export interface SyncAsked {
  readonly shops: readonly ShopId[];
  readonly at: Instant;
}

export interface ExportWanted {
  readonly format: "ndjson" | "csv";
  readonly shop: ShopId | null;
  /** What the list shows for it; null: everything. */
  readonly query: OrderListQuery | null;
}

/** One message of the live stream. `number` is the newest event that it covers: a reader goes on from there. */
export interface LiveMessage {
  readonly number: number;
  /** Sent as JSON, as it is: what `app/ui/live/live-event.ts` reads. */
  readonly data: unknown;
}
