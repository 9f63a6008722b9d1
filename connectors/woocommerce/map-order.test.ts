import { describe, expect, it } from "vitest";
import type { OrderSnapshot } from "../../app/domain/orders/snapshot.ts";
import { altered, reading, recordedNames } from "./recordings.ts";

const order = (name: string): OrderSnapshot => reading(name).snapshot;
const minor = (amount: { shop: { minor: number } }) => amount.shop.minor;

describe("every recorded order", () => {
  it.each(recordedNames("orders").map((file) => file.replace(".json", "")))(
    "%s adds up to what the shop states",
    (name) => {
      const { totals, lines, shipping, fees } = order(name);
      expect(totals.total.derived).toEqual(totals.total.stated);
      const parts = [...lines, ...shipping, ...fees].reduce((sum, part) => sum + minor(part.total), 0);
      expect(parts + minor(totals.tax)).toBe(minor(totals.total.stated));
      for (const line of lines) expect(line.unitPrice.shop.currency).toBe(order(name).currency.shop);
    },
  );
});

describe("an order's money", () => {
  it("is read from texts: quantity 3 at 8.623333… is 25.87, and the coupons' share is the line's discount", () => {
    const { lines, coupons, totals } = order("coupons");
    expect(lines.map((l) => [minor(l.unitPrice), minor(l.discount), minor(l.total)])).toEqual([
      [1097, 704, 2587],
      [1296, 255, 1041],
    ]);
    expect(coupons.map((c) => [c.code, c.amount && minor(c.amount)])).toEqual([
      ["yaz10", 459],
      ["minus5", 500],
    ]);
    expect([minor(totals.discount), minor(totals.subtotal), minor(totals.total.stated)]).toEqual([959, 3628, 5151]);
  });

  it("knows that yen have no hundredths, however the shop shows them", () => {
    const jpy = order("currency-jpy");
    expect(jpy.totals.total.stated.shop).toEqual({ minor: 5300, currency: "JPY" });
    expect(minor(jpy.lines[0]?.unitPrice ?? jpy.totals.paid)).toBe(1500);
  });

  it("keeps the order's own currency in a shop of another", () => {
    const { currency, totals } = order("currency-try");
    expect(currency).toEqual({ shop: "TRY", presentment: "TRY" });
    expect(totals.total.stated.presentment).toEqual({ minor: 235164, currency: "TRY" });
  });

  it("keeps a fee that takes away", () => {
    const { fees, totals } = order("fees");
    expect(fees.map((f) => [f.title, minor(f.total), minor(f.taxes[0]?.amount ?? totals.paid)])).toEqual([
      ["Gift wrap", 250, 48],
      ["Manual discount", -300, -57],
    ]);
    expect(minor(totals.fees)).toBe(-50);
  });

  it("names taxes and their rates on the order and on each line", () => {
    const { taxes, lines } = order("us-sales-tax");
    expect(taxes).toEqual([
      {
        title: "CA Tax",
        rate: "7.25",
        amount: { shop: { minor: 217, currency: "EUR" }, presentment: { minor: 217, currency: "EUR" } },
      },
    ]);
    expect(lines.map((l) => l.taxes.map((t) => [t.title, t.rate, minor(t.amount)]))).toEqual([
      [["CA Tax", "7.25", 152]],
      [["CA Tax", "7.25", 65]],
    ]);
  });

  it("shows lines with their tax where the order's prices include it, and still adds up", () => {
    const { lines, totals, taxesIncluded } = altered("coupons", { prices_include_tax: true }).snapshot;
    expect(taxesIncluded).toBe(true);
    expect(minor(lines[0]?.total ?? totals.paid)).toBe(2587 + 492);
    expect(minor(lines[0]?.discount ?? totals.paid)).toBe(3291 + 625 - 2587 - 492);
    expect([minor(totals.discount), minor(totals.shipping)]).toEqual([959 + 182, 833]);
    expect(totals.total.derived).toEqual(totals.total.stated);
  });
});

