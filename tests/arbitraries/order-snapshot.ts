import fc from "fast-check";
import { toExternalId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type { Amount } from "#app/domain/money.ts";
import {
  fulfillmentStates,
  type OrderPeople,
  type OrderSnapshot,
  orderStates,
  paymentMethods,
  paymentStates,
} from "#app/domain/orders/snapshot.ts";
import { normaliseText } from "#app/domain/text.ts";

/** Text as it is after the boundary: any letters, quotes, line ends and emoji, no NUL. */
const anyText = fc.string({ unit: "binary", maxLength: 40 }).map((text) => normaliseText(text));
const turkish = fc.constantFrom(
  "Işıl İpek",
  "ŞULE ÖZÇELİK",
  "Ayşe Yılmaz",
  "O'Brien",
  "张伟",
  "Мария",
  "🦊 Fox",
  "a\u0301",
);
const word = fc.oneof(anyText, turkish);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const externalId = fc
  .oneof(fc.bigInt({ min: 1n, max: 2n ** 70n }).map(String), fc.uuid(), fc.constantFrom("'", '"', "a b"))
  .map(toExternalId);
const instant = fc.integer({ min: 0, max: 253_402_300_799_999 }).map(toInstant);
const quantity = fc.integer({ min: -5, max: 2_000_000 });
const minor = fc.oneof(
  fc.constantFrom(0, 1, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.integer({ min: -1e9, max: 1e9 }),
);
const attribute = fc.record({ name: word, value: word });
const withheld = fc.record({ withheld: fc.constantFrom("not-approved", "masked", "expired") });
const shown = <T>(of: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: of }, fc.constant(null), withheld);

const anyPeople: fc.Arbitrary<OrderPeople> = fc.record({
  customer: shown(fc.record({ id: maybe(externalId), name: maybe(word), email: maybe(word), phone: maybe(word) })),
  shipping: shown(anyAddress()),
  billing: shown(anyAddress()),
  remarks: shown(fc.record({ note: maybe(word), attributes: fc.array(attribute, { maxLength: 3 }) })),
});

function anyAddress() {
  return fc.record({
    name: maybe(word),
    company: maybe(word),
    line1: maybe(word),
    line2: maybe(word),
    city: maybe(word),
    province: maybe(word),
    provinceCode: maybe(word),
    zip: maybe(word),
    country: maybe(fc.constantFrom("TR", "DE")),
    phone: maybe(word),
  });
}

function partsIn(currency: OrderSnapshot["currency"]) {
  const amount: fc.Arbitrary<Amount> = fc.tuple(minor, minor).map(([shop, presentment]) => ({
    shop: { minor: shop, currency: currency.shop },
    presentment: { minor: presentment, currency: currency.presentment },
  }));
  const tax = fc.record({ title: word, rate: maybe(fc.constantFrom("20", "8.25", "0")), amount });
  const taxes = fc.array(tax, { maxLength: 2 });
  const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });
  const evidence = maybe(
    fc.record({
      at: instant,
      by: fc.constantFrom(
        "fulfillment-created" as const,
        "carrier-in-transit" as const,
        "carrier-delivered" as const,
        "status-completed" as const,
        "tracking-plugin" as const,
        "marked-delivered" as const,
      ),
    }),
  );
  return {
    lines: some(
      fc.record({
        id: externalId,
        productId: maybe(externalId),
        variantId: maybe(externalId),
        sku: maybe(word),
        title: word,
        variantTitle: maybe(word),
        options: fc.array(attribute, { maxLength: 2 }),
        picture: maybe(fc.webUrl()),
        quantity,
        currentQuantity: quantity,
        unitPrice: amount,
        discount: amount,
        total: amount,
        taxes,
        requiresShipping: fc.boolean(),
      }),
    ),
    shipping: some(fc.record({ id: externalId, title: word, code: maybe(word), total: amount, taxes })),
    fees: some(fc.record({ id: externalId, title: word, total: amount, taxes })),
    coupons: some(fc.record({ code: word, amount: maybe(amount) })),
    taxes,
    totals: fc.record({
      subtotal: amount,
      discount: amount,
      shipping: amount,
      fees: amount,
      tax: amount,
      total: fc.record({ stated: amount, derived: amount }),
      paid: amount,
      refunded: amount,
      outstanding: amount,
    }),
    payments: some(
      fc.record({
        id: externalId,
        kind: fc.constantFrom("sale", "authorization", "capture", "void", "refund", "other"),
        status: fc.constantFrom("success", "pending", "failure"),
        gateway: maybe(word),
        amount,
        at: maybe(instant),
      }),
    ),
    fulfillments: some(
      fc.record({
        id: externalId,
        status: word,
        state: fc.constantFrom("open", "sent", "delivered", "cancelled", "failed"),
        lines: fc.array(fc.record({ line: externalId, quantity }), { maxLength: 3 }),
        tracking: fc.array(fc.record({ carrier: maybe(word), number: maybe(word), url: maybe(fc.webUrl()) }), {
          maxLength: 2,
        }),
        sent: evidence,
        delivered: evidence,
      }),
    ),
    refunds: some(
      fc.record({
        id: externalId,
        at: maybe(instant),
        reason: maybe(word),
        amount,
        lines: fc.array(
          fc.record({ line: externalId, quantity, amount, restocked: fc.constantFrom("yes", "no", "unknown") }),
          { maxLength: 3 },
        ),
      }),
    ),
  } as const;
}

/** Any order that an adapter may hand us, sensible or not. */
export const anySnapshot: fc.Arbitrary<OrderSnapshot> = fc
  .record({ shop: fc.constantFrom("TRY", "JPY"), presentment: fc.constantFrom("TRY", "EUR", "KWD") })
  .chain((currency) =>
    fc.record({
      id: externalId,
      number: word,
      adminUrl: maybe(fc.webUrl()),
      version: word,
      placedAt: instant,
      updatedAt: instant,
      cancelledAt: maybe(instant),
      closedAt: maybe(instant),
      completedAt: maybe(instant),
      status: word,
      state: fc.constantFrom(...orderStates),
      source: maybe(word),
      currency: fc.constant(currency),
      taxesIncluded: fc.boolean(),
      test: fc.boolean(),
      people: anyPeople,
      payment: fc.record({
        state: fc.constantFrom(...paymentStates),
        method: fc.constantFrom(...paymentMethods),
        title: maybe(word),
      }),
      fulfillment: fc.constantFrom(...fulfillmentStates),
      tags: fc.array(word, { maxLength: 4 }),
      ...partsIn(currency),
    }),
  )
  // fast-check also makes objects without a prototype; no parser does.
  .map((snapshot) => structuredClone(snapshot));
