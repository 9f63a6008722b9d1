import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { toExternalId } from "#app/domain/ids.ts";
import { plus, seconds, toInstant } from "#app/domain/instant.ts";
import type { Amount } from "#app/domain/money.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import { Fault } from "#connectors/contract/fault.ts";
import {
  AccountError,
  type Budget,
  type Connector,
  type Cursor,
  type Io,
  type OrderReading,
  type Orders,
  type Page,
  type Received,
  type Signal,
} from "#connectors/contract/port.ts";
import type { Platform } from "#connectors/registry.ts";

const accountSchema = z.object({ host: z.string(), token: z.string(), expiresAt: z.number().nullable().default(null) });
type Account = z.infer<typeof accountSchema>;

const orderSchema = z.object({
  id: z.string(),
  placedAt: z.number(),
  updatedAt: z.number(),
  status: z.string(),
  total: z.string(),
  customer: z.union([z.object({ name: z.string(), email: z.string() }), z.literal("withheld")]).nullable(),
  listed: z.enum(["whole", "mentioned", "broken", "nameless"]),
});
export type ToyRow = z.infer<typeof orderSchema>;
const pageSchema = z.object({ orders: z.array(orderSchema), more: z.boolean() });

export interface ToyPlatformOptions {
  readonly platform?: string;
  readonly appSecret?: string;
  readonly absence?: "gone" | "unknown";
  readonly budget?: { readonly burst: number; readonly perSecond: number };
  readonly cost?: Omit<Orders["cost"], "heads">;
  /** What the feed of changes does not show. */
  readonly misses?: Orders["feed"]["misses"];
  /** Tokens run out and can be exchanged. */
  readonly tokens?: boolean;
}

/** How far a finished pull steps back, in milliseconds: what is committed late still comes. */
const overlap = 5000;

/** An adapter for toy shops. With an `appSecret` one address serves all shops; without, each shop has its own. */
export function createToyPlatform(options: ToyPlatformOptions = {}): Platform {
  const { platform = "toy", appSecret, tokens = false } = options;
  const budget: Budget = {
    unit: "requests",
    owner: "account",
    ...(options.budget ?? { burst: 1000, perSecond: 1000 }),
  };
  const connector: Connector<Account> = {
    platform,
    title: "Toy",
    account: {
      fields: [
        { name: "host", secret: false },
        { name: "token", secret: true },
      ],
      parse(input) {
        const parsed = accountSchema.safeParse(input);
        if (!parsed.success) throw new AccountError("token", "account.invalid");
        return parsed.data;
      },
      secrets: (account) => [account.token],
    },
    budgets: { requests: budget },
    bells: appSecret ? "app" : "shop",
    open: (account, io) => openStore(account, io, options),
    receive: (delivery, secrets) => receive(delivery.headers, Buffer.from(delivery.body), secrets),
    ...(tokens
      ? {
          tokens: {
            due: ({ expiresAt }: Account) => (expiresAt === null ? null : toInstant(expiresAt - 60_000)),
            refresh: async (account: Account, io: Io) => {
              const fresh = z.object({ token: z.string(), expiresAt: z.number() });
              return { ...account, ...fresh.parse(await ask(account, io, "/token")) };
            },
          },
        }
      : {}),
  };
  return { connector, appSecrets: appSecret ? [appSecret] : [] };
}

function openStore(account: Account, io: Io, options: ToyPlatformOptions) {
  const cost = options.cost ?? { one: 1, page: 1, pageSize: 10 };
  const list = async (path: string, cursor: Cursor | null) => {
    const { at = 0, id = "" } = cursor ?? {};
    const query = `?at=${at}&id=${encodeURIComponent(String(id))}&limit=${cost.pageSize}`;
    return pageSchema.parse(await ask(account, io, path + query, cost.page));
  };
  const readings = async (
    path: string,
    cursor: Cursor,
    field: "placedAt" | "updatedAt",
  ): Promise<Page<OrderReading>> => {
    const page = await list(path, cursor);
    const last = page.orders.at(-1);
    const at = last ? last[field] : Number(cursor.at);
    const known = new Set(Array.isArray(cursor.seen) ? cursor.seen : []);
    const fresh = page.orders.filter((o) => !known.has(printOf(o)));
    const recent = page.orders.filter((o) => o.updatedAt > at - overlap).map(printOf);
    return {
      items: fresh.filter((o) => o.listed === "whole").map(toReading),
      mentions: fresh.filter((o) => o.listed === "mentioned").map((o) => toExternalId(o.id)),
      unreadable: fresh
        .filter((o) => o.listed === "broken" || o.listed === "nameless")
        .map((o) => ({ ...unreadable(o), id: o.listed === "nameless" ? null : toExternalId(o.id) })),
      next:
        page.more || field === "placedAt"
          ? { at, id: last?.id ?? "" }
          : { at: Math.max(at - overlap, Number(cursor.at)), id: "", seen: recent },
      more: page.more,
    };
  };
  const orders: Orders = {
    feed: { by: "modified", misses: options.misses ?? [] },
    cost: { ...cost, heads: { page: cost.page, pageSize: cost.pageSize } },
    absence: options.absence ?? "gone",
    from: (at) => ({ at, id: "" }),
    changedSince: (cursor) => readings("/changes", cursor, "updatedAt"),
    beginning: () => ({ at: 0, id: "" }),
    history: (cursor) => readings("/history", cursor, "placedAt"),
    count: async () => z.object({ count: z.number() }).parse(await ask(account, io, "/count")).count,
    async one(id) {
      const body = await ask(account, io, `/orders/${encodeURIComponent(id)}`, cost.one);
      if (body === null) return null;
      const order = orderSchema.parse(body);
      if (order.listed === "broken") throw new Fault("unreadable", unreadable(order));
      return toReading(order);
    },
    async identify(cursor) {
      const page = await list("/ids", cursor);
      const items = page.orders.map((o) => ({ id: toExternalId(o.id), version: versionOf(o) }));
      return { items, next: { id: page.orders.at(-1)?.id ?? "" }, more: page.more };
    },
  };
  return {
    orders,
    async whoami() {
      const { host, name } = z.object({ host: z.string(), name: z.string() }).parse(await ask(account, io, "/whoami"));
      const where = { timezone: "Europe/Istanbul", adminUrl: `https://${host}/admin` };
      return { externalId: toExternalId(host), name, currency: "TRY", ...where, missingScopes: [] };
    },
    doorbells: {
      by: "api" as const,
      ensure: async () => "in-place" as const,
      remove: async (address: string) => void (await ask(account, io, `/unhung/${encodeURIComponent(address)}`)),
    },
  };
}

