import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import { type Instant, toInstant } from "../../app/domain/instant.ts";
import type { Fulfillment, FulfillmentState } from "../../app/domain/orders/snapshot.ts";
import { mapAddress } from "./map-people.ts";
import type { WooOrder } from "./order-schema.ts";
import { said } from "./plain-text.ts";
import { gmt } from "./woo-time.ts";

/** Where the Shipment Tracking plugin and those that follow it (Advanced Shipment Tracking) keep their parcels. */
export const trackingMeta = "_wc_shipment_tracking_items";

const scalar = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

const parcelSchema = z.object({
  tracking_id: scalar,
  tracking_provider: scalar,
  custom_tracking_provider: scalar,
  tracking_number: scalar,
  custom_tracking_link: scalar,
  date_shipped: scalar,
  products_list: z
    .array(z.object({ item_id: scalar, qty: z.coerce.number() }))
    .optional()
    .catch(undefined),
});
const parcelsSchema = z.array(parcelSchema);
type Parcel = z.infer<typeof parcelSchema>;
type Sent = Fulfillment["lines"];

/** Whether the plugin's value is one that we read; otherwise it is shown as an unknown field. */
export const isTracking = (value: unknown): boolean => parcelsSchema.safeParse(value).success;

/**
 * No part of the answer says that a product is virtual. An order needs no shipping when WooCommerce says that it needs no processing
 * (virtual and downloadable only), or when it has neither a way nor a place to ship to and no stock was taken for it.
 */
export function needsShipping(order: WooOrder): boolean {
  if (order.needs_processing === false) return false;
  if (order.shipping_lines.length > 0 || mapAddress(order.shipping) !== null) return true;
  return order.line_items.some(({ meta_data }) => meta_data.some(({ key }) => key === "_reduced_stock"));
}

export interface MappedFulfillment {
  readonly state: FulfillmentState;
  readonly fulfillments: readonly Fulfillment[];
}

/** WooCommerce has no parcels of its own: a completed order was sent, and a tracking plugin may say how. */
export function mapFulfillment(order: WooOrder, shipped: boolean): MappedFulfillment {
  const everything = order.line_items.map(({ id, quantity }) => ({ line: toExternalId(id), quantity }));
  const meta = order.meta_data.find(({ key }) => key === trackingMeta);
  const parcels = parcelsSchema.safeParse(meta?.value).data ?? [];
  const fulfillments = parcels.map((parcel, i) => fromParcel(parcel, i, everything));
  if (!shipped) return { state: "not-required", fulfillments };
  const completedAt = gmt(order.date_completed_gmt);
  // A full refund changes the status, not that the goods went out.
  if (order.status === "completed" || (order.status === "refunded" && completedAt !== null)) {
    const at = completedAt ?? gmt(order.date_modified_gmt);
    if (fulfillments.length || at === null) return { state: "fulfilled", fulfillments };
    return { state: "fulfilled", fulfillments: [fromStatus(order, at, everything)] };
  }
  if (!fulfillments.length) return { state: "unfulfilled", fulfillments };
  return { state: coversAll(everything, fulfillments) ? "fulfilled" : "partly-fulfilled", fulfillments };
}

function fromStatus(order: WooOrder, at: Instant, lines: Sent): Fulfillment {
  const sent = { at, by: "status-completed" } as const;
  return {
    id: toExternalId(`${order.id}-completed`),
    status: "completed",
    state: "sent",
    lines,
    tracking: [],
    sent,
    delivered: null,
  };
}

function fromParcel(parcel: Parcel, i: number, everything: Sent): Fulfillment {
  const at = momentOf(parcel.date_shipped);
  const named = (parcel.products_list ?? []).filter(({ item_id, qty }) => item_id !== "" && qty > 0);
  const link = parcel.custom_tracking_link;
  return {
    id: toExternalId(said(parcel.tracking_id) ?? `parcel-${i + 1}`),
    status: "shipped",
    state: "sent",
    lines: named.length
      ? named.map(({ item_id, qty }) => ({ line: toExternalId(item_id), quantity: qty }))
      : everything,
    tracking: [
      {
        carrier: said(parcel.tracking_provider) ?? said(parcel.custom_tracking_provider),
        number: said(parcel.tracking_number),
        url: /^https?:\/\//.test(link) ? link : null,
      },
    ],
    sent: at === null ? null : { at, by: "tracking-plugin" },
    delivered: null,
  };
}

function coversAll(everything: Sent, fulfillments: readonly Fulfillment[]): boolean {
  const lines = fulfillments.flatMap((f) => f.lines);
  return everything.every(({ line, quantity }) => {
    const sent = lines.filter((l) => l.line === line).reduce((sum, l) => sum + l.quantity, 0);
    return sent >= quantity;
  });
}

/** The plugin stores epoch seconds as text. */
function momentOf(text: string): Instant | null {
  return /^\d{9,10}$/.test(text) ? toInstant(Number(text) * 1000) : null;
}
