import { sameValue } from "../canonical.ts";
import { type Change, change, type EventParams } from "./event.ts";
import type { Fulfillment, OrderSnapshot, Payment, Refund } from "./snapshot.ts";

/** Pairs the parts of two snapshots by the platform's id. */
function paired<P extends { readonly id: string }>(before: readonly P[], after: readonly P[]) {
  const old = new Map(before.map((part) => [part.id, part]));
  const kept = new Set<string>(after.map((part) => part.id));
  return {
    added: after.filter((part) => !old.has(part.id)),
    removed: before.filter((part) => !kept.has(part.id)),
    both: after.flatMap((now) => {
      const was = old.get(now.id);
      return was && !sameValue(was, now) ? [{ was, now }] : [];
    }),
  };
}

export function paymentChanges(before: OrderSnapshot, after: OrderSnapshot): Change[] {
  const { added, removed, both } = paired(before.payments, after.payments);
  const told = (p: Payment): EventParams => ({ kind: p.kind, status: p.status, gateway: p.gateway ?? "" });
  const [was, now] = [before.payment, after.payment];
  return [
    ...added.map((p) => change("payment.added", told(p), null, p.amount)),
    ...removed.map((p) => change("payment.changed", told(p), p.amount, null)),
    ...both.map(({ was, now }) => change("payment.changed", told(now), was.status, now.status)),
    ...(was.state === now.state ? [] : [change("payment.state", {}, was.state, now.state)]),
    ...(was.method === now.method && was.title === now.title
      ? []
      : [change("payment.method", {}, was.title ?? was.method, now.title ?? now.method)]),
  ];
}

export function fulfillmentChanges(before: OrderSnapshot, after: OrderSnapshot): Change[] {
  const { added, removed, both } = paired(before.fulfillments, after.fulfillments);
  const units = (f: Fulfillment) => f.lines.reduce((sum, line) => sum + line.quantity, 0);
  const told = (f: Fulfillment): EventParams => ({ units: units(f), state: f.state });
  return [
    ...added.map((f) => change("fulfillment.added", told(f), null, numbersOf(f))),
    ...removed.map((f) => change("fulfillment.changed", told(f), f.state, null)),
    ...both.flatMap(({ was, now }) => [
      ...(sameValue(was.tracking, now.tracking)
        ? []
        : [change("fulfillment.tracking", told(now), numbersOf(was), numbersOf(now))]),
      ...(was.delivered || !now.delivered
        ? []
        : [change("fulfillment.delivered", { ...told(now), by: now.delivered.by }, null, now.delivered.at)]),
      ...(was.status === now.status && was.state === now.state
        ? []
        : [change("fulfillment.changed", told(now), was.status, now.status)]),
    ]),
    ...(before.fulfillment === after.fulfillment
      ? []
      : [change("fulfillment.state", {}, before.fulfillment, after.fulfillment)]),
  ];
}

const numbersOf = (f: Fulfillment): readonly string[] => f.tracking.flatMap((t) => (t.number ? [t.number] : []));

export function refundChanges(before: OrderSnapshot, after: OrderSnapshot): Change[] {
  const { added, removed, both } = paired(before.refunds, after.refunds);
  const told = (r: Refund): EventParams => ({ units: r.lines.reduce((sum, line) => sum + line.quantity, 0) });
  return [
    ...added.map((r) => change("refund.added", told(r), null, r.amount)),
    ...removed.map((r) => change("refund.removed", told(r), r.amount, null)),
    ...both.map(({ was, now }) => change("refund.changed", told(now), was.amount, now.amount)),
  ];
}
