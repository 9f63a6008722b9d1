import { createHash } from "node:crypto";
import { pictureOf } from "../../contract/sandbox/cast.ts";
import { changeFaults, type FaultChange, type SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { Sandbox, World } from "../../contract/sandbox/world.ts";
import { loadAdminSchema } from "../schema/load.ts";
import type { ActInput } from "./act-input.ts";
import { answerAdmin } from "./admin-page.ts";
import { appBridgeScript } from "./app-bridge.ts";
import { asItStands, refusedFor } from "./as-it-stands.ts";
import { products } from "./catalogue.ts";
import { answerControl, type Control } from "./control.ts";
import { createDesk, type Done } from "./desk.ts";
import { disturb, refusedToken } from "./disturb.ts";
import { createGraphQL } from "./graphql.ts";
import { lay } from "./lay.ts";
import { defaultScopes, type ShopifySandboxOptions } from "./options.ts";
import { signSessionToken } from "./session-token.ts";
import { mintFor, openStore } from "./state.ts";
import { createTokens, json } from "./tokens.ts";
import { type Truth, truthOf } from "./truth.ts";
import { createPostman } from "./webhooks.ts";

export type { ShopifySandboxOptions } from "./options.ts";

/** A stand-in Shopify shop. Besides requests it takes direct calls, for tests that live in the same process. */
export interface ShopifySandbox extends Sandbox {
  /** Does something in the shop. Throws `Refused` (its message says why) where the shop would not allow it. */
  act(input: ActInput): Done;
  truth(): Truth;
  readonly faults: SandboxFaults;
  setFaults(change: FaultChange): SandboxFaults;
  /** Lays orders with a past, without webhooks; answers their ids. */
  lay(wish: { orders: number; days: number }): string[];
  /** A session token as the admin would give the app's frame: 60 seconds of life. */
  sessionToken(user?: string): string;
}

/** Opens the shop as its journal left it. Deterministic: the same world and requests give the same shop. */
export function createShopifySandbox(given: ShopifySandboxOptions): ShopifySandbox {
  const store = openStore(given.journal);
  if (given.installed === false && store.size("house") === 0)
    store.commit([{ kind: "house", put: { ...store.house(), installed: false } }]);
  const world = skewed(given.world, () => store.house().faults.clockSkewMs);
  const options = asItStands(given, store, world);
  const pages = new Map<string, Response>();
  const postman = createPostman(options, store);
  const desk = createDesk(options, store, postman);
  const tokens = createTokens(options, store);
  const graphql = createGraphQL(options, store, desk, options.schema ?? loadAdminSchema());
  const control: Control = {
    act: desk.act,
    truth: () => truthOf(options, store),
    get faults() {
      return store.house().faults;
    },
    setFaults(change) {
      const faults = changeFaults(store.house().faults, change);
      store.commit([{ kind: "house", put: { ...store.house(), faults } }]);
      return faults;
    },
    lay: (wish) => lay(desk, world, wish),
    mails: () => [...store.all("mail")],
  };
  const sessionToken = (user = "42") => {
    const iat = Math.floor(world.now() / 1000);
    const home = `https://${options.shop}`;
    const mint = mintFor(store, world);
    const body = {
      iss: `${home}/admin`,
      dest: home,
      aud: options.apiKey,
      sub: user,
      exp: iat + 60,
      nbf: iat,
      iat,
      jti: mint.uuid(),
      sid: mint.uuid(),
    };
    return signSessionToken(body, options.apiSecret);
  };
  if (options.seed && store.size("order") === 0 && store.size("deleted") === 0) control.lay(options.seed);

  const answerGraphQL = async (request: Request): Promise<Response> => {
    const token = tokens.check(request.headers.get("x-shopify-access-token"));
    if (token.state === "retired")
      return json(403, { errors: "[API] Non-expiring access tokens are no longer accepted for the Admin API." });
    if (token.state !== "good" || !store.house().installed) return json(401, { errors: refusedToken });
    return graphql(request, token.scopes);
  };

  const handle = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname;
    if (path.startsWith("/_sandbox/")) return answerControl(control, world, request, path);
    if (path.startsWith("/cdn/")) return picture(decodeURIComponent(path.slice("/cdn/".length)));
    if (path === "/app-bridge.js") return text(appBridgeScript, "text/javascript");
    if (path === "/admin/session-token")
      return text(sessionToken(url.searchParams.get("user") ?? undefined), "text/plain");
    const host = request.headers.get("x-forwarded-host") ?? url.host;
    const asked = apiOf(request.method, path);
    if (asked === undefined && path.startsWith("/admin/api/")) return json(404, { errors: "Not Found" });
    if (asked === undefined)
      return answerAdmin(
        options,
        {
          store,
          desk,
          asked: given.scopes ?? defaultScopes,
          faults: () => control.faults,
          sessionToken: () => sessionToken(),
        },
        request,
      );
    // A shop that moved is found under its first address, too.
    if (![options.shop, given.shop, new URL(options.origin).host].includes(host))
      return json(404, { errors: "Not Found" });
    const stamp = requestId(world.now(), path);
    const document = asked === "graphql" ? await request.clone().text() : undefined;
    const answer = await disturb({
      faults: control.faults,
      world,
      plan: options.plan ?? "standard",
      document,
      pages,
      carryOut: async () =>
        refusedFor(store.house().standing) ??
        (await (document === undefined ? tokens.exchange(request) : answerGraphQL(request))),
    });
    answer.headers.set("date", new Date(world.now()).toUTCString());
    answer.headers.set("x-request-id", stamp);
    return answer;
  };

  return {
    handle,
    idle: () => postman.idle(),
    close: () => postman.close(),
    act: control.act,
    truth: control.truth,
    get faults() {
      return control.faults;
    },
    setFaults: control.setFaults,
    lay: control.lay,
    sessionToken,
  };
}

/** The shop's clock may be wrong; its timers are not. */
function skewed(world: World, by: () => number): World {
  const { advance } = world;
  return {
    now: () => world.now() + by(),
    chance: () => world.chance(),
    after: (ms, run) => world.after(ms, run),
    send: (request) => world.send(request),
    ...(advance ? { advance: (ms: number) => advance.call(world, ms) } : {}),
  };
}

/** Whatever version the address names, 2026-10 answers and says so, as Shopify does for versions that it no longer has. */
function apiOf(method: string, path: string): "token" | "graphql" | undefined {
  if (method !== "POST") return undefined;
  if (path === "/admin/oauth/access_token") return "token";
  return /^\/admin\/api\/[^/]+\/graphql\.json$/.test(path) ? "graphql" : undefined;
}

function requestId(now: number, path: string): string {
  return `${createHash("sha1").update(`${now}${path}`).digest("hex").slice(0, 32)}-${Math.floor(now / 1000)}`;
}

function picture(name: string): Response {
  const sku = name.replace(/\.svg$/, "");
  const good = products.find((one) => one.good.sku === sku || one.variants.some((each) => each.sku === sku))?.good;
  return good ? text(pictureOf(good), "image/svg+xml") : new Response("not found", { status: 404 });
}

function text(body: string, type: string): Response {
  return new Response(body, { headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" } });
}
