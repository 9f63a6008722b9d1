import { z } from "zod";
import { normaliseText } from "../../app/domain/text.ts";
import type { OrderReading } from "../contract/port.ts";
import { isTracking, trackingMeta } from "./map-fulfillment.ts";
import { isOption } from "./map-lines.ts";
import { isAttribute, ownMeta } from "./map-people.ts";
import { knownFields, type Meta, type WooOrder } from "./order-schema.ts";

type Unknown = OrderReading["unknown"][number];

const record = z.record(z.string(), z.unknown());
const lineMeta: ReadonlySet<string> = new Set(["_reduced_stock", "_restock_refunded_items"]);

/** What the order holds beyond what was understood: shown as it came, so that a plugin's field is never lost without a word. */
export function unknownFields(raw: unknown, order: WooOrder): Unknown[] {
  const root = record.safeParse(raw).data ?? {};
  const rawLines = z.array(record).safeParse(root.line_items).data ?? [];
  return [
    ...beyond(root, knownFields.order, ""),
    ...beyond(record.safeParse(root.billing).data ?? {}, knownFields.billing, "billing."),
    ...beyond(record.safeParse(root.shipping).data ?? {}, knownFields.shipping, "shipping."),
    ...metaBeyond(order.meta_data, "", orderMetaIsKnown),
    ...rawLines.flatMap((line) => beyond(line, knownFields.line, `line_items.${String(line.id)}.`)),
    ...order.line_items.flatMap((line) =>
      metaBeyond(line.meta_data, `line_items.${line.id}.`, (meta) => isOption(meta) || lineMeta.has(meta.key)),
    ),
    ...order.shipping_lines.flatMap((line) => metaBeyond(line.meta_data, `shipping_lines.${line.id}.`, () => false)),
    ...order.fee_lines.flatMap((line) => metaBeyond(line.meta_data, `fee_lines.${line.id}.`, () => false)),
    ...order.coupon_lines.flatMap((line) =>
      metaBeyond(line.meta_data, `coupon_lines.${line.code}.`, ({ key }) => key === "coupon_info"),
    ),
  ];
}

function orderMetaIsKnown(meta: Meta): boolean {
  if (meta.key === trackingMeta) return isTracking(meta.value);
  return isAttribute(meta) || ownMeta.has(meta.key);
}

function beyond(fields: Readonly<Record<string, unknown>>, known: ReadonlySet<string>, path: string): Unknown[] {
  return Object.entries(fields).flatMap(([key, value]) => (known.has(key) ? [] : [shown(`${path}${key}`, value)]));
}

function metaBeyond(metas: readonly Meta[], path: string, isKnown: (meta: Meta) => boolean): Unknown[] {
  return metas.flatMap((meta) => (isKnown(meta) ? [] : [shown(`${path}meta_data.${meta.key}`, meta.value)]));
}

const shown = (path: string, value: unknown): Unknown => ({
  path: normaliseText(path, 255),
  value: normaliseText(JSON.stringify(value) ?? "null"),
});
