import { sameValue } from "../canonical.ts";
import { type Change, change, type EventParams } from "./event.ts";
import type { OrderLine, OrderSnapshot } from "./snapshot.ts";

const told = (line: OrderLine): EventParams => ({ title: line.title, sku: line.sku ?? "" });

/** What happened to an order's lines. A line is the same line while the platform's id is. */
export function lineChanges(before: OrderSnapshot, after: OrderSnapshot): Change[] {
  const old = new Map(before.lines.map((line) => [line.id, line]));
  const kept = new Set(after.lines.map((line) => line.id));
  return [
    ...before.lines
      .filter((line) => !kept.has(line.id))
      .map((line) => change("line.removed", told(line), line.currentQuantity, null)),
    ...after.lines.flatMap((line) => {
      const was = old.get(line.id);
      return was ? changesOfLine(was, line) : [change("line.added", told(line), null, line.currentQuantity)];
    }),
  ];
}

function changesOfLine(was: OrderLine, now: OrderLine): Change[] {
  const changes: Change[] = [];
  if (was.quantity !== now.quantity || was.currentQuantity !== now.currentQuantity)
    changes.push(change("line.quantity", told(now), was.currentQuantity, now.currentQuantity));
  if (!sameValue(was.total, now.total))
    changes.push(change("line.changed", { ...told(now), field: "total" }, was.total, now.total));
  if (!sameValue(was.unitPrice, now.unitPrice))
    changes.push(change("line.changed", { ...told(now), field: "unit-price" }, was.unitPrice, now.unitPrice));
  for (const [field, get] of described)
    if (get(was) !== get(now)) changes.push(change("line.changed", { ...told(now), field }, get(was), get(now)));
  return changes;
}

const described: readonly (readonly [field: string, get: (line: OrderLine) => string])[] = [
  ["title", (line) => line.title],
  [
    "variant",
    (line) => [line.variantTitle, ...line.options.map((o) => `${o.name}: ${o.value}`)].filter(Boolean).join(", "),
  ],
  ["sku", (line) => line.sku ?? ""],
];
