import { sameValue } from "../canonical.ts";
import type { PersonId } from "../ids.ts";
import { type Amount, sameAmount } from "../money.ts";
import { lineChanges } from "./changes-of-lines.ts";
import { fulfillmentChanges, paymentChanges, refundChanges } from "./changes-of-parts.ts";
import { type Change, change, type EventCode, type EventParams, type EventValue } from "./event.ts";
import type { OrderPeople, OrderSnapshot, OrderTotals } from "./snapshot.ts";

export type PersonRole = keyof OrderPeople;
/** Which row holds a person's values before and after; the same where nothing changed. */
export type PeopleRefs = Readonly<
  Record<PersonRole, { readonly was: PersonId | null; readonly became: PersonId | null }>
>;

/** Every difference between two snapshots of one order, in the order in which a person would tell them. */
export function changesBetween(before: OrderSnapshot, after: OrderSnapshot, people: PeopleRefs): readonly Change[] {
  return [
    ...lifeChanges(before, after),
    ...peopleChanges(people),
    ...lineChanges(before, after),
    ...chargeChanges(before, after),
    ...totalChanges(before.totals, after.totals),
    ...paymentChanges(before, after),
    ...fulfillmentChanges(before, after),
    ...refundChanges(before, after),
    ...valueChange("order.tags", before.tags, after.tags),
  ];
}

/** The one event of an order that is seen for the first time. */
export function found(order: OrderSnapshot): Change {
  return change("order.found", { number: order.number }, null, order.totals.total.stated);
}

function valueChange(code: EventCode, was: EventValue, became: EventValue, params: EventParams = {}): Change[] {
  return sameValue(was, became) ? [] : [change(code, params, was, became)];
}

function lifeChanges(before: OrderSnapshot, after: OrderSnapshot): Change[] {
  const reopened = before.cancelledAt !== null && after.cancelledAt === null;
  return [
    ...valueChange("order.number", before.number, after.number),
    ...valueChange("order.placed-at", before.placedAt, after.placedAt),
    ...valueChange("order.status", before.status, after.status),
    ...valueChange("order.state", before.state, after.state),
    ...valueChange(reopened ? "order.reopened" : "order.cancelled", before.cancelledAt, after.cancelledAt),
    ...valueChange("order.closed", before.closedAt, after.closedAt),
    ...valueChange("order.completed", before.completedAt, after.completedAt),
    ...valueChange("order.source", before.source, after.source),
    ...valueChange("order.currency", before.currency.presentment, after.currency.presentment),
    ...valueChange("order.test", before.test, after.test),
  ];
}

const peopleCodes: Readonly<Record<PersonRole, EventCode>> = {
  customer: "order.customer",
  shipping: "order.shipping-address",
  billing: "order.billing-address",
  remarks: "order.remarks",
};

function peopleChanges(people: PeopleRefs): Change[] {
  const roles: readonly PersonRole[] = ["customer", "shipping", "billing", "remarks"];
  const ref = (person: PersonId | null): EventValue => (person ? { person } : null);
  return roles.flatMap((role) => valueChange(peopleCodes[role], ref(people[role].was), ref(people[role].became)));
}

interface Charge {
  readonly kind: "shipping" | "fee" | "coupon" | "tax";
  readonly key: string;
  readonly title: string;
  readonly amount: Amount | null;
}

/** The charges of a kind may share a title (two taxes named "KDV"): the place among equals tells them apart. */
function chargesOf(order: OrderSnapshot): ReadonlyMap<string, Charge> {
  const all: Omit<Charge, "key">[] = [
    ...order.shipping.map((s) => ({ kind: "shipping" as const, id: s.id, title: s.title, amount: s.total })),
    ...order.fees.map((f) => ({ kind: "fee" as const, id: f.id, title: f.title, amount: f.total })),
    ...order.coupons.map((c) => ({ kind: "coupon" as const, title: c.code, amount: c.amount })),
    ...order.taxes.map((t) => ({
      kind: "tax" as const,
      title: t.rate ? `${t.title} ${t.rate}` : t.title,
      amount: t.amount,
    })),
  ];
  const charges = new Map<string, Charge>();
  for (const charge of all) {
    const name = `${charge.kind} ${"id" in charge ? charge.id : charge.title}`;
    let key = name;
    for (let n = 2; charges.has(key); n++) key = `${name} ${n}`;
    charges.set(key, { ...charge, key });
  }
  return charges;
}

function chargeChanges(before: OrderSnapshot, after: OrderSnapshot): Change[] {
  const [old, now] = [chargesOf(before), chargesOf(after)];
  const told = (c: Charge): EventParams => ({ kind: c.kind, title: c.title });
  const removed = [...old.values()].filter((c) => !now.has(c.key));
  return [
    ...removed.map((c) => change("charge.removed", told(c), c.amount, null)),
    ...[...now.values()].flatMap((c) => {
      const was = old.get(c.key);
      return was
        ? valueChange("charge.changed", was.amount, c.amount, told(c))
        : [change("charge.added", told(c), null, c.amount)];
    }),
  ];
}

const totalParts = ["subtotal", "discount", "shipping", "fees", "tax", "paid", "refunded", "outstanding"] as const;

function totalChanges(before: OrderTotals, after: OrderTotals): Change[] {
  const differs = (totals: OrderTotals) => !sameAmount(totals.total.stated, totals.total.derived);
  return [
    ...valueChange("total.changed", before.total.stated, after.total.stated, { part: "total" }),
    ...totalParts.flatMap((part) => valueChange("total.changed", before[part], after[part], { part })),
    ...(differs(before) === differs(after)
      ? []
      : [change("total.discrepancy", {}, before.total.derived, after.total.derived)]),
  ];
}
