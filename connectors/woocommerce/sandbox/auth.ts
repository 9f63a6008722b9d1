import { createHmac, timingSafeEqual } from "node:crypto";
import type { Pairs } from "./query.ts";
import { RestError } from "./reply.ts";

export interface ApiKey {
  readonly key: string;
  readonly secret: string;
  readonly permissions: "read" | "write" | "read_write";
}

/** Checks who asks, as `WC_REST_Authentication` does: basic over https, OAuth 1.0a one-legged over both schemes. */
export interface Gate {
  /** The key that signed the request, or null for a stranger. Throws the recorded 401s. */
  enter(request: { method: string; url: URL; query: Pairs; authorization: string | null }): ApiKey | null;
}

const window = 15 * 60;
const needed = [
  "oauth_consumer_key",
  "oauth_timestamp",
  "oauth_nonce",
  "oauth_signature",
  "oauth_signature_method",
] as const;

const refuse = (message: string, code = "woocommerce_rest_authentication_error") => new RestError(401, code, message);

/** `seconds` is the clock that OAuth timestamps are held against; keys and the site's address are asked at each request. */
export function createGate(o: { origin: () => string; keys: () => readonly ApiKey[]; seconds: () => number }): Gate {
  const nonces = new Map<string, number>();
  const find = (name: string | undefined) => o.keys().find(({ key }) => key === name);

  function basic(query: Pairs, authorization: string | null): ApiKey | null {
    const value = (name: string) => query.find(([key]) => key === name)?.[1];
    let name = value("consumer_key");
    let secret = value("consumer_secret");
    if (!name || !secret) {
      const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
      const plain = Buffer.from(encoded, "base64").toString("utf8");
      [name, secret] = [plain.slice(0, plain.indexOf(":")), plain.slice(plain.indexOf(":") + 1)];
    }
    if (!name || !secret) return null;
    const key = find(name);
    if (!key) return null;
    if (!same(key.secret, secret)) throw refuse("Consumer secret is invalid.");
    return key;
  }

  function oauth(method: string, url: URL, query: Pairs, authorization: string | null): ApiKey | null {
    const params = new Map([...query, ...headerPairs(authorization)]);
    const missing = needed.filter((name) => !params.get(name));
    if (missing.length === needed.length) return null;
    if (missing.length)
      throw refuse(
        `Missing OAuth parameter${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`,
        "woocommerce_rest_authentication_missing_parameter",
      );
    const key = find(params.get("oauth_consumer_key"));
    if (!key) throw refuse("Consumer key is invalid.");
    checkSignature(key, method, url, params);
    checkOnce(key, params);
    return key;
  }

  function checkSignature(key: ApiKey, method: string, url: URL, params: ReadonlyMap<string, string>) {
    const how = params.get("oauth_signature_method");
    if (how !== "HMAC-SHA1" && how !== "HMAC-SHA256") throw refuse("Invalid signature - signature method is invalid.");
    const pairs = [...params].filter(([name]) => name !== "oauth_signature").map(([k, v]) => [rfc3986(k), rfc3986(v)]);
    pairs.sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
    const text = [
      method,
      rfc3986(`${o.origin()}${url.pathname}`),
      rfc3986(pairs.map(([k, v]) => `${k}=${v}`).join("&")),
    ].join("&");
    const hash = how === "HMAC-SHA1" ? "sha1" : "sha256";
    const expected = createHmac(hash, `${key.secret}&`).update(text).digest("base64");
    const given = (params.get("oauth_signature") ?? "").replaceAll(" ", "+");
    if (!same(expected, given)) throw refuse("Invalid signature - provided signature does not match.");
  }

  function checkOnce(key: ApiKey, params: ReadonlyMap<string, string>) {
    const now = o.seconds();
    const stamp = Number(params.get("oauth_timestamp"));
    if (!(stamp >= now - window && stamp <= now + window)) throw refuse("Invalid timestamp.");
    const nonce = `${key.key} ${params.get("oauth_nonce")}`;
    if (nonces.has(nonce)) throw refuse("Invalid nonce - nonce has already been used.");
    nonces.set(nonce, stamp);
    // Map keeps the order of arrival, so the oldest nonces stand first.
    for (const [old, at] of nonces) {
      if (at >= now - window) break;
      nonces.delete(old);
    }
  }

  return {
    enter({ method, url, query, authorization }) {
      const key = o.origin().startsWith("https:") ? basic(query, authorization) : null;
      const found = key ?? oauth(method, url, query, authorization);
      const needed = method === "GET" || method === "HEAD" ? "read" : "write";
      if (found && found.permissions !== "read_write" && found.permissions !== needed)
        throw refuse(`The API key provided does not have ${needed} permissions.`);
      return found;
    },
  };
}

function headerPairs(authorization: string | null): Pairs {
  if (!/^OAuth\s/i.test(authorization ?? "")) return [];
  return [...(authorization ?? "").matchAll(/(oauth_[a-z_-]*)=(?:"([^"]*)"|([^,]*))/g)].map(
    ([, name = "", quoted, bare]) => [name, decodeURIComponent(quoted ?? bare ?? "")],
  );
}

/** What a stranger is told, by the method and by whether the path names one thing. */
export function strangerRefused(method: string, oneThing: boolean): RestError {
  const [verb, message] =
    method === "GET"
      ? ["view", oneThing ? "Sorry, you cannot view this resource." : "Sorry, you cannot list resources."]
      : method === "DELETE"
        ? ["delete", "Sorry, you are not allowed to delete this resource."]
        : oneThing
          ? ["edit", "Sorry, you are not allowed to edit this resource."]
          : ["create", "Sorry, you are not allowed to create resources."];
  return refuse(message ?? "", `woocommerce_rest_cannot_${verb}`);
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
