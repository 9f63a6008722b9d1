import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySnapshot as anyOrder } from "#tests/arbitraries/order-snapshot.ts";
import { sameValue } from "../canonical.ts";
import { type ExternalId, toExternalId, toPersonId } from "../ids.ts";
import { changesBetween, type PeopleRefs } from "./changes.ts";
import { eventCodes } from "./event.ts";
import { keepKnown } from "./keep-known.ts";
import { isWithheld, type OrderSnapshot, type Tax } from "./snapshot.ts";

/** With parts that the platform's ids tell apart. */
const anySnapshot = anyOrder.map((order): OrderSnapshot => {
  const named = <P extends { readonly id: ExternalId }>(parts: readonly P[]) =>
    parts.map((part, i) => ({ ...part, id: toExternalId(`${i} ${part.id}`.slice(0, 255)) }));
  const { lines, shipping, fees, payments, fulfillments, refunds } = order;
  return {
    ...order,
    lines: named(lines),
    shipping: named(shipping),
    fees: named(fees),
    payments: named(payments),
    fulfillments: named(fulfillments),
    refunds: named(refunds),
  };
});
const anyPeople = anyOrder.map(({ people }) => people);

const person = (n: number) => toPersonId(`01900003-0000-7000-8000-${String(n).padStart(12, "0")}`);
const nobody = { was: null, became: null };
const same: PeopleRefs = { customer: nobody, shipping: nobody, billing: nobody, remarks: nobody };

describe("what changed between two snapshots", () => {
  it("is nothing where they are equal, however they were put together", () => {
    fc.assert(
      fc.property(anySnapshot, (order) => {
        const again = structuredClone(order);
        expect(changesBetween(order, { ...again, updatedAt: order.updatedAt }, same)).toEqual([]);
      }),
    );
  });

  it("is told in known codes, with values that differ, and without any personal value", () => {
    fc.assert(
      fc.property(anySnapshot, anySnapshot, (before, after) => {
        const refs: PeopleRefs = { ...same, customer: { was: person(1), became: person(2) } };
        for (const change of changesBetween(before, after, refs)) expect(eventCodes).toContain(change.code);
        const people = changesBetween(before, { ...before, people: after.people }, refs);
        expect(people).toEqual([
          { code: "order.customer", params: {}, was: { person: person(1) }, became: { person: person(2) } },
        ]);
      }),
    );
  });

  it("shows in the timeline whatever a list shows: status, state, money, payment, fulfillment", () => {
    fc.assert(
      fc.property(anySnapshot, anySnapshot, (before, other) => {
        const parts: readonly Partial<OrderSnapshot>[] = [
          { status: other.status },
          { state: other.state },
          { number: other.number },
          { totals: { ...before.totals, total: other.totals.total } },
          { payment: { ...before.payment, state: other.payment.state } },
          { fulfillment: other.fulfillment },
          { tags: other.tags },
        ];
        for (const part of parts) {
          const after = { ...before, ...part };
          const stated = (o: OrderSnapshot) => ({ ...o, totals: { ...o.totals, total: o.totals.total.stated } });
          if (!sameValue(stated(before), stated(after)))
            expect(changesBetween(before, after, same).length).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it("tells two charges of one name apart", () => {
    const [order] = fc.sample(anySnapshot, 1);
    if (!order) throw new Error("No sample");
    const tax = (minor: number): Tax => {
      const money = { minor, currency: "TRY" };
      return { title: "KDV", rate: "20", amount: { shop: money, presentment: money } };
    };
    const before = { ...order, taxes: [tax(1), tax(2)] };
    expect(changesBetween(before, { ...before, taxes: [tax(1), tax(3)] }, same)).toMatchObject([
      { code: "charge.changed", params: { kind: "tax" } },
    ]);
    expect(changesBetween(before, { ...before, taxes: [tax(1)] }, same)).toMatchObject([{ code: "charge.removed" }]);
  });

  it("knows a line by the platform's id, also when lines change places", () => {
    const withLines = fc.sample(
      anySnapshot.filter(({ lines }) => lines.length >= 2),
      1,
    );
    const [order] = withLines;
    if (!order) throw new Error("No sample");
    const lines = order.lines.map((line, i) => ({ ...line, id: toExternalId(`line-${i}`) }));
    expect(changesBetween({ ...order, lines }, { ...order, lines: lines.toReversed() }, same)).toEqual([]);
  });
});

describe("what a platform withholds", () => {
  const [sample] = fc.sample(anySnapshot, 1);
  if (!sample) throw new Error("No sample");

  it("never takes the place of what is known; everything else is the newest snapshot's", () => {
    fc.assert(
      fc.property(anyPeople, anyPeople, (known, shown) => {
        const kept = keepKnown({ ...sample, people: known }, { ...sample, status: "newer", people: shown });
        expect(kept.status).toBe("newer");
        for (const role of ["customer", "shipping", "billing", "remarks"] as const) {
          const keeps = isWithheld(shown[role]) && known[role] !== null && !isWithheld(known[role]);
          expect(kept.people[role]).toEqual(keeps ? known[role] : shown[role]);
        }
      }),
    );
  });

  it("takes the place of what a person asked us to forget", () => {
    const known = { name: "Ayşe", email: null, phone: null, id: null };
    const withheld = { withheld: "masked" } as const;
    const held = { ...sample, people: { ...sample.people, customer: known } };
    const read = { ...sample, people: { ...sample.people, customer: withheld } };
    expect(keepKnown(held, read).people.customer).toEqual(known);
    expect(keepKnown(held, read, new Set(["customer"])).people.customer).toEqual(withheld);
  });
});
