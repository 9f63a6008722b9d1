import { noFaults, type SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { Journal } from "../../contract/sandbox/world.ts";
import { firstCoupons } from "./coupons.ts";
import type { Coupon, Customer, Key, Mail, Note, Product, TaxRate, Term, Webhook } from "./entities.ts";
import { type Dropped, entrySchema, type Kinds, kinds, type Sequence, sequences } from "./journal-entry.ts";
import type { Order, Refund } from "./order-entities.ts";
import { type Site, tidySite } from "./site.ts";
import { firstRates } from "./taxes.ts";

/** The shop's memory. Changes become one journal entry per `commit`, so a kill leaves a whole operation or none of it. */
export interface State {
  readonly orders: ReadonlyMap<number, Order>;
  readonly refunds: ReadonlyMap<number, Refund>;
  readonly notes: ReadonlyMap<number, Note>;
  readonly products: ReadonlyMap<number, Product>;
  readonly customers: ReadonlyMap<number, Customer>;
  readonly webhooks: ReadonlyMap<number, Webhook>;
  /** REST API keys, revoked ones too. */
  readonly keys: ReadonlyMap<number, Key>;
  readonly categories: ReadonlyMap<number, Term>;
  readonly attributes: ReadonlyMap<number, Term>;
  readonly coupons: ReadonlyMap<number, Coupon>;
  readonly rates: ReadonlyMap<number, TaxRate>;
  /** What the shop has sent, oldest first. */
  readonly mails: ReadonlyMap<number, Mail>;
  /** Ids of orders that were deleted for good, oldest first. */
  readonly deletedOrders: readonly number[];
  readonly faults: SandboxFaults;
  readonly site: Site;
  next(sequence: Sequence): number;
  /** Remembers new or changed entities: `put({ order })`. */
  put(change: Partial<Kinds>): void;
  drop(kind: Dropped["kind"], id: number): void;
  setFaults(faults: SandboxFaults): void;
  setSite(site: Site): void;
  refundsOf(orderId: number): Refund[];
  variationsOf(productId: number): Product[];
  commit(): void;
}

/** Restores the shop from its journal. Throws when an entry is none of ours. */
export function openState(journal: Journal): State {
  const maps = {
    order: new Map<number, Order>(),
    refund: new Map<number, Refund>(),
    note: new Map<number, Note>(),
    product: new Map<number, Product>(),
    customer: new Map<number, Customer>(),
    webhook: new Map<number, Webhook>(),
    key: new Map<number, Key>(),
    category: new Map<number, Term>(),
    attribute: new Map<number, Term>(),
    mail: new Map<number, Mail>(),
    coupon: new Map(firstCoupons.map((one) => [one.id, one])),
    rate: new Map(firstRates.map((one) => [one.id, one])),
  };
  const children = { refund: new Map<number, Set<number>>(), product: new Map<number, Set<number>>() };
  const counters: Record<string, number> = { ...sequences };
  const deletedOrders: number[] = [];
  let faults = noFaults;
  let site = tidySite;
  const dirty = new Map<string, { kind: keyof Kinds; id: number }>();
  let dropped: Dropped[] = [];
  let countersDirty = false;
  let faultsDirty = false;
  let siteDirty = false;

  const link = (index: Map<number, Set<number>>, parent: number, child: number) => {
    const known = index.get(parent);
    if (known) known.add(child);
    else index.set(parent, new Set([child]));
  };
  const store = ({
    order,
    refund,
    note,
    product,
    customer,
    webhook,
    category,
    attribute,
    mail,
    key,
    coupon,
    rate,
  }: Partial<Kinds>) => {
    if (coupon) maps.coupon.set(coupon.id, coupon);
    if (rate) maps.rate.set(rate.id, rate);
    if (mail) maps.mail.set(mail.id, mail);
    if (category) maps.category.set(category.id, category);
    if (attribute) maps.attribute.set(attribute.id, attribute);
    if (order) maps.order.set(order.id, order);
    if (note) maps.note.set(note.id, note);
    if (customer) maps.customer.set(customer.id, customer);
    if (webhook) maps.webhook.set(webhook.id, webhook);
    if (key) maps.key.set(key.id, key);
    if (refund) {
      maps.refund.set(refund.id, refund);
      link(children.refund, refund.orderId, refund.id);
    }
    if (product) {
      maps.product.set(product.id, product);
      link(children.product, product.parentId, product.id);
    }
  };
  const remove = ({ kind, id }: Dropped) => {
    if (kind === "refund") children.refund.get(maps.refund.get(id)?.orderId ?? 0)?.delete(id);
    if (kind === "product") children.product.get(maps.product.get(id)?.parentId ?? 0)?.delete(id);
    maps[kind].delete(id);
    if (kind === "order") deletedOrders.push(id);
  };

  for (const raw of journal.read()) {
    const entry = entrySchema.parse(raw);
    for (const order of entry.order ?? []) store({ order });
    for (const refund of entry.refund ?? []) store({ refund });
    for (const note of entry.note ?? []) store({ note });
    for (const product of entry.product ?? []) store({ product });
    for (const customer of entry.customer ?? []) store({ customer });
    for (const webhook of entry.webhook ?? []) store({ webhook });
    for (const key of entry.key ?? []) store({ key });
    for (const category of entry.category ?? []) store({ category });
    for (const attribute of entry.attribute ?? []) store({ attribute });
    for (const mail of entry.mail ?? []) store({ mail });
    for (const coupon of entry.coupon ?? []) store({ coupon });
    for (const rate of entry.rate ?? []) store({ rate });
    for (const gone of entry.dropped ?? []) remove(gone);
    Object.assign(counters, entry.next);
    faults = entry.faults ?? faults;
    site = entry.site ?? site;
  }

  return {
    orders: maps.order,
    refunds: maps.refund,
    notes: maps.note,
    products: maps.product,
    customers: maps.customer,
    webhooks: maps.webhook,
    keys: maps.key,
    categories: maps.category,
    attributes: maps.attribute,
    mails: maps.mail,
    coupons: maps.coupon,
    rates: maps.rate,
    deletedOrders,
    get site() {
      return site;
    },
    get faults() {
      return faults;
    },
    next(sequence) {
      const value = (counters[sequence] ?? 0) + 1;
      counters[sequence] = value;
      countersDirty = true;
      return value;
    },
    put(change) {
      store(change);
      for (const kind of kinds) {
        const entity = change[kind];
        if (entity) dirty.set(`${kind}:${entity.id}`, { kind, id: entity.id });
      }
    },
    drop(kind, id) {
      remove({ kind, id });
      dirty.delete(`${kind}:${id}`);
      dropped.push({ kind, id });
    },
    setFaults(changed) {
      faults = changed;
      faultsDirty = true;
    },
    setSite(changed) {
      site = changed;
      siteDirty = true;
    },
    refundsOf: (orderId) => [...(children.refund.get(orderId) ?? [])].flatMap((id) => maps.refund.get(id) ?? []),
    variationsOf: (productId) =>
      [...(children.product.get(productId) ?? [])].flatMap((id) => maps.product.get(id) ?? []),
    commit() {
      const entry: Record<string, unknown[] | object> = {};
      for (const { kind, id } of dirty.values()) {
        const list = entry[kind];
        const entity = maps[kind].get(id);
        if (Array.isArray(list)) list.push(entity);
        else entry[kind] = [entity];
      }
      if (dropped.length) entry.dropped = dropped;
      if (countersDirty) entry.next = { ...counters };
      if (faultsDirty) entry.faults = faults;
      if (siteDirty) entry.site = site;
      dirty.clear();
      dropped = [];
      countersDirty = faultsDirty = siteDirty = false;
      if (Object.keys(entry).length) journal.append(entry);
    },
  };
}