async function ask(account: Account, io: Io, path: string, cost = 1): Promise<unknown> {
  const request = new Request(`https://${account.host}${path}`, { headers: { "x-token": account.token } });
  const response = await io.fetch(request, { budget: "requests", cost });
  const { status } = response;
  if (status === 404) return null;
  if (status === 401) throw new Fault("signed-out", { code: "toy.signed-out", status });
  if (status === 403) throw new Fault("forbidden", { code: "toy.forbidden", status });
  if (status === 429) {
    const wait = Number(response.headers.get("retry-after") ?? 1);
    throw new Fault("throttled", { code: "toy.throttled", status, retryAt: plus(io.now(), seconds(wait)) });
  }
  if (status === 422) throw new Fault("unreadable", { code: "toy.nonsense", status, body: await response.text() });
  if (status >= 400) throw new Fault("unreachable", { code: "toy.server-error", status });
  return await response.json();
}

const unreadable = (order: ToyRow) => ({
  code: "toy.unreadable",
  params: { field: "lines" },
  body: JSON.stringify(order),
});
/** Cursors outlive the people in what was read: they hold none of them. */
const printOf = (o: ToyRow) => createHash("sha256").update(JSON.stringify(o)).digest("base64url");
const versionOf = (o: ToyRow) => `${o.updatedAt}/${o.status}/${o.total}`;

function receive(headers: Headers, body: Buffer, secrets: readonly string[]): Received {
  const signed = headers.get("x-wc-toy-signature");
  if (!signed) return { kind: "refused", why: "unsigned" };
  const fits = secrets.some((secret) => createHmac("sha256", secret).update(body).digest("hex") === signed);
  if (!fits) return { kind: "refused", why: "bad-signature" };
  const text = z
    .object({ topic: z.string(), id: z.string().optional(), orders: z.array(z.string()).default([]) })
    .parse(JSON.parse(body.toString("utf8")));
  const about = {
    topic: text.topic,
    shopHint: headers.get("x-wc-toy-host") ?? "",
    id: headers.get("x-wc-toy-delivery") ?? "",
  };
  if (text.topic === "shop/uninstalled")
    return { kind: "delivery", ...about, signals: [{ about: "shop", what: "uninstalled" }] };
  if (["shop/erase", "customer/erase", "customer/data"].includes(text.topic)) {
    const orders = text.orders.map(toExternalId);
    const signal: Signal =
      text.topic === "shop/erase"
        ? { about: "privacy", what: "shop-erase" }
        : { about: "privacy", what: text.topic === "customer/erase" ? "customer-erase" : "customer-data", orders };
    return { kind: "delivery", ...about, shop: toExternalId(about.shopHint), signals: [signal] };
  }
  if (text.id === undefined) return { kind: "refused", why: "malformed" };
  // An empty id is a word that no order answers to: the adapter throws where it promised not to.
  const id = toExternalId(text.id);
  const gone = text.topic === "orders/delete" ? ({ gone: true } as const) : {};
  return { kind: "delivery", ...about, signals: [{ about: "order", id, ...gone }] };
}

export function toReading(order: ToyRow): OrderReading {
  return { snapshot: toSnapshot(order), raw: { format: "toy/1", body: JSON.stringify(order) }, unknown: [] };
}

function toSnapshot(order: ToyRow): OrderSnapshot {
  const of = (minor: number): Amount => ({ shop: { minor, currency: "TRY" }, presentment: { minor, currency: "TRY" } });
  const [zero, total] = [of(0), of(Number(order.total))];
  const { customer } = order;
  const person = customer && customer !== "withheld" ? { ...customer, id: null, phone: null } : null;
  return {
    id: toExternalId(order.id),
    number: `#${order.id}`,
    adminUrl: null,
    version: versionOf(order),
    placedAt: toInstant(order.placedAt),
    updatedAt: toInstant(order.updatedAt),
    cancelledAt: null,
    closedAt: null,
    completedAt: null,
    status: order.status,
    state: "open",
    source: null,
    currency: { shop: "TRY", presentment: "TRY" },
    taxesIncluded: true,
    test: false,
    people: {
      customer: customer === "withheld" ? { withheld: "masked" } : person,
      shipping: null,
      billing: null,
      remarks: null,
    },
    lines: [],
    shipping: [],
    fees: [],
    coupons: [],
    taxes: [],
    totals: {
      subtotal: total,
      discount: zero,
      shipping: zero,
      fees: zero,
      tax: zero,
      total: { stated: total, derived: total },
      paid: zero,
      refunded: zero,
      outstanding: total,
    },
    payment: { state: "unpaid", method: "none", title: null },
    payments: [],
    fulfillment: "unfulfilled",
    fulfillments: [],
    refunds: [],
    tags: [],
  };
}
