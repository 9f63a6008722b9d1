import { z } from "zod";
import { toExternalId } from "../../../app/domain/ids.ts";
import { plus, seconds } from "../../../app/domain/instant.ts";
import { Fault } from "../../../connectors/contract/fault.ts";
import { AccountError, type Connector, type Cursor, type Io, type Store } from "../../../connectors/contract/port.ts";
import { retryAfter } from "../../../connectors/contract/retry-after.ts";
import { currency, readOrder, versionOf } from "./map-order.ts";
import { goodShape, orderShape, type StallOrder } from "./stall.ts";
import { type Ask, createPush, type Read } from "./stock.ts";

const accountShape = z.object({ host: z.string().min(1), key: z.string().min(1) });
export type BazaarAccount = z.infer<typeof accountShape>;

const place = toExternalId("stall");
const signal = z.object({ number: z.int(), order: z.string(), gone: z.boolean() });

/** A platform that exists in tests only: it has what Shopify and WooCommerce do not, and later platforms will. */
export function createBazaar(pageSize = 10): Connector<BazaarAccount> {
  return {
    platform: "bazaar",
    title: "Bazaar",
    account: {
      fields: [
        { name: "host", secret: false },
        { name: "key", secret: true },
      ],
      parse(input) {
        const parsed = accountShape.safeParse(input);
        if (parsed.success) return parsed.data;
        throw new AccountError(String(parsed.error.issues[0]?.path[0] ?? "host"), "account.missing");
      },
      secrets: ({ key }) => [key],
    },
    budgets: { requests: { unit: "requests", burst: 100, perSecond: 10, owner: "account" } },
    bells: "shop",
    open: (account, io) => openStore(account, io, pageSize),
    // Nothing rings: whatever comes is forged.
    receive: () => ({ kind: "refused", why: "unsigned" }),
  };
}