describe("an order's refunds", () => {
  it("take units from lines, never below nothing, and keep order and reason", () => {
    const { refunds, lines, totals, payment } = order("partial-refunds");
    expect(refunds.map((r) => [r.id, minor(r.amount), r.reason, r.lines.map((l) => [l.line, l.quantity])])).toEqual([
      ["118", 2988, "Bir adet iade", [["173", 1]]],
      ["120", 0, null, []],
      ["121", 2988, null, [["173", 1]]],
      ["122", 100, null, [["173", 1]]],
      ["123", 50, null, [["173", 5]]],
    ]);
    expect(lines.map((l) => [l.quantity, l.currentQuantity])).toEqual([
      [3, 0],
      [1, 1],
    ]);
    expect([minor(totals.refunded), minor(totals.paid), minor(totals.outstanding)]).toEqual([6126, 12779, 0]);
    expect(payment.state).toBe("partly-refunded");
  });

  it("say that goods went back where the line counts as many as were taken", () => {
    expect(order("full-refund-by-lines").refunds[0]?.lines[0]).toMatchObject({
      line: "177",
      quantity: 2,
      restocked: "yes",
    });
    expect(minor(order("full-refund-by-lines").refunds[0]?.lines[0]?.amount ?? order("fees").totals.paid)).toBe(6931);
  });

  it("do not guess where only some went back", () => {
    const restocks = order("partial-refunds").refunds.flatMap((r) => r.lines.map((l) => l.restocked));
    expect(new Set(restocks)).toEqual(new Set(["unknown"]));
  });

  it("are whole when they reach the total, though the shop's status does not say so", () => {
    const refunds = [{ id: 9, reason: "", total: "-22.66" }];
    expect(altered("guest-processing", { refunds }).snapshot.payment.state).toBe("refunded");
  });

  it("are whole when the shop said so by status, paid or not", () => {
    expect(order("full-refund-by-status").payment.state).toBe("refunded");
    const unpaid = order("status-refunded");
    expect([
      unpaid.payment.state,
      minor(unpaid.totals.paid),
      minor(unpaid.totals.refunded),
      minor(unpaid.totals.outstanding),
    ]).toEqual(["refunded", 0, 3576, 0]);
  });
});

describe("an order without a way to ship", () => {
  it("still needs shipping where it has a place to ship to", () => {
    const shipping = { first_name: "Ayşe", address_1: "İnönü Cd. 5", city: "Muğla", country: "TR" };
    expect(altered("virtual-only", { shipping }).snapshot.fulfillment).toBe("unfulfilled");
  });
});

describe("an order's state", () => {
  it.each([
    ["status-pending", "pending", "unpaid", 3576],
    ["status-on-hold", "on-hold", "unpaid", 3576],
    ["status-failed", "failed", "failed", 3576],
    ["status-cancelled", "cancelled", "voided", 0],
    ["status-completed", "completed", "paid", 0],
    ["status-trash", "trashed", "paid", 0],
    ["guest-processing", "open", "paid", 0],
  ])("%s is %s and %s", (name, state, payment, outstanding) => {
    const snapshot = order(name);
    expect([snapshot.state, snapshot.payment.state, minor(snapshot.totals.outstanding)]).toEqual([
      state,
      payment,
      outstanding,
    ]);
  });

  it("takes a status of the shop's own for work under way and keeps its word", () => {
    const { snapshot } = altered("guest-processing", { status: "kargoya-hazir" });
    expect([snapshot.state, snapshot.status]).toEqual(["open", "kargoya-hazir"]);
  });

  it.each([
    ["guest-processing", "bank-transfer"],
    ["multi-line", "cash-on-delivery"],
    ["currency-jpy", "card"],
    ["currency-try", "card"],
    ["zero-total", "none"],
    ["no-billing", "other"],
  ])("%s was to be paid by %s", (name, method) => {
    expect(order(name).payment.method).toBe(method);
  });

  it("has a payment with the gateway's own id exactly where it was paid", () => {
    expect(order("currency-jpy").payments).toMatchObject([
      { id: "pi_3Test", kind: "sale", gateway: "stripe", at: Date.UTC(2026, 10, 23, 9, 1, 7) },
    ]);
    expect(order("status-on-hold").payments).toEqual([]);
  });

  it("was sent when it was completed, and needs no shipping where nothing can be shipped", () => {
    const completed = order("status-completed");
    expect(completed.fulfillment).toBe("fulfilled");
    expect(completed.fulfillments[0]?.sent).toEqual({ at: Date.UTC(2026, 10, 23, 9, 1, 11), by: "status-completed" });
    expect(order("virtual-only").fulfillment).toBe("not-required");
    expect(order("virtual-only").lines.every((l) => !l.requiresShipping)).toBe(true);
    expect(order("zero-total").fulfillment).toBe("unfulfilled");
  });

  it("was sent when a tracking plugin says so", () => {
    const { fulfillment, fulfillments } = order("metadata");
    expect(fulfillment).toBe("fulfilled");
    expect(fulfillments[0]).toMatchObject({
      tracking: [{ carrier: "Yurtiçi", number: "YK123", url: null }],
      sent: { at: 1763856000_000, by: "tracking-plugin" },
      lines: [{ line: "39", quantity: 1 }],
    });
  });
});
