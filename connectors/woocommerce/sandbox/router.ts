import type { Params } from "./query.ts";
import type { Reply } from "./reply.ts";
import type { Shop } from "./shop.ts";

/** One request below `/wp-json`, read. `ids` are the numbers in its path, in order. */
export interface Call {
  readonly ids: readonly [number, number];
  readonly params: Params;
  readonly body: unknown;
}

export type Handler = (shop: Shop, call: Call) => Reply | Promise<Reply>;

export interface Route {
  /** With `:id` where a number stands. */
  readonly path: string;
  readonly on: Readonly<Partial<Record<"read" | "write" | "remove", Handler>>>;
  /** The store's index is open to strangers. */
  readonly open?: boolean;
  /** Batches take POST, PUT and PATCH alike. */
  readonly batch?: boolean;
}

/** The methods that WordPress lists in `Allow`: what can be posted to one thing can be put and patched too. */
export function allowOf(route: Route): string {
  if (route.batch) return "POST, PUT, PATCH";
  const one = route.path.endsWith(":id") && route.on.write;
  return [
    ...(route.on.read ? ["GET"] : []),
    ...(route.on.write ? ["POST"] : []),
    ...(one ? ["PUT", "PATCH"] : []),
    ...(route.on.remove ? ["DELETE"] : []),
  ].join(", ");
}

/** The route and handler for a path and method, or null where WordPress answers `rest_no_route`. */
export function match(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; handler: Handler; ids: [number, number] } | null {
  const wanted = path.split("/");
  for (const route of routes) {
    const parts = route.path.split("/");
    const fits = (part: string, i: number) => (part === ":id" ? /^\d+$/.test(wanted[i] ?? "") : part === wanted[i]);
    if (parts.length !== wanted.length || !parts.every(fits)) continue;
    const handler = handlerFor(route, method);
    if (!handler) return null;
    const [first = 0, second = 0] = wanted.filter((_, i) => parts[i] === ":id").map(Number);
    return { route, handler, ids: [first, second] };
  }
  return null;
}

function handlerFor(route: Route, method: string): Handler | undefined {
  if (method === "GET" || method === "HEAD") return route.on.read;
  if (method === "POST") return route.on.write;
  if (method === "DELETE") return route.on.remove;
  return allowOf(route).includes(method) ? route.on.write : undefined;
}
