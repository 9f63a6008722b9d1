import { generate } from "selfsigned";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";

export interface Callback {
  /** An https origin on this machine. */
  readonly origin: string;
  /** PEM; whoever posts there must trust it. */
  readonly certificate: string;
  close(): Promise<void>;
}

/**
 * WooCommerce hands keys over to https only, and the demo's Tek speaks http so that browsers open it without a warning. This is the
 * https door of its callback: with a certificate made at each start, it passes on what is posted below /link/ and nothing else.
 */
export async function openCallback({
  port = 0,
  tek,
}: {
  readonly port?: number;
  readonly tek: string;
}): Promise<Callback> {
  const made = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const served: Served = await serve((request) => passOn(request, tek), {
    port,
    tls: { key: made.private, cert: made.cert },
  });
  return { origin: served.origin, certificate: made.cert, close: () => served.close() };
}

async function passOn(request: Request, tek: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method !== "POST" || !pathname.startsWith("/link/")) return new Response(null, { status: 404 });
  const headers = { "content-type": request.headers.get("content-type") ?? "application/json" };
  const answer = await fetch(`${tek}${pathname}`, { method: "POST", headers, body: await request.text() });
  return new Response(null, { status: answer.status });
}
