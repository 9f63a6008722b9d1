import { PassThrough } from "node:stream";
import type { AppLoadContext, EntryContext, HandleDataRequestFunction } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { bouncePage, hasBounced } from "./ui/shell/bounce.ts";
import { secure } from "./ui/shell/headers.ts";
import { localeOfRequest } from "./ui/shell/locale-of-request.ts";

/** Every document: its security headers, and the bounce where the admin's frame came without a token. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { config, door } = context.tek;
  const entry = await door.enter(request);
  secure(headers, entry, config);
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (entry.kind === "bounce" && !hasBounced(new URL(request.url)))
    return new Response(bouncePage(config, localeOfRequest(request, entry)), { status: 200, headers });
  return new Response(await rendered(request, remix), { status, headers });
}

/** Every answer to the client's router. A refused token is answered so that App Bridge fetches a fresh one and tries once more. */
export const handleDataRequest: HandleDataRequestFunction = async (response, { request, context }) => {
  const { config, door } = context.tek;
  const entry = await door.enter(request);
  if (entry.kind === "retry-token") {
    const refused = new Response(null, { status: 401, headers: { "X-Shopify-Retry-Invalid-Session-Request": "1" } });
    secure(refused.headers, entry, config);
    return refused;
  }
  secure(response.headers, entry, config);
  return response;
};

function rendered(request: Request, remix: EntryContext): Promise<ReadableStream> {
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remix} url={request.url} />, {
      [ready]: () => {
        const body = new PassThrough();
        resolve(createReadableStreamFromReadable(body));
        pipe(body);
      },
      onShellError: reject,
    });
    request.signal.addEventListener("abort", () => abort(), { once: true });
  });
}
