import type { OrderId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { EventCode, EventParams, EventValue } from "#app/domain/orders/event.ts";
import type { Address, Customer, OrderSnapshot, Remarks, Shown } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "./order-list.ts";

/** A timeline entry with people looked up: an erased person shows as "erased". */
export interface TimelineEntry {
  readonly number: number;
  readonly at: Instant;
  readonly code: EventCode;
  readonly params: EventParams;
  readonly was: TimelineValue;
  readonly became: TimelineValue;
  readonly cause: TimelineCause;
}
export type TimelineValue =
  | Exclude<EventValue, { readonly person: unknown }>
  | { readonly person: Shown<Customer | Address | Remarks> | "erased" };
export type TimelineCause =
  | { readonly by: "shop"; readonly through: "doorbell" | "changes" | "history" | "sweep" | "read-again" }
  | { readonly by: "person"; readonly name: string }
  | { readonly by: "command-line" };

export interface OrderPageView {
  readonly id: OrderId;
  readonly shop: ShopBadge & { readonly timezone: string | null; readonly state: "active" | "paused" | "disconnected" };
  /** As the shop says it, all of it. */
  readonly order: OrderSnapshot;
  readonly presence: "shown" | "missing" | "hidden" | "deleted";
  readonly missingSince: Instant | null;
  readonly firstReadAt: Instant;
  readonly lastReadAt: Instant;
  /** Its people asked to be forgotten, and were: what the shop shows of them is not kept either. */
  readonly erased: boolean;
  /** A read waits or is under way. */
  readonly reading: boolean;
  /** Given in Tek, from A. */
  readonly ownTags: readonly string[];
  readonly unknown: readonly { readonly path: string; readonly value: string }[];
  /** How the order came; its body is asked for separately. Null: it was erased. Size in bytes. */
  readonly raw: { readonly format: string; readonly size: number; readonly readAt: Instant } | null;
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly olderTimeline: number | null;
  readonly upTo: number;
  readonly now: Instant;
  readonly timezone: string;
}
