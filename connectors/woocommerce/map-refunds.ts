import { toExternalId } from "../../app/domain/ids.ts";
import type { Refund, RefundLine } from "../../app/domain/orders/snapshot.ts";
import { absAmount, type MoneyReader, plusAmount } from "./map-money.ts";
import type { Line, WooOrder, WooRefund } from "./order-schema.ts";
import { plainText, said } from "./plain-text.ts";
import { gmt } from "./woo-time.ts";

export interface MappedRefunds {
  readonly refunds: readonly Refund[];
  /** Units taken back, by line id. */
  readonly units: ReadonlyMap<string, number>;
}

/** The order's refunds; one that `details` does not hold keeps its amount and reason and has no lines. */
export function mapRefunds(order: WooOrder, details: readonly WooRefund[], money: MoneyReader): MappedRefunds {
  const units = new Map<string, number>();
  for (const { line, quantity } of details.flatMap(linesOf)) units.set(line, (units.get(line) ?? 0) + quantity);
  const restocks = new Map(order.line_items.map((line) => [line.id, restocked(line, units.get(line.id) ?? 0)]));
  const refunds = order.refunds.map((head): Refund => {
    const detail = details.find(({ id }) => id === head.id);
    return {
      id: toExternalId(head.id),
      at: gmt(detail?.date_created_gmt),
      reason: said(detail?.reason ?? head.reason),
      amount: absAmount(money.read(detail?.amount || head.total, `refunds.${head.id}`)),
      lines: (detail ? linesOf(detail) : []).map(({ line, quantity, total, tax }) => ({
        line: toExternalId(line),
        quantity,
        amount: absAmount(plusAmount(money.read(total, `refunds.${head.id}`), money.read(tax, `refunds.${head.id}`))),
        restocked: restocks.get(line) ?? "unknown",
      })),
    };
  });
  return { refunds: refunds.toSorted(byTimeThenId), units };
}

interface Taken {
  readonly line: string;
  readonly quantity: number;
  readonly total: string;
  readonly tax: string;
}

function linesOf(refund: WooRefund): Taken[] {
  return refund.line_items.flatMap((item) => {
    const line = item.meta_data.find(({ key }) => key === "_refunded_item_id")?.value;
    if (typeof line !== "string" && typeof line !== "number") return [];
    return [
      { line: plainText(String(line)), quantity: Math.abs(item.quantity), total: item.total, tax: item.total_tax },
    ];
  });
}

/**
 * WooCommerce counts on the order's line how many units all refunds together put back (`_restock_refunded_items`, measured). That
 * tells each refund only when it is all of them or none.
 */
function restocked(line: Line, taken: number): RefundLine["restocked"] {
  const count = line.meta_data.find(({ key }) => key === "_restock_refunded_items")?.value;
  if (count === undefined) return "unknown";
  if (Number(count) === 0) return "no";
  return Number(count) >= taken ? "yes" : "unknown";
}

function byTimeThenId(a: Refund, b: Refund): number {
  return (a.at ?? 0) - (b.at ?? 0) || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}
