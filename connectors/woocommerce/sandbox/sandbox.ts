import type { FaultChange, SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { Journal, Sandbox, World } from "../../contract/sandbox/world.ts";
import type { Act, Acted } from "./acts.ts";
import { createApi } from "./api.ts";
import { createGate } from "./auth.ts";
import { pictureFile } from "./catalog.ts";
import { answerControl, createControl, type GoodChange, type Truth } from "./control.ts";
import { customerRoutes } from "./customer-routes.ts";
import { createDeliveries } from "./deliveries.ts";
import { liveKeys, type Permissions, putStandingKeys } from "./keys.ts";
import { noteRoutes } from "./note-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { answerPage } from "./page.ts";
import { priceRoutes } from "./price-routes.ts";
import { productRoutes } from "./product-routes.ts";
import type { Shop } from "./shop.ts";
import { type Site, siteAnswer } from "./site.ts";
import { openState } from "./state.ts";
import { storeRoutes } from "./store-routes.ts";
import { answerAuth } from "./wc-auth.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export interface WooSandboxOptions {
  readonly world: World;
  readonly journal: Journal;
  /** Its public address, e.g. `http://127.0.0.1:4501`; the scheme decides between OAuth 1.0a and basic auth. */
  readonly origin: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA, e.g. `Europe/Istanbul`. */
  readonly timezone: string;
  /** The `ck_…` and `cs_…` that are accepted. */
  readonly key: string;
  readonly secret: string;
  /** ISO 3166 of the shop's base; decides its taxes. TR unless said otherwise. */
  readonly country?: string;
  /** A second key that may only read. */
  readonly readOnly?: { readonly key: string; readonly secret: string };
  /** Whether shelf prices include tax; no unless said otherwise, as in the measured shop. */
  readonly pricesIncludeTax?: boolean;
  /** The clock that OAuth timestamps are held against, in epoch milliseconds; the world's unless said otherwise. */
  readonly signingClock?: () => number;
}

/** A running stand-in, with its control calls at hand for tests and simulations. */
export interface WooSandbox extends Sandbox {
  /** Throws `ActRefused` when the order does not allow it. */
  act(input: Act): Acted;
  truth(): Truth;
  readonly faults: Readonly<SandboxFaults>;
  setFaults(change: FaultChange): SandboxFaults;
  /** Makes the site as badly kept as real ones are. */
  setSite(change: Partial<Site>): Site;
  /** False: there is no such key, or it was taken back before. */
  revokeKey(id: number): boolean;
  /** What a key may do from now on. False: there is no such key, or it was taken back. */
  permitKey(id: number, permissions: Permissions): boolean;
  /** Changes a good's name or count by hand. Throws `ActRefused` for one that is not sold here. */
  changeGood(change: GoodChange): { readonly product: number };
  lay(o: { orders: number; days: number }): { laid: number };
}

