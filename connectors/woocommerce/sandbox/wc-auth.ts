import { createHash } from "node:crypto";
import { z } from "zod";
import { issueKey, type Permissions, revokeKey } from "./keys.ts";
import { esc, frame } from "./page-frame.ts";
import type { Shop } from "./shop.ts";

const handOverTimeoutMs = 60_000;

/** The request as `WC_Auth::validate_data` wants it, checked in its order and refused in its words. */
interface Asked {
  readonly appName: string;
  readonly userId: string;
  readonly returnUrl: string;
  readonly callbackUrl: string;
  readonly scope: Permissions;
}

class AuthRefused extends Error {}

const scopeSchema = z.enum(["read", "write", "read_write"]);

/** What WooCommerce's page says that an app may do, by scope. */
const rights: Readonly<Record<Permissions, readonly string[]>> = {
  read: ["View coupons", "View customers", "View orders and sales reports", "View products"],
  write: ["Create webhooks", "Create coupons", "Create customers", "Create orders", "Create products"],
  read_write: [
    "Create webhooks",
    "View and manage coupons",
    "View and manage customers",
    "View and manage orders and sales reports",
    "View and manage products",
  ],
};

/**
 * `/wc-auth/v1/authorize` and `/wc-auth/v1/access_granted` as measured: the callback must be https; the key is posted before the browser
 * is sent back; a callback that does not answer 200 leaves an error page and no key; denying posts nothing; opening the granting link
 * again makes and posts another key. Null: another address. Whoever opens the page counts as the shop's signed-in manager.
 */
export function answerAuth(shop: Shop, url: URL): Promise<Response> | null {
  const route = routeOf(url);
  if (route !== "authorize" && route !== "access_granted") return null;
  return answer(shop, url, route).catch((error: unknown) => {
    if (error instanceof AuthRefused) return refusal(shop, error.message);
    throw error;
  });
}

/** With plain permalinks the same is reached by query (by source). */
function routeOf({ pathname, searchParams }: URL): string | undefined {
  if (searchParams.get("wc-auth-version") === "1") return searchParams.get("wc-auth-route") ?? "";
  return /^\/wc-auth\/v1\/([a-z_]+)\/?$/.exec(pathname)?.[1];
}

async function answer(shop: Shop, url: URL, route: "authorize" | "access_granted"): Promise<Response> {
  const asked = read(url.searchParams);
  const nonce = nonceOf(shop, asked);
  if (route === "authorize") return consent(shop, url, asked, nonce);
  if (url.searchParams.get("wc_auth_nonce") !== nonce) throw new AuthRefused("Invalid nonce verification");
  await grant(shop, asked);
  return new Response(null, { status: 302, headers: { Location: returnTo(asked, 1) } });
}

function read(params: URLSearchParams): Asked {
  for (const name of ["app_name", "user_id", "return_url", "callback_url", "scope"])
    if (!params.get(name)) throw new AuthRefused(`Missing parameter ${name}`);
  const value = (name: string) => params.get(name) ?? "";
  const scope = scopeSchema.safeParse(value("scope")).data;
  if (!scope) throw new AuthRefused(`Invalid scope ${value("scope")}`);
  for (const name of ["return_url", "callback_url"])
    if (!URL.canParse(value(name))) throw new AuthRefused(`The ${name} is not a valid URL`);
  if (!/^https:\/\//i.test(value("callback_url"))) throw new AuthRefused("The callback_url needs to be over SSL");
  const addresses = { returnUrl: value("return_url"), callbackUrl: value("callback_url") };
  return { appName: value("app_name"), userId: value("user_id"), ...addresses, scope };
}

/** Makes the key and hands it over; without an answer of 200 it is removed again. */
async function grant(shop: Shop, { appName, userId, callbackUrl, scope }: Asked): Promise<void> {
  const key = issueKey(shop, { permissions: scope, description: `${appName} - API` });
  shop.state.commit();
  const body = JSON.stringify({
    key_id: key.id,
    user_id: userId,
    consumer_key: key.key,
    consumer_secret: key.secret,
    key_permissions: scope,
  });
  const headers = {
    "User-Agent": `WordPress/7.0.4; ${shop.origin}`,
    Accept: "*/*",
    "Content-Type": "application/json;charset=UTF-8",
  };
  const why = await handOver(shop, new Request(callbackUrl, { method: "POST", headers, body }));
  if (why === null) return;
  revokeKey(shop.state, key.id);
  shop.state.commit();
  throw new AuthRefused(why);
}

/** Null when the app took the key; else why not, in WordPress' words. */
async function handOver(shop: Shop, request: Request): Promise<string | null> {
  const late = new Promise<"late">((resolve) => void shop.world.after(handOverTimeoutMs, () => resolve("late")));
  const answered = shop.world.send(request).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : ""),
  );
  const said = await Promise.race([answered, late]);
  if (said === 200) return null;
  if (said === "late") return "cURL error 28: Operation timed out after 60000 milliseconds with 0 bytes received";
  if (typeof said === "string") return `cURL error 60: ${said}`;
  return "An error occurred in the request and at the time were unable to send the consumer data";
}

function consent(shop: Shop, url: URL, asked: Asked, nonce: string): Response {
  const granting = new URL(url);
  if (granting.searchParams.has("wc-auth-route")) granting.searchParams.set("wc-auth-route", "access_granted");
  else granting.pathname = "/wc-auth/v1/access_granted/";
  granting.searchParams.set("wc_auth_nonce", nonce);
  const list = rights[asked.scope].map((right) => `<li>${esc(right)}</li>`).join("");
  const path = new URL(shop.origin).pathname.replace(/\/$/, "");
  return frame(
    shop,
    `Connect ${asked.appName}`,
    `<h1>${esc(asked.appName)} would like to connect to your store</h1>
<div class="card"><p>This will give “${esc(asked.appName)}” ${esc(asked.scope.replace("_", "/"))} access which will allow it to:</p><ul>${list}</ul>
<div class="row"><a class="button main" href="${esc(`${path}${granting.pathname}${granting.search}`)}">Approve</a>
<a class="button" href="${esc(returnTo(asked, 0))}">Deny</a></div></div>`,
  );
}

function returnTo({ returnUrl, userId }: Asked, success: 0 | 1): string {
  const url = new URL(returnUrl);
  url.searchParams.set("success", String(success));
  url.searchParams.set("user_id", userId);
  return url.href;
}

function refusal(shop: Shop, why: string): Response {
  const page = frame(shop, "Access denied", `<div class="card"><p>Error: ${esc(why)}.</p></div>`);
  return new Response(page.body, { status: 401, headers: page.headers });
}

/** WordPress' nonces hold for hours and may be used again: that is why the link grants twice. */
const nonceOf = (shop: Shop, { appName, callbackUrl }: Asked): string =>
  createHash("sha256").update(`${shop.origin} ${appName} ${callbackUrl}`).digest("hex").slice(0, 10);
