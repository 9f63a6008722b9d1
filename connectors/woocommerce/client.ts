import Exported from "@woocommerce/woocommerce-rest-api";
import { z } from "zod";
import { Fault } from "../contract/fault.ts";
import type { Io } from "../contract/port.ts";
import type { WooAccount } from "./account.ts";
import type { Answer } from "./answer.ts";
import { faultOf, type Way } from "./faults.ts";
import type { Body } from "./map-order.ts";
import { readJson } from "./read-json.ts";
import { codeOfPage } from "./site-page.ts";

export type Query = Readonly<Record<string, string | number>>;

export interface Reply {
  readonly body: Body;
  readonly headers: Headers;
}

/** Speaks `wc/v3` with one site. Throws `Fault` for everything but a 2xx with JSON. `cost` is in the default budget. */
export interface WooClient {
  read(path: string, query: Query, cost: number): Promise<Reply>;
  write(method: "post" | "put" | "delete", path: string, body: unknown, query?: Query): Promise<Reply>;
  /** `/wp-json/`, which anybody may read. */
  index(): Promise<Reply>;
  /** Whether the site has no `/wp-json/` (plain permalinks) and was reached at `/?rest_route=`; known once something was asked. */
  byQuery(): boolean;
}

/** What axios hands to its adapter; the official client puts the request together, we send it. */
const configSchema = z.object({
  url: z.string(),
  method: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  auth: z.object({ username: z.string(), password: z.string() }).optional(),
  data: z.string().nullish(),
});

const answerSchema = z.custom<Answer>((value) => typeof value === "object" && value !== null && "text" in value);
const responseSchema = z.object({ data: answerSchema });

type OfficialClient = typeof Exported;

/** Node hands over the CommonJS module with the class inside, a bundler the class itself. */
function officialClient(exported: unknown): OfficialClient {
  const isClient = (value: unknown): value is OfficialClient => typeof value === "function";
  if (isClient(exported)) return exported;
  const inner = z.object({ default: z.custom<OfficialClient>(isClient) }).parse(exported);
  return inner.default;
}

const userAgent = "Tek (order management; WooCommerce REST API)";

export function createClient(account: WooAccount, io: Io): WooClient {
  const Client = officialClient(Exported);
  let byQuery = false;

  /** A site with plain permalinks answers `/wp-json/` with its theme's 404 page, and nothing has happened: the other spelling is tried. */
  async function reach(make: () => Request, cost: number): Promise<Answer> {
    if (!byQuery) {
      const answer = await send(io, make(), cost);
      if (answer.status !== 404 || readJson(answer.text)) return answer;
      const other = await send(io, spelledByQuery(account.url, make()), cost);
      if (!readJson(other.text)) return answer;
      byQuery = true;
      return other;
    }
    return await send(io, spelledByQuery(account.url, make()), cost);
  }

  const clientFor = (cost: number) =>
    new Client({
      url: account.url,
      consumerKey: account.key,
      consumerSecret: account.secret,
      version: "wc/v3",
      axiosConfig: {
        adapter: async (config: unknown) => {
          const data = await reach(() => requestOf(config), cost);
          return { data, status: 200, statusText: "OK", headers: {}, config };
        },
        transformResponse: (data: unknown) => data,
      },
    });

  async function ask(way: Way, work: () => Promise<unknown>): Promise<Reply> {
    const answer = responseSchema.parse(await work().catch((error: unknown) => rethrow(error, way))).data;
    // The signature covers an address that such a site does not see (measured: 401).
    if (byQuery && answer.status === 401 && account.url.startsWith("http:"))
      throw new Fault("unreachable", { code: "woocommerce.plain-permalinks", status: answer.status });
    return replyOf(answer, way, io);
  }

  return {
    read: (path, query, cost) => ask("read", () => clientFor(cost).get(path, query)),
    write: (method, path, body, query = {}) =>
      ask("write", () =>
        method === "delete" ? clientFor(1).delete(path, query) : clientFor(1)[method](path, body, query),
      ),
    async index() {
      const headers = { Accept: "application/json", "User-Agent": userAgent };
      const make = () => new Request(`${account.url}/wp-json/`, { headers });
      return replyOf(await reach(make, 1), "read", io);
    },
    byQuery: () => byQuery,
  };
}

/** A write that the network swallowed may have happened. Anything that is no Fault comes from inside the official client. */
function rethrow(error: unknown, way: Way): never {
  if (error instanceof Fault) {
    throw way === "write" && error.kind === "unreachable" ? new Fault("unsure", error.facts) : error;
  }
  throw error;
}

/** Over http the client repeats the query in the address and in `params` (measured): the address is built from `params` alone. */
function requestOf(sent: unknown): Request {
  const config = configSchema.parse(sent);
  const url = new URL(config.url);
  const pairs = Object.entries(config.params ?? {}).map(([key, value]) => `${encode(key)}=${encode(String(value))}`);
  url.search = pairs.join("&");
  const headers = new Headers({ Accept: "application/json", "User-Agent": userAgent });
  if (config.auth) {
    const { username, password } = config.auth;
    headers.set("Authorization", `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`);
  }
  if (config.data) headers.set("Content-Type", "application/json;charset=utf-8");
  return new Request(url, { method: config.method.toUpperCase(), headers, body: config.data ?? null });
}

/** `<site>/wp-json/wc/v3/orders?page=2` as `<site>/?rest_route=/wc/v3/orders&page=2`. */
function spelledByQuery(site: string, request: Request): Request {
  const url = new URL(request.url);
  const route = url.pathname.slice(`${new URL(site).pathname.replace(/\/$/, "")}/wp-json`.length);
  const query = url.search.slice(1);
  return new Request(`${site}/?rest_route=${encode(route)}${query ? `&${query}` : ""}`, request);
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

async function send(io: Io, request: Request, cost: number): Promise<Answer> {
  const response = await io.fetch(request, { budget: "api", cost });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function replyOf(answer: Answer, way: Way, io: Io): Reply {
  const fault = faultOf(answer, way, io.now());
  if (fault) throw fault;
  const body = readJson(answer.text);
  if (body) {
    if (body.text.length < answer.text.trim().length)
      io.note("woocommerce.noise-before-json", { length: answer.text.trim().length - body.text.length });
    return { body, headers: answer.headers };
  }
  if (/^\s*</.test(answer.text))
    throw new Fault("unreachable", { code: codeOfPage(answer) ?? "woocommerce.html", status: answer.status });
  throw new Fault("unreadable", { code: "woocommerce.not-json", status: answer.status, body: answer.text });
}