/** Opens the shop that its journal remembers (an empty journal is an empty shop; `lay` fills it). Opens no socket. */
export function createWooSandbox(options: WooSandboxOptions): WooSandbox {
  const root = options.origin.replace(/\/+$/, "");
  let backdate: number | null = null;
  const second = (ms: number) => Math.floor(ms / 1000) * 1000;
  const shop: Shop = {
    get origin() {
      return `${root}${shop.state.site.folder}`;
    },
    name: options.name,
    currency: options.currency,
    timezone: options.timezone,
    country: options.country ?? "TR",
    pricesIncludeTax: options.pricesIncludeTax ?? false,
    world: options.world,
    state: openState(options.journal),
    now: () => second(backdate ?? shop.clock()),
    clock: () => options.world.now() + shop.state.faults.clockSkewMs,
    backdated(at, work) {
      const before = backdate;
      backdate = at;
      try {
        return work();
      } finally {
        backdate = before;
      }
    },
    live: () => backdate === null,
    emit: (topic, id) => {
      if (backdate === null) deliveries.ring(topic, id);
    },
  };
  const deliveries = createDeliveries(shop);
  const controls = createControl(shop);
  const signingClock = options.signingClock ?? (() => options.world.now());
  putStandingKeys(
    shop.state,
    [
      { key: options.key, secret: options.secret, permissions: "read_write" },
      ...(options.readOnly ? [{ ...options.readOnly, permissions: "read" as const }] : []),
    ],
    shop.now(),
  );
  const seconds = () => Math.floor((signingClock() + shop.state.faults.clockSkewMs) / 1000);
  const origin = () => shop.origin;
  const gates = {
    open: createGate({ origin, keys: () => liveKeys(shop.state), seconds }),
    revoked: createGate({ origin, keys: () => [], seconds }),
  };
  const api = createApi(shop, gates, [
    ...webhookRoutes((hook) => deliveries.ping(hook)),
    ...storeRoutes,
    ...customerRoutes,
    ...noteRoutes,
    ...priceRoutes,
    ...orderRoutes,
    ...productRoutes,
  ]);

  /** Every answer says what time it is here, as a web server does. */
  async function handle(request: Request): Promise<Response> {
    const answer = await route(request);
    answer.headers.set("Date", new Date(shop.clock()).toUTCString());
    return answer;
  }

  async function route(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const control = /\/_sandbox\/(.+)$/.exec(url.pathname)?.[1];
    if (control !== undefined) return answerControl(shop, controls, request, control);
    const inside = belowFolder(url, shop.state.site.folder);
    if (inside === null) return new Response("Another site of this host stands here.", { status: 404 });
    const { address, byQuery } = restAddress(inside);
    const path = address.pathname;
    if (path === "/wp-json" || path.startsWith("/wp-json/"))
      return siteAnswer(shop.state.site, { url: address, byQuery }) ?? withNoise(await api(request, address));
    const picture = /^\/wp-content\/uploads\/(.+)\.svg$/.exec(path)?.[1];
    if (picture !== undefined) return answerPicture(decodeURIComponent(picture));
    return answerAuth(shop, address) ?? answerPage(shop, address);
  }

  async function withNoise(answer: Response): Promise<Response> {
    const { noise } = shop.state.site;
    if (noise === "") return answer;
    const { status, headers } = answer;
    return new Response(`${noise}${await answer.text()}`, { status, headers });
  }

  return {
    handle,
    idle: () => deliveries.idle(),
    close: () => deliveries.close(),
    act: (input) => controls.act(input),
    truth: () => controls.truth(),
    get faults() {
      return shop.state.faults;
    },
    setFaults: (change) => controls.setFaults(change),
    setSite: (change) => controls.setSite(change),
    revokeKey: (id) => controls.revokeKey(id),
    permitKey: (id, permissions) => controls.permitKey(id, permissions),
    changeGood: (change) => controls.changeGood(change),
    lay: (o) => controls.lay(o),
  };
}

/** The address as the site sees it; null for one beside the folder that it lives in. */
function belowFolder(url: URL, folder: string): URL | null {
  if (folder === "") return url;
  if (url.pathname !== folder && !url.pathname.startsWith(`${folder}/`)) return null;
  const inside = new URL(url);
  inside.pathname = url.pathname.slice(folder.length) || "/";
  return inside;
}

/** `/?rest_route=/wc/v3/orders` is `/wp-json/wc/v3/orders` in another spelling, whatever the permalinks. */
function restAddress(url: URL): { readonly address: URL; readonly byQuery: boolean } {
  const route = url.searchParams.get("rest_route");
  if (route === null || !/^\/(index\.php)?$/.test(url.pathname)) return { address: url, byQuery: false };
  const address = new URL(url);
  address.searchParams.delete("rest_route");
  address.pathname = `/wp-json${route}`;
  return { address, byQuery: true };
}

function answerPicture(file: string): Response {
  const picture = pictureFile(file);
  if (picture === null) return new Response("no such picture", { status: 404 });
  return new Response(picture, { headers: { "Content-Type": "image/svg+xml", "Cache-Control": "max-age=86400" } });
}
