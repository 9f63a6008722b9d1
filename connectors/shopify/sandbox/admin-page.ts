import type { ShopifySandboxOptions } from "./options.ts";
export function answerAdmin(_o: ShopifySandboxOptions, _c: unknown, _u: URL): Response {
  return new Response("soon");
}
