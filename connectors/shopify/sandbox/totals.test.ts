import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActInput } from "./act-input.ts";
import { bagAt, decimalText, minorOf, minus, moneyText, partOf, plus } from "./money.ts";
import type { StoredOrder } from "./order-model.ts";
import { legalActs } from "./random-act.ts";
import { rehearse } from "./rehearsal.ts";
import { countsOf, netOf, type Totals, taxOf, totalsOf } from "./totals.ts";

/** What must hold of an order's sums at any moment of its life, in either currency. */
function soundness(order: StoredOrder, totals: Totals): string[] {
  const broken: string[] = [];
  for (const side of ["shop", "presentment"] as const) {
    const say = (rule: string, a: number, b: number) => a !== b && broken.push(`${side}: ${rule}: ${a} is not ${b}`);
    const lines = order.lines.reduce((sum, line) => sum + line.unit[side] * countsOf(order, line).current, 0);
    const discounts =
      totals.currentDiscounts[side] - order.shippingLines.reduce((sum, one) => sum + one.discount[side], 0);
    const tax = order.taxesIncluded ? 0 : totals.currentTax[side];
    say(
      "lines − discounts + shipping + tax + adjustments = total",
      lines - discounts + totals.currentShipping[side] + tax + totals.adjustments[side],
      totals.currentTotal[side],
    );
    say("received − refunded = net payment", totals.received[side] - totals.refunded[side], totals.netPayment[side]);
    say(
      "total − net payment = outstanding",
      totals.currentTotal[side] - totals.netPayment[side],
      totals.outstanding[side],
    );
    say(
      "refunds hold what was given back",
      order.refunds.reduce((sum, one) => sum + one.total[side], 0),
      totals.refunded[side],
    );
  }
  for (const line of order.lines) {
    const { current, sent, unsent } = countsOf(order, line);
    if (current < 0 || sent < 0 || unsent < 0 || unsent > current)
      broken.push(`line ${line.id} has ${current} current, ${unsent} unsent, ${sent} sent`);
    const whole = order.refunds.flatMap((refund) => refund.lines.filter((one) => one.lineId === line.id));
    const back = plus(...whole.map((one) => one.subtotal), netOf(line, current));
    if (line.removed === 0 && !order.edited && JSON.stringify(back) !== JSON.stringify(netOf(line, line.quantity)))
      broken.push(`parts of line ${line.id} do not add up`);
    const taxes = plus(...whole.map((one) => one.tax), taxOf(line, current));
    if (line.removed === 0 && !order.edited && JSON.stringify(taxes) !== JSON.stringify(line.tax))
      broken.push(`taxes of line ${line.id} do not add up`);
  }
  return broken;
}

describe("an order's sums", () => {
  test("hold after any life of edits, payments, refunds and cancellations, in both currencies", () => {
    const life = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      taxesIncluded: fc.boolean(),
      presentmentCurrency: fc.constantFrom("TRY", "EUR", "JPY"),
      discountPercent: fc.constantFrom(0, 7, 15, 33),
      steps: fc.array(fc.nat(1000), { maxLength: 14 }),
    });
    fc.assert(
      fc.property(life, ({ seed, steps, ...over }) => {
        const { sandbox } = rehearse({}, seed);
        const { order = "" } = sandbox.act({ action: "place", ...over });
        const now = () => sandbox.truth().orders.find((one) => one.id === order);
        for (const step of [0, ...steps]) {
          const stored = now();
          if (!stored) return;
          expect(soundness(stored, totalsOf(stored))).toEqual([]);
          const legal: ActInput[] = legalActs(stored).flatMap(([, input]) =>
            input.action === "delete" ? [] : [input],
          );
          const next = legal[step % legal.length];
          if (next) sandbox.act(next);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("come to nothing when all is given back, although discount and rate do not divide", () => {
    const { sandbox } = rehearse();
    const { order = "" } = sandbox.act({
      action: "place",
      paid: true,
      discountPercent: 33,
      presentmentCurrency: "EUR",
      lines: [{ sku: "KUPA-01-1", quantity: 7 }],
      shippingMinor: 4990,
    });
    for (let unit = 0; unit < 7; unit += 1)
      sandbox.act({ action: "refund", order, partial: true, shipping: unit === 6 });
    const { totals, financialStatus, fulfillmentStatus } =
      sandbox.truth().orders[0] ?? expect.fail("the order is gone");
    expect({ total: totals.currentTotal, net: totals.netPayment, tax: totals.currentTax }).toEqual({
      total: { shop: 0, presentment: 0 },
      net: { shop: 0, presentment: 0 },
      tax: { shop: 0, presentment: 0 },
    });
    expect([financialStatus, fulfillmentStatus]).toEqual(["REFUNDED", "RESTOCKED"]);
  });

  test("money beyond the goods is a discrepancy and leaves nothing outstanding", () => {
    const { sandbox } = rehearse();
    const { order = "" } = sandbox.act({ action: "place", paid: true, presentmentCurrency: "TRY" });
    sandbox.act({ action: "refund", order, amountMinor: 1000 });
    const { totals, refunds } = sandbox.truth().orders[0] ?? expect.fail("the order is gone");
    expect(refunds[0]?.adjustment?.amount.shop).toBe(-1000);
    expect(totals.outstanding.shop).toBe(0);
    expect(totals.refunded.shop).toBe(1000);
  });

  test("an edit of a paid order leaves the difference to pay, and a removal leaves it owed", () => {
    const { sandbox } = rehearse();
    const { order = "" } = sandbox.act({
      action: "place",
      paid: true,
      presentmentCurrency: "TRY",
      discountPercent: 0,
      lines: [{ sku: "VAZO-02", quantity: 2 }],
    });
    const first = () => sandbox.truth().orders[0] ?? expect.fail("the order is gone");
    sandbox.act({ action: "edit", order, change: "add", sku: "MUM-03", quantity: 1 });
    expect([first().totals.outstanding.shop, first().financialStatus]).toEqual([15_900, "PARTIALLY_PAID"]);
    sandbox.act({ action: "edit", order, change: "quantity", line: first().lines[0]?.id, quantity: 1 });
    expect([first().totals.outstanding.shop, first().lines[0]?.counts.current, first().lines[0]?.quantity]).toEqual([
      15_900 - 61_000,
      1,
      2,
    ]);
    expect(first().originalTotal).not.toEqual(first().totals.currentTotal);
  });
});

describe("money", () => {
  test("parts of a whole never lose a minor unit", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 50 }), (minor, of) => {
        const whole = { shop: minor, presentment: minor * 3 };
        const parts = Array.from({ length: of }, (_, at) => minus(partOf(whole, at + 1, of), partOf(whole, at, of)));
        expect(plus(...parts)).toEqual(whole);
      }),
    );
  });

  test("prints and reads as Shopify's scalars do", () => {
    expect([
      moneyText(24_900, "TRY"),
      decimalText(24_900, "TRY"),
      decimalText(1099, "EUR"),
      moneyText(500, "JPY"),
      decimalText(0, "TRY"),
    ]).toEqual(["249.00", "249.0", "10.99", "500", "0.0"]);
    expect([minorOf("10.99", "EUR"), minorOf("10.999", "EUR"), minorOf("ten", "EUR"), minorOf("500", "JPY")]).toEqual([
      1099,
      undefined,
      undefined,
      500,
    ]);
    expect(bagAt(10_000, 3.6, "TRY", "JPY")).toEqual({ shop: 10_000, presentment: 360 });
  });
});