function openStore(account: BazaarAccount, io: Io, size: number): Store {
  const ask: Ask = (path, body) => send(account, io, path, body);
  async function list<T>(room: string, after: unknown, shape: z.ZodType<T>): Promise<{ items: T[]; more: boolean }> {
    const answer = await ask(`/${room}?size=${size}&after=${encodeURIComponent(String(after ?? ""))}`);
    return read(z.object({ items: z.array(shape), more: z.boolean() }), answer);
  }
  /** Orders with refunds stand in lists without what was given back: they are only mentioned. */
  const handed = (orders: readonly StallOrder[]) => ({
    items: orders.filter(({ refunds }) => refunds.length === 0).map(readOrder),
    mentions: orders.filter(({ refunds }) => refunds.length > 0).map(({ id }) => toExternalId(id)),
  });
  const goods = (cursor: Cursor) => list("goods", cursor.after, goodShape);
  return {
    async whoami() {
      const { name } = read(z.object({ name: z.string() }), await ask("/stall"));
      const adminUrl = `https://${account.host}/`;
      return { externalId: toExternalId(account.host), name, currency, timezone: null, adminUrl, missingScopes: [] };
    },
    orders: {
      feed: { by: "modified", misses: ["refund", "note", "deletion"] },
      cost: { one: 1, page: 1, pageSize: size, heads: { page: 1, pageSize: size } },
      absence: "gone",
      from: (at) => ({ after: stamp(at) }),
      async changedSince(cursor) {
        const { items, more } = await list("changes", cursor.after, orderShape);
        const last = items.at(-1);
        if (!last) return { items: [], next: cursor, more };
        const known = Array.isArray(cursor.seen) ? cursor.seen : [];
        const from = stamp(last.updatedAt - overlap);
        const seen = [...new Set([...known, ...items.map(markOf)])].filter((mark) => mark >= from);
        const next = more ? { after: `${stamp(last.updatedAt)} ${last.id}`, seen } : { after: from, seen };
        return { ...handed(items.filter((order) => !known.includes(markOf(order)))), next, more };
      },
      beginning: () => ({ after: "" }),
      async history(cursor) {
        const { items, more } = await list("orders", cursor.after, orderShape);
        return { ...handed(items), next: onward(cursor, items), more };
      },
      count: async () => read(z.object({ orders: z.int() }), await ask("/stall")).orders,
      async one(id) {
        const answer = await ask(`/order/${encodeURIComponent(id)}`).catch(orNull);
        return answer === null ? null : readOrder(read(orderShape, answer));
      },
      async identify(cursor) {
        const { items, more } = await list("orders", cursor?.after, orderShape);
        const heads = items.map((order) => ({ id: toExternalId(order.id), version: versionOf(order) }));
        return { items: heads, next: onward(cursor ?? { after: "" }, items), more };
      },
    },
    catalog: {
      beginning: () => ({ after: "" }),
      async products(cursor) {
        const { items, more } = await goods(cursor);
        const products = items.map(({ id, name, price }) => ({
          ...{
            id: toExternalId(id),
            title: name,
            state: "sold" as const,
            adminUrl: null,
            picture: null,
            updatedAt: null,
          },
          variants: [
            {
              ...{ id: null, sku: id, barcode: null, title: null, options: [], picture: null },
              price: (price / 100).toFixed(2),
              stock: { by: "own" as const, item: toExternalId(id) },
            },
          ],
        }));
        return { items: products, next: more ? onward(cursor, items) : { after: "" }, more };
      },
    },
    stock: {
      locations: "one",
      places: async () => [{ id: place, name: "Tezgâh", open: true }],
      beginning: () => ({ after: "" }),
      async levels(cursor) {
        const { items, more } = await goods(cursor);
        const levels = items.map(({ id, count }) => ({
          ...{ item: toExternalId(id), place, available: count, onHand: count, updatedAt: null },
        }));
        return { items: levels, next: more ? onward(cursor, items) : { after: "" }, more };
      },
      push: createPush(ask, read, io.now),
    },
    doorbells: {
      by: "collect",
      async collect(cursor) {
        const { items, more } = await list("queue", cursor?.after, signal);
        const signals = items.map(({ order, gone }) => ({
          about: "order" as const,
          id: toExternalId(order),
          ...(gone ? { gone: true as const } : {}),
        }));
        const last = items.at(-1);
        return {
          items: signals,
          next: last ? { after: String(last.number).padStart(9, "0") } : (cursor ?? { after: "" }),
          more,
        };
      },
    },
  };
}

/** A finished pull steps back by so much: an order that changes again in the same moment is seen again, what stays as it was is not. */
const overlap = seconds(5);
const stamp = (at: number) => String(at).padStart(15, "0");
const markOf = (order: StallOrder) => `${stamp(order.updatedAt)} ${order.id} ${versionOf(order)}`;
const onward = (cursor: Cursor, items: readonly { readonly id: string }[]): Cursor => ({
  after: items.at(-1)?.id ?? String(cursor.after ?? ""),
});

const read: Read = (shape, value) => {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Fault("unreadable", { code: "bazaar.unreadable", body: JSON.stringify(value) });
};

async function send({ host, key }: BazaarAccount, io: Io, path: string, body?: unknown): Promise<unknown> {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await io.fetch(new Request(`https://${host}${path}`, { headers: { "x-key": key }, ...sent }));
  const { status } = response;
  if (status === 401) throw new Fault("signed-out", { code: "bazaar.signed-out", status });
  if (status === 403) throw new Fault("forbidden", { code: "bazaar.forbidden", status });
  if (status === 429) {
    const retryAt = retryAfter(response.headers, io.now()) ?? plus(io.now(), seconds(60));
    throw new Fault("throttled", { code: "bazaar.throttled", status, retryAt });
  }
  const text = await response.text();
  if (status === 404 && text === "{}") throw new Fault("missing", { code: "bazaar.missing", status });
  if (status >= 400) throw new Fault("unreachable", { code: "bazaar.down", status });
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault("unreadable", { code: "bazaar.not-json", status, body: text });
  }
}

function orNull(error: unknown): null {
  if (error instanceof Fault && error.kind === "missing") return null;
  throw error;
}
