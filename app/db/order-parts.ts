import { and, asc, eq, inArray } from "drizzle-orm";
import { sameValue } from "#app/domain/canonical.ts";
import type { OrderId } from "#app/domain/ids.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import { insertRows } from "./insert-rows.ts";
import type { HeldRows } from "./order-from-rows.ts";
import type { OrderRows } from "./order-to-rows.ts";
import type { Reading, Writing } from "./scope.ts";

type HeldParts = Omit<HeldRows, "order">;
type Parts = Omit<OrderRows, "order">;
type PartTable = Schema[(typeof tables)[keyof typeof tables]];

const tables = {
  tags: "orderTags",
  lines: "orderLines",
  charges: "orderCharges",
  payments: "payments",
  fulfillments: "fulfillments",
  refunds: "refunds",
  refundLines: "refundLines",
} as const satisfies Record<keyof Parts, keyof Schema>;

const partNames = ["tags", "lines", "charges", "payments", "fulfillments", "refunds", "refundLines"] as const;

/** What these orders are made of: one statement a table, however many orders. */
export async function readParts(reading: Reading, orders: readonly OrderId[]): Promise<(order: OrderId) => HeldParts> {
  const { t } = reading;
  const of = {
    tags: await partsIn(reading, t.orderTags, orders),
    lines: await partsIn(reading, t.orderLines, orders),
    charges: await partsIn(reading, t.orderCharges, orders),
    payments: await partsIn(reading, t.payments, orders),
    fulfillments: await partsIn(reading, t.fulfillments, orders),
    refunds: await partsIn(reading, t.refunds, orders),
    refundLines: await partsIn(reading, t.refundLines, orders),
  };
  return (order) => ({
    tags: of.tags.get(order) ?? [],
    lines: of.lines.get(order) ?? [],
    charges: of.charges.get(order) ?? [],
    payments: of.payments.get(order) ?? [],
    fulfillments: of.fulfillments.get(order) ?? [],
    refunds: of.refunds.get(order) ?? [],
    refundLines: of.refundLines.get(order) ?? [],
  });
}

async function partsIn<Table extends PartTable>(
  { q, workspace }: Reading,
  table: Table,
  orders: readonly OrderId[],
): Promise<Map<string, Table["$inferSelect"][]>> {
  const whole: PartTable = table;
  const found: readonly Table["$inferSelect"][] = await q
    .select()
    .from(whole)
    .where(and(eq(table.workspace, workspace), inArray(table.order, [...orders])))
    .orderBy(asc(table.position));
  return Map.groupBy(found, (row) => row.order);
}

/** Writes the parts of an order in place of those `before` (null: it has none); a list that is the same stays as it is. */
export async function writeParts(writing: Writing, order: OrderId, before: Parts | null, next: Parts): Promise<void> {
  for (const part of partNames) {
    const old: readonly unknown[] = before?.[part] ?? [];
    if (old.length === 0 ? next[part].length === 0 : sameValue(old, next[part])) continue;
    if (old.length > 0) await remove(writing, writing.t[tables[part]], order);
    await insertRows(writing, tables[part], next[part]);
  }
}

async function remove({ q, workspace }: Writing, table: PartTable, order: OrderId): Promise<void> {
  await q.delete(table).where(and(eq(table.workspace, workspace), eq(table.order, order)));
}
