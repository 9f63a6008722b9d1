import type { Shop } from "./shop.ts";

/** The shop's human side. */
export function answerPage(shop: Shop, _url: URL): Response {
  return new Response(shop.name, { headers: { "Content-Type": "text/html; charset=UTF-8" } });
}
