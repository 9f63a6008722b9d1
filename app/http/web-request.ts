import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { Entry } from "#app/load-context.ts";

/** The head of a request as the doors read it. Throws a TypeError for a Host header that is no host. */
export function webRequest(request: ExpressRequest): Request {
  const url = new URL(request.originalUrl, `${request.protocol}://${request.get("host") ?? "localhost"}`);
  return new Request(url, { method: request.method, headers: webHeaders(request) });
}

export function webHeaders(request: ExpressRequest): Headers {
  const headers = new Headers();
  const raw = request.rawHeaders;
  for (let i = 0; i + 1 < raw.length; i += 2) headers.append(raw[i] ?? "", raw[i + 1] ?? "");
  return headers;
}

/** Answers a fetch that the door did not let in. */
export function refuseEntry(response: ExpressResponse, entry: Exclude<Entry, { readonly kind: "caller" }>): void {
  // App Bridge answers this header with a fresh session token and one more try (Shopify: "Set up session tokens").
  if (entry.kind === "retry-token") response.set("X-Shopify-Retry-Invalid-Session-Request", "1");
  response.status(401).end();
}
