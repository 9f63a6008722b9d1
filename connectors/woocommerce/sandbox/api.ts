import { disturb } from "../../contract/sandbox/disturb.ts";
import { type Gate, strangerRefused } from "./auth.ts";
import { readPairs, readParams } from "./query.ts";
import { invalidParam, type Reply, RestError, respond } from "./reply.ts";
import { allowOf, match, type Route } from "./router.ts";
import type { Shop } from "./shop.ts";

/** Answers everything below `/wp-json`: faults, keys, routes, the shapes of errors. */
export function createApi(shop: Shop, gates: { open: Gate; revoked: Gate }, routes: readonly Route[]) {
  const index: Route = {
    path: "/wc/v3",
    open: true,
    on: {
      read: () => ({
        status: 200,
        body: {
          namespace: "wc/v3",
          routes: Object.fromEntries(routes.map((r) => [wpPath(r.path), allowOf(r).split(", ")])),
        },
      }),
    },
  };
  const all = [index, ...routes];

  async function answer(request: Request, url: URL, gate = gates.open): Promise<Response> {
    let known = false;
    try {
      const query = readPairs(url.search);
      const authorization = request.headers.get("authorization");
      const key = gate.enter({ method: request.method, url, query, authorization });
      known = key !== null;
      const path = url.pathname.replace(/^\/wp-json/, "").replace(/\/$/, "");
      const found = match(all, request.method, path);
      if (!found) throw new RestError(404, "rest_no_route", "No route was found matching the URL and request method.");
      if (!key && !found.route.open) throw strangerRefused(request.method, found.ids[0] !== 0);
      const headers = { Allow: allowOf(found.route) };
      try {
        const params = readParams(shop, query);
        const body = await readJson(request);
        const reply = await found.handler(shop, { ids: found.ids, params, body });
        return finish({ ...reply, headers: { ...headers, ...reply.headers } }, known);
      } catch (error) {
        if (error instanceof RestError) return finish({ status: error.status, body: error.body(), headers }, known);
        throw error;
      }
    } catch (error) {
      if (error instanceof RestError) return finish({ status: error.status, body: error.body() }, known);
      throw error;
    }
  }

  /** What was changed is in the journal before its answer leaves. */
  function finish(reply: Reply, known: boolean): Response {
    shop.state.commit();
    return respond(shop.origin, reply, known);
  }

  const pages = new Map<string, Response>();
  return (request: Request, url: URL): Promise<Response> =>
    disturb({
      faults: shop.state.faults,
      world: shop.world,
      writes: request.method !== "GET",
      tooMany,
      refused: () => answer(request, url, gates.revoked),
      broken: (done) => (done ? html(504, "504 Gateway Time-out") : html(502, "502 Bad Gateway")),
      page: () => html(200, "Just a moment..."),
      noise: phpNotice,
      list: listOf(request, url),
      pages,
      carryOut: () => answer(request, url),
    });
}

/** What a page cache that forgets the place in a list would keep an answer under; null for what is no list. */
function listOf(request: Request, { pathname, search }: URL): string | null {
  if (request.method !== "GET" || !/\/(orders|products|customers|refunds|variations|webhooks)\/?$/.test(pathname))
    return null;
  const forgotten = /^(page|offset|after|before|modified_after|modified_before|oauth_.*|consumer_.*)$/;
  const kept = readPairs(search).filter(([name]) => !forgotten.test(name));
  return `${pathname}?${kept.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

const phpNotice =
  "<br />\n<b>Warning</b>:  Undefined array key &quot;kargo&quot; in <b>/var/www/html/wp-content/plugins/kargo-takip/kargo.php</b> on line <b>42</b><br />\n";

async function readJson(request: Request): Promise<unknown> {
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  const text = await request.text();
  if (text.trim() === "") return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new RestError(400, "rest_invalid_json", "Invalid JSON body passed.", {
      status: 400,
      json_error_code: 4,
      json_error_message: "Syntax error",
    });
  }
  if (typeof body === "object") return body;
  throw invalidParam("body", "rest_invalid_type", "body is not of type object.", { param: "body" });
}

function tooMany(): Response {
  const headers = { "Content-Type": "text/html", "Retry-After": "2", Server: "nginx/1.22.1" };
  return new Response(errorPage("429 Too Many Requests"), { status: 429, headers });
}

function html(status: number, title: string): Response {
  const headers = { "Content-Type": "text/html; charset=UTF-8", Server: "nginx/1.22.1" };
  return new Response(errorPage(title), { status, headers });
}

const errorPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n`;

function wpPath(path: string): string {
  let n = 0;
  const parents: Record<string, string> = { orders: "order_id", products: "product_id" };
  const many = path.split(":id").length > 2 || !path.endsWith(":id");
  return path.replaceAll(":id", () => {
    n += 1;
    const parent = parents[path.split("/")[3] ?? ""];
    return `(?P<${n === 1 && many ? (parent ?? "id") : "id"}>[\\d]+)`;
  });
}
