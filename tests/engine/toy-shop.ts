import { createHmac } from "node:crypto";
import type { Clock } from "#app/ports/ports.ts";
import type { RawDelivery } from "#connectors/contract/port.ts";

/** One order of a toy shop, as its protocol sends it. */
export interface ToyOrder {
  readonly id: string;
  readonly placedAt: number;
  readonly updatedAt: number;
  readonly status: string;
  /** In minor units; what is no number breaks whoever believes it. */
  readonly total: string;
  /** "withheld": the shop knows, and does not show it. */
  readonly customer: { readonly name: string; readonly email: string } | "withheld" | null;
  /** How lists show it: whole, by its id alone, as something that cannot be read, or as that without an id. */
  readonly listed: "whole" | "mentioned" | "broken" | "nameless";
}

export interface ToyFaults {
  /** Nothing is answered at all. */
  down: boolean;
  /** Every request is answered with 429 and this header until the shop is told otherwise. */
  retryAfter: string | null;
  /** Orders whose single read is answered with 500. */
  readonly sick: Set<string>;
  /** Paths that are answered with this status. */
  readonly refused: Map<string, number>;
  /** Reading an order alone changes its date. */
  bumpsWhenRead: boolean;
  /** Virtual milliseconds that an answer takes. */
  latency: number;
  /** Lists say that there is more, and begin anew. */
  pagesRepeat: boolean;
  /** An answer that never comes. */
  silent: boolean;
}

export interface ToyShopOptions {
  readonly clock: Clock & { advance(ms: number): void };
  readonly host: string;
  readonly token?: string;
  /** Dates are whole multiples of this, in milliseconds. */
  readonly granularity?: number;
  /** How far the shop's clock is ahead of ours, in milliseconds. */
  readonly skew?: number;
}

export type ToyShop = ReturnType<typeof createToyShop>;

/** A shop held in memory that speaks a small protocol of its own over HTTP. */
export function createToyShop({ clock, host, token = `token-of-${host}`, granularity = 1, skew = 0 }: ToyShopOptions) {
  const orders = new Map<string, ToyOrder>();
  const requests: string[] = [];
  const faults: ToyFaults = {
    down: false,
    retryAfter: null,
    sick: new Set(),
    refused: new Map(),
    bumpsWhenRead: false,
    latency: 0,
    pagesRepeat: false,
    silent: false,
  };
  const state = { token, refreshes: 0, mayRefresh: true };
  const hooks: {
    onRequest: ((path: string, token: string) => Promise<void>) | null;
    onBump: ((id: string) => void) | null;
  } = {
    onRequest: null,
    onBump: null,
  };
  const now = () => Math.floor((clock.now() + skew) / granularity) * granularity;
  let made = 0;

  function place(part: Partial<ToyOrder> = {}): string {
    const id = part.id ?? String(1000 + ++made);
    const order = { status: "open", total: "1000", customer: null, listed: "whole", ...part } as const;
    orders.set(id, { placedAt: now(), updatedAt: now(), ...order, id });
    return id;
  }

  /** Changes an order; `silently`: without moving its date. */
  function edit(id: string, part: Partial<ToyOrder>, how: "dated" | "silently" = "dated"): void {
    const order = orders.get(id);
    if (!order) throw new Error(`The shop has no order ${id}`);
    orders.set(id, { ...order, ...(how === "dated" ? { updatedAt: now() } : {}), ...part });
  }

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const sent = request.headers.get("x-token") ?? "";
    requests.push(url.pathname);
    if (faults.silent) return await new Promise<Response>(() => undefined);
    if (faults.latency) clock.advance(faults.latency);
    await hooks.onRequest?.(url.pathname, sent);
    if (faults.down) throw new TypeError("fetch failed");
    if (faults.retryAfter !== null)
      return new Response("", { status: 429, headers: { "retry-after": faults.retryAfter } });
    const refused = faults.refused.get(url.pathname);
    if (refused) return new Response("{}", { status: refused });
    if (url.pathname === "/token") return refreshed();
    if (sent !== state.token) return new Response("{}", { status: 401 });
    return route(url);
  }

  function refreshed(): Response {
    if (!state.mayRefresh) return new Response("{}", { status: 401 });
    state.token = `${token}-${++state.refreshes}`;
    return Response.json({ token: state.token, expiresAt: clock.now() + 3_600_000 });
  }

  function route(url: URL): Response {
    const [, place, id] = url.pathname.split("/");
    const limit = Number(url.searchParams.get("limit") ?? 10);
    if (faults.pagesRepeat && !id && place !== "whoami" && place !== "count")
      return Response.json({ orders: [], more: true });
    const from = { at: Number(url.searchParams.get("at") ?? 0), id: url.searchParams.get("id") ?? "" };
    if (place === "whoami") return Response.json({ host, name: `Shop ${host}` });
    if (place === "unhung") return Response.json({});
    if (place === "count") return Response.json({ count: orders.size });
    if (place === "orders" && id) return single(decodeURIComponent(id));
    const sorted = [...orders.values()].sort(byDate(place === "history" ? "placedAt" : "updatedAt"));
    if (place === "history")
      return page(
        sorted.reverse().filter((o) => before(o, from)),
        limit,
      );
    if (place === "changes")
      return page(
        sorted.filter((o) => after(o, from)),
        limit,
      );
    const all = [...orders.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).filter((o) => o.id > from.id);
    return page(all, limit);
  }

  function single(id: string): Response {
    const order = orders.get(id);
    if (!order) return new Response("{}", { status: 404 });
    if (faults.sick.has(id)) return new Response("", { status: 500 });
    if (faults.bumpsWhenRead) {
      edit(id, {});
      hooks.onBump?.(id);
    }
    return Response.json(order);
  }

  return {
    host,
    orders,
    requests,
    faults,
    state,
    hooks,
    place,
    edit,
    answer,
    remove: (id: string) => orders.delete(id),
  };
}

const byDate = (field: "placedAt" | "updatedAt") => (a: ToyOrder, b: ToyOrder) =>
  a[field] - b[field] || (a.id < b.id ? -1 : 1);
const after = (o: ToyOrder, from: { at: number; id: string }) =>
  o.updatedAt > from.at || (o.updatedAt === from.at && o.id > from.id);
const before = (o: ToyOrder, from: { at: number; id: string }) =>
  from.id === "" || o.placedAt < from.at || (o.placedAt === from.at && o.id < from.id);

const page = (list: readonly ToyOrder[], limit: number) =>
  Response.json({ orders: list.slice(0, limit), more: list.length > limit });

/** A doorbell as a toy platform rings it: the body is signed, the headers are not. */
export function toyDelivery(
  secret: string,
  host: string,
  body: { readonly topic: string; readonly id?: string },
  delivery = "one",
): RawDelivery {
  const text = JSON.stringify(body);
  const headers = new Headers({
    "x-wc-toy-signature": createHmac("sha256", secret).update(text).digest("hex"),
    "x-wc-toy-host": host,
    "x-wc-toy-delivery": delivery,
  });
  return { headers, body: Buffer.from(text) };
}
